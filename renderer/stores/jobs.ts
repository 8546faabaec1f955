import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { CommandInput, CommandName, CommandOutput } from '../../shared/contract/commands.ts'
import type { JobProgress } from '../../shared/contract/events.ts'
import type { Result } from '../../shared/contract/result.ts'
import { transport } from '../transport/current.ts'

export interface RunningJob {
  readonly id: string
  readonly command: CommandName
  readonly startedAtMs: number
  readonly progress: JobProgress | null
  readonly cancelling: boolean
}

type JobName = {
  [Name in CommandName]: CommandInput<Name> extends { jobId: string } ? Name : never
}[CommandName]

/** Jobs that run in a worker: their progress, and how to stop them. */
export const useJobs = defineStore('jobs', () => {
  const running = ref<ReadonlyMap<string, RunningJob>>(new Map())
  let last = 0

  function set(job: RunningJob): void {
    running.value = new Map(running.value).set(job.id, job)
  }

  /** Runs a job command under a fresh id and answers its result. While it runs it is listed in `running`. */
  async function run<Name extends JobName>(
    command: Name,
    input: Omit<CommandInput<Name>, 'jobId'>,
  ): Promise<Result<CommandOutput<Name>>> {
    last += 1
    const id = `${command}-${Date.now()}-${last}`
    set({ id, command, startedAtMs: Date.now(), progress: null, cancelling: false })
    try {
      return await transport().call(command, { ...input, jobId: id } as CommandInput<Name>)
    } finally {
      const rest = new Map(running.value)
      rest.delete(id)
      running.value = rest
    }
  }

  /** Asks a job to stop; `keep` keeps the best answer so far. The job's own answer says how it ended. */
  async function cancel(jobId: string, keep: boolean): Promise<void> {
    const job = running.value.get(jobId)
    if (job === undefined || job.cancelling) return
    set({ ...job, cancelling: true })
    const answer = await transport().call('job.cancel', { jobId, keep })
    const still = running.value.get(jobId)
    if (!answer.ok && still !== undefined) set({ ...still, cancelling: false })
  }

  function receive(progress: JobProgress): void {
    const job = running.value.get(progress.jobId)
    if (job !== undefined) set({ ...job, progress })
  }

  /** The running job of one command, or null. */
  const ofCommand = (command: CommandName): RunningJob | null =>
    [...running.value.values()].find((job) => job.command === command) ?? null
  const busy = computed(() => running.value.size > 0)
  return { running, busy, run, cancel, receive, ofCommand }
})
