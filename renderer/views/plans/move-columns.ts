import type { PlanMove } from '../../../shared/plan/plan-document.ts'
import type { MoveForecast } from '../../../shared/plan/plan-forecast.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import { standstill } from '../../format/duration.ts'
import { clock } from '../../format/instant.ts'
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
  return [
    {
      id: 'number',
      label: words.number,
      width: 44,
      align: 'end',
      value: (row) => row.number,
      text: (row) => String(row.number),
    },
    {
      id: 'partition',
      label: words.partition,
      width: 110,
      grow: 1.2,
      value: (row) => row.move.partitionName,
      text: (row) => row.move.partitionName,
    },
    {
      id: 'memory',
      label: words.memory,
      unit: 'GiB',
      width: 84,
      align: 'end',
      value: (row) => row.move.memoryMib,
      text: (row) => gib(row.move.memoryMib),
    },
    {
      id: 'to',
      label: words.to,
      width: 84,
      grow: 1,
      value: (row) => row.move.targetServerName,
      text: (row) => short(row.move.targetServerName),
    },
    {
      id: 'start',
      label: words.start,
      width: 52,
      align: 'end',
      value: (row) => row.forecast?.startS ?? null,
      text: (row) => (row.forecast === null ? noData : at(row.forecast.startS)),
    },
    {
      id: 'end',
      label: words.end,
      width: 98,
      align: 'end',
      value: (row) => row.forecast?.end.p90 ?? null,
      text: (row) =>
        row.forecast === null ? noData : range(at(row.forecast.end.p10), at(row.forecast.end.p90)),
    },
    {
      id: 'standstill',
      label: words.standstill,
      width: 102,
      align: 'end',
      value: (row) => row.forecast?.standstill.p90 ?? null,
      text: (row) =>
        row.move.type === 'inactive'
          ? text.plans.moves.inactive
          : standstill(row.forecast?.standstill.p90 ?? null),
    },
    {
      id: 'why',
      label: words.why,
      width: 140,
      grow: 2,
      from: 700,
      value: (row) => row.move.whyHere,
      text: (row) => row.move.whyHere,
    },
    {
      id: 'verdict',
      label: words.verdict,
      width: 62,
      value: (row) => ['can', 'warn', 'tell', 'cannot'].indexOf(row.move.verdict),
      text: (row) => text.common.verdict[row.move.verdict],
    },
  ]
}
