/** How a plan keeps its rules, as its referee saw it. */
import type { PlanDocument } from '../../../../shared/plan/plan-document.ts'
import { ruleSentence, type PlanRule } from '../../../../shared/plan/rules/plan-rule.ts'
import type { PlanViolation, RefereeReport } from '../../../../shared/plan/referee-report.ts'

export type RuleState = 'kept' | 'broken' | 'tell'

export interface RuleOfPlan {
  readonly rule: PlanRule
  readonly sentence: string
  readonly state: RuleState
  /** What the referee found about it, of hard rules and soft ones. */
  readonly findings: readonly PlanViolation[]
}

const gravest: readonly RuleState[] = ['broken', 'tell', 'kept']

/**
 * Every rule of a plan with what the referee found, the broken ones first. A report of an earlier version does not say
 * whom a finding is about: it is then found by how its text begins.
 */
export function rulesOfPlan({ options }: PlanDocument, report: RefereeReport): readonly RuleOfPlan[] {
  const found = [...report.violations, ...report.warnings]
  return (options.rules ?? [])
    .map((rule): RuleOfPlan => {
      const findings = found.filter(({ planRule, text }) =>
        planRule === undefined
          ? text.startsWith(`Rule ${rule.id} (`) || text.startsWith(`Rule ${rule.id} names `)
          : planRule.id === rule.id,
      )
      return { rule, sentence: ruleSentence(rule), state: stateOf(findings), findings }
    })
    .sort((a, b) => gravest.indexOf(a.state) - gravest.indexOf(b.state))
}

function stateOf(findings: readonly PlanViolation[]): RuleState {
  if (findings.length === 0) return 'kept'
  const isUnknown = ({ planRule, ruleId }: PlanViolation): boolean =>
    planRule?.state === 'unknown' || ruleId === 'R-RULE-KNOWN'
  return findings.every(isUnknown) ? 'tell' : 'broken'
}
