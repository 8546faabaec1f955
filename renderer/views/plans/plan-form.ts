/** What the form for a new plan holds, what is wrong with it, and the command it becomes. */
import type { CommandInput } from '../../../shared/contract/commands.ts'
import { instantOf } from '../../format/zoned-instant.ts'
import { text } from '../../text/en.ts'

export interface PlanForm {
  name: string
  serverIds: readonly string[]
  targets: 'all' | 'chosen'
  targetIds: readonly string[]
  excludedIds: readonly string[]
  acceptedRuleIds: readonly string[]
  includeInactive: boolean
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

export type PlanField = 'name' | 'servers' | 'targets' | 'safety' | 'atOnce' | 'start' | 'window' | 'seed'

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

/** What has to be put right before a plan can be made, by field, in words. */
export function formProblems(form: PlanForm): ReadonlyMap<PlanField, string> {
  const words = text.plans.form
  const found = new Map<PlanField, string>()
  const { startMs, endMs } = formInstants(form)
  if (form.name.trim() === '') found.set('name', words.nameNeeded)
  if (form.serverIds.length === 0) found.set('servers', words.serversNeeded)
  if (form.targets === 'chosen' && form.targetIds.every((id) => form.serverIds.includes(id)))
    found.set('targets', words.targetsNeeded)
  if (form.safety === '' || form.safety < 1 || form.safety > 100) found.set('safety', words.safetyWrong)
  if (form.atOnce !== '' && !isWhole(form.atOnce, 1, 1000)) found.set('atOnce', words.atOnceWrong)
  if (startMs === null) found.set('start', words.startWrong)
  if (form.hasWindow && endMs === null) found.set('window', words.startWrong)
  else if (form.hasWindow && startMs !== null && endMs !== null && endMs <= startMs)
    found.set('window', words.windowWrong)
  if (!isWhole(form.seed, 0, 4_294_967_295)) found.set('seed', words.seedWrong)
  return found
}

/** The command of a form without problems; null while it has some. */
export function formCommand(form: PlanForm): Omit<CommandInput<'plan.evacuate'>, 'jobId'> | null {
  const { startMs, endMs } = formInstants(form)
  if (formProblems(form).size > 0 || startMs === null || form.seed === '' || form.safety === '') return null
  return {
    name: form.name.trim(),
    serverIds: [...form.serverIds],
    options: {
      maxConcurrent: form.atOnce === '' ? null : form.atOnce,
      targetServerIds:
        form.targets === 'all' ? null : form.targetIds.filter((id) => !form.serverIds.includes(id)),
      excludedPartitionIds: [...form.excludedIds],
      acceptedUnknownRuleIds: [...form.acceptedRuleIds],
      includeInactive: form.includeInactive,
      safetyPercent: form.safety,
    },
    zone: form.zone,
    startMs,
    window: form.hasWindow && endMs !== null ? { startMs, endMs } : null,
    seed: form.seed,
    samples: form.samples,
  }
}
