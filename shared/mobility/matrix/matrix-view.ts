/** A matrix as plain data for a window, a table or a file. */
import type { PartitionId, ServerId } from '../../inventory/fleet.ts'
import { judgedCells, type JudgedCells } from './judged.ts'
import type { ReadinessMatrix } from './matrix.ts'
import type { WhatIf, WorkItem } from './work-item.ts'
import { workList } from './work-list.ts'

export interface MatrixView extends JudgedCells {
  readonly partitionIds: readonly PartitionId[]
  readonly serverIds: readonly ServerId[]
  readonly work: readonly WorkItem[]
}

/** Cells and work list under a question; `whatIf` null for the plain truth. */
export function matrixView(matrix: ReadinessMatrix, whatIf: WhatIf | null): MatrixView {
  return {
    partitionIds: matrix.partitions.map((one) => one.id),
    serverIds: matrix.servers.map((one) => one.id),
    ...judgedCells(matrix, whatIf),
    work: workList(matrix, whatIf),
  }
}
