import type { ComputedRef, Ref } from 'vue'
import { computed, ref } from 'vue'
import type { AppError, Result } from '../../../../shared/contract/result.ts'
import type { StagedPlanCreated, StagedPlanView } from '../../../../shared/contract/staged-views.ts'
import type { StagedPlan } from '../../../../shared/plan/staged-plan.ts'
import { useJobs, type RunningJob } from '../../../stores/jobs.ts'
import { useStagedPlans } from '../../../stores/staged-plans.ts'
import { planningJob } from '../plan-form.ts'
import { nextName } from '../plan-names.ts'
import { useArrival } from '../use-arrival.ts'

const usualDraws = 200

/** Makes a plan in stages once more from the present inventory, as a new plan beside the old one. */
export function useStagedReplan(view: Ref<StagedPlanView | null>): {
  readonly job: ComputedRef<RunningJob | null>
  readonly error: Ref<AppError | null>
  run(): Promise<void>
} {
  const arrival = useArrival()
  const jobs = useJobs()
  const plans = useStagedPlans()
  const error = ref<AppError | null>(null)
  const job = computed(() => planningJob(jobs))

  async function run(): Promise<void> {
    const old = view.value
    if (old === null || job.value !== null) return
    error.value = null
    const arrive = arrival.begin()
    const name = nextName(old.plan.name, plans.list?.map((one) => one.name) ?? [])
    const samples = old.forecasts[0]?.forecast.samplesAsked || usualDraws
    const answer = await made(old.plan, name, samples)
    if (answer.ok) await arrive(`/plans/stages/${answer.value.stagedPlanId}`, name)
    else error.value = answer.error.code === 'job-cancelled' ? null : answer.error
  }

  function made(plan: StagedPlan, name: string, samples: number): Promise<Result<StagedPlanCreated>> {
    const { goal, options, zone, seed } = plan
    const wishes = {
      name,
      options: {
        ...options,
        targetServerIds: options.targetServerIds === null ? null : [...options.targetServerIds],
        excludedPartitionIds: [...options.excludedPartitionIds],
        acceptedUnknownRuleIds: [...options.acceptedUnknownRuleIds],
      },
      zone,
      seed,
      samples,
    }
    if (goal.kind === 'save-energy')
      return jobs.run('staged.save-energy', {
        ...wishes,
        bands: [...goal.bands],
        power: goal.power.map((one) => ({ ...one })),
      })
    const { serviceMinutes } = goal
    const serviced = { ...wishes, serverIds: [...goal.serverIds], serviceMinutes }
    if (goal.kind === 'maintenance')
      return jobs.run('staged.maintenance', {
        ...serviced,
        windows: [...goal.windows],
        returnHome: goal.returnHome,
      })
    const startMs = goal.window?.startMs ?? plan.stages[0]?.startMs ?? plan.createdAtMs
    return jobs.run('staged.evacuate-and-return', { ...serviced, startMs, window: goal.window })
  }
  return { job, error, run }
}
