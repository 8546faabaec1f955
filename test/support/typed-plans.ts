/** Plans of moves somebody typed, on random fleets. */
import fc from 'fast-check'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import { mib } from '../../shared/inventory/units.ts'
import type { PlanOptions } from '../../shared/plan/plan-document.ts'
import { planByHand } from '../../shared/planning/by-hand.ts'
import { aFleet, aPartition, aServer } from './fleet-builder.ts'
import { evacuationOf, serverIdOf } from './planning-fleets.ts'

/** Full servers, everybody movable: orders, not rules, decide. */
export const tightFleets = fc
  .record({
    free: fc.array(fc.noBias(fc.integer({ min: 8, max: 30 })), { minLength: 3, maxLength: 4 }),
    gib: fc.array(fc.noBias(fc.integer({ min: 2, max: 24 })), { minLength: 8, maxLength: 8 }),
    id: fc.array(fc.noBias(fc.integer({ min: 10, max: 14 })), { minLength: 8, maxLength: 8 }),
  })
  .map(({ free, gib, id }) => {
    const partitions = gib.map((size, n) =>
      aPartition({
        serverId: serverIdOf(n % free.length),
        // Ids meet across servers, never on one.
        lparId: id[n]! + Math.floor(n / free.length) * 20,
        name: `p${n}`,
        memoryMib: mib(size * 1_024),
        maxMemoryMib: mib(size * 2_048),
      }),
    )
    const servers = free.map((gibFree, n) =>
      aServer({ id: serverIdOf(n), name: `server${n}`, availableMemoryMib: mib(gibFree * 1_024) }),
    )
    return aFleet({ servers, partitions })
  })

/** The plan by hand in which partition n goes to server `draws[n]`; to none where there is no such server. */
export function byHandOf(
  fleet: Fleet,
  draws: readonly number[],
  options: Partial<PlanOptions> = {},
): ReturnType<typeof planByHand> {
  const moves = fleet.partitions.flatMap((partition, n) => {
    const target = fleet.servers[draws[n % draws.length]!]
    return target === undefined || target.id === partition.serverId
      ? []
      : [{ partitionId: partition.id, targetServerId: target.id }]
  })
  const { goal: _, ...request } = evacuationOf(fleet, { options })
  return planByHand({ ...request, moves })
}
