import { defineStore, storeToRefs } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { AppError } from '../../shared/contract/result.ts'
import type { RefereeReport } from '../../shared/plan/referee-report.ts'
import { buildSchedule } from '../charts/schedule.ts'
import { transport } from '../transport/current.ts'
import { usePreferences } from './preferences.ts'
import { useResource } from './resource.ts'

/** The plan that is looked at: document, referee's report, forecast, and what the user is looking at in it. */
export const usePlan = defineStore('plan', () => {
  const planId = ref<number | null>(null)
  const read = useResource(() => transport().call('plan.get', { planId: planId.value ?? 0 }))
  /** A newer answer of the referee than the stored one; null until somebody asks. */
  const checked = shallowRef<RefereeReport | null>(null)
  const problem = ref<AppError | null>(null)
  const selected = ref<string | null>(null)
  const { planPage: page } = storeToRefs(usePreferences())

  const schedule = computed(() => {
    const view = read.value.value
    return view === null || view.forecast === null ? null : buildSchedule(view.plan, view.forecast)
  })
  const report = computed(() => checked.value ?? read.value.value?.report ?? null)

  async function open(id: number): Promise<void> {
    if (planId.value !== id) {
      read.clear()
      selected.value = null
    }
    planId.value = id
    checked.value = null
    problem.value = null
    await read.load()
  }

  /** Asks the referee to judge the stored plan against the present inventory. */
  async function check(): Promise<void> {
    if (planId.value === null) return
    const answer = await transport().call('plan.verify', { planId: planId.value })
    if (answer.ok) checked.value = answer.value
    problem.value = answer.ok ? null : answer.error
  }

  return {
    planId,
    view: read.value,
    error: read.error,
    loading: read.loading,
    reload: read.load,
    report,
    checked,
    problem,
    selected,
    page,
    schedule,
    open,
    check,
  }
})
