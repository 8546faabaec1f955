import { defineStore } from 'pinia'
import type { AppError } from '../../shared/contract/result.ts'
import { transport } from '../transport/current.ts'
import { useResource } from './resource.ts'
import { useWorkspace } from './workspace.ts'

/** The list of stored plans in stages, and what is done to one of them as a whole. */
export const useStagedPlans = defineStore('staged-plans', () => {
  const list = useResource(() => transport().call('staged.list', {}))

  /** Renames a plan; one undoable edit. Answers the error, or null. */
  async function rename(stagedPlanId: number, name: string): Promise<AppError | null> {
    const answer = await useWorkspace().write(() => transport().call('staged.rename', { stagedPlanId, name }))
    return answer.ok ? null : answer.error
  }
  /** Removes a plan; one undoable edit. Answers the error, or null. */
  async function remove(stagedPlanId: number): Promise<AppError | null> {
    const answer = await useWorkspace().write(() => transport().call('staged.remove', { stagedPlanId }))
    return answer.ok ? null : answer.error
  }

  return {
    list: list.value,
    error: list.error,
    loading: list.loading,
    load: list.load,
    ensure: list.ensure,
    clear: list.clear,
    rename,
    remove,
  }
})
