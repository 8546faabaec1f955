/** A fleet as table rows and back, without loss. Values are SQLite's own; the shape is in table-shape.ts. */
import type {
  CatalogueEdit,
  Fleet,
  Origins,
  Partition,
  Server,
  Statement,
  Vios,
} from '../../shared/inventory/fleet.ts'
import { fleetTables } from './fleet-tables.ts'
import { partitionTable } from './partition-table.ts'
import { pastMoveOfRow, rowOfPastMove } from './past-move-repository.ts'
import { serverTable } from './server-table.ts'
import { valueColumns, type EntityTable, type Field, type ListTable } from './table-shape.ts'
import { viosTable } from './vios-table.ts'

export type Cell = string | number | Uint8Array | null
export type Row = readonly Cell[]
/** Rows by table; the cells in the order of the table's `columns`. */
export type TableRows = ReadonlyMap<string, readonly Row[]>

type Bag = Readonly<Record<string, unknown>>

function toCell(value: unknown, field: Field, where: string): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string') return value
  if (typeof value === 'number') {
    if (field.kind !== 'integer' || Number.isSafeInteger(value)) return value
    throw new RangeError(`${where}: ${field.column} takes whole numbers, not ${value}`)
  }
  throw new TypeError(`${where}: ${field.column} cannot hold a ${typeof value}`)
}

const fromCell = (cell: Cell | undefined, field: Field): unknown =>
  field.kind === 'boolean' && cell !== null ? cell === 1 : (cell ?? null)

class RowCollector {
  readonly rows = new Map<string, Row[]>(fleetTables.map((table) => [table.table, []]))

  add(table: string, row: Row): void {
    this.rows.get(table)?.push(row)
  }

  private values(spec: EntityTable | ListTable, value: unknown, where: string): Cell[] {
    const bag = value as Bag
    const cells = spec.fields.map((field) =>
      toCell(field.property === '' ? value : bag[field.property], field, where),
    )
    for (const list of spec.lists) {
      if (list.knownColumn !== null) cells.push(bag[list.property] === null ? 0 : 1)
    }
    return cells
  }

  private lists(spec: EntityTable | ListTable, value: unknown, key: readonly Cell[], where: string): void {
    for (const list of spec.lists) {
      const items = (value as Bag)[list.property] as readonly unknown[] | null
      items?.forEach((item, position) => {
        const itemKey = [...key, position]
        this.add(list.table, [...itemKey, ...this.values(list, item, where)])
        this.lists(list, item, itemKey, where)
      })
    }
  }

  entity(spec: EntityTable, value: Server | Vios | Partition): void {
    const where = `${spec.entity} ${value.id}`
    this.add(spec.table, [value.id, ...this.values(spec, value, where)])
    this.lists(spec, value, [value.id], where)
    for (const [attribute, origin] of Object.entries(value.origins)) {
      this.add('origins', [spec.entity, value.id, attribute, origin.file, origin.line])
    }
  }
}

/** 168 doubles, little-endian; "not known" is NaN, which no measurement is. */
function packWeek(week: readonly (number | null)[]): Uint8Array {
  const bytes = new Uint8Array(week.length * 8)
  const view = new DataView(bytes.buffer)
  week.forEach((value, hour) => {
    view.setFloat64(hour * 8, value ?? Number.NaN, true)
  })
  return bytes
}

function unpackWeek(bytes: Uint8Array): (number | null)[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: Math.floor(bytes.byteLength / 8) }, (_, hour) => {
    const value = view.getFloat64(hour * 8, true)
    return Number.isNaN(value) ? null : value
  })
}

/** Rows of every fleet table. Throws RangeError where an integer quantity is no whole number. */
export function rowsOfFleet(fleet: Fleet): TableRows {
  const collector = new RowCollector()
  for (const server of fleet.servers) {
    collector.entity(serverTable, server)
    for (const [name, capable] of Object.entries(server.capabilities)) {
      collector.add('server_capabilities', [server.id, name, capable ? 1 : 0])
    }
  }
  for (const vios of fleet.vios) collector.entity(viosTable, vios)
  for (const partition of fleet.partitions) {
    collector.entity(partitionTable, partition)
    if (partition.typicalWeek !== null) {
      collector.add('typical_weeks', [partition.id, packWeek(partition.typicalWeek)])
    }
  }
  collector.add('inventory', [1, fleet.importedAt])
  for (const { subject, scope, scopeId, holds, reason } of fleet.statements)
    collector.add('statements', [subject, scope, scopeId ?? '', holds ? 1 : 0, reason])
  for (const { table, key, value, reason } of fleet.catalogueEdits)
    collector.add('catalogue_edits', [table, key, value, reason])
  for (const move of fleet.pastMoves) collector.add('past_moves', rowOfPastMove(move))
  return collector.rows
}

/** Parts of a composite key joined so that no two keys are equal: names may hold any character but the lengths tell. */
export const keyText = (cells: readonly (Cell | undefined)[]): string =>
  cells.map((cell) => `${String(cell).length}:${String(cell)}`).join('|')

class RowReader {
  private readonly groups = new Map<string, Map<string, Row[]>>()
  private readonly rows: TableRows

