import { parse } from 'csv-parse/sync'
import { AppFailure } from '../../../shared/contract/result.ts'

export interface CsvRow {
  readonly cells: readonly string[]
  /** From 1. */
  readonly line: number
}

/** Lines of a small CSV file a person wrote, cells trimmed; empty ones and remarks (#) are left out. Errors: usage. */
export function csvRows(text: string, path: string, hint: string): readonly CsvRow[] {
  try {
    const rows = parse(text, {
      bom: true,
      comment: '#',
      comment_no_infix: true,
      delimiter: [',', ';', '\t'],
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
      info: true,
    }) as unknown as readonly { readonly record: string[]; readonly info: { readonly lines: number } }[]
    return rows.map(({ record, info }) => ({ cells: record, line: info.lines }))
  } catch (cause) {
    throw new AppFailure({
      code: 'usage',
      message: `${path} is no CSV file: ${cause instanceof Error ? cause.message : 'unreadable'}.`,
      hint,
    })
  }
}
