/**
 * The host's side of the solver: one question at a time in a thread of its own, which is ended when it does not come
 * back in time or is not wanted any more. What it had proven by then is kept.
 */
import { AppFailure } from '../../shared/contract/result.ts'
import { noAnswer, type SolverAnswer, type SolverQuestion } from '../../shared/planning/bounds/solver.ts'
import { solverBoard, type SolverBoard } from './solver-board.ts'
import type { SolverTasks } from './solver-tasks.ts'
import type { StopFlag } from './stop-flag.ts'
import { createWorkerPool, type TaskOptions, type WorkerPool } from './worker-pool.ts'

export interface Solver {
  /**
   * Never blocks; a dead, lost or overfull solver is an answer (`failed`, `limit`, `memory`), with what it had proven.
   * Rejects only with `job-cancelled`, when the flag of the options says `abandon` or the application is closing.
   */
  solve(question: SolverQuestion, options?: TaskOptions): Promise<SolverAnswer>
  /** To be called after a flag was set to `abandon`. */
  noticeAbandon(flag: StopFlag): void
  close(): Promise<void>
  /** Of tests and diagnostics. */
  readonly pool: WorkerPool<SolverTasks>
}

/** The solver looks at its clock between steps, and some steps are long. */
const OVERTIME_MS = 2_000
/** A solver that nobody waits for may go on for so long. */
const GRACE_MS = 80

/** Starts no thread yet. */
export function createSolver(url: URL, overtimeMs = OVERTIME_MS): Solver {
  const pool = createWorkerPool<SolverTasks>({ url, name: 'solver', size: 1, graceMs: GRACE_MS })
  let last: Promise<unknown> = Promise.resolve()

  const ask = async (question: SolverQuestion, options: TaskOptions): Promise<SolverAnswer> => {
    const board = solverBoard()
    let late = false
    const watch = setTimeout(
      () => {
        late = true
        for (const thread of pool.threads()) void thread.terminate()
      },
      question.seconds * 1_000 + overtimeMs,
    )
    try {
      return await pool.run('solve', { ...question, board: board.buffer }, options)
    } catch (cause) {
      if (cause instanceof AppFailure && cause.error.code === 'job-cancelled') throw cause
      return lastWords(board, late, cause)
    } finally {
      clearTimeout(watch)
    }
  }

  return {
    pool,
    // One after the other here and not in the pool: the watch starts when the question's turn comes.
    solve: (question, options = {}) => {
      const answer = last.then(() => ask(question, options))
      last = answer.catch(() => null)
      return answer
    },
    noticeAbandon: (flag) => {
      pool.noticeAbandon(flag)
    },
    close: () => pool.close(),
  }
}

/** What is left of a solver whose thread has gone: its board. */
function lastWords(board: SolverBoard, late: boolean, cause: unknown): SolverAnswer {
  const reason = late ? 'the solver did not come back in time' : messageOf(cause)
  return { ...noAnswer(late ? 'limit' : 'failed', reason), bound: board.read().bound }
}

const messageOf = (cause: unknown): string =>
  cause instanceof AppFailure
    ? (cause.error.detail ?? cause.error.message)
    : cause instanceof Error
      ? cause.message
      : String(cause)
