/** What is wrong with a rule that is typed, field by field, and whom a rule names that the inventory does not have. */
import type { FleetIndex } from '../../../../shared/inventory/fleet-index.ts'
import type { Named } from '../../../../shared/plan/rules/common.ts'
import { namedBy, type PlanRule } from '../../../../shared/plan/rules/plan-rule.ts'
import { instantOf } from '../../../format/zoned-instant.ts'
import { text } from '../../../text/en.ts'
import { draftRule, type PeriodDraft, type RuleDraft, type Typed } from './rule-draft.ts'
import { ruleAsks } from './rule-kinds.ts'
import { sameContent } from './rule-sets.ts'

export type RuleField =
  | 'partitions'
  | 'servers'
  | 'weight'
  | 'moves'
  | 'memoryGib'
  | 'memoryPercent'
  | 'processorPercent'
  | 'cores'
  | 'seconds'
  | 'same'
  | `period-${number}`

const within = (value: Typed, low: number, high: number): boolean =>
  value !== '' && value >= low && value <= high

/** What has to be put right before the draft is a rule, by field, in words. `others`: the rules it will stand among. */
export function draftProblems(
  draft: RuleDraft,
  index: FleetIndex,
  others: readonly PlanRule[],
): ReadonlyMap<RuleField, string> {
  const found = new Map<RuleField, string>([...nameProblems(draft, index), ...amountProblems(draft)])
  if (ruleAsks[draft.kind].times === true)
    for (const one of draft.periods) {
      const wrong = periodProblem(one, draft.zone)
      if (wrong !== null) found.set(`period-${one.key}`, wrong)
    }
  if (found.size > 0) return found
  const rule = draftRule(draft)
  if (rule === null) return new Map([['same', text.rules.wrong.other]])
  const twin = others.find((one) => sameContent(one, rule))
  return twin === undefined ? found : new Map([['same', text.rules.wrong.twin(twin.id)]])
}

function nameProblems(draft: RuleDraft, index: FleetIndex): readonly (readonly [RuleField, string])[] {
  const asks = ruleAsks[draft.kind]
  const words = text.rules.wrong
  if (asks.somebody === true && draft.partitions.length + draft.servers.length === 0)
    return [['partitions', words.nobody]]
  return (['partitions', 'servers'] as const).flatMap((field): readonly (readonly [RuleField, string])[] => {
    const least = asks[field]
    if (least === null) return []
    const all = draft[field]
    if (all.length < least) return [[field, words[field](least)]]
    const gone = all.filter(({ id }) => !isKnown(index, field, id))
    return gone.length === 0 ? [] : [[field, words.gone(gone.map(({ name, id }) => name || id))]]
  })
}

function amountProblems(draft: RuleDraft): readonly (readonly [RuleField, string])[] {
  const words = text.rules.wrong
  const { moves, memoryGib, memoryPercent, processorPercent, cores, seconds, weight } = draft
  const wrong: (readonly [RuleField, string])[] = []
  if (!draft.hard && !within(weight, 1, 1000)) wrong.push(['weight', words.weight])
  if (draft.kind === 'budget') {
    if (moves === '' && memoryGib === '') wrong.push(['moves', words.budget])
    if (moves !== '' && !(Number.isInteger(moves) && within(moves, 0, 20_000)))
      wrong.push(['moves', words.moves])
    if (memoryGib !== '' && !within(memoryGib, 0, 1e9)) wrong.push(['memoryGib', words.memory])
  }
  if (draft.kind === 'safety') {
    if (memoryPercent === '' && processorPercent === '') wrong.push(['memoryPercent', words.safety])
    for (const field of ['memoryPercent', 'processorPercent'] as const)
      if (draft[field] !== '' && !within(draft[field], 1, 100)) wrong.push([field, words.percent])
  }
  if (draft.kind === 'licence' && !within(cores, 0, 1e6)) wrong.push(['cores', words.cores])
  if (draft.kind === 'standstill' && !(within(seconds, 0, 86_400) && seconds !== 0))
    wrong.push(['seconds', words.seconds])
  return wrong
}

function periodProblem({ weekly, days, from, to, begins, ends }: PeriodDraft, zone: string): string | null {
  const words = text.rules.wrong
  if (weekly) {
    if (days.length === 0) return words.noDay
    if (from === '' || to === '') return words.noTime
    return from === to && to !== '00:00' ? words.sameTime : null
  }
  const [start, end] = [begins, ends].map((one) => instantOf(one.slice(0, 10), one.slice(11), zone))
  if (start === null || end === null) return words.noInstant
  return begins < ends ? null : words.endsFirst
}

const isKnown = ({ partitionById, serverById }: FleetIndex, field: 'partitions' | 'servers', id: string) =>
  field === 'partitions' ? partitionById.has(id) : serverById.has(id)

/** Partitions and servers of a rule that the inventory does not have. */
export function goneFrom(index: FleetIndex, rule: PlanRule): readonly Named[] {
  const named = namedBy(rule)
  return (['partitions', 'servers'] as const).flatMap((field) =>
    named[field].filter(({ id }) => !isKnown(index, field, id)),
  )
}
