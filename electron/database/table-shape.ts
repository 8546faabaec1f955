/**
 * The shape of the tables a fleet lies in: one row per entity, one row per list item, nothing serialised. A list is keyed
 * by its owner's key and its position, so that it comes back in the order it was imported; "not known" (null) and "none"
 * ([]) are told apart by a `..._known` column of the owner.
 */

export type FieldKind = 'text' | 'integer' | 'real' | 'boolean'

export interface Field {
  readonly property: string
  readonly column: string
  readonly kind: FieldKind
}

export interface ListTable {
  readonly property: string
  readonly table: string
  /** Column of the owner's row that says whether the list is known; null where the list is never null. */
  readonly knownColumn: string | null
  /** Columns that name the owner, in the order of the owner's key, then the position in the list. */
  readonly ownerKey: readonly string[]
  readonly positionColumn: string
  /** A field whose property is "" holds the item itself (lists of words or numbers). */
  readonly fields: readonly Field[]
  readonly lists: readonly ListTable[]
}

export interface EntityTable {
  readonly entity: 'server' | 'vios' | 'partition'
  readonly table: string
  readonly keyColumn: string
  readonly fields: readonly Field[]
  readonly lists: readonly ListTable[]
}

/** memoryMib -> memory_mib: column names are the property names, units included. */
const columnName = (property: string): string =>
  property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

type Kinds<T> = { readonly [K in keyof T & string]?: FieldKind }

/** Fields in table order. Checked against the type: a property that does not exist does not compile. */
export function fields<T>(kinds: Kinds<T>): readonly Field[] {
  return Object.entries<FieldKind | undefined>(kinds).map(([property, kind]) => ({
    property,
    column: columnName(property),
    kind: kind ?? 'text',
  }))
}

/** The one column of a list of words or numbers. */
export const item = (column: string, kind: FieldKind): readonly Field[] => [{ property: '', column, kind }]

interface ListOptions {
  /** Whether "not known" and "none" are told apart. */
  readonly known: boolean
  readonly lists?: readonly ListTable[]
}

/** A list of an owner, in a table of its own. */
export function list<Owner>(
  property: keyof Owner & string,
  table: string,
  ownerKey: readonly string[],
  itemFields: readonly Field[],
  options: ListOptions,
): ListTable {
  return {
    property,
    table,
    knownColumn: options.known ? `${columnName(property)}_known` : null,
    ownerKey,
    positionColumn: 'position',
    fields: itemFields,
    lists: options.lists ?? [],
  }
}

/** The list may be not known. */
export const known: ListOptions = { known: true }
/** The list is never null. */
export const always: ListOptions = { known: false }

/** Columns of one table in the order rows are written: key, fields, known marks. */
export interface FlatTable {
  readonly table: string
  readonly keyColumns: readonly string[]
  readonly columns: readonly string[]
}

/** Columns of a row after its key: its fields, then whether its lists are known. */
export function valueColumns(one: EntityTable | ListTable): readonly string[] {
  return [
    ...one.fields.map((field) => field.column),
    ...one.lists.flatMap((nested) => (nested.knownColumn === null ? [] : [nested.knownColumn])),
  ]
}

const flatList = (one: ListTable): readonly FlatTable[] => {
  const keyColumns = [...one.ownerKey, one.positionColumn]
  return [
    { table: one.table, keyColumns, columns: [...keyColumns, ...valueColumns(one)] },
    ...one.lists.flatMap(flatList),
  ]
}

/** The table of an entity, then those of its lists and of the lists of their items. */
export const flatTables = (one: EntityTable): readonly FlatTable[] => [
  { table: one.table, keyColumns: [one.keyColumn], columns: [one.keyColumn, ...valueColumns(one)] },
  ...one.lists.flatMap(flatList),
]
