import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ScenarioPart } from '../../shared/forecast/scenario.ts'
import { simulate } from '../../shared/forecast/simulate.ts'
import { leastLargestShare } from '../../shared/planning/even-shares.ts'
import { leastCopied } from '../../shared/planning/least-copy.ts'
import { everyMakespan, smallPlan } from '../support/best-orders.ts'
import { makespanOf } from '../support/generated-plans.ts'

const PLANS = 30
/** Seeds of small plans, one after the other: a plan takes some thousand runs of the engine. */
const seeds = Array.from({ length: PLANS }, (_, n) => 101 + n)

describe('makespans of small plans, beside every order over every mover', () => {
  it('are those of the shortest, or nearly; and nothing ends before the bound', { timeout: 120_000 }, () => {
    const overBest = seeds.map((seed) => {
      const small = smallPlan(seed)
      const { fleet, plan } = small
      const boundS = plan.bound?.seconds ?? Infinity
      let bestS = Infinity
      everyMakespan(small, (makespanS) => {
        bestS = Math.min(bestS, makespanS)
      })
      expect(bestS).toBeGreaterThanOrEqual(boundS - 1e-6)
      const plannedS = makespanOf(fleet, plan.moves)
      expect(plannedS).toBeGreaterThanOrEqual(boundS - 1e-6)
      return plannedS / bestS
    })
    expect(Math.max(...overBest)).toBeLessThan(1.05)
    expect(overBest.filter((ratio) => ratio < 1.001).length).toBeGreaterThan(PLANS * 0.8)
  })
})

describe('the least a move copies', () => {
  it('is never more than the engine copies, at any rate up to the one given', () => {
    const moves = fc.record({
      mem: fc.double({ min: 1e9, max: 1e11, noNaN: true }),
      used: fc.double({ min: 0.1, max: 1, noNaN: true }),
      dirty: fc.double({ min: 0, max: 4e9, noNaN: true }),
      hot: fc.oneof(fc.constant(null), fc.double({ min: 1e7, max: 2e11, noNaN: true })),
      dirty_model: fc.constantFrom('exp' as const, 'cap' as const),
      min_gain: fc.constantFrom(0.5, 0.9, 1),
      max_passes: fc.constantFrom(1, 2, 5, 30),
      theta: fc.constantFrom(0.9, 0.95, 0.999),
      max_copy_s: fc.constantFrom(null, null, 30),
      max_down_s: fc.constantFrom(0, 0, 1),
      postcopy: fc.boolean(),
      state_bytes: fc.constantFrom(0, 8e6),
    })
    const rates = fc.tuple(
      fc.double({ min: 1e8, max: 3e9, noNaN: true }),
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      fc.double({ min: 0.05, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 60, noNaN: true }),
    )
    fc.assert(
      fc.property(moves, rates, (settings, [rate, first, then, at]) => {
        const part: ScenarioPart = { ...settings, name: 'a', path: { link: 1 }, cap: rate }
        const { parts } = simulate({
          resources: { link: rate * first },
          changes: { link: [[at, rate * then]] },
          parts: [part],
        })
        expect(parts['a']!.raw).toBeGreaterThanOrEqual(leastCopied(part, rate) * (1 - 1e-9))
      }),
      { numRuns: 2_000, seed: 20_261_124 },
    )
  })
})

describe('the least largest share', () => {
  it('is never more than that of any way to share out, and exact for few amounts', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 4 }), (some, shares) => {
        let best = Infinity
        const place = (at: number, filled: readonly number[]): void => {
          const amount = some[at]
          if (amount === undefined) best = Math.min(best, Math.max(...filled))
          else filled.forEach((share, i) => place(at + 1, filled.with(i, share + amount)))
        }
        place(0, new Array<number>(shares).fill(0))
        const least = leastLargestShare(some, shares)
        expect(least).toBeLessThanOrEqual(best + 1e-9)
        expect(least).toBeGreaterThanOrEqual(best / 1.002 - 1e-9)
      }),
      { numRuns: 200, seed: 20_261_125 },
    )
  })
})