  constructor(rows: TableRows) {
    this.rows = rows
  }

  /** Rows of a table by the first `width` cells of their key, in the order of the last key cell. */
  group(table: string, width: number): ReadonlyMap<string, Row[]> {
    const known = this.groups.get(table)
    if (known !== undefined) return known
    const made = Map.groupBy(this.rows.get(table) ?? [], (row) => keyText(row.slice(0, width)))
    for (const rows of made.values()) rows.sort((a, b) => Number(a[width]) - Number(b[width]))
    this.groups.set(table, made)
    return made
  }

  private list(spec: ListTable, key: readonly Cell[]): unknown[] {
    const rows = this.group(spec.table, spec.ownerKey.length).get(keyText(key)) ?? []
    return rows.map((row) => {
      const width = spec.ownerKey.length + 1
      const only = spec.fields[0]
      if (only?.property === '') return fromCell(row[width], only)
      return Object.fromEntries(this.properties(spec, row, width, row.slice(0, width)))
    })
  }

  properties(
    spec: EntityTable | ListTable,
    row: Row,
    from: number,
    key: readonly Cell[],
  ): [string, unknown][] {
    const columns = valueColumns(spec)
    const made: [string, unknown][] = spec.fields.map((field, place) => [
      field.property,
      fromCell(row[from + place], field),
    ])
    for (const list of spec.lists) {
      const known = list.knownColumn === null || row[from + columns.indexOf(list.knownColumn)] === 1
      made.push([list.property, known ? this.list(list, key) : null])
    }
    return made
  }

  entities(spec: EntityTable, more: (id: string) => Bag): Bag[] {
    const origins = Map.groupBy(
      this.rows.get('origins') ?? [],
      (row) => `${String(row[0])} ${String(row[1])}`,
    )
    const made = (this.rows.get(spec.table) ?? []).map((row) => {
      const id = String(row[0])
      return {
        id,
        ...Object.fromEntries(this.properties(spec, row, 1, [id])),
        ...more(id),
        origins: readOrigins(origins.get(`${spec.entity} ${id}`) ?? []),
      }
    })
    // SQLite orders text by its bytes, which differs from the fleet's order by UTF-16 code units.
    return made.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  }
}

const readOrigins = (rows: readonly Row[]): Origins =>
  Object.fromEntries(
    rows.map((row) => [
      String(row[2]),
      { file: String(row[3]), line: typeof row[4] === 'number' ? row[4] : null },
    ]),
  )

const textOrNull = (cell: Cell | undefined): string | null => (typeof cell === 'string' ? cell : null)

/** Rows in the order of their key, by UTF-16 code units as everything in a fleet. */
const inOrder = (rows: readonly Row[] | undefined, width: number): readonly Row[] =>
  (rows ?? []).toSorted((a, b) => {
    for (let place = 0; place < width; place += 1) {
      const [left, right] = [String(a[place]), String(b[place])]
      if (left !== right) return left < right ? -1 : 1
    }
    return 0
  })

const readStatements = (rows: readonly Row[] | undefined): readonly Statement[] =>
  inOrder(rows, 3).map((row) => ({
    subject: String(row[0]) as Statement['subject'],
    scope: String(row[1]) as Statement['scope'],
    scopeId: row[1] === 'fleet' ? null : String(row[2]),
    holds: row[3] === 1,
    reason: textOrNull(row[4]),
  }))

const readCatalogueEdits = (rows: readonly Row[] | undefined): readonly CatalogueEdit[] =>
  inOrder(rows, 2).map((row) => ({
    table: String(row[0]) as CatalogueEdit['table'],
    key: String(row[1]),
    value: String(row[2]),
    reason: textOrNull(row[3]),
  }))

/** The fleet the rows describe, sorted by id. Inverse of `rowsOfFleet`. */
export function fleetOfRows(rows: TableRows): Fleet {
  const reader = new RowReader(rows)
  const capabilities = Map.groupBy(rows.get('server_capabilities') ?? [], (row) => String(row[0]))
  const weeks = new Map(
    (rows.get('typical_weeks') ?? []).map((row) => [
      String(row[0]),
      row[1] instanceof Uint8Array ? unpackWeek(row[1]) : null,
    ]),
  )
  const importedAt = rows.get('inventory')?.[0]?.[1]
  // The shapes are those of the entities' tables, which are checked against their types; the round trip is a property test.
  return {
    servers: reader.entities(serverTable, (id) => ({
      capabilities: Object.fromEntries(
        (capabilities.get(id) ?? []).map((row) => [String(row[1]), row[2] === 1]),
      ),
    })),
    vios: reader.entities(viosTable, () => ({})),
    partitions: reader.entities(partitionTable, (id) => ({ typicalWeek: weeks.get(id) ?? null })),
    importedAt: typeof importedAt === 'number' ? importedAt : null,
    statements: readStatements(rows.get('statements')),
    catalogueEdits: readCatalogueEdits(rows.get('catalogue_edits')),
    pastMoves: inOrder(rows.get('past_moves'), 1).map(pastMoveOfRow),
  } as unknown as Fleet
}
