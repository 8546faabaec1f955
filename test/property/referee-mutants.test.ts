import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import { refereePlan } from '../../shared/planning/referee/referee.ts'
import { SeededRandom } from '../../shared/planning/random.ts'
import { fuzzRuns } from '../support/fuzz-runs.ts'
import { planMutants, type Case } from '../support/plan-mutants.ts'
import { planOf, smallFleets } from '../support/planning-fleets.ts'
import { byHandOf, tightFleets } from '../support/typed-plans.ts'

const runs = fuzzRuns(120)

/** Breaks plans in every way; fails where the referee passes one. How often each way was tried. */
function breakAll(cases: fc.Arbitrary<Case | null>): ReadonlyMap<string, number> {
  const tried = new Map<string, number>()
  fc.assert(
    fc.property(cases, fc.nat(), (one, seed) => {
      if (one === null) return
      const random = new SeededRandom(seed)
      for (const { what, refusedBy, mutate } of planMutants) {
        const broken = mutate(one, random)
        if (broken === null) continue
        tried.set(what, (tried.get(what) ?? 0) + 1)
        const refused = refereePlan(broken.fleet, broken.plan, noAssumptions).violations
        expect({ what, refused: refused.map(({ ruleId }) => ruleId) }).toEqual({
          what,
          refused: expect.arrayContaining([expect.toBeOneOf([...refusedBy])]),
        })
      }
    }),
    { numRuns: runs, seed: 20_261_124, endOnFailure: true },
  )
  return tried
}

describe('the referee on broken plans of random fleets', () => {
  it('refuses every evacuation that was broken', () => {
    const tried = breakAll(smallFleets.map((fleet) => ({ fleet, plan: planOf(fleet) })))
    // The two that need a server which partitions leave and enter are tried below.
    const ways = planMutants.filter(({ what }) => !/early start|meet on the way/.test(what))
    for (const { what } of ways) expect([what, (tried.get(what) ?? 0) > runs / 25]).toEqual([what, true])
  })

  it('refuses every plan by hand that was broken', () => {
    const targets = fc.array(fc.noBias(fc.nat(8)), { minLength: 20, maxLength: 20 })
    const tried = breakAll(
      fc.tuple(tightFleets, targets).map(([fleet, draws]) => {
        // A limit of moves at once keeps the planner from adding waits of its own, which nobody needs for room.
        const made = byHandOf(fleet, draws, { maxConcurrent: 100 })
        return made.ok ? { fleet, plan: made.plan } : null
      }),
    )
    for (const what of ['an early start: one relation left out', 'two kept apart that meet on the way']) {
      expect([what, (tried.get(what) ?? 0) > runs / 25]).toEqual([what, true])
    }
  })
})
