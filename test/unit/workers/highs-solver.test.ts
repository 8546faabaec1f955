import { describe, expect, test } from 'vitest'
import { solverProgram } from '../../../electron/workers/highs-solver.ts'
import { ModelBuilder, relaxed } from '../../../shared/planning/bounds/linear-model.ts'
import { knapsack, marketSplit, questionOf } from '../../support/linear-models.ts'
import { solveHere } from '../../support/small-solver.ts'

const bag = knapsack(
  [
    [6, 5],
    [5, 4],
    [3, 3],
  ],
  10,
)

describe('the solver', () => {
  test('finds the best whole solution and proves it', async () => {
    const answer = await solveHere(questionOf(bag))
    expect(answer).toMatchObject({ status: 'optimal', cost: -11, bound: -11 })
    expect([...(answer.columns ?? [])]).toEqual([1, 1, 0])
  })

  test('bounds the relaxed model by its prices', async () => {
    const answer = await solveHere(questionOf(relaxed(bag)))
    expect(answer.status).toBe('optimal')
    expect(answer.cost).toBeCloseTo(-12, 9)
    expect(answer.bound).toBeCloseTo(-12, 9)
  })

  test('proves that there is no solution', async () => {
    const answer = await solveHere(questionOf({ ...bag, rowLower: Float64Array.of(13) }))
    expect(answer).toMatchObject({ status: 'infeasible', cost: null, bound: null, columns: null })
  })

  test('bounds nothing where there is no end', async () => {
    const builder = new ModelBuilder()
    const row = builder.row(0, Infinity)
    builder.column({ cost: -1, lower: 0, upper: Infinity, whole: false })
    builder.put(row, 1)
    const answer = await solveHere(questionOf(builder.build()))
    expect(['unbounded', 'failed']).toContain(answer.status)
    expect(answer.bound).toBeNull()
  })

  test('keeps a solution it was given', async () => {
    const split = marketSplit(5, 3)
    const zero = new Float64Array(split.columnCount)
    // All of the difference stands in the columns that pay for it.
    for (let row = 0; row < split.rowCount; row += 1)
      zero[split.columnCount - 2 * (split.rowCount - row) + 1] = split.rowLower[row]!
    const cost = zero.reduce((sum, value, column) => sum + value * split.cost[column]!, 0)
    const answer = await solveHere(questionOf(split, { start: zero }), () => true)
    expect(answer.cost).toBeLessThanOrEqual(cost)
  })

  test('stops when told so, with what it has', async () => {
    let asked = 0
    const answer = await solveHere(questionOf(marketSplit(6, 1)), () => (asked += 1) > 5)
    expect(answer.status).toBe('stopped')
    expect(answer.bound).toBeLessThanOrEqual(answer.cost ?? Infinity)
  })

  test('is found beside the bundle of the worker', () => {
    expect(solverProgram('file:///opt/app.asar.unpacked/dist/workers/solver.worker.js').href).toBe(
      'file:///opt/app.asar.unpacked/dist/workers/highs.wasm',
    )
  })
})
