/** The two commonest columns of a grid: words, and figures at the right. */
import { noData } from '../format/number.ts'
import type { GridColumn } from './grid-column.ts'

/** What a column is called and how much room it has. */
export type ColumnHead = Omit<GridColumn<never>, 'value' | 'text'>

/** A column of words, sorted by what it shows; null is not known. */
export const textColumn = <Row>(head: ColumnHead, of: (row: Row) => string | null): GridColumn<Row> => ({
  ...head,
  value: of,
  text: (row) => of(row) ?? noData,
})

/** A column of figures, sorted by size and shown by `words`. */
export const figureColumn = <Row, Figure extends number | null>(
  head: ColumnHead,
  of: (row: Row) => Figure,
  words: (figure: Figure) => string,
): GridColumn<Row> => ({
  align: 'end',
  ...head,
  value: of,
  text: (row) => words(of(row)),
})
