import type { ComparedMove } from '../../../shared/calibration/calibrate.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import { duration, durationRange } from '../../format/duration.ts'
import { dateClock } from '../../format/instant.ts'
import { moverRate } from '../../format/rate.ts'
import { text } from '../../text/en.ts'

/** Clocks of a VIOS carry no zone: they are shown as they were written. */
const AS_WRITTEN = 'UTC'

/** Columns of the table of past moves: the twin of the chart. */
export function pastMoveColumns(): readonly GridColumn<ComparedMove>[] {
  const { columns: words, inside, outside, undated, notTold } = text.calibration.moves
  const classes = text.assumptions.classList.names
  const side = (holds: boolean): string => (holds ? inside : outside)
  return [
    {
      id: 'partition',
      label: words.partition,
      width: 120,
      grow: 1,
      value: (row) => row.partitionName,
      text: (row) => row.partitionName,
    },
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
    {
      id: 'from',
      label: words.from,
      width: 104,
      from: 1100,
      value: (row) => row.sourceServer,
      text: (row) => row.sourceServer,
    },
    {
      id: 'to',
      label: words.to,
      width: 104,
      from: 900,
      value: (row) => row.targetServer,
      text: (row) => row.targetServer,
    },
    {
      id: 'actual',
      label: words.actual,
      width: 68,
      align: 'end',
      value: (row) => row.seconds,
      text: (row) => duration(row.seconds),
    },
    {
      id: 'before',
      label: words.before,
      width: 108,
      align: 'end',
      value: ({ before }) => before.p50,
      text: ({ before }) => durationRange(before.p10, before.p90),
    },
    {
      id: 'insideBefore',
      label: words.insideBefore,
      width: 66,
      value: (row) => side(row.insideBefore),
      text: (row) => side(row.insideBefore),
    },
    {
      id: 'after',
      label: words.after,
      width: 108,
      align: 'end',
      value: ({ after }) => after.p50,
      text: ({ after }) => durationRange(after.p10, after.p90),
    },
    {
      id: 'insideAfter',
      label: words.insideAfter,
      width: 66,
      value: (row) => side(row.insideAfter),
      text: (row) => side(row.insideAfter),
    },
    {
      id: 'rate',
      label: words.rate,
      width: 84,
      align: 'end',
      from: 800,
      value: (row) => row.wireRate,
      text: (row) => moverRate(row.wireRate),
    },
    {
      id: 'dirty',
      label: words.dirty,
      width: 84,
      align: 'end',
      from: 860,
      value: (row) => row.dirty,
      text: (row) => (row.dirty === null ? notTold : moverRate(row.dirty)),
    },
  ]
}
