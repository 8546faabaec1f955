import { list } from '../../mobility/words.ts'
import type { PinRule } from '../../plan/rules/pin.ts'
import { movesAbout } from './outcome.ts'
import { broken, kept, type RuleJudge } from './rule-judge.ts'

export const pin: RuleJudge<PinRule> = {
  constrain: ({ partitions, hard, weight }, draft) => {
    for (const { id } of partitions) draft.refuse(id, () => true, hard ? null : weight)
  },
  judge: ({ partitions }, outcome) => {
    const moved = movesAbout(outcome, partitions)
    return moved.length === 0
      ? kept
      : broken(
          `${list(moved.map(({ partition }) => partition.name))} moved`,
          moved.map(({ partition }) => partition.id),
        )
  },
}
