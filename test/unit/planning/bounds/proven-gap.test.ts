import { describe, expect, test } from 'vitest'
import { aggregateBound } from '../../../../shared/planning/bounds/aggregate-bound.ts'
import {
  consolidationModel,
  scarceResources,
} from '../../../../shared/planning/bounds/consolidation-model.ts'
import { aggregateGap, provenGap } from '../../../../shared/planning/bounds/proven-gap.ts'
import { noAnswer, type SolverQuestion } from '../../../../shared/planning/bounds/solver.ts'
import { consolidate } from '../../../../shared/planning/consolidate/consolidate.ts'
import { consolidationFleet } from '../../../support/consolidation-fleets.ts'
import { consolidationOf } from '../../../support/small-consolidations.ts'
import { solveHere } from '../../../support/small-solver.ts'

/** Six items of 40 on servers of 100: two on each, three servers, where merged servers would do with 2.4. */
const sixes = consolidationOf([40, 40, 40, 40, 40, 40], [100, 100, 100, 100, 100])

describe('the aggregate bound', () => {
  test('opens the cheapest room, the last server in part', () => {
    expect(aggregateBound(sixes)).toBeCloseTo(240, 9)
    const dear = { ...sixes, openCost: Float64Array.of(300, 100, 300, 200, 300) }
    expect(aggregateBound(dear)).toBeCloseTo(100 + 200 + 0.4 * 300, 9)
  })

  test('counts servers that stay on, and use where it is cheapest', () => {
    const problem = consolidationOf([10, 10], [100, 100], {
      staysOn: Uint8Array.of(0, 1),
      openCost: Float64Array.of(50, 500),
      unitCost: Float64Array.of(3, 2),
      use: Float64Array.of(1, 4),
      allowed: Uint8Array.of(1, 1, 1, 0),
    })
    expect(aggregateBound(problem)).toBeCloseTo(500 + 2 * 1 + 3 * 4, 9)
  })

  test('adds the server that may fail', () => {
    expect(aggregateBound({ ...sixes, reserved: 1 })).toBeCloseTo(340, 9)
  })

  test('is without end where all servers together do not do', () => {
    expect(aggregateBound(consolidationOf([60, 60], [100]))).toBe(Infinity)
  })
})

describe('the proven gap', () => {
  const found = consolidate(sixes, { seed: 1, steps: 50 }).best

  test('says that a bound of merged servers is weak', () => {
    expect(aggregateGap(sixes, found)).toMatchObject({
      cost: 300,
      method: 'aggregate',
      weak: true,
      optimal: false,
    })
  })

  test('is closed by a solver', async () => {
    const gap = await provenGap(sixes, found, { secondsLeft: () => 20, solve: solveHere })
    expect(gap).toMatchObject({ cost: 300, method: 'all', optimal: true, weak: false })
    expect(gap.bound).toBeCloseTo(300, 2)
  })

  test.each(['failed', 'limit', 'memory', 'stopped'] as const)(
    'stays as it is when the solver says “%s”',
    async (status) => {
      const gap = await provenGap(sixes, found, {
        secondsLeft: () => 1,
        solve: () => Promise.resolve(noAnswer(status)),
      })
      expect(gap).toEqual(aggregateGap(sixes, found))
    },
  )

  test('does not believe that there is none, with one at hand', async () => {
    const gap = await provenGap(sixes, found, {
      secondsLeft: () => 1,
      solve: () => Promise.resolve(noAnswer('infeasible')),
    })
    expect(gap).toMatchObject({ cost: 300, bound: 240 })
  })

  test('proves that nobody can place them', async () => {
    const stuck = consolidationOf([60, 60, 60], [100, 100])
    expect(consolidate(stuck, { seed: 1, steps: 50 }).best).toBeNull()
    const gap = await provenGap(stuck, null, { secondsLeft: () => 20, solve: solveHere })
    expect(gap).toMatchObject({ best: null, cost: null, bound: Infinity, gap: null, method: 'all' })
  })

  test('takes what the solver found only if it keeps all rules', async () => {
    // A solver that puts everybody on the first server and says it costs nothing.
    const liar = (question: SolverQuestion) =>
      Promise.resolve({
        ...noAnswer('optimal'),
        bound: 0,
        cost: 0,
        columns: Float64Array.from({ length: question.model.columnCount }, (_, at) =>
          Number(at === 0 || (at - 5) % 5 === 0),
        ),
      })
    expect((await provenGap(sixes, found, { secondsLeft: () => 1, solve: liar })).cost).toBe(300)
  })

  test('asks for what size allows', async () => {
    const asked: { columns: number; whole: number; start: boolean }[] = []
    const solve = (question: SolverQuestion) => {
      const whole = question.model.whole.reduce((sum, one) => sum + one, 0)
      asked.push({ columns: question.model.columnCount, whole, start: question.start !== null })
      return Promise.resolve(noAnswer('limit'))
    }
    await provenGap(sixes, found, { secondsLeft: () => 1, solve })
    expect(asked).toEqual([{ columns: 35, whole: 35, start: true }])
    const middle = consolidationFleet({ items: 200, servers: 30, seed: 1 })
    await provenGap(middle, null, { secondsLeft: () => 1, solve })
    expect(asked.slice(1).map(({ whole }) => whole)).toEqual([0, 30])
    const large = consolidationFleet({ items: 1000, servers: 60, seed: 1 })
    await provenGap(large, null, { secondsLeft: () => 1, solve })
    expect(asked.slice(3).map(({ whole }) => whole)).toEqual([0])
    const huge = consolidationFleet({ items: 2000, servers: 100, seed: 1 })
    expect(await provenGap(huge, null, { secondsLeft: () => 1, solve })).toMatchObject({
      method: 'aggregate',
      cost: null,
    })
    expect(asked).toHaveLength(4)
  })
})

describe('the model', () => {
  test('shares the columns of items among servers that differ only in what they cost', () => {
    const problem = { ...sixes, openCost: Float64Array.of(1, 2, 3, 4, 5) }
    expect(consolidationModel(problem, 'servers')).toMatchObject({
      classes: [[0, 1, 2, 3, 4]],
      model: { columnCount: 11 },
    })
    expect(consolidationModel(problem, 'all').model.columnCount).toBe(35)
    const apart = { ...problem, unitCost: Float64Array.of(0, 0, 0, 1, 0) }
    expect(consolidationModel(apart, 'none').classes).toEqual([[0, 1, 2, 4], [3]])
  })

  test('keeps what N+1 is about and the scarcest of the rest', () => {
    const fleet = consolidationFleet({ items: 50, servers: 10, seed: 1 })
    expect(scarceResources(fleet, 2)).toEqual([0, 1])
    expect(scarceResources(fleet, 4)).toHaveLength(4)
    expect(scarceResources(fleet, 4).slice(0, 2)).toEqual([0, 1])
  })
})
