import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { PlanMove } from '../../shared/plan/plan-document.ts'
import { transport } from '../transport/current.ts'
import { useResource } from './resource.ts'

/** The plan whose changes the fleet shows beside what is; none by default. */
export const usePlanChanges = defineStore('plan-changes', () => {
  const planId = ref<number | null>(null)
  const plan = useResource(() => transport().call('plan.get', { planId: planId.value ?? 1 }))

  watch(planId, (id) => {
    plan.clear()
    if (id !== null) void plan.load()
  })

  /** Moves of the plan by partition. */
  const moves = computed<ReadonlyMap<string, PlanMove>>(
    () => new Map((plan.value.value?.plan.moves ?? []).map((move) => [move.partitionId, move])),
  )
  return { planId, moves, error: plan.error }
})
