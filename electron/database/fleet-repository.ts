/** The inventory in the workspace: read whole, written by the rows that differ. */
import type { Fleet } from '../../shared/inventory/fleet.ts'
import { fleetOfRows, keyText, rowsOfFleet, type Cell, type Row, type TableRows } from './fleet-rows.ts'
import { fleetTables } from './fleet-tables.ts'
import type { Sqlite } from './sqlite.ts'
import type { FlatTable } from './table-shape.ts'

const readTable = (db: Sqlite, table: FlatTable): readonly Row[] =>
  db
    .prepare<[], Cell[]>(`SELECT ${table.columns.join(', ')} FROM ${table.table}`)
    .raw()
    .all() as unknown as readonly Row[]

const readRows = (db: Sqlite): TableRows =>
  new Map(fleetTables.map((table) => [table.table, readTable(db, table)]))

/** The whole inventory. O(rows). */
export const readFleet = (db: Sqlite): Fleet => fleetOfRows(readRows(db))

function sameCell(a: Cell | undefined, b: Cell | undefined): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0
  return a === b
}

const sameRow = (a: Row, b: Row): boolean => a.every((cell, place) => sameCell(cell, b[place]))

export interface WriteCount {
  readonly inserted: number
  readonly updated: number
  readonly deleted: number
}

function writeTable(db: Sqlite, table: FlatTable, after: readonly Row[]): WriteCount {
  const width = table.keyColumns.length
  const before = new Map(readTable(db, table).map((row) => [keyText(row.slice(0, width)), row]))
  const where = table.keyColumns.map((name) => `${name} = ?`).join(' AND ')
  const values = table.columns.slice(width)
  const insert = db.prepare(
    `INSERT INTO ${table.table} (${table.columns.join(', ')}) VALUES (${table.columns.map(() => '?').join(', ')})`,
  )
  const update =
    values.length === 0
      ? null
      : db.prepare(
          `UPDATE ${table.table} SET ${values.map((name) => `${name} = ?`).join(', ')} WHERE ${where}`,
        )
  const remove = db.prepare(`DELETE FROM ${table.table} WHERE ${where}`)

  let inserted = 0
  let updated = 0
  for (const row of after) {
    const key = keyText(row.slice(0, width))
    const present = before.get(key)
    if (present === undefined) {
      insert.run(row)
      inserted += 1
    } else {
      before.delete(key)
      if (sameRow(present, row)) continue
      update?.run([...row.slice(width), ...row.slice(0, width)])
      updated += 1
    }
  }
  for (const row of before.values()) remove.run(row.slice(0, width))
  return { inserted, updated, deleted: before.size }
}

/**
 * Makes the inventory equal to `fleet` by the fewest row changes; rows that are equal are not touched, so that undo and
 * backups stay small. Call inside `applyEdit`.
 */
export function writeFleet(db: Sqlite, fleet: Fleet): WriteCount {
  const rows = rowsOfFleet(fleet)
  const counts = fleetTables.map((table) => writeTable(db, table, rows.get(table.table) ?? []))
  const sum = (pick: (count: WriteCount) => number) => counts.reduce((total, count) => total + pick(count), 0)
  return {
    inserted: sum((count) => count.inserted),
    updated: sum((count) => count.updated),
    deleted: sum((count) => count.deleted),
  }
}
