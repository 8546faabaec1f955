/** Answers across a boundary: never an exception, always a value. */
import type { ErrorCode } from './error-codes.ts'

export interface AppError {
  readonly code: ErrorCode
  /** What happened, one sentence for the user. */
  readonly message: string
  /** What it means for the data, where that matters. */
  readonly detail?: string
  /** What to do. */
  readonly hint?: string
}

export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: AppError }

export const success = <T>(value: T): Result<T> => ({ ok: true, value })
export const failure = (error: AppError): { readonly ok: false; readonly error: AppError } => ({
  ok: false,
  error,
})

/** Carries an AppError through code that throws; the router turns it back into a Result. */
export class AppFailure extends Error {
  readonly error: AppError
  constructor(error: AppError) {
    super(error.message)
    this.name = 'AppFailure'
    this.error = error
  }
}
