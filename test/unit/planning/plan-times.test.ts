/** Order and bound of plans under windows and blackouts. */
import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../../shared/forecast/assumption.ts'
import type { PlanDocument } from '../../../shared/plan/plan-document.ts'
import type { PlanRule } from '../../../shared/plan/rules/plan-rule.ts'
import { AllowedTimes } from '../../../shared/planning/allowed-times.ts'
import { refereePlan } from '../../../shared/planning/referee/referee.ts'
import { centi, mib } from '../../../shared/inventory/units.ts'
import { aFleet, aPartition, aServer } from '../../support/fleet-builder.ts'
import { makespanOf } from '../../support/generated-plans.ts'
import { planOf, serverIdOf } from '../../support/planning-fleets.ts'
import { aRule } from '../../support/planning-rules.ts'

const GIB = 1024
/** The plan starts on Friday, 15 January 2027, at 9:00 in Paris. */
const startMs = 1_800_000_000_000
const paris = { zone: 'Europe/Paris', partitions: [], servers: [] } as const

/** Partitions of these sizes in GiB on server 0, and two servers with room. */
const fleetOf = (sizes: readonly number[]) =>
  aFleet({
    servers: [0, 1, 2].map((n) =>
      aServer({
        id: serverIdOf(n),
        name: `server${n}`,
        availableMemoryMib: mib(4_000 * GIB),
        configurableMemoryMib: mib(8_000 * GIB),
      }),
    ),
    partitions: sizes.map((gib, n) =>
      aPartition({
        serverId: serverIdOf(0),
        lparId: 10 + n,
        name: `app${n}`,
        memoryMib: mib(gib * GIB),
        maxMemoryMib: mib(gib * GIB),
        entitledCenti: centi(10),
      }),
    ),
  })

function planned(
  sizes: readonly number[],
  rules: readonly PlanRule[],
  maxConcurrent: number | null = null,
): { readonly plan: PlanDocument; readonly endS: number; readonly boundS: number } {
  const fleet = fleetOf(sizes)
  const plan = planOf(fleet, { options: { rules, maxConcurrent } })
  expect(plan.moves).toHaveLength(sizes.length)
  expect(refereePlan(fleet, plan, noAssumptions).violations).toEqual([])
  return { plan, endS: makespanOf(fleet, plan.moves, maxConcurrent), boundS: plan.bound!.seconds }
}

const blackout = (from: string, to: string) =>
  aRule({ kind: 'blackout', ...paris, periods: [{ days: ['fri'], from, to }] })

describe('the bound under rules about times', () => {
  it('counts with a blackout at the start', () => {
    const free = planned([16, 32, 64], [])
    const dark = planned([16, 32, 64], [blackout('08:00', '19:00')])
    expect(dark.boundS).toBeCloseTo(free.boundS + 10 * 3_600, 1)
    expect(dark.endS).toBeGreaterThanOrEqual(dark.boundS - 1e-6)
    expect(dark.endS / dark.boundS).toBeLessThan(1.01)
    expect(dark.plan.bound!.reason).toContain('Rules about times')
  })

  it('counts with the nights between windows', () => {
    const sizes = [100, 100, 100, 100, 100, 100]
    const alone = planned(sizes, [], 1)
    const minutes = Math.ceil(alone.endS / 60 / 2)
    const to = `22:${String(minutes).padStart(2, '0')}`
    const night = aRule({
      kind: 'window',
      ...paris,
      periods: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '22:00', to }],
    })
    const nights = planned(sizes, [night], 1)
    expect(nights.boundS).toBeGreaterThan((13 + 24) * 3_600 - 60)
    expect(nights.endS).toBeGreaterThanOrEqual(nights.boundS - 1e-6)
  })

  it('counts those that one rule is about by themselves, and no soft rule', () => {
    const fleet = fleetOf([16, 32])
    const [first] = fleet.partitions
    const partitions = [{ id: first!.id, name: first!.name }]
    const some = planned([16, 32], [{ ...blackout('08:00', '19:00'), partitions }])
    expect(some.boundS).toBeGreaterThan(10 * 3_600)
    const free = planned([16, 32], [])
    const soft = planned([16, 32], [{ ...blackout('08:00', '19:00'), hard: false }])
    expect(soft.boundS).toBe(free.boundS)
  })

  it('is the instant by which so much time was allowed to any of the moves', () => {
    const times = new AllowedTimes([blackout('09:10', '10:00')], startMs)
    const move = planned([16], []).plan.moves[0]!
    const fleet = fleetOf([16])
    const subject = { partition: fleet.partitions[0]!, target: fleet.servers[1]! }
    expect(move.partitionId).toBe(subject.partition.id)
    expect(times.endOf([subject], 300)).toBeCloseTo(300, 2)
    expect(times.endOf([subject], 900)).toBeCloseTo(3_600 + 300, 2)
    expect(times.endOf([subject], 36 * 86_400)).toBeNull()
  })
})

describe('the order under rules about times', () => {
  it('fills the time before a blackout with what fits', () => {
    const sizes = [300, 300, 40, 40, 40, 40]
    const one = planned([300], [], 1).endS
    // Before the blackout there is time for one large move and a little more, one at a time.
    const until = new Date(startMs + (one * 1.5 + 60) * 1_000)
    const from = `09:${String(until.getUTCMinutes()).padStart(2, '0')}`
    const { endS, boundS } = planned(sizes, [blackout(from, '12:00')], 1)
    expect(endS).toBeGreaterThan(3 * 3_600)
    expect(endS / boundS).toBeLessThan(1.02)
  })
})
