/**
 * Which servers stay on, and who stands where, so that the servers that are on cost least. Plain numbers: costs are watts
 * (idle, and for each unit of use), or 1 for each server where nobody knows watts.
 *
 * Tables are row by row: the index of (row, column) is row * columns + column.
 */
export interface ConsolidationProblem {
  /** Partitions, or units of partitions that only move together. */
  readonly itemCount: number
  readonly serverCount: number
  /** Memory, processing units, slots, use in each hour...; the first `reserved` of them are what N+1 is about. */
  readonly resourceCount: number
  /** By server: servers of one kind take equal amounts for an item (memory depends on the blocks of the server). */
  readonly kind: Int32Array
  /** Kind x item x resource. */
  readonly need: Float64Array
  /** Server x resource. */
  readonly capacity: Float64Array
  /** Item x server, 1: may stand there. */
  readonly allowed: Uint8Array
  /** Sets of items no two of which may share a server. */
  readonly apart: readonly Int32Array[]
  /** By server, 1: stays on whatever happens. */
  readonly staysOn: Uint8Array
  /** By server: cost of being on. */
  readonly openCost: Float64Array
  /** By server: cost of one unit of use. */
  readonly unitCost: Float64Array
  /** By item: mean use. */
  readonly use: Float64Array
  /**
   * Resources, from the first on, in which the items of any one server have to find room on the others that are on, each
   * item whole, should that server fail (N+1). 0: no such demand.
   */
  readonly reserved: number
}

export const NOWHERE = -1

/** How much of a resource an item takes on a server. */
export function needOn(
  { kind, need, itemCount, resourceCount }: ConsolidationProblem,
  item: number,
  server: number,
  resource: number,
): number {
  return need[(kind[server]! * itemCount + item) * resourceCount + resource]!
}

/** What an item takes of a resource at least, wherever it stands. */
export function leastNeed(
  { kind, need, itemCount, resourceCount }: ConsolidationProblem,
  item: number,
  resource: number,
): number {
  let least = Infinity
  for (const one of new Set(kind)) {
    least = Math.min(least, need[(one * itemCount + item) * resourceCount + resource]!)
  }
  return Number.isFinite(least) ? least : 0
}
