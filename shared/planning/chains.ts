/** Moves that must not run at once wait for each other: `after` says so to every script, not only to the engine. */
import type { ScheduledMove } from '../forecast/plan-part.ts'
import type { PlanRule } from '../plan/rules/plan-rule.ts'

/** The moves in the same order, each waiting for the one before it in every rule "one at a time" that names both. */
export function chained<M extends ScheduledMove>(
  moves: readonly M[],
  rules: readonly PlanRule[],
): readonly M[] {
  const chains = rules.filter((rule) => rule.kind === 'one-at-a-time')
  if (chains.length === 0) return moves
  const rulesOf = new Map<string, PlanRule[]>()
  for (const rule of chains)
    for (const { id } of rule.partitions) rulesOf.set(id, [...(rulesOf.get(id) ?? []), rule])
  const last = new Map<PlanRule, string>()
  return moves.map((move) => {
    const after = new Set<string>()
    for (const rule of rulesOf.get(move.partitionId) ?? []) {
      const before = last.get(rule)
      if (before !== undefined && before !== move.id) after.add(before)
      last.set(rule, move.id)
    }
    return { ...move, after: [...after] }
  })
}
