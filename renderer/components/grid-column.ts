/** One column of a data grid. `Row` is whatever the grid lists. */
export interface GridColumn<Row> {
  readonly id: string
  readonly label: string
  /** Printed after the label, in the header and in copied headers: "GiB". */
  readonly unit?: string
  /** Least width in px. */
  readonly width: number
  /** Share of the room that is left; 0 = none. Default 0. */
  readonly grow?: number
  readonly align?: 'start' | 'end'
  readonly mono?: boolean
  /** The sum under the column stands at the right although the cells fill its width (bars). */
  readonly sumEnd?: boolean
  readonly wrap?: boolean
  /** What is sorted by; null sorts last in both directions. Without it the column cannot be sorted. */
  readonly value?: (row: Row) => string | number | null
  /** What is shown where no slot draws the cell, and what is copied. */
  readonly text: (row: Row) => string
  /**
   * An optional column: dropped where the grid is narrower than this (px), and, the largest first, where the columns
   * would not fit side by side.
   */
  readonly from?: number
}

export interface GridSort {
  readonly column: string
  readonly descending: boolean
}

/** The columns that fit a width: optional ones go first, the one with the largest `from` before the others. */
export function fittingColumns<Row>(
  columns: readonly GridColumn<Row>[],
  width: number,
): readonly GridColumn<Row>[] {
  let shown = columns.filter((column) => (column.from ?? 0) <= width)
  const droppable = shown
    .filter((column) => column.from !== undefined)
    .sort((a, b) => (b.from ?? 0) - (a.from ?? 0))
  for (const next of droppable) {
    if (shown.reduce((sum, column) => sum + column.width, 0) <= width) break
    shown = shown.filter((column) => column !== next)
  }
  return shown
}

const compareText = new Intl.Collator('en', { numeric: true, sensitivity: 'base' }).compare

/** Sorts rows by a column, without touching the input; what is not known comes last in both directions. Stable. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly GridColumn<Row>[],
  sort: GridSort | null,
): readonly Row[] {
  const value = columns.find((column) => column.id === sort?.column)?.value
  if (sort === null || value === undefined) return rows
  const sign = sort.descending ? -1 : 1
  return rows
    .map((row) => ({ row, key: value(row) }))
    .sort((a, b) => {
      if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null)
      return typeof a.key === 'number' && typeof b.key === 'number'
        ? sign * (a.key - b.key)
        : sign * compareText(String(a.key), String(b.key))
    })
    .map(({ row }) => row)
}

const clean = (text: string): string =>
  text.replaceAll(/[\t\r\n]+/g, ' ').replaceAll(/[\u202f\u00a0\u2009]/g, ' ')

/** Rows as tab-separated text with headers and units, for a spreadsheet. */
export function gridText<Row>(rows: readonly Row[], columns: readonly GridColumn<Row>[]): string {
  const head = columns.map((column) =>
    clean(column.unit === undefined ? column.label : `${column.label} (${column.unit})`),
  )
  const lines = rows.map((row) => columns.map((column) => clean(column.text(row))))
  return [head, ...lines].map((cells) => cells.join('\t')).join('\n')
}
