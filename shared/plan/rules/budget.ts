import { z } from 'zod'
import type { RuleCommon } from './common.ts'

/** The most a plan moves: partitions, and their memory; null: no limit. */
export interface BudgetRule extends RuleCommon {
  readonly kind: 'budget'
  readonly moves: number | null
  readonly memoryGib: number | null
}

export const budgetShape = () => ({
  kind: z.literal('budget'),
  moves: z.number().int().min(0).max(20_000).nullable().default(null),
  memoryGib: z.number().min(0).max(1e9).nullable().default(null),
})

export function budgetSentence({ moves, memoryGib }: BudgetRule): string {
  const parts = [
    ...(moves === null ? [] : [`${moves} ${moves === 1 ? 'partition' : 'partitions'}`]),
    ...(memoryGib === null ? [] : [`${memoryGib} GiB`]),
  ]
  return `The plan moves at most ${parts.length === 0 ? 'anything' : parts.join(' and ')}`
}
