/** A planning rule while it is typed: every field of every kind, so that changing the kind loses nothing. */
import type { Named, RuleScope } from '../../../../shared/plan/rules/common.ts'
import type { LicenceRule } from '../../../../shared/plan/rules/licence.ts'
import { planRuleSchema, type PlanRule, type RuleKind } from '../../../../shared/plan/rules/plan-rule.ts'
import type { Period, Weekday } from '../../../../shared/plan/rules/times.ts'
import { ruleAsks } from './rule-kinds.ts'

/** As typed; number fields answer "" when they are empty. */
export type Typed = number | ''

export interface PeriodDraft {
  /** Tells periods apart while they are added and removed. */
  readonly key: number
  weekly: boolean
  days: readonly Weekday[]
  from: string
  to: string
  /** Local date and time, "2026-03-14T22:00". */
  begins: string
  ends: string
}

export interface RuleDraft {
  id: string
  kind: RuleKind
  hard: boolean
  weight: Typed
  reason: string
  partitions: readonly Named[]
  servers: readonly Named[]
  when: RuleScope
  zone: string
  periods: PeriodDraft[]
  moves: Typed
  memoryGib: Typed
  memoryPercent: Typed
  processorPercent: Typed
  cores: Typed
  measure: LicenceRule['measure']
  seconds: Typed
}

let lastKey = 0
export const newPeriod = (): PeriodDraft => ({
  key: (lastKey += 1),
  weekly: true,
  days: ['sat'],
  from: '22:00',
  to: '02:00',
  begins: '',
  ends: '',
})

/** An empty rule with an id no other rule has. */
export function newDraft(kind: RuleKind, zone: string): RuleDraft {
  return {
    id: '',
    kind,
    hard: true,
    weight: 1,
    reason: '',
    partitions: [],
    servers: [],
    when: 'always',
    zone,
    periods: [newPeriod()],
    moves: '',
    memoryGib: '',
    memoryPercent: '',
    processorPercent: '',
    cores: '',
    measure: 'virtual-processors',
    seconds: '',
  }
}

/** A rule as the editor shows it. */
export function draftOf(rule: PlanRule, zone: string): RuleDraft {
  const filled = Object.fromEntries(Object.entries(rule).map(([field, value]) => [field, value ?? '']))
  const periods = 'periods' in rule ? rule.periods.map(periodDraft) : [newPeriod()]
  return { ...newDraft(rule.kind, zone), ...filled, periods }
}

function periodDraft(one: Period): PeriodDraft {
  // A field for the time of the day knows no 24:00: midnight at the end is shown as 00:00 and written as 24:00.
  return 'days' in one
    ? { ...newPeriod(), ...one, to: one.to === '24:00' ? '00:00' : one.to }
    : { ...newPeriod(), weekly: false, begins: one.from, ends: one.to }
}

function periodOf({ weekly, days, from, to, begins, ends }: PeriodDraft): Period {
  return weekly ? { days, from, to: to === '00:00' ? '24:00' : to } : { from: begins, to: ends }
}

const given = (value: Typed): number | null => (value === '' ? null : value)

/** The rule a draft without problems is; null where it is none. */
export function draftRule(draft: RuleDraft): PlanRule | null {
  const { id, kind, hard } = draft
  const asks = ruleAsks[kind]
  const rule = {
    id,
    kind,
    hard,
    weight: hard || draft.weight === '' ? 1 : draft.weight,
    reason: draft.reason.trim() === '' ? null : draft.reason.trim(),
    ...(asks.partitions === null ? {} : { partitions: draft.partitions }),
    ...(asks.servers === null ? {} : { servers: draft.servers }),
    ...(asks.scope === true ? { when: draft.when } : {}),
    ...(asks.times === true ? { zone: draft.zone, periods: draft.periods.map(periodOf) } : {}),
    ...amountsOf(draft),
  }
  const read = planRuleSchema.safeParse(rule)
  return read.success ? read.data : null
}

function amountsOf(draft: RuleDraft): object {
  switch (draft.kind) {
    case 'budget':
      return { moves: given(draft.moves), memoryGib: given(draft.memoryGib) }
    case 'safety':
      return {
        memoryPercent: given(draft.memoryPercent),
        processorPercent: given(draft.processorPercent),
      }
    case 'licence':
      return { cores: draft.cores, measure: draft.measure }
    case 'standstill':
      return { seconds: draft.seconds }
    default:
      return {}
  }
}
