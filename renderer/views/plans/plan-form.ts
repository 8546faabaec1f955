/** What the form for a new plan holds, what is wrong with it, and the command it becomes. */
import type { CommandInput } from '../../../shared/contract/commands.ts'
import { balanceResources, type BalanceResource } from '../../../shared/plan/balance-goal.ts'
import { planRulesSchema, type PlanRule } from '../../../shared/plan/rules/plan-rule.ts'
import { instantOf } from '../../format/zoned-instant.ts'
import type { RunningJob, useJobs } from '../../stores/jobs.ts'
import { text } from '../../text/en.ts'
import {
  bandsOf,
  energyProblems,
  maintenanceProblems,
  powerOf,
  returnProblems,
  windowsOf,
  type StagedForm,
} from './staged-form.ts'

/** What a plan can be made for in this version, in the order they are offered. */
export const planGoals = ['evacuate', 'maintenance', 'balance', 'energy'] as const
export type PlanGoalId = (typeof planGoals)[number]

const planningCommands = [
  'plan.evacuate',
  'plan.balance',
  'staged.evacuate-and-return',
  'staged.maintenance',
  'staged.save-energy',
] as const

/** The job that makes a plan now, whatever its goal; null: none. */
export const planningJob = (jobs: ReturnType<typeof useJobs>): RunningJob | null =>
  planningCommands.map((command) => jobs.ofCommand(command)).find((job) => job !== null) ?? null

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
  staged: StagedForm
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
  | 'service'
  | 'serviced'
  | 'windows'
  | 'bands'
  | 'power'

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
  const { staged } = form
  switch (form.goal) {
    case 'evacuate':
      return form.serverIds
    case 'maintenance':
      return staged.extent === 'all' ? null : staged.serverIds
    case 'balance':
      return form.parts === 'all' ? null : form.partIds
    case 'energy':
      return null
  }
}

/** What has to be put right before a plan can be made, by field, in words. `goneRules`: rules about somebody who is gone. */
export function formProblems(form: PlanForm, goneRules = 0): ReadonlyMap<PlanField, string> {
  const words = text.plans.form
  const found = new Map<PlanField, string>([...goalProblems[form.goal](form), ...targetProblems(form)])
  if (form.name.trim() === '') found.set('name', words.nameNeeded)
  if (goneRules > 0) found.set('rules', text.rules.goneRules(goneRules))
  if (form.safety === '' || form.safety < 1 || form.safety > 100) found.set('safety', words.safetyWrong)
  if (form.atOnce !== '' && !isWhole(form.atOnce, 1, 1000)) found.set('atOnce', words.atOnceWrong)
  if (hasStart(form)) for (const [field, problem] of whenProblems(form)) found.set(field, problem)
  if (!isWhole(form.seed, 0, 4_294_967_295)) found.set('seed', words.seedWrong)
  return found
}

type Problems = readonly (readonly [PlanField, string])[]

/** Whether the plan has one start, and perhaps one window; the others say themselves when they run. */
export const hasStart = ({ goal }: PlanForm): boolean => goal === 'evacuate' || goal === 'balance'

function whenProblems(form: PlanForm): Problems {
  const words = text.plans.form
  const { startMs, endMs } = formInstants(form)
  const isBackwards = startMs !== null && endMs !== null && endMs <= startMs
  const wrong = endMs === null ? words.startWrong : isBackwards ? words.windowWrong : null
  return [
    ...(startMs === null ? [['start', words.startWrong] as const] : []),
    ...(form.hasWindow && wrong !== null ? [['window', wrong] as const] : []),
  ]
}

const goalProblems: Readonly<Record<PlanGoalId, (form: PlanForm) => Problems>> = {
  evacuate: (form) => [...evacuationProblems(form), ...returnProblems(form)],
  maintenance: maintenanceProblems,
  balance: balanceProblems,
  energy: energyProblems,
}

function evacuationProblems({ serverIds, dlpar, dlparLeast }: PlanForm): Problems {
  const words = text.plans.form
  const isShare = dlparLeast !== '' && dlparLeast >= 1 && dlparLeast <= 100
  return [
    ...(serverIds.length === 0 ? [['servers', words.serversNeeded] as const] : []),
    ...(dlpar && !isShare ? [['dlpar', words.dlparWrong] as const] : []),
  ]
}

