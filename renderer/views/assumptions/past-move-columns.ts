import type { ComparedMove } from '../../../shared/calibration/calibrate.ts'
import { figureColumn, textColumn } from '../../components/columns.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import { duration, durationRange } from '../../format/duration.ts'
import { dateClock } from '../../format/instant.ts'
import { moverRate } from '../../format/rate.ts'
import { text } from '../../text/en.ts'

/** Clocks of a VIOS carry no zone: they are shown as they were written. */
const AS_WRITTEN = 'UTC'

type Column = GridColumn<ComparedMove>

/** Columns of the table of past moves: the twin of the chart. */
export function pastMoveColumns(): readonly Column[] {
  const { columns: words, inside, outside, undated, notTold } = text.calibration.moves
  const classes = text.assumptions.classList.names
  const side = (holds: boolean): string => (holds ? inside : outside)
  const server = (id: 'from' | 'to', from: number, of: (row: ComparedMove) => string): Column =>
    textColumn({ id, label: words[id], width: 104, from }, of)
  const range = (id: 'before' | 'after'): Column => ({
    id,
    label: words[id],
    width: 108,
    align: 'end',
    value: (row) => row[id].p50,
    text: (row) => durationRange(row[id].p10, row[id].p90),
  })
  const judged = (id: 'insideBefore' | 'insideAfter'): Column =>
    textColumn({ id, label: words[id], width: 66 }, (row) => side(row[id]))
  const rate = (id: 'wireRate' | 'dirty', label: string, from: number, unknown: string): Column => ({
    id,
    label,
    width: 84,
    align: 'end',
    from,
    value: (row) => row[id],
    text: (row) => (row[id] === null ? unknown : moverRate(row[id])),
  })
  return [
    textColumn({ id: 'partition', label: words.partition, width: 120, grow: 1 }, (row) => row.partitionName),
    {
      id: 'ended',
      label: words.ended,
      width: 136,
      from: 980,
      value: (row) => row.endedAt,
      text: (row) => (row.endedAt === null ? undated : dateClock(row.endedAt, AS_WRITTEN)),
    },
    {
      id: 'class',
      label: words.class,
      width: 92,
      from: 700,
      value: (row) => row.workloadClass,
      text: (row) => classes[row.workloadClass],
    },
    server('from', 1100, (row) => row.sourceServer),
    server('to', 900, (row) => row.targetServer),
    figureColumn({ id: 'actual', label: words.actual, width: 68 }, (row) => row.seconds, duration),
    range('before'),
    judged('insideBefore'),
    range('after'),
    judged('insideAfter'),
    rate('wireRate', words.rate, 800, notTold),
    rate('dirty', words.dirty, 860, notTold),
  ]
}
