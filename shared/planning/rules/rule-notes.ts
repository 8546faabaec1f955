/** What a plan says about its rules: which it breaks, which it keeps, which nobody could keep. */
import { count } from '../../mobility/words.ts'
import { ruleSentence } from '../../plan/rules/plan-rule.ts'
import type { Outcome } from './outcome.ts'
import type { JudgedRule, RuleBook } from './rule-book.ts'
import type { RuleState } from './rule-judge.ts'

/** Kept rules that are told; the rest is counted. */
const MOST_KEPT = 12

/** One note for each rule that is not kept, then those that are; none where there are no rules. */
export function ruleNotes(rules: RuleBook, outcome: Outcome): readonly string[] {
  const judged = rules.judge(outcome, { timed: true })
  const of = (state: RuleState): readonly JudgedRule[] =>
    judged.filter(({ finding }) => finding.state === state)
  const keptRules = of('kept')
  const more = keptRules.length - MOST_KEPT
  const notes = [
    ...rules.gone,
    ...of('broken').map((one) => note('Rule broken', one)),
    ...of('unknown').map((one) => note('It cannot be told whether this rule holds', one)),
    ...of('standing').map((one) => note('Rule broken today, and not by a move of this plan', one)),
    ...keptRules.slice(0, MOST_KEPT).map(({ rule }) => `Rule kept: ${ruleSentence(rule)}.`),
    ...(more > 0 ? [`${count(more, 'more rule is', 'more rules are')} kept.`] : []),
  ]
  return [...new Set(notes)]
}

function note(what: string, { rule, finding }: JudgedRule): string {
  const how = rule.hard ? '' : ` (soft, weight ${rule.weight})`
  const remedy = finding.remedy === null ? '' : ` ${finding.remedy}`
  return `${what}${how}: ${ruleSentence(rule)} – ${finding.text}.${remedy}`
}
