/** The real solver worker, but deaf to a model without columns: it proves -7 and never comes back. */
import { solverHandlers } from '../../../electron/workers/solver-handlers.ts'
import { solverBoard } from '../../../electron/workers/solver-board.ts'
import { serveTasks } from '../../../electron/workers/serve-tasks.ts'

serveTasks(() => ({
  solve: (input, hooks) => {
    if (input.model.columnCount > 0) return solverHandlers.solve(input, hooks)
    if (input.board !== null) solverBoard(input.board).write(-7, Number.POSITIVE_INFINITY)
    hooks.progress({ phase: 'deaf', done: 0, total: null })
    for (;;);
  },
}))
