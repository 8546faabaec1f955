import { list } from '../../mobility/words.ts'
import type { NeverOnRule, OnlyOnRule } from '../../plan/rules/allowed-servers.ts'
import { movesAbout, serverAfter, type Outcome } from './outcome.ts'
import { broken, kept, type RuleFinding, type RuleJudge } from './rule-judge.ts'

export const onlyOn: RuleJudge<OnlyOnRule> = {
  constrain: ({ partitions, servers, hard, weight }, draft) => {
    const allowed = new Set(servers.map(({ id }) => id))
    for (const { id } of partitions)
      draft.refuse(id, (target) => !allowed.has(target.id), hard ? null : weight)
  },
  judge: (rule, outcome) => judgePlaces(rule, outcome, true),
}

export const neverOn: RuleJudge<NeverOnRule> = {
  constrain: ({ partitions, servers, hard, weight }, draft) => {
    const refused = new Set(servers.map(({ id }) => id))
    for (const { id } of partitions)
      draft.refuse(id, (target) => refused.has(target.id), hard ? null : weight)
  },
  judge: (rule, outcome) => judgePlaces(rule, outcome, false),
}

function judgePlaces(
  { partitions, servers }: OnlyOnRule | NeverOnRule,
  outcome: Outcome,
  wanted: boolean,
): RuleFinding {
  const group = new Set(servers.map(({ id }) => id))
  const wrong = movesAbout(outcome, partitions).filter(({ target }) => group.has(target.id) !== wanted)
  if (wrong.length > 0) {
    return broken(
      `${list(wrong.map(({ partition, target }) => `${partition.name} goes to ${target.name}`))}`,
      wrong.map(({ partition }) => partition.id),
      wanted ? 'Free room on one of these servers, or add a server to the group.' : null,
    )
  }
  const there = partitions.filter(({ id }) => {
    const server = serverAfter(outcome, id)
    return server !== null && !outcome.moves.has(id) && group.has(server) !== wanted
  })
  if (there.length === 0) return kept
  const text = `${list(there.map(({ name }) => name))} ${there.length === 1 ? 'stays' : 'stay'} elsewhere`
  return { state: 'standing', text, remedy: null, culprits: [] }
}
