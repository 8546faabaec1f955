/** A partition is on one system only; after a move an older export still shows it where it was. */
import type { Fleet, Origin, Partition, Server, Vios } from '../fleet.ts'
import { isActiveState } from '../partition-state.ts'
import type { ImportProblem } from '../problem.ts'
import { partitionMoved, partitionOnTwo } from './findings.ts'

export interface SettledSystem {
  readonly server: Server
  readonly vios: readonly Vios[]
  readonly partitions: readonly Partition[]
  /** False where the import does not name the system. */
  readonly mentioned: boolean
}

interface Place {
  readonly system: SettledSystem
  readonly partition: Partition
}

/**
 * All systems as one fleet, sorted by id, each partition (by uuid) on one system: the one the import names rather than
 * the one the inventory remembers, else the one where it runs, else the one read last.
 */
export function oneSystemPerPartition(
  systems: readonly SettledSystem[],
  problems: ImportProblem[],
): Pick<Fleet, 'servers' | 'vios' | 'partitions'> {
  const places = new Map<string, Place>()
  const left = new Set<Partition>()
  for (const system of systems) {
    for (const partition of system.partitions) {
      if (partition.uuid === null) continue
      const key = partition.uuid.toLowerCase()
      const known = places.get(key)
      if (known === undefined) {
        places.set(key, { system, partition })
        continue
      }
      const [kept, dropped] = choose(known, { system, partition })
      places.set(key, kept)
      left.add(dropped.partition)
      problems.push(finding(kept, dropped))
    }
  }
  return {
    servers: systems.map((system) => system.server).sort(byId),
    vios: systems.flatMap((system) => system.vios).sort(byId),
    partitions: systems
      .flatMap((system) => system.partitions)
      .filter((partition) => !left.has(partition))
      .sort(byId),
  }
}

function choose(earlier: Place, later: Place): readonly [kept: Place, dropped: Place] {
  const weight = ({ system, partition }: Place): number =>
    (system.mentioned ? 2 : 0) + (isActiveState(partition.state) === true ? 1 : 0)
  return weight(earlier) > weight(later) ? [earlier, later] : [later, earlier]
}

function finding(kept: Place, dropped: Place): ImportProblem {
  const origin: Origin = kept.partition.origins['uuid'] ?? { file: '', line: null }
  const { name } = kept.partition
  const here = kept.system.server.name
  const there = dropped.system.server.name
  return dropped.system.mentioned
    ? partitionOnTwo(origin, name, here, there)
    : partitionMoved(origin, name, there, here)
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0
}
