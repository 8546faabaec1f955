/** Lists of whole numbers by row, one after another in one array. */
export interface Rows {
  /** By row: where its numbers begin; one more entry for the end of the last. */
  readonly start: Int32Array
  readonly values: Int32Array
}

export function rowsOf(lists: readonly ArrayLike<number>[]): Rows {
  const start = new Int32Array(lists.length + 1)
  for (const [row, list] of lists.entries()) start[row + 1] = start[row]! + list.length
  const values = new Int32Array(start[lists.length]!)
  for (const [row, list] of lists.entries()) values.set(list, start[row]!)
  return { start, values }
}

/** By value, the rows that hold it. */
export function transposed({ start, values }: Rows, valueCount: number): Rows {
  const starts = new Int32Array(valueCount + 1)
  for (const value of values) starts[value + 1] = starts[value + 1]! + 1
  for (let value = 0; value < valueCount; value += 1) starts[value + 1] = starts[value + 1]! + starts[value]!
  const next = Int32Array.from(starts)
  const rows = new Int32Array(values.length)
  for (let row = 0; row + 1 < start.length; row += 1) {
    for (let at = start[row]!; at < start[row + 1]!; at += 1) {
      const value = values[at]!
      rows[next[value]!] = row
      next[value] = next[value]! + 1
    }
  }
  return { start: starts, values: rows }
}

/** The items on each place: adding, taking out and picking by number take one step each. */
export class ItemsByPlace {
  readonly count: Int32Array
  readonly #lists: Int32Array[]
  readonly #slot: Int32Array

  constructor(placeCount: number, itemCount: number) {
    this.count = new Int32Array(placeCount)
    this.#lists = Array.from({ length: placeCount }, () => new Int32Array(8))
    this.#slot = new Int32Array(itemCount)
  }

  /** The `n`th of `count[place]`; the order means nothing, and any change may change it. */
  at(place: number, n: number): number {
    return this.#lists[place]![n]!
  }

  add(item: number, place: number): void {
    let list = this.#lists[place]!
    const slot = this.count[place]!
    if (slot === list.length) {
      const longer = new Int32Array(slot * 2)
      longer.set(list)
      this.#lists[place] = longer
      list = longer
    }
    list[slot] = item
    this.#slot[item] = slot
    this.count[place] = slot + 1
  }

  remove(item: number, place: number): void {
    const list = this.#lists[place]!
    const last = this.count[place]! - 1
    const moved = list[last]!
    const slot = this.#slot[item]!
    list[slot] = moved
    this.#slot[moved] = slot
    this.count[place] = last
  }
}
