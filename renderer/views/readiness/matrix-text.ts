import type { ReadinessView } from '../../../shared/contract/readiness.ts'
import { gib } from '../../format/memory.ts'
import { noData } from '../../format/number.ts'
import { text } from '../../text/en.ts'
import type { MatrixColumn, MatrixLine } from './matrix-rows.ts'
import { letterAt } from './matrix-rows.ts'

/** The matrix as tab-separated words with headers and units, for a spreadsheet. Headings of groups are left out. */
export function matrixText(
  view: ReadinessView,
  lines: readonly MatrixLine[],
  columns: readonly MatrixColumn[],
): string {
  const words = text.readiness.matrix
  const clean = (value: string): string => value.replaceAll(/[\t\r\n]+/g, ' ')
  const head = [
    words.partition,
    `${words.memoryLong} (GiB)`,
    words.mode,
    words.serversLong,
    ...columns.map((column) => column.server.name),
  ]
  const rows = lines.flatMap((line) =>
    line.kind === 'group'
      ? []
      : [
          [
            line.partition.name,
            gib(line.partition.memoryMib),
            line.partition.currentMode ?? noData,
            String(line.servers),
            ...columns.map((column) => words.verdict[letterAt(view, line.at, column.at)]),
          ],
        ],
  )
  return [head, ...rows].map((cells) => cells.map(clean).join('\t')).join('\n')
}
