/** Every change of a workspace is an edit: one transaction, one label, recorded so that it can be taken back. */
import type { ChangedArea } from '../../shared/contract/events.ts'
import { AppFailure } from '../../shared/contract/result.ts'
import type { HistoryEntry } from '../../shared/contract/views.ts'
import { areaOf, trackedTables, type TrackedTable } from './edit-tracking.ts'
import type { Sqlite } from './sqlite.ts'

/** Edits that can be taken back; older ones stay done for good. */
export const historyLimit = 200

export interface EditOutcome<T> {
  readonly value: T
  /** Areas whose rows changed; empty: nothing changed and no edit was recorded. */
  readonly areas: readonly ChangedArea[]
}

type Row = Readonly<Record<string, unknown>>

const entryColumns = 'id, label, at_ms AS atMs'

/** Newest first; entries above the one in `undone` can be redone. */
export function listHistory(db: Sqlite): readonly HistoryEntry[] {
  return db
    .prepare<[], HistoryEntry>(`SELECT ${entryColumns} FROM edits WHERE undone = 0 ORDER BY id DESC`)
    .all()
}

/** The edit undo would take back. */
export function nextUndo(db: Sqlite): HistoryEntry | null {
  const sql = `SELECT ${entryColumns} FROM edits WHERE undone = 0 ORDER BY id DESC LIMIT 1`
  return db.prepare<[], HistoryEntry>(sql).get() ?? null
}

/** The edit redo would do again. */
export function nextRedo(db: Sqlite): HistoryEntry | null {
  const sql = `SELECT ${entryColumns} FROM edits WHERE undone = 1 ORDER BY id LIMIT 1`
  return db.prepare<[], HistoryEntry>(sql).get() ?? null
}

const setOpenEdit = (db: Sqlite, id: number | null): void => {
  db.prepare('UPDATE workspace SET open_edit_id = ? WHERE id = 1').run(id)
}

/** Closes the edit within its transaction and counts it. */
const settle = (db: Sqlite, nowMs: number): void => {
  db.prepare(
    'UPDATE workspace SET open_edit_id = NULL, revision = revision + 1, saved_at_ms = ? WHERE id = 1',
  ).run(nowMs)
}

function changedAreas(db: Sqlite, tables: readonly TrackedTable[], editId: number): readonly ChangedArea[] {
  const areas = new Set<ChangedArea>()
  for (const { table, shadow } of tables) {
    const found = db.prepare(`SELECT 1 FROM ${shadow} WHERE undo_edit_id = ? LIMIT 1`).get(editId)
    if (found !== undefined) areas.add(areaOf(table))
  }
  return [...areas]
}

function forget(db: Sqlite, tables: readonly TrackedTable[], condition: string, value: number): void {
  const ids = `(SELECT id FROM edits WHERE ${condition})`
  for (const { shadow } of tables) db.prepare(`DELETE FROM ${shadow} WHERE undo_edit_id IN ${ids}`).run(value)
  db.prepare(`DELETE FROM edits WHERE ${condition}`).run(value)
}

/**
 * Runs `work` as one edit in one transaction: either all of it is on disk when this returns, or nothing changed. What
 * could be redone is dropped, as a new edit starts another future. An edit that changes nothing is not recorded.
 * Errors: whatever `work` or SQLite throws, after rolling back.
 */
export function applyEdit<T>(db: Sqlite, label: string, nowMs: number, work: () => T): EditOutcome<T> {
  if (db.inTransaction) throw new Error('edits do not nest')
  return db
    .transaction((): EditOutcome<T> => {
      const tables = trackedTables(db)
      const inserted = db.prepare('INSERT INTO edits (label, at_ms) VALUES (?, ?)').run(label, nowMs)
      const id = Number(inserted.lastInsertRowid)
      setOpenEdit(db, id)
      const value = work()
      const areas = changedAreas(db, tables, id)
      if (areas.length === 0) {
        db.prepare('DELETE FROM edits WHERE id = ?').run(id)
        setOpenEdit(db, null)
        return { value, areas }
      }
      forget(db, tables, 'undone = ?', 1)
      forget(db, tables, 'id <= (SELECT id FROM edits ORDER BY id DESC LIMIT 1 OFFSET ?)', historyLimit)
      settle(db, nowMs)
      return { value, areas }
    })
    .immediate()
}

/** Applies what the shadow of one table recorded for an edit, newest first; the triggers record the way back. */
function replay(db: Sqlite, tracked: TrackedTable, editId: number): void {
  const { table, shadow, columns, keyColumns } = tracked
  const rows = db
    .prepare<[number], Row>(`SELECT * FROM ${shadow} WHERE undo_edit_id = ? ORDER BY undo_sequence DESC`)
    .all(editId)
  if (rows.length === 0) return
  db.prepare(`DELETE FROM ${shadow} WHERE undo_edit_id = ?`).run(editId)
  const where = keyColumns.map((name) => `${name} = ?`).join(' AND ')
  const remove = db.prepare(`DELETE FROM ${table} WHERE ${where}`)
  const insert = db.prepare(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
  )
  const update = db.prepare(
    `UPDATE ${table} SET ${columns.map((name) => `${name} = ?`).join(', ')} WHERE ${where}`,
  )
  const pick = (row: Row, names: readonly string[]) => names.map((name) => row[name])
  for (const row of rows) {
    if (row['undo_operation'] === 'insert') remove.run(pick(row, keyColumns))
    else if (row['undo_operation'] === 'delete') insert.run(pick(row, columns))
    else update.run([...pick(row, columns), ...pick(row, keyColumns)])
  }
}

function step(db: Sqlite, direction: 'undo' | 'redo', nowMs: number): EditOutcome<HistoryEntry> {
  return db
    .transaction((): EditOutcome<HistoryEntry> => {
      const entry = direction === 'undo' ? nextUndo(db) : nextRedo(db)
      if (entry === null) {
        throw new AppFailure({
          code: 'nothing-to-undo',
          message: direction === 'undo' ? 'There is nothing to undo.' : 'There is nothing to redo.',
        })
      }
      const tables = trackedTables(db)
      const areas = changedAreas(db, tables, entry.id)
      setOpenEdit(db, entry.id)
      for (const tracked of tables) replay(db, tracked, entry.id)
      db.prepare('UPDATE edits SET undone = ? WHERE id = ?').run(direction === 'undo' ? 1 : 0, entry.id)
      settle(db, nowMs)
      return { value: entry, areas }
    })
    .immediate()
}

/** Takes back the newest edit. Errors: nothing-to-undo. */
export const undo = (db: Sqlite, nowMs: number): EditOutcome<HistoryEntry> => step(db, 'undo', nowMs)

/** Does the edit again that was taken back last. Errors: nothing-to-undo. */
export const redo = (db: Sqlite, nowMs: number): EditOutcome<HistoryEntry> => step(db, 'redo', nowMs)
