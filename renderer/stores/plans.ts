import { defineStore } from 'pinia'
import { transport } from '../transport/current.ts'
import { useResource } from './resource.ts'

/** The list of stored plans. */
export const usePlans = defineStore('plans', () => {
  const list = useResource(() => transport().call('plan.list', {}))
  return {
    list: list.value,
    error: list.error,
    loading: list.loading,
    load: list.load,
    ensure: list.ensure,
    clear: list.clear,
  }
})
