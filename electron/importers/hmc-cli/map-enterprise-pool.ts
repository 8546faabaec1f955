/**
 * `lscodpool`: Power Enterprise Pools (1.0) and what their members have activated. Attributes `installed_procs`,
 * `non_mobile_procs`, `mobile_procs` and `inactive_procs` of `--level sys` are as scripts in the field use them. Rows
 * of systems do not name their pool: the command above them does (`-p`), or the row of the pool itself.
 */
import { parseMtms } from '../../../shared/inventory/generation.ts'
import type { ServerRef } from '../../../shared/inventory/patch.ts'
import { knownOnly } from './map-server.ts'
import type { Reading } from './reading.ts'
import type { Row } from './row.ts'

export class EnterprisePoolGatherer {
  private readonly reading: Reading
  /** Pools that have a row of their own in this file. */
  private readonly pools: string[] = []

  constructor(reading: Reading) {
    this.reading = reading
  }

  read(row: Row): void {
    const name = row.name('name')
    if (!row.has('non_mobile_procs')) {
      if (name !== null) this.pools.push(name)
      return
    }
    const mtms = parseMtms(row.word('mtms') ?? '')
    const server: ServerRef | null = mtms ?? (name === null ? null : { name })
    if (server === null) {
      row.bad('name', 'names no system')
      return
    }
    const own = row.whole('non_mobile_procs')
    const mobile = row.whole('mobile_procs')
    this.reading.emit(
      {
        entity: 'server',
        server,
        values: knownOnly({
          activatedCores: own === null || mobile === null ? null : own + mobile,
          enterprisePool: this.poolOf(row),
        }) as { activatedCores?: number; enterprisePool?: string },
        origin: row.origin,
      },
      row.raw,
    )
  }

  /** An HMC without pools: none of its systems is in one. */
  none(line: number): void {
    for (const server of this.reading.context.hmcSystems)
      this.reading.emit({
        entity: 'server',
        server,
        values: { enterprisePool: '' },
        origin: { file: this.reading.file, line },
      })
  }

  private poolOf(row: Row): string | null {
    const named = row.name('pool_name') ?? this.reading.commandPool
    if (named !== null) return named
    return this.pools.length === 1 ? (this.pools[0] ?? null) : null
  }
}
