/** HiGHS in the thread of the test. */
import { solveByHighs } from '../../electron/workers/highs-solver.ts'
import type { SolverAnswer, SolverQuestion } from '../../shared/planning/bounds/solver.ts'

// The test runner resolves no package from a source.
const program = new URL('../../node_modules/highs/build/highs.wasm', import.meta.url)

export const solveHere = (
  question: SolverQuestion,
  shouldStop = (): boolean => false,
): Promise<SolverAnswer> => solveByHighs(question, { shouldStop, progress: () => undefined }, program)
