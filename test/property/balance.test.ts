import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import { isActiveState } from '../../shared/inventory/partition-state.ts'
import { centi, mib } from '../../shared/inventory/units.ts'
import { judgeMoves } from '../../shared/mobility/judge.ts'
import { memoryNeedMib } from '../../shared/mobility/need.ts'
import type { PlanMove } from '../../shared/plan/plan-document.ts'
import { readPlanText } from '../../shared/plan/plan-schema.ts'
import { planBalance } from '../../shared/planning/balance/plan-balance.ts'
import { fleetAfter } from '../../shared/planning/stages/fleet-after.ts'
import { refereePlan } from '../../shared/planning/referee/referee.ts'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { balanceOf, smallFleets } from '../support/planning-fleets.ts'
import { rulesAbout } from '../support/planning-rules.ts'

const accepted = fc.subarray(['SRC-RMC', 'SRC-STATE', 'MEM-AVAIL', 'MSP-PAIR'])
const runs = { numRuns: fuzzRuns(150), seed: 20_261_123, endOnFailure: true }

/** What servers have follows from what they hold, so that some are full and some are not. */
function sized(fleet: Fleet): Fleet {
  const servers = fleet.servers.map((server) => {
    const there = fleet.partitions.filter(
      (one) => one.serverId === server.id && isActiveState(one.state) === true,
    )
    const memory = there.reduce((sum, one) => sum + (memoryNeedMib(one, server) ?? 0), 8_192)
    const processing = there.reduce((sum, one) => sum + (one.entitledCenti ?? 0), 100)
    return {
      ...server,
      configurableMemoryMib: mib((server.availableMemoryMib ?? 0) + memory),
      configurableCenti: centi((server.availableCenti ?? 0) + processing),
    }
  })
  return { ...fleet, servers }
}

/** Fleets in which most partitions have a typical week with a busy time of their own. */
const measuredFleets: fc.Arbitrary<Fleet> = fc
  .tuple(
    smallFleets,
    fc.array(fc.tuple(fc.nat(167), fc.nat(400), fc.nat(5)), { minLength: 20, maxLength: 20 }),
  )
  .map(([fleet, draws]) => ({
    ...sized(fleet),
    partitions: fleet.partitions.map((partition, n) => {
      const [busyHour, centi, kind] = draws[n % draws.length]!
      const week = Array.from({ length: 168 }, (_, hour) =>
        kind === 1 && hour % 7 === 0 ? null : Math.abs(hour - busyHour) < 6 ? centi / 100 : 0.1,
      )
      return { ...partition, typicalWeek: kind === 0 ? null : week }
    }),
  }))

/** Whether a partition that has moved may go somewhere it could not go from where it was. */
function opensServers(fleet: Fleet, after: Fleet, move: PlanMove): boolean {
  const others = fleet.servers
    .map(({ id }) => id)
    .filter((id) => id !== move.sourceServerId && id !== move.targetServerId)
  const blocked = (of: Fleet, partitionId: string): readonly boolean[] =>
    judgeMoves(of, [partitionId], others).map(({ verdict }) => verdict === 'cannot' || verdict === 'tell')
  const before = blocked(fleet, move.partitionId)
  return blocked(after, move.partitionId).some((one, at) => !one && before[at] === true)
}

describe('evening random fleets out', () => {
  it('is never refused by the referee', () => {
    let moved = 0
    let empty = 0
    fc.assert(
      fc.property(measuredFleets, accepted, fc.constantFrom(null, 1), (fleet, rules, maxConcurrent) => {
        const plan = planBalance(
          balanceOf(fleet, { options: { acceptedUnknownRuleIds: rules, maxConcurrent } }),
        )
        moved += plan.moves.length
        if (plan.moves.length === 0) empty += 1
        expect(refereePlan(fleet, plan, noAssumptions).violations).toEqual([])
        expect(readPlanText(JSON.stringify(plan))).toEqual({ ok: true, plan })
      }),
      runs,
    )
    expect(moved).toBeGreaterThan(100)
    expect(empty).toBeGreaterThan(10)
  })

  it('is never refused by the referee, whatever the rules', () => {
    let moved = 0
    const ruled = measuredFleets.chain((fleet) => fc.tuple(fc.constant(fleet), rulesAbout(fleet)))
    fc.assert(
      fc.property(ruled, ([fleet, rules]) => {
        const plan = planBalance(
          balanceOf(fleet, { options: { acceptedUnknownRuleIds: ['SRC-RMC'], rules } }),
        )
        moved += plan.moves.length
        expect(refereePlan(fleet, plan, noAssumptions).violations).toEqual([])
      }),
      runs,
    )
    expect(moved).toBeGreaterThan(20)
  })

  it('leaves nothing to do once it was carried out', () => {
    let moved = 0
    let asked = 0
    fc.assert(
      fc.property(measuredFleets, accepted, (fleet, rules) => {
        const options = { acceptedUnknownRuleIds: rules }
        const plan = planBalance(balanceOf(fleet, { options }))
        moved += plan.moves.length
        const after = fleetAfter(fleet, plan)
        // From its new server a partition may get to one that was closed to it: that is a question nobody asked before.
        if (plan.moves.some((move) => opensServers(fleet, after, move))) return
        asked += plan.moves.length
        expect(planBalance(balanceOf(after, { options })).moves).toEqual([])
      }),
      runs,
    )
    expect(asked).toBeGreaterThan(moved / 2)
    expect(moved).toBeGreaterThan(100)
  })

  it('is the same for the same seed', () => {
    fc.assert(
      fc.property(measuredFleets, fc.nat(1_000_000), (fleet, seed) => {
        expect(planBalance(balanceOf(fleet, { seed }))).toEqual(
          planBalance(balanceOf(structuredClone(fleet), { seed })),
        )
      }),
      { ...runs, numRuns: 40 },
    )
  })
})
