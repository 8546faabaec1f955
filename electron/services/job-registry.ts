/** Jobs under way, by the id their caller chose. */
import type { HostEvent } from '../../shared/contract/events.ts'
import { AppFailure } from '../../shared/contract/result.ts'
import { cancelled, stopFlag, type StopFlag } from '../workers/stop-flag.ts'
import type { Progress } from '../workers/worker-messages.ts'
import type { TaskOptions } from '../workers/worker-pool.ts'

export interface Job extends Required<TaskOptions> {
  /** Call before a step that cannot be taken back. Errors: job-cancelled. */
  readonly stopIfAbandoned: () => void
}

export interface JobRegistry {
  /** Errors: request-invalid where a job of that id is under way. */
  run<T>(jobId: string, work: (job: Job) => Promise<T>): Promise<T>
  /** Errors: job-unknown. */
  cancel(jobId: string, keep: boolean): void
}

export function createJobRegistry(
  emit: (event: HostEvent) => void,
  noticeAbandon: (flag: StopFlag) => void,
): JobRegistry {
  const flags = new Map<string, StopFlag>()

  return {
    async run(jobId, work) {
      if (flags.has(jobId)) {
        throw new AppFailure({ code: 'request-invalid', message: `A job “${jobId}” is under way already.` })
      }
      const flag = stopFlag()
      flags.set(jobId, flag)
      const onProgress = ({ phase, done, total, best }: Progress): void => {
        emit({ type: 'job-progress', jobId, phase, done, total, best: best ?? null })
      }
      try {
        return await work({
          flag,
          onProgress,
          stopIfAbandoned: () => {
            if (flag.wish() === 'abandon') throw cancelled()
          },
        })
      } finally {
        flags.delete(jobId)
      }
    },

    cancel(jobId, keep) {
      const flag = flags.get(jobId)
      if (flag === undefined) {
        throw new AppFailure({
          code: 'job-unknown',
          message: 'This job has ended already, or never existed.',
        })
      }
      flag.ask(keep ? 'keep' : 'abandon')
      if (!keep) noticeAbandon(flag)
    },
  }
}
