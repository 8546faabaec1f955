/** Small and not so small linear models for tests. */
import { ModelBuilder, type LinearModel } from '../../shared/planning/bounds/linear-model.ts'
import type { SolverQuestion } from '../../shared/planning/bounds/solver.ts'
import { SeededRandom } from '../../shared/planning/random.ts'

/** Earn the most by items that weigh no more than the limit: the knapsack problem, as a minimum. */
export function knapsack(
  items: readonly (readonly [worth: number, weight: number])[],
  limit: number,
): LinearModel {
  const builder = new ModelBuilder()
  const row = builder.row(-Infinity, limit)
  for (const [worth, weight] of items) {
    builder.column({ cost: -worth, lower: 0, upper: 1, whole: true })
    builder.put(row, weight)
  }
  return builder.build()
}

/** Market split: equations in yes-or-no columns that next to no choice fulfils; hard for every solver. */
export function marketSplit(rows: number, seed: number): LinearModel {
  const random = new SeededRandom(seed)
  const builder = new ModelBuilder()
  const columns = 10 * (rows - 1)
  const values = Array.from({ length: rows }, () => Array.from({ length: columns }, () => random.below(100)))
  const lines = values.map((line) => {
    const half = Math.floor(line.reduce((sum, value) => sum + value, 0) / 2)
    return builder.row(half, half)
  })
  for (let column = 0; column < columns; column += 1) {
    builder.column({ cost: 0, lower: 0, upper: 1, whole: true })
    for (const line of lines) builder.put(line, values[line]![column]!)
  }
  for (const line of lines) {
    for (const sign of [-1, 1]) {
      builder.column({ cost: 1, lower: 0, upper: Infinity, whole: false })
      builder.put(line, sign)
    }
  }
  return builder.build()
}

export const questionOf = (model: LinearModel, more: Partial<SolverQuestion> = {}): SolverQuestion => ({
  model,
  start: null,
  seconds: 20,
  memoryMib: 512,
  gap: 0,
  ...more,
})
