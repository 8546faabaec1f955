/** Moves that must not run at once wait for each other: `after` says so to every script, not only to the engine. */
import type { ScheduledMove } from '../forecast/plan-part.ts'
import type { PlanRule } from '../plan/rules/plan-rule.ts'

/** A move that may have to wait for room that others give back. */
type WaitingMove = ScheduledMove & { readonly waitsForRoom: readonly string[] }

/**
 * The moves in the same order, but none before those whose room it needs, each waiting for these and for the one before
 * it in every rule "one at a time" that names both.
 */
export function chained<M extends WaitingMove>(
  moves: readonly M[],
  rules: readonly PlanRule[],
): readonly M[] {
  const chains = rules.filter((rule) => rule.kind === 'one-at-a-time')
  if (chains.length === 0) return moves
  const rulesOf = new Map<string, PlanRule[]>()
  for (const rule of chains)
    for (const { id } of rule.partitions) rulesOf.set(id, [...(rulesOf.get(id) ?? []), rule])
  const last = new Map<PlanRule, string>()
  return afterTheirRoom(moves).map((move) => {
    const after = new Set(move.waitsForRoom)
    for (const rule of rulesOf.get(move.partitionId) ?? []) {
      const before = last.get(rule)
      if (before !== undefined && before !== move.id) after.add(before)
      last.set(rule, move.id)
    }
    return { ...move, after: [...after] }
  })
}

/** A rule must not make a move wait for one that itself waits for the move's room: that would be a circle. */
function afterTheirRoom<M extends WaitingMove>(moves: readonly M[]): readonly M[] {
  const byId = new Map(moves.map((move) => [move.id, move]))
  const ordered = new Set<M>()
  const add = (move: M): void => {
    if (ordered.has(move)) return
    for (const id of move.waitsForRoom) {
      const before = byId.get(id)
      if (before !== undefined) add(before)
    }
    ordered.add(move)
  }
  moves.forEach(add)
  return [...ordered]
}
