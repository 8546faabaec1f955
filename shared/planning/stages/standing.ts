/**
 * Where a staged plan has got to: the fleet, and what its accounts know beyond it. A departure gives back what is
 * certain, an arrival takes what it may need at most. But a partition that comes back takes exactly what it gave,
 * whatever that was, and one that came earlier in the plan gives back exactly what it was counted with.
 */
import type { Fleet, Partition, PartitionId, Server, ServerId } from '../../inventory/fleet.ts'
import { centi, mib } from '../../inventory/units.ts'
import { moveTypeOf, stateKind } from '../../mobility/move-type.ts'
import { centiNeed, memoryNeedMib } from '../../mobility/need.ts'
import type { PlanDocument, PlanMove } from '../../plan/plan-document.ts'
import { givenBack } from '../given-back.ts'
import { fleetAfter } from './fleet-after.ts'

/** How much more a partition is counted with on a server when it arrives than when it leaves. */
interface Difference {
  readonly memoryMib: number
  readonly centi: number
}

export interface Standing {
  readonly fleet: Fleet
  /** By server and partition: those that were there from the start, left, and may come back. */
  readonly kept: ReadonlyMap<ServerId, ReadonlyMap<PartitionId, Difference>>
  /** By server: those that came in a stage before and were counted with all they may need. */
  readonly guests: ReadonlyMap<ServerId, ReadonlySet<PartitionId>>
}

export const standingOf = (fleet: Fleet): Standing => ({ fleet, kept: new Map(), guests: new Map() })

type Leg = Pick<PlanMove, 'partitionId' | 'sourceServerId' | 'targetServerId'>

/**
 * The fleet that moves by hand are planned against: servers that nobody leaves have, for those who come back, what they
 * gave.
 */
export function fleetForMoves({ fleet, kept }: Standing, moves: readonly Leg[]): Fleet {
  return withMore(fleet, backHome(kept, moves))
}

/** The fleet a plan has to be made against. Only plans by hand know beforehand who comes back. */
export function fleetFor(standing: Standing, { goal, moves }: Pick<PlanDocument, 'goal' | 'moves'>): Fleet {
  return goal.kind === 'by-hand' ? fleetForMoves(standing, moves) : standing.fleet
}

/** Carries a plan out. */
export function standingAfter(standing: Standing, plan: PlanDocument): Standing {
  const { fleet } = standing
  const partitionById = new Map(fleet.partitions.map((partition) => [partition.id, partition]))
  const serverById = new Map(fleet.servers.map((server) => [server.id, server]))
  const kept = new Map([...standing.kept].map(([id, partitions]) => [id, new Map(partitions)]))
  const guests = new Map([...standing.guests].map(([id, partitions]) => [id, new Set(partitions)]))
  const home = plan.goal.kind === 'by-hand' ? backHome(standing.kept, plan.moves) : []
  const guestRoom: Share[] = []
  for (const { partitionId, targetServerId } of plan.moves) {
    const partition = partitionById.get(partitionId)
    const source = partition === undefined ? undefined : serverById.get(partition.serverId)
    if (partition === undefined || source === undefined || !serverById.has(targetServerId)) continue
    kept.get(targetServerId)?.delete(partitionId)
    const isGuest = guests.get(source.id)?.delete(partitionId) === true
    const share = { serverId: source.id, partitionId, ...differenceOf(partition, source) }
    if (isGuest) guestRoom.push(share)
    else if (partition.state !== null && stateKind(partition.state) === 'active')
      kept.set(source.id, (kept.get(source.id) ?? new Map<PartitionId, Difference>()).set(partitionId, share))
    const isHome = home.some((one) => one.partitionId === partitionId && one.serverId === targetServerId)
    if (!isHome && moveTypeOf(partition) !== 'inactive')
      guests.set(targetServerId, (guests.get(targetServerId) ?? new Set<PartitionId>()).add(partitionId))
  }
  return { fleet: withMore(fleetAfter(withMore(fleet, home), plan), guestRoom), kept, guests }
}

/** Room of a server that goes with a partition. */
interface Share extends Difference {
  readonly serverId: ServerId
  readonly partitionId: PartitionId
}

function backHome(kept: Standing['kept'], moves: readonly Leg[]): readonly Share[] {
  const leaving = new Set(moves.map(({ sourceServerId }) => sourceServerId))
  return moves.flatMap(({ partitionId, targetServerId: serverId }) => {
    const difference = leaving.has(serverId) ? undefined : kept.get(serverId)?.get(partitionId)
    return difference === undefined ? [] : [{ ...difference, serverId, partitionId }]
  })
}

function withMore(fleet: Fleet, shares: readonly Share[]): Fleet {
  if (shares.length === 0) return fleet
  const byServer = Map.groupBy(shares, ({ serverId }) => serverId)
  const servers = fleet.servers.map((server) => {
    const own = byServer.get(server.id)
    if (own === undefined) return server
    const { availableMemoryMib: memory, availableCenti: processing } = server
    const total = (of: (one: Share) => number): number => own.reduce((sum, one) => sum + of(one), 0)
    return {
      ...server,
      availableMemoryMib: memory === null ? null : mib(memory + total((one) => one.memoryMib)),
      availableCenti: processing === null ? null : centi(processing + total((one) => one.centi)),
    }
  })
  return { ...fleet, servers }
}

/** As capacity is judged: where no bound can be given, an arrival is counted with its memory without tables. */
function differenceOf(partition: Partition, server: Server): Difference {
  const given = givenBack(partition, server)
  return {
    memoryMib: (memoryNeedMib(partition, server) ?? partition.memoryMib ?? 0) - given.memoryMib,
    centi: (centiNeed(partition) ?? partition.entitledCenti ?? 0) - given.centi,
  }
}
