import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import { readPlanText } from '../../shared/plan/plan-schema.ts'
import { fleetAfter } from '../../shared/planning/stages/fleet-after.ts'
import { refereePlan } from '../../shared/planning/referee/referee.ts'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { planOf, serverIdOf, smallFleets } from '../support/planning-fleets.ts'
import { rulesAbout } from '../support/planning-rules.ts'

/** Unknowns that may be accepted, in any combination. */
const accepted = fc.subarray(['SRC-RMC', 'SRC-STATE', 'MEM-AVAIL', 'MSP-PAIR', 'MSP-RED', 'MSP-CONC-VIOS'])
/** Fleets with rules, and how many kinds of rules there are. */
const RULED_RUNS = fuzzRuns(400)
const KINDS = 14
const runs = { numRuns: fuzzRuns(250), seed: 20_260_226 }

describe('evacuation of random fleets', () => {
  it('is never refused by the referee', () => {
    let moved = 0
    let left = 0
    fc.assert(
      fc.property(smallFleets, accepted, fc.constantFrom(null, 1, 3), (fleet, rules, maxConcurrent) => {
        const plan = planOf(fleet, { options: { acceptedUnknownRuleIds: rules, maxConcurrent } })
        moved += plan.moves.length
        left += plan.unplaced.length
        expect(refereePlan(fleet, plan, noAssumptions).violations).toEqual([])
      }),
      runs,
    )
    // Fleets that are all full or all empty would prove nothing.
    expect(moved).toBeGreaterThan(200)
    expect(left).toBeGreaterThan(200)
  })

  it('is never refused by the referee, whatever the rules', () => {
    const ruled = smallFleets.chain((fleet) => fc.tuple(fc.constant(fleet), rulesAbout(fleet)))
    const kept = new Map<string, number>()
    let moved = 0
    let left = 0
    fc.assert(
      fc.property(ruled, ([fleet, rules]) => {
        const plan = planOf(fleet, { options: { acceptedUnknownRuleIds: ['SRC-RMC'], rules } })
        const report = refereePlan(fleet, plan, noAssumptions)
        expect(report.violations).toEqual([])
        moved += plan.moves.length
        for (const { reasons } of plan.unplaced) {
          if (reasons.some(({ ruleId }) => ruleId.startsWith('RULE '))) left += 1
        }
        if (plan.moves.length < 2) return
        for (const { kind, hard } of rules) if (hard) kept.set(kind, (kept.get(kind) ?? 0) + 1)
        expect(readPlanText(JSON.stringify(plan))).toEqual({ ok: true, plan })
      }),
      { ...runs, numRuns: RULED_RUNS },
    )
    // Rules that forbid everything, or nothing, would prove nothing.
    expect(moved).toBeGreaterThan(RULED_RUNS)
    expect(left).toBeGreaterThan(RULED_RUNS / 2)
    expect(kept.size).toBe(KINDS)
  })

  it('is the same for the same seed', () => {
    fc.assert(
      fc.property(smallFleets, fc.nat(), (fleet, seed) => {
        expect(planOf(fleet, { seed })).toEqual(planOf(structuredClone(fleet), { seed }))
      }),
      { ...runs, numRuns: 60 },
    )
  })

  it('leaves nothing to do once it was carried out', () => {
    fc.assert(
      fc.property(smallFleets, accepted, (fleet, rules) => {
        const options = { acceptedUnknownRuleIds: rules }
        const plan = planOf(fleet, { options })
        const again = planOf(fleetAfter(fleet, plan), { options })
        expect(again.moves).toEqual([])
        expect(again.unplaced.map((one) => one.partitionName).toSorted()).toEqual(
          plan.unplaced.map((one) => one.partitionName).toSorted(),
        )
      }),
      runs,
    )
  })

  it('names every partition of the emptied server, moved or staying with a reason', () => {
    fc.assert(
      fc.property(smallFleets, (fleet) => {
        const plan = planOf(fleet)
        const named = [...plan.moves, ...plan.unplaced].map((one) => one.partitionId).toSorted()
        const there = fleet.partitions.filter((one) => one.serverId === serverIdOf(0)).map((one) => one.id)
        expect(named).toEqual(there.toSorted())
        for (const one of plan.unplaced) {
          expect(one.reasons.length).toBeGreaterThan(0)
          expect(one.reasons.every(({ text, ruleId }) => text !== '' && ruleId !== '')).toBe(true)
        }
      }),
      runs,
    )
  })

  it('never ends before its lower bound', () => {
    fc.assert(
      fc.property(smallFleets, (fleet) => {
        const plan = planOf(fleet, { window: { startMs: 1_800_000_000_000, endMs: 1_800_000_000_001 } })
        if (plan.bound === null) return
        // The window of a millisecond makes the referee say when each move ends.
        const late = refereePlan(fleet, plan, noAssumptions).violations.filter(
          (one) => one.ruleId === 'R-WINDOW',
        )
        expect(Math.max(...late.map((one) => one.atS ?? 0))).toBeGreaterThanOrEqual(plan.bound.seconds - 1e-6)
      }),
      runs,
    )
  })
})
