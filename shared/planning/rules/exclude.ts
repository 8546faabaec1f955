import { list } from '../../mobility/words.ts'
import type { ExcludeRule } from '../../plan/rules/exclude.ts'
import { broken, kept, type RuleJudge } from './rule-judge.ts'

export const exclude: RuleJudge<ExcludeRule> = {
  constrain: ({ partitions, servers, hard, weight }, draft) => {
    const cost = hard ? null : weight
    const closed = new Set(servers.map(({ id }) => id))
    for (const { id } of partitions) draft.refuse(id, () => true, cost)
    for (const partition of draft.partitions) {
      draft.refuse(partition.id, (target) => closed.has(target.id) || closed.has(partition.serverId), cost)
    }
  },
  judge: ({ partitions, servers }, { moves }) => {
    const [excluded, closed] = [partitions, servers].map((all) => new Set(all.map(({ id }) => id)))
    const touched = [...moves.values()].filter(
      ({ partition, target }) =>
        excluded?.has(partition.id) === true ||
        closed?.has(partition.serverId) === true ||
        closed?.has(target.id) === true,
    )
    if (touched.length === 0) return kept
    const who = list(touched.map(({ partition, target }) => `${partition.name} (to ${target.name})`))
    return broken(
      `it moves ${who}`,
      touched.map(({ partition }) => partition.id),
    )
  },
}
