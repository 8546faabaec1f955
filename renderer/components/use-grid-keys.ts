import type { Ref } from 'vue'
import { ref } from 'vue'

export interface GridShape {
  readonly rows: () => number
  readonly columns: () => number
  /** Rows a page key moves by. */
  readonly page: () => number
  readonly scrollTo: (row: number) => void
  readonly select: (row: number) => void
  readonly open: (row: number) => void
  readonly copy: () => void
  /** Sorts by the column of the current cell while the header has it. */
  readonly sort: (column: number) => void
}

export interface GridKeys {
  /** Current cell: row −1 is the header. */
  readonly row: Ref<number>
  readonly column: Ref<number>
  go(row: number, column?: number): void
  onKeydown(event: KeyboardEvent): void
}

/** Keyboard of a grid with one tab stop: arrows, Home, End, page keys, Space, Enter, Ctrl C. */
export function useGridKeys(shape: GridShape): GridKeys {
  const row = ref(0)
  const column = ref(0)

  function go(toRow: number, toColumn = column.value): void {
    row.value = Math.max(-1, Math.min(shape.rows() - 1, toRow))
    column.value = Math.max(0, Math.min(shape.columns() - 1, toColumn))
    if (row.value >= 0) shape.scrollTo(row.value)
  }

  function act(event: KeyboardEvent): boolean {
    const far = event.ctrlKey || event.metaKey
    if (far && !['Home', 'End', 'c'].includes(event.key)) return false
    switch (event.key) {
      case 'ArrowDown':
        go(row.value + 1)
        return true
      case 'ArrowUp':
        go(row.value - 1)
        return true
      case 'ArrowRight':
        go(row.value, column.value + 1)
        return true
      case 'ArrowLeft':
        go(row.value, column.value - 1)
        return true
      case 'PageDown':
        go(row.value + shape.page())
        return true
      case 'PageUp':
        go(Math.max(0, row.value - shape.page()))
        return true
      case 'Home':
        go(far ? 0 : row.value, far ? column.value : 0)
        return true
      case 'End':
        go(far ? shape.rows() - 1 : row.value, far ? column.value : shape.columns() - 1)
        return true
      case ' ':
        if (row.value < 0) shape.sort(column.value)
        else shape.select(row.value)
        return true
      case 'Enter':
        if (row.value < 0) shape.sort(column.value)
        else shape.open(row.value)
        return true
      case 'c':
        if (!far || window.getSelection()?.isCollapsed === false) return false
        shape.copy()
        return true
      default:
        return false
    }
  }

  function onKeydown(event: KeyboardEvent): void {
    if (event.altKey) return
    if (act(event)) {
      event.preventDefault()
      event.stopPropagation()
    }
  }
  return { row, column, go, onKeydown }
}
