/** What of a large matrix is drawn. All sizes in px. */
export interface MatrixShape {
  readonly rows: number
  readonly columns: number
  readonly rowHeight: number
  readonly columnWidth: number
  /** Width of the columns left of the first server; the first of them stays in view. */
  readonly lead: number
  /** Width of the column that stays in view. */
  readonly pinned: number
}

export interface Viewport {
  readonly top: number
  readonly left: number
  readonly width: number
  /** Height below the header. */
  readonly height: number
}

/** Rows and server columns to draw: from (inclusive) to (exclusive). */
export interface MatrixWindow {
  readonly fromRow: number
  readonly toRow: number
  readonly fromColumn: number
  readonly toColumn: number
}

const rowsAround = 6
/** Columns come and go in steps, so that a drag sideways does not draw at every pixel. */
const columnStep = 4

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value))

/** The part of the matrix a viewport shows, with a margin. */
export function matrixWindow(shape: MatrixShape, view: Viewport): MatrixWindow {
  const fromRow = clamp(Math.floor(view.top / shape.rowHeight) - rowsAround, 0, shape.rows)
  const toRow = clamp(Math.ceil((view.top + view.height) / shape.rowHeight) + rowsAround, fromRow, shape.rows)
  const first = (view.left - shape.lead + shape.pinned) / shape.columnWidth
  const last = (view.left + view.width - shape.lead) / shape.columnWidth
  const fromColumn = clamp(Math.floor(first / columnStep) * columnStep - columnStep, 0, shape.columns)
  const toColumn = clamp(Math.ceil(last / columnStep) * columnStep + columnStep, fromColumn, shape.columns)
  return { fromRow, toRow, fromColumn, toColumn }
}

/** Whether two windows draw the same cells. */
export const sameWindow = (a: MatrixWindow, b: MatrixWindow): boolean =>
  a.fromRow === b.fromRow && a.toRow === b.toRow && a.fromColumn === b.fromColumn && a.toColumn === b.toColumn

/** Where to scroll so that a row and a server column (−1: a column at the left) are wholly seen. */
export function scrollToCell(
  shape: MatrixShape,
  view: Viewport,
  row: number,
  column: number,
): { readonly top: number; readonly left: number } {
  const rowTop = row * shape.rowHeight
  const top = row < 0 ? view.top : clamp(view.top, rowTop + shape.rowHeight - view.height, rowTop)
  if (column < 0) return { top, left: 0 }
  const columnLeft = shape.lead + column * shape.columnWidth
  const left = clamp(view.left, columnLeft + shape.columnWidth - view.width, columnLeft - shape.pinned)
  return { top, left: Math.max(0, left) }
}

/**
 * The cell at a place in px from the viewport's corner below the header; columns count from the first one at the left
 * (`lead`, of which the first stays in view). null outside the cells.
 */
export function cellUnder(
  shape: MatrixShape,
  view: Viewport,
  at: { readonly x: number; readonly y: number },
  lead: readonly { readonly width: number }[],
): { readonly row: number; readonly column: number } | null {
  const row = Math.floor((at.y + view.top) / shape.rowHeight)
  if (at.y < 0 || at.y >= view.height || at.x < 0 || at.x >= view.width) return null
  if (row >= shape.rows) return null
  if (at.x < shape.pinned) return { row, column: 0 }
  const x = at.x + view.left
  if (x >= shape.lead) {
    const column = Math.floor((x - shape.lead) / shape.columnWidth)
    return column < shape.columns ? { row, column: lead.length + column } : null
  }
  let end = 0
  const column = lead.findIndex(({ width }) => {
    end += width
    return x < end
  })
  return { row, column }
}
