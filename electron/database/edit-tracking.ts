/**
 * Undo by triggers: each tracked table has a shadow table `undo_<table>` that receives, natively typed, what is needed to
 * take back every change: the key of an inserted row, the former row of an updated or deleted one. Replaying a shadow
 * while the triggers are on fills it with the inverse of the inverse, so one mechanism serves undo and redo, and both
 * survive a restart. No SQL text is stored: a workspace of somebody else must not be able to bring its own statements.
 * The idea of recording inverses by triggers is described at sqlite.org/undoredo.html.
 */
import type { ChangedArea } from '../../shared/contract/events.ts'
import type { Sqlite } from './sqlite.ts'

export interface TrackedTable {
  readonly table: string
  readonly shadow: string
  readonly keyColumns: readonly string[]
  readonly columns: readonly string[]
}

interface ColumnInfo {
  readonly name: string
  readonly type: string
  readonly pk: number
  /** SQL text; null where the column has none. */
  readonly dflt_value: string | null
}

const areaOfTable: ReadonlyMap<string, ChangedArea> = new Map([
  ['assumptions', 'assumptions'],
  ['workload_classes', 'assumptions'],
  ['plans', 'plans'],
  ['scenarios', 'plans'],
])

/** What a change of this table means to the window. */
export const areaOf = (table: string): ChangedArea => areaOfTable.get(table) ?? 'inventory'

const prefix = 'undo_'

interface DescribedTable {
  readonly tracked: TrackedTable
  readonly columns: readonly ColumnInfo[]
}

const columnsOf = (db: Sqlite, table: string): readonly ColumnInfo[] =>
  db.prepare<[string], ColumnInfo>('SELECT name, type, pk, dflt_value FROM pragma_table_info(?)').all(table)

function describeTable(db: Sqlite, table: string): DescribedTable {
  const columns = columnsOf(db, table)
  const keys = columns.filter((column) => column.pk > 0).sort((a, b) => a.pk - b.pk)
  return {
    tracked: {
      table,
      shadow: `${prefix}${table}`,
      keyColumns: keys.map((column) => column.name),
      columns: columns.map((column) => column.name),
    },
    columns,
  }
}

const typed = ({ name, type }: ColumnInfo): string => `${name} ${type === '' ? 'ANY' : type}`

/** Makes shadow table and triggers of one table. Called by migrations only. */
export function trackTable(db: Sqlite, table: string): void {
  const { tracked, columns } = describeTable(db, table)
  const { shadow } = tracked
  // Columns of the row are prefixed by nothing: the shadow's own columns carry names no table of ours uses.
  db.exec(`
    CREATE TABLE ${shadow} (
      undo_sequence INTEGER PRIMARY KEY,
      undo_edit_id INTEGER NOT NULL,
      undo_operation TEXT NOT NULL CHECK (undo_operation IN ('insert', 'update', 'delete')),
      ${columns.map(typed).join(', ')}
    ) STRICT;
    CREATE INDEX ${shadow}_by_edit ON ${shadow} (undo_edit_id);`)
  makeTriggers(db, tracked)
}

const operations = ['insert', 'update', 'delete'] as const

function makeTriggers(db: Sqlite, { table, shadow, columns, keyColumns }: TrackedTable): void {
  for (const operation of operations) {
    const row = operation === 'insert' ? 'NEW' : 'OLD'
    const kept = operation === 'insert' ? keyColumns : columns
    db.exec(`
      CREATE TRIGGER ${shadow}_${operation} AFTER ${operation} ON ${table} BEGIN
        SELECT RAISE(ABORT, 'change outside an edit') FROM workspace WHERE open_edit_id IS NULL;
        INSERT INTO ${shadow} (undo_edit_id, undo_operation, ${kept.join(', ')})
        SELECT open_edit_id, '${operation}', ${kept.map((name) => `${row}.${name}`).join(', ')} FROM workspace;
      END;`)
  }
}

/**
 * Brings shadow table and triggers of a tracked table in step with columns added since. What was recorded before gets
 * the column's default: that is what the rows of that time hold now. Called by migrations only.
 */
export function trackNewColumns(db: Sqlite, table: string): void {
  const { tracked, columns } = describeTable(db, table)
  const known = new Set(columnsOf(db, tracked.shadow).map((column) => column.name))
  for (const column of columns.filter(({ name }) => !known.has(name))) {
    const byDefault = column.dflt_value === null ? '' : ` DEFAULT ${column.dflt_value}`
    db.exec(`ALTER TABLE ${tracked.shadow} ADD COLUMN ${typed(column)}${byDefault}`)
  }
  for (const operation of operations) db.exec(`DROP TRIGGER ${tracked.shadow}_${operation}`)
  makeTriggers(db, tracked)
}

/** Every tracked table of the open database, found by its shadow. */
export function trackedTables(db: Sqlite): readonly TrackedTable[] {
  const names = db
    .prepare<[], { name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND substr(name, 1, ${prefix.length}) = '${prefix}' ORDER BY name`,
    )
    .all()
  return names.map((row) => describeTable(db, row.name.slice(prefix.length)).tracked)
}
