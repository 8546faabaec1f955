/** What the Readiness screen and `check` show: every partition on every server, and what stands in the way. */
import type { PartitionId, ServerId } from '../inventory/fleet.ts'
import type { CheckRow } from '../mobility/matrix/check-rows.ts'
import type { RemedyBlock } from '../mobility/matrix/remedy-block.ts'
import type { WhatIf, WorkItem } from '../mobility/matrix/work-item.ts'
import type { MoveJudgement } from '../mobility/verdict.ts'
import type { MappingSuggestion } from '../mobility/suggest/suggestion.ts'

/** One letter per verdict in `ReadinessView.cells`: can, warning, cannot, cannot tell ("t"), at home ("-"). */
export const cellVerdicts = { c: 'can', w: 'warn', n: 'cannot', t: 'tell' } as const
export type CellLetter = keyof typeof cellVerdicts | '-'

export type { WhatIf, WorkItem, CheckRow, RemedyBlock }

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

/** Everything about one partition on one server, under the what-if it was asked with. */
export interface PairView {
  /** Verdict as in the matrix under that what-if; findings that are left first, those taken as dealt with after them. */
  readonly judgement: MoveJudgement
  /** Rules whose finding the what-if takes as dealt with. */
  readonly dealtWith: readonly string[]
  /** Every rule asked, gravest first, then in the order of the catalogue. */
  readonly checks: readonly CheckRow[]
  /** null where the pair cannot be moved or the inventory is too thin to suggest anything. */
  readonly suggestion: MappingSuggestion | null
}
