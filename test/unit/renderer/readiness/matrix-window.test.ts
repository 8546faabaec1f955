import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellUnder, matrixWindow, scrollToCell } from '../../../../renderer/views/readiness/matrix-window.ts'

const shape = { rows: 2_000, columns: 50, rowHeight: 25, columnWidth: 34, lead: 366, pinned: 148 }
const view = { top: 0, left: 0, width: 900, height: 500 }

describe('the drawn part of the matrix', () => {
  it('is the screenful and a margin', () => {
    expect(matrixWindow(shape, view)).toEqual({ fromRow: 0, toRow: 26, fromColumn: 0, toColumn: 20 })
    const far = matrixWindow(shape, { ...view, top: 49_500, left: 1_166 })
    expect(far).toEqual({ fromRow: 1974, toRow: 2000, fromColumn: 20, toColumn: 50 })
  })
  it('is empty without rows or columns', () => {
    expect(matrixWindow({ ...shape, rows: 0, columns: 0 }, view)).toEqual({
      fromRow: 0,
      toRow: 0,
      fromColumn: 0,
      toColumn: 0,
    })
  })
  it('always holds every cell that can be seen, and never a whole large matrix', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 49_500 }),
        fc.integer({ min: 0, max: 1_166 }),
        fc.integer({ min: 200, max: 2_000 }),
        (top, left, width) => {
          const part = matrixWindow(shape, { ...view, top, left, width })
          const firstRow = Math.floor(top / shape.rowHeight)
          const lastRow = Math.min(1_999, Math.floor((top + view.height - 1) / shape.rowHeight))
          expect(part.fromRow).toBeLessThanOrEqual(firstRow)
          expect(part.toRow).toBeGreaterThan(lastRow)
          expect(part.toRow - part.fromRow).toBeLessThan(60)
          const seen = Array.from({ length: 50 }, (_, column) => column).filter((column) => {
            const from = shape.lead + column * shape.columnWidth - left
            return from + shape.columnWidth > shape.pinned && from < width
          })
          for (const column of seen) {
            expect(part.fromColumn).toBeLessThanOrEqual(column)
            expect(part.toColumn).toBeGreaterThan(column)
          }
        },
      ),
    )
  })
})

describe('scrolling to a cell', () => {
  it('leaves a cell alone that is seen', () => {
    expect(scrollToCell(shape, view, 3, 2)).toEqual({ top: 0, left: 0 })
  })
  it('brings the whole cell into view, right of the column that stays', () => {
    fc.assert(
      fc.property(
        fc.nat(1_999),
        fc.nat(49),
        fc.integer({ min: 0, max: 49_500 }),
        fc.integer({ min: 0, max: 1_166 }),
        (row, column, top, left) => {
          const to = scrollToCell(shape, { ...view, top, left }, row, column)
          const x = shape.lead + column * shape.columnWidth - to.left
          expect(x).toBeGreaterThanOrEqual(shape.pinned)
          expect(x + shape.columnWidth).toBeLessThanOrEqual(view.width)
          const y = row * shape.rowHeight - to.top
          expect(y).toBeGreaterThanOrEqual(0)
          expect(y + shape.rowHeight).toBeLessThanOrEqual(view.height)
        },
      ),
    )
  })
  it('goes back to the start for the columns at the left, and leaves the rows for the header', () => {
    expect(scrollToCell(shape, { ...view, top: 700, left: 400 }, -1, -1)).toEqual({ top: 700, left: 0 })
  })
})

describe('the cell under the pointer', () => {
  const lead = [{ width: 148 }, { width: 58 }, { width: 102 }, { width: 58 }]
  const under = (x: number, y: number, top = 0, left = 0): ReturnType<typeof cellUnder> =>
    cellUnder(shape, { ...view, top, left }, { x, y }, lead)

  it('counts the columns at the left first', () => {
    expect(under(0, 0)).toEqual({ row: 0, column: 0 })
    expect(under(147, 24)).toEqual({ row: 0, column: 0 })
    expect(under(148, 25)).toEqual({ row: 1, column: 1 })
    expect(under(307, 25)).toEqual({ row: 1, column: 2 })
    expect(under(308, 25)).toEqual({ row: 1, column: 3 })
    expect(under(366, 25)).toEqual({ row: 1, column: 4 })
    expect(under(399, 25)).toEqual({ row: 1, column: 4 })
    expect(under(400, 25)).toEqual({ row: 1, column: 5 })
  })
  it('follows the scroll, under the column that stays', () => {
    expect(under(10, 10, 510, 700)).toEqual({ row: 20, column: 0 })
    expect(under(148, 10, 510, 700)).toEqual({ row: 20, column: 4 + Math.floor((848 - 366) / 34) })
  })
  it('is none outside the cells', () => {
    expect(under(10, -1)).toBeNull()
    expect(under(10, 500)).toBeNull()
    expect(under(900, 10)).toBeNull()
    expect(cellUnder({ ...shape, rows: 2 }, view, { x: 10, y: 50 }, lead)).toBeNull()
    expect(cellUnder({ ...shape, columns: 2 }, view, { x: 434, y: 10 }, lead)).toBeNull()
  })
})
