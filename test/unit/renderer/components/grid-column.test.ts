import { describe, expect, it } from 'vitest'
import type { GridColumn } from '../../../../renderer/components/grid-column.ts'
import { fittingColumns, gridText, sortRows } from '../../../../renderer/components/grid-column.ts'
import { noData, thin } from '../../../../renderer/format/number.ts'

interface Row {
  readonly name: string
  readonly size: number | null
}
const columns: readonly GridColumn<Row>[] = [
  { id: 'name', label: 'Partition', width: 100, value: (row) => row.name, text: (row) => row.name },
  {
    id: 'size',
    label: 'Memory',
    unit: 'GiB',
    width: 60,
    value: (row) => row.size,
    text: (row) => (row.size === null ? noData : `${row.size}`),
  },
]
const rows: readonly Row[] = [
  { name: 'db10', size: 8 },
  { name: 'db2', size: null },
  { name: 'DB1', size: 64 },
]
const names = (sorted: readonly Row[]): string[] => sorted.map((row) => row.name)

describe('sortRows', () => {
  it('keeps what is not known last in both directions', () => {
    expect(names(sortRows(rows, columns, { column: 'size', descending: false }))).toEqual([
      'db10',
      'DB1',
      'db2',
    ])
    expect(names(sortRows(rows, columns, { column: 'size', descending: true }))).toEqual([
      'DB1',
      'db10',
      'db2',
    ])
  })
  it('sorts names as people count', () => {
    expect(names(sortRows(rows, columns, { column: 'name', descending: false }))).toEqual([
      'DB1',
      'db2',
      'db10',
    ])
  })
  it('leaves the order alone without a sort, and never touches its input', () => {
    expect(sortRows(rows, columns, null)).toBe(rows)
    sortRows(rows, columns, { column: 'name', descending: true })
    expect(names(rows)).toEqual(['db10', 'db2', 'DB1'])
  })
})

describe('gridText', () => {
  it('has headers with units, tabs between cells, and plain spaces', () => {
    expect(gridText([{ name: `a\tb${thin}c`, size: null }], columns)).toBe(
      `Partition\tMemory (GiB)\na b c\t${noData}`,
    )
  })
})

describe('fittingColumns', () => {
  const optional: readonly GridColumn<Row>[] = [
    ...columns,
    { id: 'rmc', label: 'RMC', width: 80, from: 200, text: () => '' },
    { id: 'mode', label: 'Mode', width: 80, from: 100, text: () => '' },
  ]
  const ids = (width: number): string[] => fittingColumns(optional, width).map((column) => column.id)
  it('drops the column with the largest threshold first, until the rest fits', () => {
    expect(ids(320)).toEqual(['name', 'size', 'rmc', 'mode'])
    expect(ids(250)).toEqual(['name', 'size', 'mode'])
    expect(ids(170)).toEqual(['name', 'size'])
  })
  it('never drops a column that is not optional', () => {
    expect(ids(50)).toEqual(['name', 'size'])
  })
})
