import { solveByHighs } from './highs-solver.ts'
import type { TaskHandlers } from './serve-tasks.ts'
import { solverBoard } from './solver-board.ts'
import type { SolverTasks } from './solver-tasks.ts'

/** Answers tasks by HiGHS. What is proven meanwhile goes to the board, so that it outlives the thread. */
export const solverHandlers: TaskHandlers<SolverTasks> = {
  solve: ({ board: buffer, ...question }, hooks) => {
    const board = buffer === null ? null : solverBoard(buffer)
    return solveByHighs(question, {
      shouldStop: hooks.shouldStop,
      progress: (bound, cost) => {
        board?.write(bound, cost)
        hooks.progress({ phase: 'proving a bound', done: 0, total: null })
      },
    })
  },
}
