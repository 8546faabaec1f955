import { defineStore } from 'pinia'
import type { CommandInput } from '../../shared/contract/commands.ts'
import type { AppError } from '../../shared/contract/result.ts'
import { transport } from '../transport/current.ts'
import { useResource } from './resource.ts'
import { useWorkspace } from './workspace.ts'

/** The model parameters with their sources, and what the user decided about them. */
export const useAssumptions = defineStore('assumptions', () => {
  const view = useResource(() => transport().call('assumptions.get', {}))

  /** Sets or resets one value; one undoable edit. Answers the error, or null. */
  async function set(input: CommandInput<'assumptions.set'>): Promise<AppError | null> {
    const answer = await useWorkspace().write(() => transport().call('assumptions.set', input))
    return answer.ok ? null : answer.error
  }
  /** Sets the class of a partition; null: as assumed again. One undoable edit. */
  async function setClass(input: CommandInput<'assumptions.set-class'>): Promise<AppError | null> {
    const answer = await useWorkspace().write(() => transport().call('assumptions.set-class', input))
    return answer.ok ? null : answer.error
  }

  return {
    view: view.value,
    error: view.error,
    loading: view.loading,
    load: view.load,
    ensure: view.ensure,
    clear: view.clear,
    set,
    setClass,
  }
})
