/** Search, models and bounds against trying everything. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aggregateBound } from '../../shared/planning/bounds/aggregate-bound.ts'
import { consolidationModel, type Wholeness } from '../../shared/planning/bounds/consolidation-model.ts'
import { relaxed } from '../../shared/planning/bounds/linear-model.ts'
import { holds, provenGap } from '../../shared/planning/bounds/proven-gap.ts'
import type { ConsolidationProblem } from '../../shared/planning/consolidate/consolidation-problem.ts'
import { consolidate } from '../../shared/planning/consolidate/consolidate.ts'
import { cheapestByTrying, smallConsolidation } from '../support/small-consolidations.ts'
import { questionOf } from '../support/linear-models.ts'
import { solveHere } from '../support/small-solver.ts'

const GRACE = 1e-3

/** Infinity: proven to have no solution. */
async function boundOf(problem: ConsolidationProblem, wholeness: Wholeness): Promise<number> {
  const { model } = consolidationModel(problem, wholeness)
  const answer = await solveHere(questionOf(wholeness === 'none' ? relaxed(model) : model))
  expect(['optimal', 'infeasible']).toContain(answer.status)
  return answer.status === 'infeasible' ? Infinity : (answer.bound ?? -Infinity)
}

const atMost = (bound: number, value: number): void => {
  expect(bound).toBeLessThanOrEqual(value + GRACE)
}

describe('consolidation of up to 8 items and 4 servers', () => {
  test('everything whole is the optimum; every other bound is below it, the search not', async () => {
    await fc.assert(
      fc.asyncProperty(smallConsolidation(false), async (problem) => {
        const optimum = cheapestByTrying(problem) ?? Infinity
        const whole = await boundOf(problem, 'all')
        if (optimum === Infinity) expect(whole).toBe(Infinity)
        else expect(Math.abs(whole - optimum)).toBeLessThanOrEqual(GRACE)
        const servers = await boundOf(problem, 'servers')
        const linear = await boundOf(problem, 'none')
        atMost(servers, optimum)
        atMost(linear, servers)
        atMost(aggregateBound(problem), optimum)
        const found = consolidate(problem, { seed: 1, steps: 300 })
        if (found.best !== null) expect(holds(problem, found.best)).toBe(true)
        atMost(optimum, found.cost ?? Infinity)
      }),
      { numRuns: 60 },
    )
  })

  test('with N+1, bounds stay below what can be had, and what is called optimal is', async () => {
    let optimal = 0
    await fc.assert(
      fc.asyncProperty(smallConsolidation(true), async (problem) => {
        const optimum = cheapestByTrying(problem) ?? Infinity
        const found = consolidate(problem, { seed: 1, steps: 300 })
        const gap = await provenGap(problem, found.best, { secondsLeft: () => 20, solve: solveHere })
        atMost(gap.bound, optimum * (1 + 1e-6))
        if (gap.best !== null) expect(holds(problem, gap.best)).toBe(true)
        if (gap.optimal)
          expect(Math.abs((gap.cost ?? 0) - optimum)).toBeLessThanOrEqual(1e-4 * optimum + GRACE)
        optimal += Number(gap.optimal)
      }),
      { numRuns: 60 },
    )
    expect(optimal).toBeGreaterThan(8)
  })

  test('the search finds the optimum nearly always', () => {
    let found = 0
    let solvable = 0
    fc.assert(
      fc.property(smallConsolidation(true), (problem) => {
        const optimum = cheapestByTrying(problem)
        if (optimum === null) return
        solvable += 1
        found += Number((consolidate(problem, { seed: 1, steps: 300 }).cost ?? Infinity) <= optimum + GRACE)
      }),
      { numRuns: 200, seed: 5 },
    )
    expect(solvable).toBeGreaterThan(40)
    expect(found / solvable).toBeGreaterThan(0.9)
  })
})
