/** How the referee looks at planning rules: one check for each kind, hard rules as violations, soft ones as warnings. */
import { ruleSentence, type PlanRule, type RuleKind, type RuleOf } from '../../../plan/rules/plan-rule.ts'
import type { PlanViolation } from '../../../plan/referee-report.ts'
import { violation, type RefereeCheck, type RefereeContext } from '../context.ts'

/** Where and when a rule is broken; `text` without a full stop. */
export interface Breach {
  readonly text: string
  /** What the rule needs is not known. */
  readonly unknown?: true
  readonly moveId?: string
  readonly serverId?: string
  readonly atS?: number
}

export interface RuleCheck extends RefereeCheck {
  /** Kind of the rules it is about; null: all. */
  readonly kind: RuleKind | null
  /** Breaches of soft rules. */
  readonly soft: (context: RefereeContext) => readonly PlanViolation[]
}

/** A check of all rules of one kind. */
export function ruleCheck<Kind extends RuleKind>(
  kind: Kind,
  id: string,
  title: string,
  breaches: (rule: RuleOf<Kind>, context: RefereeContext) => readonly Breach[],
): RuleCheck {
  const isOfKind = (rule: PlanRule): rule is RuleOf<Kind> => rule.kind === kind
  const judged = (context: RefereeContext, hard: boolean): readonly PlanViolation[] =>
    rulesOf(context)
      .filter(isOfKind)
      .filter((rule) => rule.hard === hard)
      .flatMap((rule) =>
        breaches(rule, context).map(({ text, unknown, ...where }) =>
          violation(id, `Rule ${rule.id} (${ruleSentence(rule)}): ${text}.`, {
            ...where,
            planRule: { id: rule.id, state: unknown === true ? 'unknown' : 'broken' },
          }),
        ),
      )
  return {
    id,
    kind,
    title,
    judge: (context) => judged(context, true),
    soft: (context) => judged(context, false),
  }
}

export const rulesOf = ({ plan }: RefereeContext): readonly PlanRule[] => plan.options.rules ?? []

export const idsOf = (named: readonly { readonly id: string }[]): ReadonlySet<string> =>
  new Set(named.map(({ id }) => id))

/** Servers that are out of service for the plan: those it empties. */
export function emptiedBy({ plan }: RefereeContext): ReadonlySet<string> {
  return new Set(plan.goal.kind === 'evacuate' ? plan.goal.serverIds : [])
}
