/** Planning rules side by side: which say the same, and ids that are free. */
import { MOST_RULES, type PlanRule, type RuleKind } from '../../../../shared/plan/rules/plan-rule.ts'

/** What a rule asks; strength, id and reason do not count. */
const contentOf = (rule: PlanRule): string =>
  JSON.stringify(Object.entries({ ...rule, id: '', hard: true, weight: 1, reason: null }).toSorted())

/** Whether two rules ask the same; strength and reason do not count. */
export const sameContent = (one: PlanRule, other: PlanRule): boolean =>
  one.kind === other.kind && contentOf(one) === contentOf(other)

/** "apart-3": an id none of the rules has. */
export function freeRuleId(kind: RuleKind, rules: readonly PlanRule[]): string {
  return freeId(kind, new Set(rules.map(({ id }) => id)))
}

function freeId(kind: RuleKind, used: ReadonlySet<string>): string {
  let next = 1
  while (used.has(`${kind}-${next}`)) next += 1
  return `${kind}-${next}`
}

/** Rules with more of them: those that say what is said already are left out, taken ids are replaced. */
export function withAll(rules: readonly PlanRule[], more: readonly PlanRule[]): readonly PlanRule[] {
  const said = new Set(rules.map(contentOf))
  const used = new Set(rules.map(({ id }) => id))
  const all = [...rules]
  for (const rule of more) {
    const content = contentOf(rule)
    if (said.has(content)) continue
    said.add(content)
    const id = used.has(rule.id) ? freeId(rule.kind, used) : rule.id
    used.add(id)
    all.push({ ...rule, id })
  }
  return all.slice(0, MOST_RULES)
}
