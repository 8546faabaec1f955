import { defaultCatalogue } from '../../../shared/mobility/catalogue/default-catalogue.ts'
import { checkEdit, type CatalogueRow } from '../../../shared/mobility/catalogue/edits.ts'
import type { GridColumn } from '../../components/grid-column.ts'
import { text } from '../../text/en.ts'

export type TableGroup = keyof typeof text.assumptions.tables.groups

/** Which part of the list a row stands in. */
export function groupOf({ table, key }: CatalogueRow): TableGroup {
  if (table === 'compat-modes') return 'modes'
  if (table === 'mobility-levels') return 'levels'
  return key.startsWith('blocked/') ? 'blocked' : 'firmware'
}

export const tableLabel = (group: TableGroup): string => text.assumptions.tables.groups[group]

export const rowKey = ({ table, key }: Pick<CatalogueRow, 'table' | 'key'>): string => `${table} ${key}`

/** Why a typed value cannot be taken, as the application would say it; null where it can. */
export const problemOf = ({ table, key }: CatalogueRow, typed: string): string | null =>
  checkEdit(defaultCatalogue, { table, key, value: typed, reason: null })

export const isTyped = (row: CatalogueRow): boolean => row.edit !== null

/** What a filter looks in. */
export const saidBy = (row: CatalogueRow): readonly (string | null)[] => [
  row.title,
  row.value,
  row.shipped,
  row.key,
  row.edit?.reason ?? null,
  tableLabel(groupOf(row)),
]

/** Whose a row is: shipped, changed or added by the user, or a change this version leaves aside. */
export function markOf({ edit, added, ignored }: CatalogueRow): string {
  const { shown } = text.assumptions.tables
  if (edit === null) return added ? shown.ofAdded : shown.asShipped
  return ignored ? shown.ignored : added ? shown.added : shown.changed
}

/** Columns of the list of table rows. */
export function tableColumns(withGroup: boolean): readonly GridColumn<CatalogueRow>[] {
  const { columns: words, groups, shown } = text.assumptions.tables
  const group: GridColumn<CatalogueRow> = {
    id: 'group',
    label: words.group,
    width: 150,
    from: 820,
    value: (row) => groups[groupOf(row)],
    text: (row) => groups[groupOf(row)],
  }
  return [
    {
      id: 'title',
      label: words.title,
      width: 230,
      grow: 1.3,
      value: (row) => row.title,
      text: (row) => row.title,
    },
    ...(withGroup ? [group] : []),
    {
      id: 'value',
      label: words.value,
      width: 170,
      grow: 1,
      value: (row) => row.value,
      text: (row) => row.value || shown.nothing,
    },
    {
      id: 'shipped',
      label: words.shipped,
      width: 150,
      grow: 1,
      from: 700,
      value: (row) => row.shipped,
      text: (row) => row.shipped || shown.nothing,
    },
    {
      id: 'mark',
      label: words.mark,
      width: 118,
      value: (row) => (row.edit === null ? null : markOf(row)),
      text: markOf,
    },
    {
      id: 'date',
      label: words.date,
      width: 92,
      from: 900,
      value: (row) => row.date,
      text: (row) => row.date,
    },
  ]
}
