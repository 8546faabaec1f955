import type { ImportFileSummary, ImportPreview } from '../../shared/contract/views.ts'
import type { Sqlite } from './sqlite.ts'

export interface NewImport {
  readonly atMs: number
  readonly label: string
  readonly totals: ImportPreview['totals']
  readonly problems: number
  readonly files: readonly ImportFileSummary[]
}

/** Writes down what was imported when, with every file. Call inside `applyEdit`. */
export function recordImport(db: Sqlite, made: NewImport): void {
  const { servers, vios, partitions } = made.totals
  const id = db
    .prepare(
      'INSERT INTO imports (at_ms, label, servers, vios, partitions, problems) VALUES (?, ?, ?, ?, ?, ?)',
    )
    .run(made.atMs, made.label, servers, vios, partitions, made.problems).lastInsertRowid
  const insert = db.prepare(
    `INSERT INTO import_files (import_id, position, file, kind, row_count, size_bytes, status)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  made.files.forEach((file, position) => {
    insert.run(id, position, file.file, file.kind, file.rows, file.sizeBytes, file.status)
  })
}
