/**
 * What the search core works on: items that each stand on one place. Partitions on servers, and processes on machines
 * (the public benchmark), are both put this way; the README beside this file says how.
 *
 * Every number is a whole number, and every sum of them stays below 2^53: then sums are exact in any order, and a cost
 * carried along by differences equals the cost counted anew.
 */

/** Items that a rule speaks of together. An item may be in several. */
export interface ItemGroup {
  readonly members: Int32Array
  /** No two members on one place. */
  readonly keepApart: boolean
  /** Members stand in at least so many locations; 1 asks nothing. */
  readonly spread: number
  /** Groups that have a member in every neighbourhood in which this group has one. */
  readonly dependsOn: readonly number[]
}

/** Tables are row by row: the index of (row, column) is row * columns + column. */
export interface ReassignmentProblem {
  readonly itemCount: number
  readonly placeCount: number
  readonly resourceCount: number
  /** Item x resource. */
  readonly need: Float64Array
  /** Place x resource: the most that may be used. */
  readonly capacity: Float64Array
  /** By resource, 1: an item that leaves its home still takes it there, so a moved item takes it twice. */
  readonly transient: Uint8Array
  /**
   * Soft limits. Each term costs max(0, pressure of the place + push of the items on it), weight included: load over
   * a safety level is one (pressure = -weight x level, push = weight x need), unevenness of two resources another.
   */
  readonly termCount: number
  /** Place x term: of the empty place. */
  readonly pressure: Float64Array
  /** Item x term. */
  readonly push: Float64Array
  /** By item: where it stands before any move. */
  readonly home: Int32Array
  /** By item: what leaving home costs. */
  readonly itemMoveCost: Float64Array
  /** Place x place: what a move from home to a place costs; null where it costs nothing. */
  readonly placeMoveCost: Float64Array | null
  /** What each move of the group with the most moves costs. */
  readonly groupMoveCost: number
  /** Item x place: what standing there costs, whatever else; null where it costs nothing. */
  readonly pairCost: Float64Array | null
  /** By place: what it costs as soon as one item stands there; null where it costs nothing. */
  readonly openCost: Float64Array | null
  /** Item x place, one bit each, lowest bit first: 1 where the item may go; null where all may go everywhere. */
  readonly allowed: Uint32Array | null
  readonly groups: readonly ItemGroup[]
  /** By place, from 0. */
  readonly location: Int32Array
  /** By place, from 0. */
  readonly neighbourhood: Int32Array
  /** The place that means "no place": no rule about groups counts it; -1 where there is none. */
  readonly nowhere: number
}

/** An item that is being moved. */
export const IN_THE_AIR = -1

/** Whether an item may go to a place at all. */
export function isAllowed(
  { allowed, placeCount }: ReassignmentProblem,
  item: number,
  place: number,
): boolean {
  if (allowed === null) return true
  const bit = item * placeCount + place
  return (allowed[bit >>> 5]! & (1 << (bit & 31))) !== 0
}

/** Bits of `isAllowed` from a predicate. */
export function allowedBits(
  itemCount: number,
  placeCount: number,
  may: (item: number, place: number) => boolean,
): Uint32Array {
  const bits = new Uint32Array(Math.ceil((itemCount * placeCount) / 32))
  for (let item = 0; item < itemCount; item += 1) {
    for (let place = 0; place < placeCount; place += 1) {
      if (!may(item, place)) continue
      const bit = item * placeCount + place
      bits[bit >>> 5] = bits[bit >>> 5]! | (1 << (bit & 31))
    }
  }
  return bits
}
