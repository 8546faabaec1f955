/** What every kind of rule can do: shape the search, and judge what a plan leads to. */
import type { PartitionId } from '../../inventory/fleet.ts'
import type { PlanRule } from '../../plan/rules/plan-rule.ts'
import type { PlacementDraft } from '../placement-draft.ts'
import type { Outcome } from './outcome.ts'

/**
 * kept: it holds. broken: a move of the plan takes part in breaking it. unknown: it cannot be told. standing: it is
 * broken today, and no move of the plan takes part.
 */
export type RuleState = 'kept' | 'broken' | 'unknown' | 'standing'

export interface RuleFinding {
  readonly state: RuleState
  /** Who breaks it where, without a full stop; empty where it is kept. */
  readonly text: string
  /** What would help, a sentence; null where nothing is known. */
  readonly remedy: string | null
  /** Partitions without whose move it would not be so. */
  readonly culprits: readonly PartitionId[]
}

export interface RuleJudge<Rule extends PlanRule> {
  /** Whether it is about times: those are not known while servers are chosen. */
  readonly timed?: true
  /** Tells the search what a hard rule forbids and what a soft one costs. Absent: only the schedule can keep it. */
  readonly constrain?: (rule: Rule, draft: PlacementDraft) => void
  readonly judge: (rule: Rule, outcome: Outcome) => RuleFinding
}

export const kept: RuleFinding = { state: 'kept', text: '', remedy: null, culprits: [] }

export function broken(
  text: string,
  culprits: readonly PartitionId[],
  remedy: string | null = null,
): RuleFinding {
  return { state: 'broken', text, remedy, culprits }
}
