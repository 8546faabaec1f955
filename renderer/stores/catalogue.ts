import { defineStore } from 'pinia'
import type { CommandInput } from '../../shared/contract/commands.ts'
import type { AppError } from '../../shared/contract/result.ts'
import { transport } from '../transport/current.ts'
import { useResource } from './resource.ts'
import { useWorkspace } from './workspace.ts'

/** The dated tables the rules ask, shipped and as the user changed them. */
export const useCatalogue = defineStore('catalogue', () => {
  const rows = useResource(() => transport().call('catalogue.rows', {}))

  /** Sets a value, or goes back to the shipped one with `value` null; one undoable edit. Answers the error, or null. */
  async function set(input: CommandInput<'catalogue.set'>): Promise<AppError | null> {
    const answer = await useWorkspace().write(() => transport().call('catalogue.set', input))
    return answer.ok ? null : answer.error
  }

  return {
    rows: rows.value,
    error: rows.error,
    loading: rows.loading,
    load: rows.load,
    ensure: rows.ensure,
    clear: rows.clear,
    set,
  }
})
