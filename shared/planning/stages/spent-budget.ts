import type { PlanRule } from '../../plan/rules/plan-rule.ts'
import type { Course } from './course.ts'

const MIB_PER_GIB = 1024

/**
 * The first hard budget that the stages of a course exceed together; null: none. A partition counts once, however often
 * it moves; its memory counts for each move, as it is copied each time.
 */
export function budgetExceededBy(
  { moves, movedMib }: Pick<Course, 'moves' | 'movedMib'>,
  rules: readonly PlanRule[],
): PlanRule | null {
  const exceeded = rules.find(
    (rule) =>
      rule.kind === 'budget' &&
      rule.hard &&
      ((rule.moves !== null && moves.size > rule.moves) ||
        (rule.memoryGib !== null && movedMib > rule.memoryGib * MIB_PER_GIB)),
  )
  return exceeded ?? null
}
