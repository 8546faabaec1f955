import type { ExportedFile } from '../../../shared/contract/views.ts'
import type { MoveForecast } from '../../../shared/plan/plan-forecast.ts'
import type { PlanMove } from '../../../shared/plan/plan-document.ts'
import type { ExportInput } from '../exporters.ts'
import { exportFileName } from '../file-name.ts'
import { localEndMinute, localMinute } from '../instants.ts'

type Cell = string | number | null

interface Column {
  readonly title: string
  readonly of: (move: PlanMove, forecast: MoveForecast | null, times: Times) => Cell
}

/** Seconds after the start of the plan as local time: a moment, and an end. */
interface Times {
  readonly at: (seconds: number) => string
  readonly until: (seconds: number) => string
}

const tenths = (value: number | undefined): Cell => (value === undefined ? null : Math.round(value * 10) / 10)

/** Columns of the moves table; units in the titles. */
const columns: readonly Column[] = [
  { title: 'Move', of: (move) => move.id },
  { title: 'Wave', of: (move) => move.wave },
  { title: 'Partition', of: (move) => move.partitionName },
  { title: 'Partition id', of: (move) => move.lparId },
  { title: 'Type', of: (move) => move.type },
  { title: 'From', of: (move) => move.sourceServerName },
  { title: 'To', of: (move) => move.targetServerName },
  { title: 'Source mover', of: (move) => move.sourceMoverName },
  { title: 'Target mover', of: (move) => move.targetMoverName },
  { title: 'Memory GiB', of: (move) => tenths(move.memoryMib / 1024) },
  {
    title: 'Memory before GiB',
    of: (move) => tenths((move.dlpar?.memoryBeforeMib ?? move.memoryMib) / 1024),
  },
  { title: 'Memory after GiB', of: (move) => tenths((move.dlpar?.memoryAfterMib ?? move.memoryMib) / 1024) },
  { title: 'Needed on target GiB', of: (move) => tenths(move.targetNeedMib / 1024) },
  { title: 'Entitled units', of: (move) => move.entitledCenti / 100 },
  { title: 'After', of: (move) => move.after.join(' ') },
  {
    title: 'Start P50',
    of: (_move, forecast, { at }) => (forecast === null ? null : at(forecast.start.p50)),
  },
  {
    title: 'End P50',
    of: (_move, forecast, { until }) => (forecast === null ? null : until(forecast.end.p50)),
  },
  {
    title: 'End P90',
    of: (_move, forecast, { until }) => (forecast === null ? null : until(forecast.end.p90)),
  },
  { title: 'Duration P50 s', of: (_move, forecast) => tenths(forecast?.duration.p50) },
  { title: 'Duration P90 s', of: (_move, forecast) => tenths(forecast?.duration.p90) },
  { title: 'Standstill P50 s', of: (_move, forecast) => tenths(forecast?.standstill.p50) },
  { title: 'Standstill P90 s', of: (_move, forecast) => tenths(forecast?.standstill.p90) },
  { title: 'Verdict', of: (move) => move.verdict },
  { title: 'Warnings', of: (move) => move.warnings.map((one) => `${one.ruleId}: ${one.text}`).join(' | ') },
  { title: 'Why here', of: (move) => move.whyHere },
]

/**
 * Moves and partitions that stay, one row each. RFC 4180 with a byte order mark (spreadsheets then read UTF-8) and
 * CRLF; text that a spreadsheet would run as a formula gets a leading apostrophe.
 */
export function exportCsv({ plan, forecast }: ExportInput): ExportedFile {
  const byMove = new Map(forecast?.moves.map((one) => [one.moveId, one]))
  const times: Times = {
    at: (seconds) => localMinute(plan.startMs + seconds * 1000, plan.zone),
    until: (seconds) => localEndMinute(plan.startMs + seconds * 1000, plan.zone),
  }
  const rows: Cell[][] = [
    columns.map((column) =>
      /^(Start|End)/.test(column.title) ? `${column.title} (${plan.zone})` : column.title,
    ),
    ...plan.moves.map((move) => columns.map((column) => column.of(move, byMove.get(move.id) ?? null, times))),
    ...plan.unplaced.map((one) => {
      const reasons = one.reasons.map((reason) => `${reason.ruleId}: ${reason.text}`).join(' | ')
      const known: Readonly<Record<string, Cell>> = {
        Partition: one.partitionName,
        Type: 'stays',
        'Memory GiB': one.memoryMib === null ? null : tenths(one.memoryMib / 1024),
        Verdict: 'cannot',
        Warnings: reasons,
      }
      return columns.map((column) => known[column.title] ?? null)
    }),
  ]
  return {
    fileName: exportFileName(plan.name, '.moves.csv'),
    mediaType: 'text/csv',
    encoding: 'utf8',
    text: `\uFEFF${rows.map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`,
  }
}

/** One CSV cell: quoted where needed, defused where a spreadsheet would calculate. */
export function csvCell(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
