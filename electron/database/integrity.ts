import { latestVersion, migrate, migrations, schemaVersion, type Migration } from './migrations.ts'
import { connect, type Sqlite } from './sqlite.ts'

/** Up to this size a file is always checked in full, which takes well under a second. */
const smallFileBytes = 64 * 1024 * 1024

/** A full check also after an unclean close; `quick_check` alone does not notice that an index lost a row. */
export const needsFullCheck = (sizeBytes: number, uncleanClose: boolean): boolean =>
  uncleanClose || sizeBytes <= smallFileBytes

/** First sentences of SQLite's own check, or an empty list where nothing is wrong. Throws on damage it cannot read past. */
export function findDamage(db: Sqlite, full: boolean): readonly string[] {
  const found = db.pragma(full ? 'integrity_check(20)' : 'quick_check(20)') as Record<string, unknown>[]
  const sentences = found.flatMap((row) => Object.values(row).map(String)).filter((text) => text !== 'ok')
  if (sentences.length > 0) return sentences
  const orphans = db.pragma('foreign_key_check') as { table: string; parent: string }[]
  return orphans.slice(0, 20).map((row) => `a row of ${row.table} names no row of ${row.parent}`)
}

const schemaOf = (db: Sqlite): readonly string[] =>
  db
    .prepare<[], { type: string; name: string; sql: string | null }>(
      `SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type, name`,
    )
    .all()
    .map((row) => `${row.type} ${row.name} ${row.sql ?? ''}`)

/**
 * Whether the schema is exactly the one our migrations make. A file from somebody else could otherwise bring triggers,
 * views or table names of its own into every statement we run.
 */
export function schemaIsOurs(db: Sqlite, all: readonly Migration[] = migrations): boolean {
  const version = schemaVersion(db)
  if (version < 1 || version > latestVersion(all)) return false
  const model = connect(':memory:', { create: true, exclusive: false })
  try {
    migrate(
      model,
      0,
      all.filter((migration) => migration.version <= version),
    )
    const expected = schemaOf(model)
    const found = schemaOf(db)
    return expected.length === found.length && expected.every((text, place) => text === found[place])
  } finally {
    model.close()
  }
}
