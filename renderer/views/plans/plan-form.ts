/** What the form for a new plan holds, what is wrong with it, and the command it becomes. */
import type { CommandInput } from '../../../shared/contract/commands.ts'
import { balanceResources, type BalanceResource } from '../../../shared/plan/balance-goal.ts'
import { planRulesSchema, type PlanRule } from '../../../shared/plan/rules/plan-rule.ts'
import { instantOf } from '../../format/zoned-instant.ts'
import type { RunningJob, useJobs } from '../../stores/jobs.ts'
import { text } from '../../text/en.ts'

/** What a plan can be made for in this version, in the order they are offered. */
export const planGoals = ['evacuate', 'balance'] as const
export type PlanGoalId = (typeof planGoals)[number]

/** The job that makes a plan now, whatever its goal; null: none. */
export const planningJob = (jobs: ReturnType<typeof useJobs>): RunningJob | null =>
  planGoals.map((goal) => jobs.ofCommand(`plan.${goal}`)).find((job) => job !== null) ?? null

export interface PlanForm {
  goal: PlanGoalId
  name: string
  /** Servers to empty. */
  serverIds: readonly string[]
  /** Servers that take part in a balance. */
  parts: 'all' | 'chosen'
  partIds: readonly string[]
  /** How much unevenness of each resource counts in a balance. */
  weights: Record<BalanceResource, number | ''>
  targets: 'all' | 'chosen'
  targetIds: readonly string[]
  excludedIds: readonly string[]
  acceptedRuleIds: readonly string[]
  rules: readonly PlanRule[]
  includeInactive: boolean
  /** Partitions that fit nowhere else may be made smaller; percent of their memory that they keep. */
  dlpar: boolean
  dlparLeast: number | ''
  /** As typed; number fields answer "" when they are empty. */
  safety: number | ''
  atOnce: number | ''
  zone: string
  date: string
  clock: string
  hasWindow: boolean
  endDate: string
  endClock: string
  seed: number | ''
  samples: number
}

export type PlanField =
  | 'name'
  | 'servers'
  | 'parts'
  | 'weights'
  | 'targets'
  | 'rules'
  | 'dlpar'
  | 'safety'
  | 'atOnce'
  | 'start'
  | 'window'
  | 'seed'

const isWhole = (value: number | '', low: number, high: number): boolean =>
  value !== '' && Number.isInteger(value) && value >= low && value <= high

/** Start and end of a form as instants; null where the fields are no existing time. */
export function formInstants(form: PlanForm): {
  readonly startMs: number | null
  readonly endMs: number | null
} {
  return {
    startMs: instantOf(form.date, form.clock, form.zone),
    endMs: instantOf(form.endDate, form.endClock, form.zone),
  }
}

/** Servers of a form that the goal is about; null: all. */
export function goalServers(form: PlanForm): readonly string[] | null {
  if (form.goal === 'evacuate') return form.serverIds
  return form.parts === 'all' ? null : form.partIds
}

/** What has to be put right before a plan can be made, by field, in words. `goneRules`: rules about somebody who is gone. */
export function formProblems(form: PlanForm, goneRules = 0): ReadonlyMap<PlanField, string> {
  const words = text.plans.form
  const found = new Map<PlanField, string>(
    form.goal === 'evacuate' ? evacuationProblems(form) : balanceProblems(form),
  )
  const { startMs, endMs } = formInstants(form)
  if (form.name.trim() === '') found.set('name', words.nameNeeded)
  if (goneRules > 0) found.set('rules', text.rules.goneRules(goneRules))
  if (form.safety === '' || form.safety < 1 || form.safety > 100) found.set('safety', words.safetyWrong)
  if (form.atOnce !== '' && !isWhole(form.atOnce, 1, 1000)) found.set('atOnce', words.atOnceWrong)
  if (startMs === null) found.set('start', words.startWrong)
  if (form.hasWindow && endMs === null) found.set('window', words.startWrong)
  else if (form.hasWindow && startMs !== null && endMs !== null && endMs <= startMs)
    found.set('window', words.windowWrong)
  if (!isWhole(form.seed, 0, 4_294_967_295)) found.set('seed', words.seedWrong)
  return found
}

type Problems = readonly (readonly [PlanField, string])[]

function evacuationProblems({ serverIds, targets, targetIds, dlpar, dlparLeast }: PlanForm): Problems {
  const words = text.plans.form
  return [
    ...(serverIds.length === 0 ? [['servers', words.serversNeeded] as const] : []),
    ...(targets === 'chosen' && targetIds.every((id) => serverIds.includes(id))
      ? [['targets', words.targetsNeeded] as const]
      : []),
    ...(dlpar && (dlparLeast === '' || dlparLeast < 1 || dlparLeast > 100)
      ? [['dlpar', words.dlparWrong] as const]
      : []),
  ]
}

function balanceProblems({ parts, partIds, weights }: PlanForm): Problems {
  const words = text.plans.form
  const given = balanceResources.map((resource) => weights[resource])
  const isWeight = given.every((weight) => weight !== '' && weight >= 0 && weight <= 100)
  return [
    ...(parts === 'chosen' && partIds.length < 2 ? [['parts', words.partsNeeded] as const] : []),
    ...(isWeight && given.some((weight) => weight !== 0) ? [] : [['weights', words.weightsWrong] as const]),
  ]
}

export type PlanCommand =
  | { readonly command: 'plan.evacuate'; readonly input: Omit<CommandInput<'plan.evacuate'>, 'jobId'> }
  | { readonly command: 'plan.balance'; readonly input: Omit<CommandInput<'plan.balance'>, 'jobId'> }

/** The command of a form without problems; null while it has some. Plain data: nothing of the form is shared. */
export function formCommand(form: PlanForm, goneRules = 0): PlanCommand | null {
  const { startMs, endMs } = formInstants(form)
  if (formProblems(form, goneRules).size > 0 || startMs === null || form.seed === '' || form.safety === '')
    return null
  const isEvacuation = form.goal === 'evacuate'
  const shared = {
    name: form.name.trim(),
    options: {
      maxConcurrent: form.atOnce === '' ? null : form.atOnce,
      targetServerIds:
        !isEvacuation || form.targets === 'all'
          ? null
          : form.targetIds.filter((id) => !form.serverIds.includes(id)),
      excludedPartitionIds: [...form.excludedIds],
      acceptedUnknownRuleIds: [...form.acceptedRuleIds],
      includeInactive: form.includeInactive,
      safetyPercent: form.safety,
      ...(form.rules.length === 0 ? {} : { rules: [...planRulesSchema.parse(form.rules)] }),
      ...(isEvacuation && form.dlpar && form.dlparLeast !== ''
        ? { dlpar: { leastPercent: form.dlparLeast } }
        : {}),
    },
    zone: form.zone,
    startMs,
    window: form.hasWindow && endMs !== null ? { startMs, endMs } : null,
    seed: form.seed,
    samples: form.samples,
  }
  if (isEvacuation) return { command: 'plan.evacuate', input: { ...shared, serverIds: [...form.serverIds] } }
  const { memory, entitlement, load } = form.weights
  return {
    command: 'plan.balance',
    input: {
      ...shared,
      serverIds: form.parts === 'all' ? null : [...form.partIds],
      weights: { memory: memory || 0, entitlement: entitlement || 0, load: load || 0 },
      effort: { steps: null, seconds: null },
    },
  }
}