/** Targets are chosen for every goal but a balance, whose servers take from each other. */
function targetProblems(form: PlanForm): Problems {
  if (form.goal === 'balance' || form.targets === 'all' || chosenTargets(form).length > 0) return []
  return [['targets', text.plans.form.targetsNeeded]]
}

/** Targets that were chosen one by one, without servers that are to be empty. */
const chosenTargets = ({ goal, targetIds, serverIds }: PlanForm): string[] =>
  targetIds.filter((id) => goal !== 'evacuate' || !serverIds.includes(id))

function balanceProblems({ parts, partIds, weights }: PlanForm): Problems {
  const words = text.plans.form
  const given = balanceResources.map((resource) => weights[resource])
  const isWeight = given.every((weight) => weight !== '' && weight >= 0 && weight <= 100)
  return [
    ...(parts === 'chosen' && partIds.length < 2 ? [['parts', words.partsNeeded] as const] : []),
    ...(isWeight && given.some((weight) => weight !== 0) ? [] : [['weights', words.weightsWrong] as const]),
  ]
}

type CommandOf<Name extends (typeof planningCommands)[number]> = {
  readonly command: Name
  readonly input: Omit<CommandInput<Name>, 'jobId'>
}
export type PlanCommand =
  | CommandOf<'plan.evacuate'>
  | CommandOf<'plan.balance'>
  | CommandOf<'staged.evacuate-and-return'>
  | CommandOf<'staged.maintenance'>
  | CommandOf<'staged.save-energy'>

/**
 * The command of a form without problems; null while it has some. Plain data: nothing of the form is shared.
 * `allServers`: those of the fleet, in its order.
 */
export function formCommand(
  form: PlanForm,
  allServers: readonly string[],
  goneRules = 0,
): PlanCommand | null {
  if (formProblems(form, goneRules).size > 0 || form.seed === '' || form.safety === '') return null
  const wishes = {
    name: form.name.trim(),
    options: {
      maxConcurrent: form.atOnce === '' ? null : form.atOnce,
      targetServerIds: form.goal === 'balance' || form.targets === 'all' ? null : chosenTargets(form),
      excludedPartitionIds: [...form.excludedIds],
      acceptedUnknownRuleIds: [...form.acceptedRuleIds],
      includeInactive: form.includeInactive,
      safetyPercent: form.safety,
      ...(form.rules.length === 0 ? {} : { rules: [...planRulesSchema.parse(form.rules)] }),
      ...(form.goal === 'evacuate' && form.dlpar && form.dlparLeast !== ''
        ? { dlpar: { leastPercent: form.dlparLeast } }
        : {}),
    },
    zone: form.zone,
    seed: form.seed,
    samples: form.samples,
  }
  return hasStart(form) ? withStart(form, wishes) : inStages(form, wishes, allServers)
}

type Wishes = Omit<CommandInput<'staged.save-energy'>, 'jobId' | 'bands' | 'power'>

function withStart(form: PlanForm, wishes: Wishes): PlanCommand | null {
  const { startMs, endMs } = formInstants(form)
  if (startMs === null) return null
  const shared = {
    ...wishes,
    startMs,
    window: form.hasWindow && endMs !== null ? { startMs, endMs } : null,
  }
  if (form.goal === 'evacuate') {
    const input = { ...shared, serverIds: [...form.serverIds] }
    const serviceMinutes = form.staged.serviceMinutes || 0
    return form.staged.returns
      ? { command: 'staged.evacuate-and-return', input: { ...input, serviceMinutes } }
      : { command: 'plan.evacuate', input }
  }
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

function inStages(form: PlanForm, wishes: Wishes, allServers: readonly string[]): PlanCommand {
  const { staged } = form
  if (form.goal === 'energy')
    return {
      command: 'staged.save-energy',
      input: { ...wishes, bands: [...bandsOf(form)], power: powerOf(staged, allServers) },
    }
  return {
    command: 'staged.maintenance',
    input: {
      ...wishes,
      serverIds: [...(goalServers(form) ?? allServers)],
      serviceMinutes: staged.serviceMinutes || 0,
      windows: [...windowsOf(form)],
      returnHome: staged.returnHome,
    },
  }
}
