import type { ExportedFile } from '../../../shared/contract/views.ts'
import { exportFileName } from '../file-name.ts'
import { localMinute } from '../instants.ts'
import { workbookFile, type CellStyle, type SheetCell } from '../xlsx/workbook-file.ts'
import { questionWords, readinessName, type ReadinessExport } from './readiness-export.ts'
import { letterWords, pairRows, workRows, type Cell, type PairRow, type WorkRow } from './rows.ts'

interface Column<T> {
  readonly title: string
  /** Width in characters. */
  readonly width: number
  readonly of: (row: T) => Cell
}

const workColumns: readonly Column<WorkRow>[] = [
  { title: 'Rule', width: 16, of: ({ item }) => item.ruleId },
  { title: 'Verdict', width: 14, of: (row) => row.verdict },
  { title: 'Check', width: 40, of: ({ item }) => item.title },
  { title: 'Reason', width: 70, of: ({ item }) => item.text },
  { title: 'Remedy', width: 70, of: ({ item }) => item.remedy },
  { title: 'Pairs', width: 9, of: ({ item }) => item.pairs },
  { title: 'Partitions', width: 11, of: ({ item }) => item.partitions },
  { title: 'Servers', width: 9, of: ({ item }) => item.servers },
  { title: 'Won by this alone', width: 18, of: ({ item }) => item.unlocks },
]

const pairColumns: readonly Column<PairRow>[] = [
  { title: 'Partition', width: 22, of: (row) => row.partition },
  { title: 'Partition id', width: 12, of: (row) => row.lparId },
  { title: 'From', width: 22, of: (row) => row.from },
  { title: 'To', width: 22, of: (row) => row.to },
  { title: 'Verdict', width: 14, of: (row) => row.verdict },
  { title: 'Move', width: 11, of: (row) => row.move },
  { title: 'Inactive move', width: 14, of: (row) => row.inactive },
  { title: 'Rules', width: 30, of: (row) => row.ruleIds.join(' ') },
  { title: 'Reason', width: 70, of: (row) => row.reason?.text ?? null },
  { title: 'Remedy', width: 70, of: (row) => row.reason?.remedy ?? null },
]

const head = (value: string): SheetCell => ({ value, style: 'head' })

function* table<T>(columns: readonly Column<T>[], rows: Iterable<T>): Generator<SheetCell[]> {
  yield columns.map((column) => head(column.title))
  for (const row of rows) yield columns.map((column) => column.of(row))
}

const styles: Readonly<Record<string, CellStyle>> = { c: 'good', w: 'doubtful', n: 'bad', t: 'open' }

function* matrixRows({ matrix, view }: ReadinessExport): Generator<SheetCell[]> {
  const columns = matrix.servers.length
  const cells = new Map<string, SheetCell>(
    Object.entries(styles).map(([letter, style]) => [letter, { value: letterWords[letter] ?? null, style }]),
  )
  yield ['Partition', 'On', ...matrix.servers.map((server) => server.name)].map(head)
  for (const [row, partition] of matrix.partitions.entries())
    yield [
      partition.name,
      matrix.servers[matrix.homeOf(row)]?.name ?? null,
      ...matrix.servers.map((_, column) => cells.get(view.cells.charAt(row * columns + column)) ?? null),
    ]
}

function aboutRows({ stamp, whatIf, view }: ReadinessExport): SheetCell[][] {
  const facts: readonly (readonly [string, Cell])[] = [
    ['Workspace', stamp.workspace],
    ['Written', `${localMinute(stamp.writtenAtMs, 'UTC')} UTC`],
    ['LPM Planner', stamp.appVersion],
    ['Rules judged', stamp.rules],
    ['Catalogue of', stamp.catalogueDate],
    ['Partitions', view.partitionIds.length],
    ['Servers', view.serverIds.length],
    ['What if', questionWords(whatIf) ?? 'no: this is the inventory as it is'],
  ]
  return facts.map(([name, value]) => [head(name), value])
}

/** Sheets: work list, matrix, pairs, and where all of it comes from. */
export async function exportReadinessWorkbook(input: ReadinessExport): Promise<ExportedFile> {
  const widths = (columns: readonly { readonly width: number }[]) => columns.map(({ width }) => width)
  const headed = { fixedRows: 1, fixedColumns: 0 }
  const bytes = await workbookFile([
    {
      name: 'Work list',
      rows: table(workColumns, workRows(input)),
      widths: widths(workColumns),
      ...headed,
    },
    {
      name: 'Matrix',
      rows: matrixRows(input),
      widths: [22, 22, ...input.matrix.servers.map(() => 14)],
      fixedRows: 1,
      fixedColumns: 1,
    },
    { name: 'Pairs', rows: table(pairColumns, pairRows(input)), widths: widths(pairColumns), ...headed },
    { name: 'About', rows: aboutRows(input), widths: [16, 60], fixedRows: 0, fixedColumns: 0 },
  ])
  return {
    fileName: exportFileName(readinessName(input), '.xlsx'),
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    encoding: 'base64',
    text: bytes.toString('base64'),
  }
}
