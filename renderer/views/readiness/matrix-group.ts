import { text } from '../../text/en.ts'
import type { GroupLine } from './matrix-rows.ts'

/** Heading of a group of rows and how many it has, as words. */
export function groupWords(line: GroupLine): { readonly title: string; readonly rows: string } {
  const words = text.readiness.matrix
  return { title: line.item?.title ?? words.groupNone, rows: words.groupRows(line.rows) }
}
