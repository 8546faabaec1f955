import { defineStore } from 'pinia'
import { transport } from '../transport/current.ts'
import { useResource } from './resource.ts'

/** The model parameters with their sources, and what the user decided about them. */
export const useAssumptions = defineStore('assumptions', () => {
  const view = useResource(() => transport().call('assumptions.get', {}))
  return {
    view: view.value,
    error: view.error,
    loading: view.loading,
    load: view.load,
    ensure: view.ensure,
    clear: view.clear,
  }
})
