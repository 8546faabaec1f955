import type { PlanMove } from '../../../shared/plan/plan-document.ts'
import type { MoveForecast } from '../../../shared/plan/plan-forecast.ts'
import { figureColumn, textColumn } from '../../components/columns.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import { standstill } from '../../format/duration.ts'
import { clock, endClock } from '../../format/instant.ts'
import { gib } from '../../format/memory.ts'
import { noData, range } from '../../format/number.ts'
import { text } from '../../text/en.ts'

export interface MoveRow {
  readonly number: number
  readonly move: PlanMove
  readonly forecast: MoveForecast | null
  readonly critical: boolean
}

/** Columns of the move list; times are those of the plan's zone. */
export function moveColumns(
  startMs: number,
  zone: string,
  short: (name: string) => string,
): readonly GridColumn<MoveRow>[] {
  const words = text.plans.moves.columns
  const at = (seconds: number): string => clock(startMs + Math.round(seconds) * 1000, zone)
  const until = (seconds: number): string => endClock(startMs + seconds * 1000, zone)
  return [
    figureColumn({ id: 'number', label: words.number, width: 40 }, (row) => row.number, String),
    textColumn(
      { id: 'partition', label: words.partition, width: 100, grow: 1.2 },
      (row) => row.move.partitionName,
    ),
    {
      ...figureColumn({ id: 'memory', label: 'GiB', width: 56 }, (row: MoveRow) => row.move.memoryMib, gib),
      // Made smaller or larger around the move: the inspector says how.
      text: ({ move }) => (move.dlpar === undefined ? gib(move.memoryMib) : `${gib(move.memoryMib)}*`),
    },
    {
      id: 'to',
      label: words.to,
      width: 90,
      grow: 0.8,
      value: (row) => row.move.targetServerName,
      text: (row) => short(row.move.targetServerName),
    },
    {
      id: 'start',
      label: words.start,
      width: 50,
      align: 'end',
      value: (row) => row.forecast?.startS ?? null,
      text: (row) => (row.forecast === null ? noData : at(row.forecast.startS)),
    },
    {
      id: 'end',
      label: words.end,
      width: 92,
      align: 'end',
      value: (row) => row.forecast?.end.p90 ?? null,
      text: (row) =>
        row.forecast === null ? noData : range(until(row.forecast.end.p10), until(row.forecast.end.p90)),
    },
    {
      id: 'standstill',
      label: words.standstill,
      width: 98,
      align: 'end',
      value: (row) => row.forecast?.standstill.p90 ?? null,
      text: (row) =>
        row.move.type === 'inactive'
          ? text.plans.moves.inactive
          : standstill(row.forecast?.standstill.p90 ?? null),
    },
    textColumn({ id: 'why', label: words.why, width: 106, grow: 2.4, from: 660 }, (row) => row.move.whyHere),
    {
      id: 'verdict',
      label: words.verdict,
      width: 66,
      value: (row) => ['can', 'warn', 'tell', 'cannot'].indexOf(row.move.verdict),
      text: (row) => text.common.verdict[row.move.verdict],
    },
  ]
}
