import type { OneAtATimeRule } from '../../plan/rules/one-at-a-time.ts'
import { movesAbout } from './outcome.ts'
import { broken, kept, type RuleJudge } from './rule-judge.ts'

/** Kept by `after`: each move of the rule waits for the one before it (chains.ts). */
export const oneAtATime: RuleJudge<OneAtATimeRule> = {
  timed: true,
  judge: ({ partitions }, outcome) => {
    const spans = movesAbout(outcome, partitions)
      .flatMap(({ partition, startS, endS }) =>
        startS === null ? [] : [{ partition, startS, endS: endS ?? Infinity }],
      )
      .toSorted((a, b) => a.startS - b.startS)
    for (const [at, { partition, startS }] of spans.entries()) {
      const before = spans.slice(0, at).find(({ endS }) => endS > startS)
      if (before === undefined) continue
      return broken(`${before.partition.name} still moves when ${partition.name} starts`, [partition.id])
    }
    return kept
  },
}
