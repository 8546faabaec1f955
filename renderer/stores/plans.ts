import { defineStore } from 'pinia'
import type { AppError, Result } from '../../shared/contract/result.ts'
import type { PlanCreated } from '../../shared/contract/views.ts'
import { transport } from '../transport/current.ts'
import { useResource } from './resource.ts'
import { useWorkspace } from './workspace.ts'

/** The list of stored plans, and what is done to one of them as a whole. */
export const usePlans = defineStore('plans', () => {
  const list = useResource(() => transport().call('plan.list', {}))

  /** Renames a plan; one undoable edit. Answers the error, or null. */
  async function rename(planId: number, name: string): Promise<AppError | null> {
    const answer = await useWorkspace().write(() => transport().call('plan.rename', { planId, name }))
    return answer.ok ? null : answer.error
  }
  /** Removes a plan; one undoable edit. Answers the error, or null. */
  async function remove(planId: number): Promise<AppError | null> {
    const answer = await useWorkspace().write(() => transport().call('plan.remove', { planId }))
    return answer.ok ? null : answer.error
  }

  /** Stores a plan document read from a file; one undoable edit. */
  const importText = (content: string): Promise<Result<PlanCreated>> =>
    useWorkspace().write(() => transport().call('plan.import', { text: content }))

  return {
    list: list.value,
    error: list.error,
    loading: list.loading,
    load: list.load,
    ensure: list.ensure,
    clear: list.clear,
    rename,
    remove,
    importText,
  }
})
