import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import { mib } from '../../shared/inventory/units.ts'
import { planByHand } from '../../shared/planning/by-hand.ts'
import { refereePlan } from '../../shared/planning/referee/referee.ts'
import { aFleet, aPartition, aServer } from '../support/fleet-builder.ts'
import { makespanOf } from '../support/generated-plans.ts'
import { evacuationOf, serverIdOf, smallFleets } from '../support/planning-fleets.ts'

/** Draws for the target of each partition: none for half of them. */
const targets = fc.array(fc.noBias(fc.nat(8)), { minLength: 20, maxLength: 20 })

/** Full servers, everybody movable: orders, not rules, decide. */
const tightFleets = fc
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

describe('plans by hand of random fleets', () => {
  it('are never refused by the referee, and never end before their lower bound', () => {
    const counts = { plans: 0, waiting: 0, refused: 0, noOrder: 0 }
    fc.assert(
      fc.property(fc.oneof(smallFleets, tightFleets, tightFleets, tightFleets), targets, (fleet, draws) => {
        const moves = fleet.partitions.flatMap((partition, n) => {
          const target = fleet.servers[draws[n % draws.length]!]
          return target === undefined || target.id === partition.serverId
            ? []
            : [{ partitionId: partition.id, targetServerId: target.id }]
        })
        const { goal: _, ...request } = evacuationOf(fleet)
        const made = planByHand({ ...request, moves })
        if (!made.ok) {
          counts.refused += 1
          if (made.refusals.some((one) => one.startsWith('No order exists'))) counts.noOrder += 1
          return
        }
        counts.plans += 1
        if (made.plan.moves.some((move) => move.after.length > 0)) counts.waiting += 1
        expect(refereePlan(fleet, made.plan, noAssumptions).violations).toEqual([])
        const { moves: planned, bound } = made.plan
        if (bound !== null) expect(makespanOf(fleet, planned)).toBeGreaterThanOrEqual(bound.seconds - 1e-6)
      }),
      { numRuns: 600, seed: 20_261_123 },
    )
    expect(counts.plans).toBeGreaterThan(100)
    expect(counts.waiting).toBeGreaterThan(30)
    expect(counts.noOrder).toBeGreaterThan(5)
  })
})
