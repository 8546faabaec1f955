import type { Origin } from './fleet.ts'

export type Severity = 'error' | 'warning' | 'note'

/**
 * A finding about imported data, in the same shape everywhere: where, what was found, what to do. `error`: rows were
 * left out; `warning`: read, but something is doubtful; `note`: for information.
 */
export interface ImportProblem {
  /** Stable code, e.g. "command-failed", "unknown-attribute", "duplicate-serial". */
  readonly code: string
  readonly severity: Severity
  readonly origin: Origin
  /** Attribute or column, where one is at fault. */
  readonly column: string | null
  /** What was found, a plain sentence; quotes the value. */
  readonly found: string
  /** What to do about it. */
  readonly remedy: string
}
