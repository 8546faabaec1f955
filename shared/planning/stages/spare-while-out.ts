/** N+1 while servers are out of use: hard reserve rules have to hold without them. */
import { indexFleet } from '../../inventory/fleet-index.ts'
import type { Fleet, ServerId } from '../../inventory/fleet.ts'
import type { PlanRule } from '../../plan/rules/plan-rule.ts'
import { reserve } from '../rules/reserve.ts'

export interface BrokenReserve {
  readonly rule: PlanRule
  /** Whose partitions would not fit where, without a full stop. */
  readonly text: string
}

/** The first hard reserve rule that does not hold, or cannot be shown to; null: all hold. */
export function brokenReserve(
  fleet: Fleet,
  out: readonly ServerId[],
  rules: readonly PlanRule[],
): BrokenReserve | null {
  const emptied = new Set(out)
  const outcome = { index: indexFleet(fleet), emptied, startMs: 0, moves: new Map() }
  for (const rule of rules) {
    if (rule.kind !== 'reserve' || !rule.hard) continue
    if (out.length > 0 && !rule.servers.some(({ id }) => emptied.has(id))) continue
    const { state, text } = reserve.judge(rule, outcome)
    if (state !== 'kept') return { rule, text }
  }
  return null
}

/** The same without the words. */
export const reserveBrokenBy = (...question: Parameters<typeof brokenReserve>): PlanRule | null =>
  brokenReserve(...question)?.rule ?? null
