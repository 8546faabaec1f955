/**
 * The host's side of the job protocol: long-lived threads, one task at a time each, the rest waiting in order. A thread
 * that dies fails its task with `worker-died` and is replaced when the next task comes.
 */
import { Worker } from 'node:worker_threads'
import type { HostEvent } from '../../shared/contract/events.ts'
import { AppFailure, type AppError } from '../../shared/contract/result.ts'
import { movable } from './packed.ts'
import { cancelled, type StopFlag } from './stop-flag.ts'
import type { Progress, RunTask, TaskMap, WorkerReport } from './worker-messages.ts'

export interface TaskOptions {
  readonly flag?: StopFlag
  readonly onProgress?: (progress: Progress) => void
}

export interface WorkerPool<Tasks extends TaskMap> {
  /** Tasks that can run at once. */
  readonly size: number
  /** Rejects with an AppFailure only. */
  run<Name extends keyof Tasks & string>(
    task: Name,
    input: Tasks[Name]['input'],
    options?: TaskOptions,
  ): Promise<Tasks[Name]['output']>
  /** To be called after a flag was set to `abandon`: waiting tasks go at once, deaf ones with their thread. */
  noticeAbandon(flag: StopFlag): void
  /** Ends all threads after their present tasks; waiting tasks are refused. */
  close(): Promise<void>
  /** Threads alive now, for tests and diagnostics. */
  threads(): readonly Worker[]
}

export interface PoolOptions<Tasks extends TaskMap> {
  readonly url: URL
  readonly name: string
  readonly size: number
  readonly onEvent?: (event: HostEvent) => void
  /** Task a replaced thread runs before anything else (the data worker opens its workspace again). */
  readonly firstTaskAfterDeath?: () => { readonly task: keyof Tasks & string; readonly input: unknown } | null
  /** How long an abandoned task may go on before its thread is ended. null: it is never ended. */
  readonly graceMs: number | null
}

interface Pending {
  readonly id: number
  readonly task: string
  readonly input: unknown
  readonly options: TaskOptions
  readonly resolve: (value: unknown) => void
  readonly reject: (failure: AppFailure) => void
}

interface Slot {
  worker: Worker | null
  current: Pending | null
  died: boolean
  lastWords: string | null
}

const died = (name: string, detail: string | null): AppError => ({
  code: 'worker-died',
  message: `The ${name} worker ended unexpectedly; it is started again.`,
  detail: detail ?? 'Everything saved is still there.',
  hint: 'Try again. If it happens again with the same data, please report it.',
})

const closedFailure = (): AppFailure =>
  new AppFailure({ code: 'job-cancelled', message: 'The application is closing.' })

/** Starts no thread yet: threads start with their first task. */
export function createWorkerPool<Tasks extends TaskMap>(options: PoolOptions<Tasks>): WorkerPool<Tasks> {
  const slots: Slot[] = Array.from({ length: options.size }, () => ({
    worker: null,
    current: null,
    died: false,
    lastWords: null,
  }))
  const waiting: Pending[] = []
  let nextId = 1
  let closed = false

  const send = (worker: Worker, pending: Pending): void => {
    const message: RunTask = {
      type: 'run',
      id: pending.id,
      task: pending.task,
      input: pending.input,
      flag: pending.options.flag?.buffer ?? null,
    }
    worker.postMessage(message, movable(pending.input))
  }

  const finish = (slot: Slot, settle: (pending: Pending) => void): void => {
    const pending = slot.current
    slot.current = null
    if (pending !== null) settle(pending)
    pump()
  }

  const receive = (slot: Slot, report: WorkerReport): void => {
    if (report.type === 'event') {
      options.onEvent?.(report.event)
      return
    }
    if (slot.current?.id !== report.id) return
    if (report.type === 'progress') slot.current.options.onProgress?.(report.progress)
    else if (report.type === 'done') {
      finish(slot, (pending) => {
        pending.resolve(report.value)
      })
    } else {
      finish(slot, (pending) => {
        pending.reject(new AppFailure(report.error))
      })
    }
  }

  const spawn = (slot: Slot): Worker => {
    const worker = new Worker(options.url, { name: options.name })
    slot.worker = worker
    slot.lastWords = null
    worker.on('message', (report: WorkerReport) => {
      receive(slot, report)
    })
    worker.on('error', (error: unknown) => {
      slot.lastWords = error instanceof Error ? error.message : String(error)
    })
    worker.on('exit', () => {
      if (slot.worker !== worker) return
      slot.worker = null
      slot.died = true
      finish(slot, (pending) => {
        pending.reject(
          pending.options.flag?.wish() === 'abandon'
            ? cancelled()
            : new AppFailure(died(options.name, slot.lastWords)),
        )
      })
    })
    return worker
  }

  const start = (slot: Slot, pending: Pending): void => {
    slot.current = pending
    if (slot.worker !== null) {
      send(slot.worker, pending)
      return
    }
    const first = slot.died ? (options.firstTaskAfterDeath?.() ?? null) : null
    slot.died = false
    const worker = spawn(slot)
    if (first === null) {
      send(worker, pending)
      return
    }
    slot.current = {
      ...first,
      id: nextId++,
      options: {},
      resolve: () => {
        // Runs inside `finish`, before the next waiting task is taken.
        slot.current = pending
        if (slot.worker === worker) send(worker, pending)
      },
      reject: pending.reject,
    }
    send(worker, slot.current)
  }

  function pump(): void {
    for (const slot of slots) {
      if (slot.current !== null) continue
      const next = waiting.shift()
      if (next === undefined) return
      start(slot, next)
    }
  }

  return {
    size: options.size,

    run: (task, input, taskOptions = {}) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(closedFailure())
          return
        }
        waiting.push({
          id: nextId++,
          task,
          input,
          options: taskOptions,
          resolve: (value) => {
            resolve(value as Tasks[typeof task]['output'])
          },
          reject,
        })
        pump()
      }),

    noticeAbandon(flag) {
      for (const pending of waiting.filter((one) => one.options.flag === flag)) {
        waiting.splice(waiting.indexOf(pending), 1)
        pending.reject(cancelled())
      }
      if (options.graceMs === null) return
      for (const slot of slots) {
        const pending = slot.current
        if (pending?.options.flag !== flag) continue
        setTimeout(() => {
          if (slot.current === pending) void slot.worker?.terminate()
        }, options.graceMs).unref()
      }
    },

    async close() {
      closed = true
      for (const pending of waiting.splice(0)) pending.reject(closedFailure())
      await Promise.all(
        slots.map(async (slot) => {
          const worker = slot.worker
          slot.worker = null
          const pending = slot.current
          slot.current = null
          pending?.reject(closedFailure())
          await worker?.terminate()
        }),
      )
    },

    threads: () => slots.flatMap((slot) => (slot.worker === null ? [] : [slot.worker])),
  }
}
