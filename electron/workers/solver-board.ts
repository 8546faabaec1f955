/** What a solver knows so far, where the host can read it when the solver's thread is gone. */
export interface SolverBoard {
  readonly buffer: SharedArrayBuffer
  write(bound: number, cost: number): void
  /** Null: nothing proven, nothing found. */
  read(): { readonly bound: number | null; readonly cost: number | null }
}

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null

/** A board of its own (host side), or the view of one that came with a task (worker side). */
export function solverBoard(buffer?: SharedArrayBuffer): SolverBoard {
  const cells = new Float64Array(buffer ?? new SharedArrayBuffer(16))
  if (buffer === undefined) cells.fill(Number.NaN)
  return {
    buffer: cells.buffer as SharedArrayBuffer,
    write(bound, cost) {
      cells[0] = bound
      cells[1] = cost
    },
    read: () => ({ bound: finite(cells[0]), cost: finite(cells[1]) }),
  }
}
