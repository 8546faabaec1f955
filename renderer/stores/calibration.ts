import { defineStore } from 'pinia'
import type { Proposal } from '../../shared/calibration/proposals.ts'
import type { CommandInput } from '../../shared/contract/commands.ts'
import type { AppError } from '../../shared/contract/result.ts'
import { transport } from '../transport/current.ts'
import { useJobs } from './jobs.ts'
import { useResource } from './resource.ts'
import { useWorkspace } from './workspace.ts'

/** Past moves against their forecasts, and what the user takes from them. */
export const useCalibration = defineStore('calibration', () => {
  const view = useResource(() => useJobs().run('calibration.report', {}))

  /** Accepts proposed values; one undoable edit. Answers the error, or null. */
  async function accept(proposals: readonly Proposal[]): Promise<AppError | null> {
    const values = proposals.map(({ key, scope, scopeId, value, reason }) => ({
      key,
      scope,
      scopeId,
      value,
      reason,
    }))
    const answer = await useWorkspace().write(() => transport().call('calibration.accept', { values }))
    return answer.ok ? null : answer.error
  }
  /** Says whose move it was, or leaves it out; one undoable edit. Answers the error, or null. */
  async function assign(input: CommandInput<'calibration.assign'>): Promise<AppError | null> {
    const answer = await useWorkspace().write(() => transport().call('calibration.assign', input))
    return answer.ok ? null : answer.error
  }

  return {
    view: view.value,
    error: view.error,
    loading: view.loading,
    load: view.load,
    ensure: view.ensure,
    clear: view.clear,
    accept,
    assign,
  }
})
