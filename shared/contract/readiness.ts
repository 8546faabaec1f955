/** What the Readiness screen and `check` show: every partition on every server, and what stands in the way. */
import type { PartitionId, ServerId } from '../inventory/fleet.ts'
import type { MoveJudgement, RuleVerdict } from '../mobility/verdict.ts'
import type { MappingSuggestion } from '../mobility/suggest/suggestion.ts'

/** One letter per verdict in `ReadinessView.cells`: can, warning, cannot, cannot tell ("t"), at home ("-"). */
export const cellVerdicts = { c: 'can', w: 'warn', n: 'cannot', t: 'tell' } as const
export type CellLetter = keyof typeof cellVerdicts | '-'

/** What would be judged if some troubles were gone. Nothing is written. */
export interface WhatIf {
  /** Every warning is taken as dealt with. */
  readonly warningsFixed: boolean
  /** Rules whose block, warning or missing input is taken as dealt with. */
  readonly fixedRuleIds: readonly string[]
}

/** One line of the work list: pairs that share a rule, its verdict and its remedy. */
export interface WorkItem {
  /** Stable within a revision: names the item when its cells are asked for. */
  readonly key: string
  readonly ruleId: string
  readonly title: string
  readonly verdict: Exclude<RuleVerdict, 'pass'>
  /** One sentence in general words, or the finding's own sentence where all pairs share it. */
  readonly text: string
  readonly remedy: string | null
  /** The input that is missing and the command that supplies it, for `unknown`. */
  readonly missing: { readonly input: string; readonly command: string } | null
  readonly pairs: number
  readonly partitions: number
  readonly servers: number
  /** Pairs on which this is the only thing that stands in the way: what dealing with it alone would win. */
  readonly unlocks: number
}

export interface ReadinessView {
  readonly revision: number
  /** Rows in the order of the fleet. */
  readonly partitionIds: readonly PartitionId[]
  /** Columns in the order of the fleet. */
  readonly serverIds: readonly ServerId[]
  /** Row by row, one letter per cell (`cellVerdicts`; "-" at home). */
  readonly cells: string
  /** Row by row, "1" where a refused active move would be allowed inactive, else "0". */
  readonly inactive: string
  /** Rules behind the gravest verdict of a cell, most pairs first. */
  readonly work: readonly WorkItem[]
  readonly rules: number
  readonly catalogueDate: string
}

/** A check of one pair as a row: what was compared, in values. */
export interface CheckRow {
  readonly ruleId: string
  readonly title: string
  readonly verdict: RuleVerdict
  /** A few words with the values: "256 = 256 MiB", "none", "not imported". */
  readonly values: string
}

/** Everything about one partition on one server. */
export interface PairView {
  readonly judgement: MoveJudgement
  /** Every rule asked, gravest first, then in the order of the catalogue. */
  readonly checks: readonly CheckRow[]
  /** null where the pair cannot be moved or the inventory is too thin to suggest anything. */
  readonly suggestion: MappingSuggestion | null
}
