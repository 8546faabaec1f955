import type { ShallowRef } from 'vue'
import { nextTick, shallowRef, useTemplateRef } from 'vue'
import type { PlanRule } from '../../../../shared/plan/rules/plan-rule.ts'
import { transport } from '../../../transport/current.ts'
import type { PlanForm } from '../plan-form.ts'
import { withAll } from './rule-sets.ts'

/** The rule that is edited; `rule` null: a new one. `key` makes every opening a fresh one. */
export interface Ruling {
  readonly key: number
  readonly rule: PlanRule | null
}

/** Which rule of a form is edited, and where the focus goes afterwards: to the rule in the component `ruleFields`. */
export function useRuleEditing(form: PlanForm): {
  readonly ruling: ShallowRef<Ruling | null>
  editRule(rule: PlanRule | null): void
  applyRule(rule: PlanRule): void
  stopRuling(): void
} {
  const ruling = shallowRef<Ruling | null>(null)
  const ruleFields = useTemplateRef<{ focusRule(id: string | null): void }>('ruleFields')
  let key = 0

  function editRule(rule: PlanRule | null): void {
    ruling.value = { key: (key += 1), rule }
  }
  async function close(focus: string | null): Promise<void> {
    ruling.value = null
    await nextTick()
    ruleFields.value?.focusRule(focus)
  }
  function applyRule(rule: PlanRule): void {
    const isKnown = form.rules.some(({ id }) => id === rule.id)
    form.rules = isKnown ? form.rules.map((one) => (one.id === rule.id ? rule : one)) : [...form.rules, rule]
    void close(rule.id)
  }
  const stopRuling = (): void => void close(ruling.value?.rule?.id ?? null)
  return { ruling, editRule, applyRule, stopRuling }
}

/** Begins a form with the rules of a plan that the address names (`?rules=<plan id>`). */
export async function takeRules(asked: unknown, form: PlanForm): Promise<void> {
  const planId = Number(asked)
  if (!Number.isInteger(planId) || planId <= 0) return
  const answer = await transport().call('plan.get', { planId })
  if (answer.ok) form.rules = withAll(form.rules, answer.value.plan.options.rules ?? [])
}
