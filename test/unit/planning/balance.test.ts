import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../../shared/forecast/assumption.ts'
import type { Fleet, Partition } from '../../../shared/inventory/fleet.ts'
import { centi, mib } from '../../../shared/inventory/units.ts'
import type { PlanDocument } from '../../../shared/plan/plan-document.ts'
import { planBalance } from '../../../shared/planning/balance/plan-balance.ts'
import { PlanningAbandoned } from '../../../shared/planning/hooks.ts'
import { refereePlan } from '../../../shared/planning/referee/referee.ts'
import { aFleet, aPartition, aServer } from '../../support/fleet-builder.ts'
import { generatedFleet } from '../../support/generated-fleet.ts'
import { balanceOf, serverIdOf } from '../../support/planning-fleets.ts'

const GIB = 1024

/** Servers of 512 GiB and 20 processors with `counts` partitions of 32 GiB and one processing unit each. */
function fleetOf(
  counts: readonly number[],
  change: (one: Partition, n: number) => Partition = (one) => one,
): Fleet {
  const partitions = counts.flatMap((count, server) =>
    Array.from({ length: count }, (_, n) =>
      aPartition({
        serverId: serverIdOf(server),
        lparId: 10 + n + 20 * server,
        name: `app${server}x${n}`,
        memoryMib: mib(32 * GIB),
        maxMemoryMib: mib(32 * GIB),
        entitledCenti: centi(100),
      }),
    ),
  )
  return aFleet({
    servers: counts.map((count, n) =>
      aServer({
        id: serverIdOf(n),
        name: `server${n}`,
        configurableMemoryMib: mib(512 * GIB),
        availableMemoryMib: mib((512 - 34 * count) * GIB),
        configurableCenti: centi(2_000),
        availableCenti: centi(2_000 - 100 * count),
      }),
    ),
    partitions: partitions.map(change),
  })
}

const targets = (plan: PlanDocument): readonly string[] => plan.moves.map((move) => move.targetServerName)
const violations = (fleet: Fleet, plan: PlanDocument): readonly string[] =>
  refereePlan(fleet, plan, noAssumptions).violations.map(({ text }) => text)

