import { gib } from '../../format/memory.ts'
import { noData } from '../../format/number.ts'
import type { MatrixSort, PartitionLine } from './matrix-rows.ts'

/** A column left of the servers. */
export interface LeadColumn {
  readonly id: MatrixSort['column']
  /** Width in CSS px. */
  readonly width: number
  /** Figures stand at the right. */
  readonly right: boolean
  readonly text: (line: PartitionLine) => string
}

/** The columns left of the servers: fewer and narrower ones where there is little room. */
export function leadColumns(wide: boolean): readonly LeadColumn[] {
  const name: LeadColumn = {
    id: 'name',
    width: wide ? 148 : 116,
    right: false,
    text: (line) => line.partition.name,
  }
  const memory: LeadColumn = {
    id: 'memory',
    width: 58,
    right: true,
    text: (line) => gib(line.partition.memoryMib),
  }
  const mode: LeadColumn = {
    id: 'mode',
    width: 102,
    right: false,
    text: (line) => line.partition.currentMode ?? noData,
  }
  const servers: LeadColumn = {
    id: 'servers',
    width: 58,
    right: true,
    text: (line) => String(line.servers),
  }
  return wide ? [name, memory, mode, servers] : [name, memory, servers]
}
