/** N+1 while servers are out of use: hard reserve rules have to hold without them. */
import { indexFleet } from '../../inventory/fleet-index.ts'
import type { Fleet, ServerId } from '../../inventory/fleet.ts'
import type { PlanRule } from '../../plan/rules/plan-rule.ts'
import { reserve } from '../rules/reserve.ts'

/** The first hard reserve rule that does not hold, or cannot be shown to; null: all hold. */
export function reserveBrokenBy(
  fleet: Fleet,
  out: readonly ServerId[],
  rules: readonly PlanRule[],
): PlanRule | null {
  const emptied = new Set(out)
  const outcome = { index: indexFleet(fleet), emptied, startMs: 0, moves: new Map() }
  const broken = rules.find(
    (rule) =>
      rule.kind === 'reserve' &&
      rule.hard &&
      rule.servers.some(({ id }) => emptied.has(id)) &&
      reserve.judge(rule, outcome).state !== 'kept',
  )
  return broken ?? null
}