describe('balancing servers', () => {
  it('takes from the full server what evens all of them out, and says what that is worth', () => {
    const fleet = fleetOf([10, 2, 3])
    const plan = planBalance(balanceOf(fleet))
    // A fifth would even out what is left between six and five: less than it costs.
    expect(targets(plan).toSorted()).toEqual(['server1', 'server1', 'server1', 'server2'])
    expect(plan.moves.every((move) => move.sourceServerName === 'server0')).toBe(true)
    expect(violations(fleet, plan)).toEqual([])
    expect(plan.moves[0]?.whyMove).toBe(
      'server0 uses 66.4 % of its memory (33.2 % if all were even) and 50.0 % of its processing units (25.0 % if all were even).',
    )
    expect(plan.moves[0]?.whyHere).toContain('Use there goes, with all of this plan: memory from')
    expect(plan.notes[0]).toMatch(
      /^Use of memory: highest 66\.4 % \(server0\), standard deviation .* before; highest 40\.8 % /,
    )
  })

  it('leaves a fleet as it is where no move earns its memory', () => {
    for (const counts of [
      [5, 5, 5],
      [6, 5, 5],
      [0, 0],
    ]) {
      const plan = planBalance(balanceOf(fleetOf(counts)))
      expect(plan.moves).toEqual([])
      expect(plan.notes[0]).toContain('No move evens out enough')
    }
  })

  it('brings a server under the safety level first', () => {
    const fleet = fleetOf([14, 13, 13])
    const level = { safetyPercent: 90 }
    expect(planBalance(balanceOf(fleet, { options: level })).moves).toHaveLength(1)
    expect(planBalance(balanceOf(fleet, { options: { safetyPercent: 95 } })).moves).toEqual([])
  })

  it('evens out the peak of the sum, not the sum of the peaks', () => {
    const week = (busy: number): number[] =>
      Array.from({ length: 168 }, (_, hour) => (hour % 24 === busy ? 4 : 0.1))
    // Four busy by day on one server, four by night on the other: the sums of the peaks are even, and stay so.
    const apart = fleetOf([4, 4], (one) => ({
      ...one,
      typicalWeek: week(one.serverId === serverIdOf(0) ? 10 : 22),
    }))
    const weights = { memory: 0, entitlement: 0, load: 1 }
    const goal = { kind: 'balance', serverIds: null, weights } as const
    const mixed = planBalance(balanceOf(apart, { goal }))
    expect(targets(mixed).toSorted()).toEqual(['server0', 'server0', 'server1', 'server1'])
    expect(mixed.notes[0]).toMatch(/highest 80\.0 % .* before; highest 41\.0 % /)
    // All busy at ten o'clock here, by turns there: as many peaks, but not at once.
    const turns = fleetOf([4, 4], (one, n) => ({
      ...one,
      typicalWeek: week(one.serverId === serverIdOf(0) ? 10 : 3 * n),
    }))
    const plan = planBalance(balanceOf(turns, { goal }))
    expect(plan.moves.length).toBeGreaterThan(0)
    expect(targets(plan).every((name) => name === 'server1')).toBe(true)
    expect(violations(turns, plan)).toEqual([])
  })

  it('keeps to the servers that take part, and to rules, hard or soft', () => {
    const fleet = fleetOf([10, 1, 2])
    const goal = { ...balanceOf(fleet).goal, serverIds: [serverIdOf(0), serverIdOf(2)] }
    expect(new Set(targets(planBalance(balanceOf(fleet, { goal }))))).toEqual(new Set(['server2']))
    const named = fleet.partitions.filter((one) => one.serverId === serverIdOf(0)).slice(0, 9)
    const partitions = named.map(({ id, name }) => ({ id, name }))
    const pin = { kind: 'pin', id: 'stay', hard: false, weight: 1, reason: null, partitions } as const
    const pinned = planBalance(balanceOf(fleet, { options: { rules: [pin] } }))
    expect(pinned.moves.map((move) => move.partitionName)).toEqual(['app0x9'])
    const budget = {
      kind: 'budget',
      id: 'few',
      hard: true,
      weight: 1,
      reason: null,
      moves: 2,
      memoryGib: null,
    } as const
    expect(planBalance(balanceOf(fleet, { options: { rules: [budget] } })).moves).toHaveLength(2)
  })

  it('leaves servers out whose use is not known, and says so', () => {
    const fleet = fleetOf([10, 2, 0])
    const servers = fleet.servers.map((one, n) => (n === 2 ? { ...one, availableMemoryMib: null } : one))
    const plan = planBalance(balanceOf({ ...fleet, servers }))
    expect(new Set(targets(plan))).toEqual(new Set(['server1']))
    expect(plan.notes).toContain('server2 is used to an extent that is not known and takes no part.')
  })

  it('exchanges partitions where servers have no room for all at once', () => {
    const heavy = (one: Partition): Partition => ({
      ...one,
      entitledCenti: centi(one.serverId === serverIdOf(0) ? 120 : 20),
    })
    const base = fleetOf([14, 14], heavy)
    const servers = base.servers.map((one, n) => ({
      ...one,
      availableCenti: centi(2_000 - (n === 0 ? 1_680 : 280)),
    }))
    const fleet = { ...base, servers }
    const plan = planBalance(balanceOf(fleet, { options: { safetyPercent: 99 }, steps: 20_000 }))
    expect(plan.moves.some((move) => move.after.length > 0)).toBe(true)
    expect(new Set(targets(plan)).size).toBe(2)
    expect(violations(fleet, plan)).toEqual([])
  })

  it('stops when told to, with what it has or with nothing', () => {
    const fleet = generatedFleet({ servers: 12, partitions: 80 })
    const kept = planBalance(balanceOf(fleet), { shouldStop: () => 'keep' })
    expect(violations(fleet, kept)).toEqual([])
    expect(() => planBalance(balanceOf(fleet), { shouldStop: () => 'abandon' })).toThrow(PlanningAbandoned)
    const inTime = planBalance(balanceOf(fleet), { spent: () => 1 })
    expect(violations(fleet, inTime)).toEqual([])
    expect(() =>
      planBalance(balanceOf(fleet, { goal: { ...balanceOf(fleet).goal, serverIds: ['gone'] } })),
    ).toThrow('gone')
  })
})

describe('the referee of balances', () => {
  const fleet = fleetOf([10, 2, 3])
  const plan = planBalance(balanceOf(fleet))
  const first = plan.moves[0]!
  const goalBreaches = (broken: PlanDocument, of: Fleet = fleet): readonly string[] =>
    refereePlan(of, broken, noAssumptions)
      .violations.filter(({ ruleId }) => ruleId === 'R-GOAL')
      .map(({ text }) => text)

  it('catches a plan that evens nothing out', () => {
    const already = fleetOf([5, 5, 5])
    const moves = [{ ...first, partitionId: already.partitions[0]!.id }]
    expect(goalBreaches({ ...plan, moves }, already)).toEqual([
      'When this plan is done, use of the servers is no more even than before.',
    ])
  })

  it('catches one move too many', () => {
    const one = fleet.partitions.find(({ serverId }) => serverId === serverIdOf(2))!
    const extra = {
      ...first,
      id: 'm099',
      partitionId: one.id,
      partitionName: one.name,
      lparId: one.lparId,
      sourceServerId: serverIdOf(2),
      sourceServerName: 'server2',
      targetServerId: serverIdOf(0),
      targetServerName: 'server0',
    }
    expect(goalBreaches({ ...plan, moves: [...plan.moves, extra] })).toContain(
      `${one.name} moves for nothing: without it, use is as even.`,
    )
  })

  it('catches strangers: servers outside the goal, servers that are gone', () => {
    const only = (serverIds: readonly string[]): PlanDocument => ({
      ...plan,
      goal: { kind: 'balance', serverIds, weights: { memory: 1, entitlement: 1, load: 1 } },
    })
    expect(goalBreaches(only([serverIdOf(0), serverIdOf(1)]))[0]).toContain(
      'server2 takes no part in this plan',
    )
    expect(goalBreaches(only([serverIdOf(0), 'gone']))).toEqual(['The inventory has no server gone.'])
  })
})
