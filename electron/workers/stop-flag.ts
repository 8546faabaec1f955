/** How a running job is asked to stop: one shared integer, written by the host, read by the worker between steps. */
import { AppFailure } from '../../shared/contract/result.ts'

export type StopWish = 'run' | 'keep' | 'abandon'

const wishes: readonly StopWish[] = ['run', 'keep', 'abandon']

export interface StopFlag {
  readonly buffer: SharedArrayBuffer
  wish(): StopWish
  ask(wish: 'keep' | 'abandon'): void
}

/** A flag of its own (host side), or the view of one that came with a task (worker side). */
export function stopFlag(buffer: SharedArrayBuffer = new SharedArrayBuffer(4)): StopFlag {
  const cell = new Int32Array(buffer)
  return {
    buffer,
    wish: () => wishes[Atomics.load(cell, 0)] ?? 'run',
    // Who abandoned a job does not get it back by asking to keep the best.
    ask: (wish) => {
      if (wish === 'abandon') Atomics.store(cell, 0, 2)
      else Atomics.compareExchange(cell, 0, 0, 1)
    },
  }
}

export const cancelled = (): AppFailure =>
  new AppFailure({ code: 'job-cancelled', message: 'The job was cancelled.', detail: 'Nothing was changed.' })
