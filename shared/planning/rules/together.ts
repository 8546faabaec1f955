import { list } from '../../mobility/words.ts'
import type { TogetherRule } from '../../plan/rules/together.ts'
import { serverAfter } from './outcome.ts'
import { broken, kept, type RuleJudge } from './rule-judge.ts'

export const together: RuleJudge<TogetherRule> = {
  constrain: ({ partitions, hard, weight }, draft) => {
    const ids = partitions.map(({ id }) => id)
    // Hard: those that may move are one item of the search (units.ts); here they are tied to those that do not move.
    if (hard) draft.tieToResidents(ids)
    else draft.keepTogether(ids, weight)
  },
  judge: ({ partitions }, outcome) => {
    const places = Map.groupBy(partitions, ({ id }) => serverAfter(outcome, id))
    places.delete(null)
    if (places.size < 2) return kept
    const text = list(
      [...places].map(([serverId, members]) => {
        const server = outcome.index.serverById.get(serverId ?? '')?.name ?? serverId ?? ''
        return `${list(members.map(({ name }) => name))} on ${server}`
      }),
    )
    const movers = partitions.map(({ id }) => id).filter((id) => outcome.moves.has(id))
    if (movers.length === 0) return { state: 'standing', text, remedy: null, culprits: [] }
    return broken(text, movers, 'Free room for all of them on one server.')
  },
}
