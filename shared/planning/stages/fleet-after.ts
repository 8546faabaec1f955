/**
 * The fleet after a plan was carried out, as an import would find it, but with the ids of partitions kept: rules and
 * later stages name partitions by them. What a plan does not determine becomes "not known", or the least that is
 * certain. README, "The fleet between stages", says attribute by attribute what is derived.
 */
import type { Fleet, Partition, Server, ServerId } from '../../inventory/fleet.ts'
import { centi, mib, type Centi, type MiB } from '../../inventory/units.ts'
import { moveTypeOf } from '../../mobility/move-type.ts'
import { centiNeed, memoryNeedMib } from '../../mobility/need.ts'
import type { PlanDocument, PlanMove } from '../../plan/plan-document.ts'
import { givenBack } from '../given-back.ts'
import { partitionAfter } from './partition-after.ts'
import { portsAfter, viosAfter } from './vios-after.ts'

/** A move with its partition before and after it. */
export interface MadeMove {
  readonly move: PlanMove
  readonly before: Partition
  readonly after: Partition
}

/** Moves of partitions or servers the fleet does not have are left out. */
export function fleetAfter(fleet: Fleet, { moves }: Pick<PlanDocument, 'moves'>): Fleet {
  const serverById = new Map(fleet.servers.map((server) => [server.id, server]))
  const viosById = new Map(fleet.vios.map((vios) => [vios.id, vios]))
  const moveOf = new Map(moves.map((move) => [move.partitionId, move]))
  const made: MadeMove[] = []
  const partitions = fleet.partitions.map((before) => {
    const move = moveOf.get(before.id)
    const target = move === undefined ? undefined : serverById.get(move.targetServerId)
    if (move === undefined || target === undefined || !serverById.has(before.serverId)) return before
    const after = partitionAfter(before, move, target, viosById)
    made.push({ move, before, after })
    return after
  })
  if (made.length === 0) return fleet
  const arrivals = Map.groupBy(made, ({ after }) => after.serverId)
  const departures = Map.groupBy(made, ({ before }) => before.serverId)
  const residents = Map.groupBy(partitions, ({ serverId }) => serverId)
  const touched = (id: ServerId): boolean => arrivals.has(id) || departures.has(id)
  const changesOf = (id: ServerId) => ({
    arrived: arrivals.get(id) ?? [],
    left: departures.get(id) ?? [],
    residents: residents.get(id) ?? [],
  })
  return {
    ...fleet,
    partitions,
    servers: fleet.servers.map((server) =>
      touched(server.id) ? serverAfter(server, changesOf(server.id)) : server,
    ),
    vios: fleet.vios.map((vios) =>
      touched(vios.serverId) ? viosAfter(vios, changesOf(vios.serverId)) : vios,
    ),
  }
}

export interface ServerChanges {
  readonly arrived: readonly MadeMove[]
  readonly left: readonly MadeMove[]
  /** Partitions on the server afterwards. */
  readonly residents: readonly Partition[]
}

function serverAfter(server: Server, changes: ServerChanges): Server {
  let memory: MiB | null = server.availableMemoryMib
  let processing: Centi | null = server.availableCenti
  for (const { before } of changes.left) {
    const given = givenBack(before, server)
    if (memory !== null) memory = mib(memory + given.memoryMib)
    if (processing !== null) processing = centi(processing + given.centi)
  }
  for (const { before, after } of changes.arrived) {
    const taken = takenBy({ ...before, memoryMib: after.memoryMib }, server)
    memory = memory === null || taken.memoryMib === null ? null : mib(memory - taken.memoryMib)
    processing = processing === null || taken.centi === null ? null : centi(processing - taken.centi)
  }
  return {
    ...server,
    availableMemoryMib: memory,
    availableCenti: processing,
    sriovPhysicalPorts: portsAfter(server.sriovPhysicalPorts, changes),
  }
}

/** What an arrival takes at most; null where that cannot be bounded. Not activated, it holds neither. */
function takenBy(
  partition: Partition,
  server: Server,
): { readonly memoryMib: MiB | null; readonly centi: Centi | null } {
  if (moveTypeOf(partition) === 'inactive') return { memoryMib: mib(0), centi: centi(0) }
  return { memoryMib: memoryNeedMib(partition, server), centi: centiNeed(partition) }
}
