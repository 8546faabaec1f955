/**
 * The job protocol between the application (host thread) and its workers. A worker takes one task at a time; what it
 * reports names the task, so that a late word about a cancelled one is ignored.
 */
import type { HostEvent } from '../../shared/contract/events.ts'
import type { AppError } from '../../shared/contract/result.ts'

export interface Progress {
  /** Phase in words: "reading files", "placing partitions"... */
  readonly phase: string
  readonly done: number
  readonly total: number | null
  /** Best answer so far in words, where there is one. */
  readonly best?: string | null
}

export interface RunTask {
  readonly type: 'run'
  readonly id: number
  readonly task: string
  readonly input: unknown
  /** One Int32: see stop-flag.ts. Null for tasks nobody can cancel. */
  readonly flag: SharedArrayBuffer | null
}

export type WorkerReport =
  | { readonly type: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly type: 'done'; readonly id: number; readonly value: unknown }
  | { readonly type: 'failed'; readonly id: number; readonly error: AppError }
  | { readonly type: 'event'; readonly event: HostEvent }

/** Tasks of one worker: name -> what goes in and what comes out. */
export type TaskMap = Readonly<Record<string, { readonly input: unknown; readonly output: unknown }>>
