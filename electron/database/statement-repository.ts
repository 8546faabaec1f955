/** What the user says beside the imports: statements about the fleet, and changes to the dated tables. */
import type { CatalogueEdit, Statement } from '../../shared/inventory/fleet.ts'
import type { Sqlite } from './sqlite.ts'

/** Sets a statement, or takes it back where `holds` is null. Call inside `applyEdit`. */
export function writeStatement(
  db: Sqlite,
  statement: Omit<Statement, 'holds'> & { readonly holds: boolean | null },
): void {
  const { subject, scope, holds, reason } = statement
  const scopeId = statement.scopeId ?? ''
  if (holds === null) {
    db.prepare('DELETE FROM statements WHERE subject = ? AND scope = ? AND scope_id = ?').run(
      subject,
      scope,
      scopeId,
    )
    return
  }
  db.prepare(
    `INSERT INTO statements (subject, scope, scope_id, holds, reason) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (subject, scope, scope_id) DO UPDATE SET holds = excluded.holds, reason = excluded.reason
     WHERE holds IS NOT excluded.holds OR reason IS NOT excluded.reason`,
  ).run(subject, scope, scopeId, holds ? 1 : 0, reason)
}

/** Sets a value of a dated table, or goes back to the shipped one where it is null. Call inside `applyEdit`. */
export function writeCatalogueEdit(
  db: Sqlite,
  edit: Omit<CatalogueEdit, 'value'> & { readonly value: string | null },
): void {
  const { table, key, value, reason } = edit
  if (value === null) {
    db.prepare('DELETE FROM catalogue_edits WHERE catalogue = ? AND row_key = ?').run(table, key)
    return
  }
  db.prepare(
    `INSERT INTO catalogue_edits (catalogue, row_key, value, reason) VALUES (?, ?, ?, ?)
     ON CONFLICT (catalogue, row_key) DO UPDATE SET value = excluded.value, reason = excluded.reason
     WHERE value IS NOT excluded.value OR reason IS NOT excluded.reason`,
  ).run(table, key, value, reason)
}
