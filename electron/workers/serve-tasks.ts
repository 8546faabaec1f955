/** The worker's side of the job protocol. */
import { parentPort } from 'node:worker_threads'
import type { HostEvent } from '../../shared/contract/events.ts'
import { AppFailure, type AppError } from '../../shared/contract/result.ts'
import { movable } from './packed.ts'
import { cancelled, stopFlag, type StopWish } from './stop-flag.ts'
import type { Progress, RunTask, TaskMap, WorkerReport } from './worker-messages.ts'

export interface TaskHooks {
  /** At most ten reports a second leave the worker; call it as often as you like. */
  progress(progress: Progress): void
  /** Read it at least every 10 ms of work. `abandon`: the answer is not wanted any more. */
  wish(): StopWish
  /** True as soon as the job should come to its end, with the best so far or without. */
  shouldStop(): boolean
}

export type TaskHandlers<Tasks extends TaskMap> = {
  readonly [Name in keyof Tasks]: (
    input: Tasks[Name]['input'],
    hooks: TaskHooks,
  ) => Tasks[Name]['output'] | Promise<Tasks[Name]['output']>
}

const reportEveryMs = 100

/** An error as the registry knows it; anything unexpected is a fault of ours, with its message as detail. */
export function errorOf(cause: unknown): AppError {
  if (cause instanceof AppFailure) return cause.error
  return {
    code: 'internal',
    message: 'Something went wrong inside LPM Planner.',
    detail: cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause),
    hint: 'Your data is as it was before. Please report what you did, with this text.',
  }
}

function hooksFor(message: RunTask, report: (report: WorkerReport) => void): TaskHooks {
  const flag = message.flag === null ? null : stopFlag(message.flag)
  let reportedAt = Number.NEGATIVE_INFINITY
  const wish = () => flag?.wish() ?? 'run'
  return {
    wish,
    shouldStop: () => wish() !== 'run',
    progress(progress) {
      const now = performance.now()
      if (now - reportedAt < reportEveryMs) return
      reportedAt = now
      report({ type: 'progress', id: message.id, progress })
    },
  }
}

/**
 * Listens for tasks and answers them, one after the other in the order they came. Answers the function that sends host
 * events. A task whose job was abandoned meanwhile answers `job-cancelled`, whatever it came to.
 */
export function serveTasks<Tasks extends TaskMap>(
  makeHandlers: (emit: (event: HostEvent) => void) => TaskHandlers<Tasks>,
): void {
  const port = parentPort
  if (port === null) throw new Error('serveTasks runs in a worker')
  const report = (message: WorkerReport): void => {
    port.postMessage(message, message.type === 'done' ? movable(message.value) : [])
  }
  const handlers = makeHandlers((event) => {
    report({ type: 'event', event })
  })

  const run = async (message: RunTask): Promise<void> => {
    try {
      const handler = Object.hasOwn(handlers, message.task) ? handlers[message.task] : undefined
      if (handler === undefined) throw new Error(`no task “${message.task}”`)
      const hooks = hooksFor(message, report)
      if (hooks.wish() === 'abandon') throw cancelled()
      const value = await handler(message.input, hooks)
      if (hooks.wish() === 'abandon') throw cancelled()
      report({ type: 'done', id: message.id, value })
    } catch (cause) {
      report({ type: 'failed', id: message.id, error: errorOf(cause) })
    }
  }
  let last: Promise<void> = Promise.resolve()
  port.on('message', (message: RunTask) => {
    last = last.then(() => run(message))
  })
}
