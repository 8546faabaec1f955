import { count, memory } from '../../mobility/words.ts'
import type { BudgetRule } from '../../plan/rules/budget.ts'
import { broken, kept, type RuleJudge } from './rule-judge.ts'

const MIB_PER_GIB = 1024

export const budget: RuleJudge<BudgetRule> = {
  constrain: ({ moves, memoryGib, hard }, draft) => {
    // A soft budget is met by luck only: the goal wants the servers empty first.
    if (!hard) return
    if (moves !== null) draft.limit(moves, () => 1)
    if (memoryGib !== null) draft.limit(memoryGib * MIB_PER_GIB, (partition) => partition.memoryMib ?? 0)
  },
  judge: ({ moves: most, memoryGib }, { moves }) => {
    const moved = [...moves.values()].map(({ partition }) => partition)
    const mib = moved.reduce((sum, { memoryMib }) => sum + (memoryMib ?? 0), 0)
    const tooMany = most !== null && moved.length > most
    const tooMuch = memoryGib !== null && mib > memoryGib * MIB_PER_GIB
    if (!tooMany && !tooMuch) return kept
    const text = `it moves ${count(moved.length, 'partition')}, ${memory(mib)}`
    return broken(
      text,
      moved.map(({ id }) => id),
      'Raise the budget, or plan the rest another day.',
    )
  },
}
