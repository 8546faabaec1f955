import { defineStore } from 'pinia'
import { ref } from 'vue'
import { transport } from '../transport/current.ts'
import { useResource } from './resource.ts'

/** The plan in stages that is looked at, and the stage of it; null: all of them. */
export const useStagedPlan = defineStore('staged-plan', () => {
  const stagedPlanId = ref<number | null>(null)
  const stageId = ref<string | null>(null)
  const read = useResource(() => transport().call('staged.get', { stagedPlanId: stagedPlanId.value ?? 0 }))

  async function open(id: number): Promise<void> {
    if (stagedPlanId.value !== id) {
      read.clear()
      stageId.value = null
    }
    stagedPlanId.value = id
    await read.load()
  }

  return { stagedPlanId, stageId, view: read.value, error: read.error, reload: read.load, open }
})
