/** A solver that is late, deaf, dead, out of room or no longer wanted: an answer every time, and a solver afterwards. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSolver, type Solver } from '../../../electron/workers/solver-pool.ts'
import { stopFlag } from '../../../electron/workers/stop-flag.ts'
import { ModelBuilder } from '../../../shared/planning/bounds/linear-model.ts'
import { bundledWorker } from '../../support/bundled-workers.ts'
import { knapsack, marketSplit, questionOf } from '../../support/linear-models.ts'

const bag = questionOf(knapsack([[3, 2]], 1))
const deaf = questionOf(new ModelBuilder().build(), { seconds: 0.05 })
const hard = questionOf(marketSplit(6, 2))

describe('the solver’s thread', () => {
  let solver: Solver
  beforeEach(() => {
    solver = createSolver(bundledWorker('solver'), 300)
  })
  afterEach(async () => {
    await solver.close()
  })

  const works = async (): Promise<void> => {
    expect(await solver.solve(bag)).toMatchObject({ status: 'optimal', cost: 0 })
  }

  test('comes to its end at the time limit', async () => {
    const answer = await solver.solve({ ...hard, seconds: 0.3 })
    expect(answer.status).toBe('limit')
    // Nothing may be proven by then on a busy machine; what is proven is true.
    expect(answer.bound ?? 0).toBeGreaterThanOrEqual(0)
    await works()
  })

  test('is ended when it does not come back, and what it had proven is kept', async () => {
    await works()
    const answer = await solver.solve(deaf)
    expect(answer).toMatchObject({ status: 'limit', bound: -7, cost: null, columns: null })
    await works()
  })

  test('dies without harm', async () => {
    await works()
    const answer = solver.solve(hard)
    // The thread is there since the first question; it dies while it works on the second.
    await new Promise((resolve) => setTimeout(resolve, 100))
    await solver.pool.threads()[0]?.terminate()
    expect((await answer).status).toBe('failed')
    await works()
  })

  test('is told no when it asks for too much memory', async () => {
    const builder = new ModelBuilder()
    const row = builder.row(0, 1e6)
    for (let column = 0; column < 600_000; column += 1) {
      builder.column({ cost: -1, lower: 0, upper: 1, whole: true })
      builder.put(row, 1 + (column % 97))
    }
    const answer = await solver.solve(questionOf(builder.build(), { memoryMib: 64 }))
    expect(answer.status).toBe('memory')
    await works()
  })

  test('is left when nobody wants the answer any more', async () => {
    const flag = stopFlag()
    const unwanted = solver.solve({ ...deaf, seconds: 60 }, { flag }).catch((cause: unknown) => cause)
    await new Promise((resolve) => setTimeout(resolve, 200))
    flag.ask('abandon')
    solver.noticeAbandon(flag)
    expect(await unwanted).toMatchObject({ error: { code: 'job-cancelled' } })
    await works()
  })

  test('comes to its end when what it has is enough', async () => {
    const flag = stopFlag()
    const answer = solver.solve(hard, {
      flag,
      onProgress: () => {
        flag.ask('keep')
      },
    })
    expect((await answer).status).toBe('stopped')
  })
})
