/** What the solver worker can be asked: linear models, solved by HiGHS. */
import type { SolverAnswer, SolverQuestion } from '../../shared/planning/bounds/solver.ts'

export type SolverTasks = {
  readonly solve: {
    readonly input: SolverQuestion & {
      /** Two numbers that outlive the worker: what is proven so far, and the cost of the best solution. */
      readonly board: SharedArrayBuffer | null
    }
    readonly output: SolverAnswer
  }
}
