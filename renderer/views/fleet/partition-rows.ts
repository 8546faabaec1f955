import type { Partition } from '../../../shared/inventory/fleet.ts'
import type { FleetIndex } from '../../../shared/inventory/fleet-index.ts'
import type { PlanMove } from '../../../shared/plan/plan-document.ts'
import { figureColumn, textColumn } from '../../components/columns.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import { fitsWords } from '../../format/filter-words.ts'
import { gib } from '../../format/memory.ts'
import { number } from '../../format/number.ts'
import { load, units } from '../../format/processor.ts'
import { meanLoad, peakLoad } from '../../stores/server-use.ts'
import type { VerdictSummary } from '../../stores/verdict-summary.ts'
import { text } from '../../text/en.ts'
import { osText } from './os-text.ts'

export interface PartitionRow {
  readonly partition: Partition
  readonly serverName: string
  readonly os: string
  readonly mean: number | null
  readonly peak: number | null
  /** null until the rules have answered. */
  readonly summary: VerdictSummary | null
  readonly move: PlanMove | null
}

export type FleetViewId = 'all' | 'server' | 'cannot' | 'tell' | 'plan'

interface Sources {
  readonly index: FleetIndex
  readonly verdicts: ReadonlyMap<string, VerdictSummary>
  readonly moves: ReadonlyMap<string, PlanMove>
}

const weekFigures = new WeakMap<object, { readonly mean: number | null; readonly peak: number | null }>()

/** Mean and P95 of a partition's week, worked out once for each imported week. */
function figures(partition: Partition): { readonly mean: number | null; readonly peak: number | null } {
  const week = partition.typicalWeek
  if (week === null) return { mean: null, peak: null }
  let found = weekFigures.get(week)
  if (found === undefined) {
    found = { mean: meanLoad(week), peak: peakLoad(week) }
    weekFigures.set(week, found)
  }
  return found
}

export function partitionRows({ index, verdicts, moves }: Sources): readonly PartitionRow[] {
  return index.fleet.partitions.map((partition) => ({
    partition,
    serverName: index.serverById.get(partition.serverId)?.name ?? partition.serverId,
    os: osText(partition),
    ...figures(partition),
    summary: verdicts.get(partition.id) ?? null,
    move: moves.get(partition.id) ?? null,
  }))
}

/** Whether a row belongs to a saved view. */
export function inView(row: PartitionRow, view: FleetViewId, serverId: string | null): boolean {
  switch (view) {
    case 'all':
      return true
    case 'server':
      return row.partition.serverId === serverId
    case 'cannot':
      return row.summary?.verdict === 'cannot'
    case 'tell':
      return row.summary?.verdict === 'tell'
    case 'plan':
      return row.move !== null
  }
}

/** Whether a row contains every word of a filter in its name, server, system, mode, state or RMC state. */
export function fitsFilter(row: PartitionRow, filter: string): boolean {
  const { name, currentMode, state, rmcState } = row.partition
  return fitsWords([name, row.serverName, row.os, currentMode, state, rmcState], filter)
}

const words = text.fleet.partitions
const order = { cannot: 0, tell: 1, warn: 2, can: 3 } as const

export const partitionColumns: readonly GridColumn<PartitionRow>[] = [
  textColumn({ id: 'name', label: words.name, width: 150, grow: 1 }, (row) => row.partition.name),
  figureColumn({ id: 'id', label: words.id, width: 44 }, (row) => row.partition.lparId, String),
  {
    id: 'server',
    label: words.server,
    width: 150,
    grow: 1.4,
    value: (row) => row.serverName,
    text: (row) =>
      row.move === null ? row.serverName : words.moves(row.serverName, row.move.targetServerName),
  },
  textColumn({ id: 'os', label: words.os, width: 130, grow: 1, from: 720 }, (row) => row.os),
  figureColumn(
    { id: 'memory', label: words.memory, unit: 'GiB', width: 108 },
    (row) => row.partition.memoryMib,
    gib,
  ),
  figureColumn(
    { id: 'entitled', label: words.entitled, width: 68 },
    (row) => row.partition.entitledCenti,
    units,
  ),
  figureColumn(
    { id: 'virtual', label: words.virtual, width: 44, from: 760 },
    (row) => row.partition.virtualProcessors,
    number,
  ),
  figureColumn({ id: 'load', from: 690, label: words.load, width: 64 }, (row) => row.mean, load),
  figureColumn({ id: 'peak', label: words.peak, width: 64, from: 700 }, (row) => row.peak, load),
  textColumn(
    { id: 'mode', label: words.mode, width: 96, mono: true, from: 940 },
    (row) => row.partition.currentMode,
  ),
  textColumn({ id: 'rmc', label: words.rmc, width: 66, from: 1000 }, (row) => row.partition.rmcState),
  {
    id: 'verdict',
    label: words.verdict,
    width: 118,
    value: (row) => (row.summary === null ? null : order[row.summary.verdict]),
    text: (row) =>
      row.summary === null
        ? words.unchecked
        : [
            text.common.verdict[row.summary.verdict],
            row.summary.verdict === 'can' ? null : row.summary.ruleId,
          ]
            .filter(Boolean)
            .join(': '),
  },
]
