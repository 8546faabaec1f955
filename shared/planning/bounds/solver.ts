/** What a solver is asked, and what it answers; who solves, and where, is the host's business. */
import type { LinearModel } from './linear-model.ts'

export interface SolverQuestion {
  readonly model: LinearModel
  /** Values of all columns to start from, where there are some. */
  readonly start: Float64Array | null
  /** The solver gives up after so many seconds, with what it has. */
  readonly seconds: number
  /** The solver gives up before it takes more. */
  readonly memoryMib: number
  /** Good enough: distance of solution and bound as a share of the solution. */
  readonly gap: number
}

/**
 * - `optimal`: within the gap that was asked for
 * - `infeasible`, `unbounded`: proven
 * - `limit`: out of time; `memory`: out of room; `stopped`: somebody said enough
 * - `failed`: the solver could not do it, or died
 */
export type SolverStatus = 'optimal' | 'infeasible' | 'unbounded' | 'limit' | 'memory' | 'stopped' | 'failed'

export interface SolverAnswer {
  readonly status: SolverStatus
  /** Cost of the best solution; null where there is none. */
  readonly cost: number | null
  /** No solution is cheaper; null: not known. */
  readonly bound: number | null
  /** Of the best solution, by column. */
  readonly columns: Float64Array | null
  /** Why it failed, in the solver's words; null otherwise. */
  readonly reason: string | null
}

/** Nothing known. */
export const noAnswer = (status: SolverStatus, reason: string | null = null): SolverAnswer => ({
  status,
  cost: null,
  bound: null,
  columns: null,
  reason,
})
