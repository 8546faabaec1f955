/** `lssyscfg -r prof`: each profile, and, where the listing is whole, the names of all profiles of a partition. */
import type { Owner } from './map-partition.ts'
import { readProfile } from './map-profile.ts'
import type { Reading } from './reading.ts'
import type { Row } from './row.ts'

export class ProfileGatherer {
  private readonly reading: Reading
  private readonly owners = new Map<string, { owner: Owner; names: Set<string>; first: Row }>()

  constructor(reading: Reading) {
    this.reading = reading
  }

  read(row: Row): void {
    const profile = row.name('name') ?? row.name('profile_name')
    const owner = readProfile(row, this.reading)
    if (owner === null || profile === null || row.word('lpar_env') === 'vioserver') return
    const key = JSON.stringify([owner.server, owner.partition.lparId ?? owner.partition.name])
    const known = this.owners.get(key)
    if (known === undefined) this.owners.set(key, { owner, names: new Set([profile]), first: row })
    else known.names.add(profile)
  }

  /** Some of the names would be worse than none: a clash of names is looked for among them. */
  end(whole: boolean): void {
    if (!whole) return
    for (const { owner, names, first } of this.owners.values())
      this.reading.emitMore(
        {
          entity: 'partition',
          ...owner,
          kind: 'either',
          values: { profileNames: [...names].sort() },
          origin: first.origin,
        },
        first.raw,
      )
  }
}
