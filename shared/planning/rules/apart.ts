import { list } from '../../mobility/words.ts'
import type { ApartRule } from '../../plan/rules/apart.ts'
import { serverAfter } from './outcome.ts'
import { broken, kept, type RuleJudge } from './rule-judge.ts'

/**
 * In the final state. Where a plan leaves no server another partition arrives on, as every evacuation does, no two
 * members meet on the way that are not together in the end; the referee asks every instant.
 */
export const apart: RuleJudge<ApartRule> = {
  constrain: ({ partitions, hard, weight }, draft) => {
    draft.keepApart(
      partitions.map(({ id }) => id),
      hard ? null : weight,
    )
  },
  judge: ({ partitions }, outcome) => {
    const places = Map.groupBy(partitions, ({ id }) => serverAfter(outcome, id))
    const shared = [...places].flatMap(([serverId, members]) => {
      const server = serverId === null ? undefined : outcome.index.serverById.get(serverId)
      if (server === undefined || members.length < 2) return []
      const arrived = members.map(({ id }) => id).filter((id) => outcome.moves.has(id))
      return [{ text: `${list(members.map(({ name }) => name))} on ${server.name}`, arrived }]
    })
    const byPlan = shared.filter(({ arrived }) => arrived.length > 0)
    const text = list((byPlan.length > 0 ? byPlan : shared).map((one) => one.text))
    if (shared.length === 0) return kept
    if (byPlan.length === 0) return { state: 'standing', text, remedy: null, culprits: [] }
    return broken(
      text,
      byPlan.flatMap(({ arrived }) => arrived),
      'Allow one more server that has room for one of them.',
    )
  },
}
