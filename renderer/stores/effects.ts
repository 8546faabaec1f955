import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { AppError } from '../../shared/contract/result.ts'
import type { ForecastEffects } from '../../shared/forecast/effects.ts'
import { useAssumptions } from './assumptions.ts'
import { useJobs } from './jobs.ts'
import { usePlans } from './plans.ts'

/** Enough to tell a minute from nothing, and few enough to look at every parameter in seconds. */
const drawsOfEffects = 200

/** What a tenth more of each parameter does to one plan: which plan, and what was computed for it. */
export const useEffects = defineStore('effects', () => {
  const plans = usePlans()
  const jobs = useJobs()
  const assumptions = useAssumptions()
  const chosenId = ref<number | null>(null)
  const found = shallowRef<{ readonly planId: number; readonly effects: ForecastEffects } | null>(null)
  const stale = ref(false)
  const error = ref<AppError | null>(null)

  /** Newest first: the plan somebody works on. */
  const choices = computed(() => (plans.list ?? []).toSorted((a, b) => b.createdAtMs - a.createdAtMs))
  const plan = computed(
    () => choices.value.find((one) => one.id === chosenId.value) ?? choices.value[0] ?? null,
  )
  const effects = computed(() =>
    found.value !== null && found.value.planId === plan.value?.id ? found.value.effects : null,
  )
  const job = computed(() => jobs.ofCommand('forecast.effects'))

  watch(
    () => [assumptions.view, plans.list],
    () => (stale.value = found.value !== null),
  )

  /** Computes them for the chosen plan; what was found before stays until the answer is there. */
  async function compute(): Promise<void> {
    const planId = plan.value?.id
    if (planId === undefined || job.value !== null) return
    error.value = null
    const answer = await jobs.run('forecast.effects', { planId, samples: drawsOfEffects, seed: 1 })
    if (answer.ok) {
      found.value = { planId, effects: answer.value }
      stale.value = false
    } else error.value = answer.error.code === 'job-cancelled' ? null : answer.error
  }
  return { chosenId, choices, plan, effects, stale, error, job, compute }
})
