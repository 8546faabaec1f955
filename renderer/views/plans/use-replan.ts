import type { ComputedRef, Ref } from 'vue'
import { computed, ref } from 'vue'
import type { AppError } from '../../../shared/contract/result.ts'
import type { PlanView } from '../../../shared/contract/views.ts'
import type { RunningJob } from '../../stores/jobs.ts'
import { useJobs } from '../../stores/jobs.ts'
import { usePlan } from '../../stores/plan.ts'
import { usePlans } from '../../stores/plans.ts'
import { planningJob } from './plan-form.ts'
import { nextName } from './plan-names.ts'
import { useArrival } from './use-arrival.ts'

export interface ForecastWish {
  readonly samples?: number
  /** Longest standstill that is accepted, seconds; null: none. As the last time where absent. */
  readonly standstillLimitS?: number | null
}

const usualDraws = 400
/** As many draws as were asked for the last time; the usual number where there was no forecast, or one without draws. */
const drawsAsked = (view: PlanView | null): number => view?.forecast?.samplesAsked || usualDraws

/** Makes the plan once more from the present inventory, as a new plan beside the old one; or forecasts it again. */
export function useReplan(view: Ref<PlanView | null>): {
  readonly job: ComputedRef<RunningJob | null>
  readonly error: Ref<AppError | null>
  run(): Promise<void>
  /** Forecasts the plan again, with as many draws as the last time unless told otherwise. */
  forecast(wish?: ForecastWish): Promise<void>
  /** Does once more what failed. */
  retry(): Promise<void>
} {
  const arrival = useArrival()
  const jobs = useJobs()
  const plans = usePlans()
  const plan = usePlan()
  const error = ref<AppError | null>(null)
  const job = computed(() => planningJob(jobs))
  let again: () => Promise<void> = run

  async function run(): Promise<void> {
    const old = view.value?.plan
    if (old === undefined || old.goal.kind === 'by-hand' || job.value !== null) return
    error.value = null
    again = run
    const arrive = arrival.begin()
    const name = nextName(old.name, plans.list?.map((one) => one.name) ?? [])
    const { goal } = old
    const asked = {
      name,
      options: {
        ...old.options,
        targetServerIds: old.options.targetServerIds === null ? null : [...old.options.targetServerIds],
        excludedPartitionIds: [...old.options.excludedPartitionIds],
        acceptedUnknownRuleIds: [...old.options.acceptedUnknownRuleIds],
      },
      zone: old.zone,
      startMs: old.startMs,
      window: old.window,
      seed: old.seed,
      samples: drawsAsked(view.value),
    }
    const answer = await (goal.kind === 'evacuate'
      ? jobs.run('plan.evacuate', { ...asked, serverIds: [...goal.serverIds] })
      : jobs.run('plan.balance', {
          ...asked,
          serverIds: goal.serverIds === null ? null : [...goal.serverIds],
          weights: goal.weights,
          effort: { steps: null, seconds: null },
        }))
    if (!answer.ok) {
      error.value = answer.error.code === 'job-cancelled' ? null : answer.error
      return
    }
    await arrive(`/plans/${answer.value.planId}`, name)
  }

  async function forecast(wish: ForecastWish = {}): Promise<void> {
    const now = view.value
    if (now === null || jobs.ofCommand('plan.forecast') !== null) return
    error.value = null
    again = () => forecast(wish)
    const { samples = drawsAsked(now) } = wish
    const { standstillLimitS = now.forecast?.standstillLimitS ?? null } = wish
    const answer = await jobs.run('plan.forecast', {
      planId: now.id,
      samples,
      standstillLimitS,
      seed: now.plan.seed,
    })
    if (answer.ok) await plan.reload()
    else error.value = answer.error.code === 'job-cancelled' ? null : answer.error
  }
  return { job, error, run, forecast, retry: () => again() }
}
