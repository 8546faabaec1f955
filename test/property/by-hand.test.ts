import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import { refereePlan } from '../../shared/planning/referee/referee.ts'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { makespanOf } from '../support/generated-plans.ts'
import { smallFleets } from '../support/planning-fleets.ts'
import { byHandOf, tightFleets } from '../support/typed-plans.ts'

/** Draws for the target of each partition: none for half of them. */
const targets = fc.array(fc.noBias(fc.nat(8)), { minLength: 20, maxLength: 20 })

describe('plans by hand of random fleets', () => {
  it('are never refused by the referee, and never end before their lower bound', () => {
    const counts = { plans: 0, waiting: 0, refused: 0, noOrder: 0 }
    fc.assert(
      fc.property(fc.oneof(smallFleets, tightFleets, tightFleets, tightFleets), targets, (fleet, draws) => {
        const made = byHandOf(fleet, draws)
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
      { numRuns: fuzzRuns(600), seed: 20_261_123 },
    )
    expect(counts.plans).toBeGreaterThan(100)
    expect(counts.waiting).toBeGreaterThan(30)
    expect(counts.noOrder).toBeGreaterThan(5)
  })
})
