import { namedBy, type PlanRule } from '../../../plan/rules/plan-rule.ts'
import type { PlanViolation } from '../../../plan/referee-report.ts'
import { violation, type RefereeContext } from '../context.ts'
import { rulesOf, type RuleCheck } from './rule-check.ts'

const id = 'R-RULE-KNOWN'

/** A rule about somebody who is gone is reported: nobody can say whether it holds. */
export const namesAreKnown: RuleCheck = {
  id,
  kind: null,
  title: 'Rules name partitions and servers of the inventory',
  judge: (context) => gone(context, true),
  soft: (context) => gone(context, false),
}

function gone(context: RefereeContext, hard: boolean): readonly PlanViolation[] {
  const { partitionById, serverById } = context.index
  return rulesOf(context)
    .filter((rule) => rule.hard === hard)
    .flatMap((rule) => [
      ...namedBy(rule)
        .partitions.filter((one) => !partitionById.has(one.id))
        .map((one) => lost(rule, 'partition', one)),
      ...namedBy(rule)
        .servers.filter((one) => !serverById.has(one.id))
        .map((one) => lost(rule, 'server', one)),
    ])
}

const lost = (
  rule: PlanRule,
  what: string,
  one: { readonly id: string; readonly name: string },
): PlanViolation =>
  violation(
    id,
    `Rule ${rule.id} names ${what} "${one.name}" (${one.id}), which the inventory does not have.`,
    {
      planRule: { id: rule.id, state: 'unknown' },
    },
  )
