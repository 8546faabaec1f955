import type { ExportedFile } from '../../../shared/contract/views.ts'
import { csvCell } from '../csv/csv.ts'
import { exportFileName } from '../file-name.ts'
import { questionWords, readinessName, type ReadinessExport } from './readiness-export.ts'
import { pairRows, workRows, type Cell, type PairRow, type WorkRow } from './rows.ts'

interface Column {
  readonly title: string
  readonly ofWork: (row: WorkRow) => Cell
  readonly ofPair: (row: PairRow) => Cell
}

const nothing = (): Cell => null

/** One set of columns for both kinds of rows, so that every line has as many fields and a filter tells them apart. */
const columns: readonly Column[] = [
  { title: 'Row', ofWork: () => 'work list', ofPair: () => 'pair' },
  { title: 'Verdict', ofWork: (row) => row.verdict, ofPair: (row) => row.verdict },
  { title: 'Rules', ofWork: ({ item }) => item.ruleId, ofPair: (row) => row.ruleIds.join(' ') },
  { title: 'Partition', ofWork: nothing, ofPair: (row) => row.partition },
  { title: 'Partition id', ofWork: nothing, ofPair: (row) => row.lparId },
  { title: 'From', ofWork: nothing, ofPair: (row) => row.from },
  { title: 'To', ofWork: nothing, ofPair: (row) => row.to },
  { title: 'Move', ofWork: nothing, ofPair: (row) => row.move },
  { title: 'Inactive move', ofWork: nothing, ofPair: (row) => row.inactive },
  { title: 'Check', ofWork: ({ item }) => item.title, ofPair: nothing },
  { title: 'Reason', ofWork: ({ item }) => item.text, ofPair: (row) => row.reason?.text ?? null },
  { title: 'Remedy', ofWork: ({ item }) => item.remedy, ofPair: (row) => row.reason?.remedy ?? null },
  { title: 'Pairs', ofWork: ({ item }) => item.pairs, ofPair: nothing },
  { title: 'Partitions', ofWork: ({ item }) => item.partitions, ofPair: nothing },
  { title: 'Servers', ofWork: ({ item }) => item.servers, ofPair: nothing },
  { title: 'Won by this alone', ofWork: ({ item }) => item.unlocks, ofPair: nothing },
  { title: 'What if', ofWork: nothing, ofPair: nothing },
]

/**
 * Work list, then pairs. RFC 4180 with a byte order mark (spreadsheets then read UTF-8) and CRLF; text that a
 * spreadsheet would run as a formula gets a leading apostrophe.
 */
export function exportReadinessCsv(input: ReadinessExport): ExportedFile {
  const question = questionWords(input.whatIf)
  const tail = csvCell(question)
  const line = (cells: readonly Cell[]): string => cells.slice(0, -1).map(csvCell).join(',')
  const lines = [columns.map((column) => csvCell(column.title)).join(',')]
  for (const row of workRows(input)) lines.push(`${line(columns.map((one) => one.ofWork(row)))},${tail}`)
  for (const row of pairRows(input)) lines.push(`${line(columns.map((one) => one.ofPair(row)))},${tail}`)
  return {
    fileName: exportFileName(readinessName(input), '.csv'),
    mediaType: 'text/csv',
    encoding: 'utf8',
    text: `\uFEFF${lines.join('\r\n')}\r\n`,
  }
}
