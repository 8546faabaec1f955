/**
 * Binary heap of integer ids ordered by a key array the caller owns, smallest key first, ties by smaller id.
 * Ids may be removed or re-keyed anywhere in the heap, because `positions` remembers where each one sits; an id
 * sits in at most one of the heaps that share a `positions` array (-1: in none).
 */
export class IndexedHeap {
  readonly #keys: Float64Array
  readonly #positions: Int32Array
  readonly #ids: number[] = []
  // Plain fields, not getters: they are asked for far more often than they change. Only the heap sets them.
  size = 0
  /** Id with the smallest key, or -1 when the heap is empty. */
  top = -1
  /** Smallest key, or Infinity when the heap is empty. */
  topKey = Infinity

  constructor(keys: Float64Array, positions: Int32Array) {
    this.#keys = keys
    this.#positions = positions
  }

  // Most heaps of a plan hold one id: then there is nothing to compare.

  /** Adds an id whose key is already in the key array. */
  push(id: number): void {
    const place = this.size
    this.size = place + 1
    this.#ids.push(id)
    if (place > 0) this.#rise(place, id)
    else this.#positions[id] = 0
    this.#noteTop()
  }

  /** Puts an id whose key has changed where it now belongs. */
  update(id: number): void {
    if (this.size > 1) {
      const position = this.#positions[id]!
      if (this.#rise(position, id) === position) this.#sink(position, id)
    }
    this.#noteTop()
  }

  remove(id: number): void {
    const position = this.#positions[id]!
    this.#positions[id] = -1
    const last = this.#ids.pop()!
    this.size -= 1
    if (this.size === 0) {
      this.top = -1
      this.topKey = Infinity
    } else if (last !== id) {
      this.#positions[last] = position
      this.#ids[position] = last
      this.update(last)
    }
  }

  #noteTop(): void {
    const top = this.#ids[0]!
    this.top = top
    this.topKey = this.#keys[top]!
  }

  // The order (key, then id) is written out below: a call for each comparison would be most of the work.

  /** Returns where the id came to stand. */
  #rise(from: number, id: number): number {
    const ids = this.#ids
    const keys = this.#keys
    const positions = this.#positions
    const key = keys[id]!
    let position = from
    while (position > 0) {
      const parent = (position - 1) >> 1
      const other = ids[parent]!
      const otherKey = keys[other]!
      if (otherKey < key || (otherKey === key && other < id)) break
      ids[position] = other
      positions[other] = position
      position = parent
    }
    ids[position] = id
    positions[id] = position
    return position
  }

  #sink(from: number, id: number): void {
    const ids = this.#ids
    const keys = this.#keys
    const positions = this.#positions
    const count = ids.length
    const key = keys[id]!
    let position = from
    for (;;) {
      let child = 2 * position + 1
      if (child >= count) break
      let other = ids[child]!
      let otherKey = keys[other]!
      if (child + 1 < count) {
        const second = ids[child + 1]!
        const secondKey = keys[second]!
        if (secondKey < otherKey || (secondKey === otherKey && second < other)) {
          child += 1
          other = second
          otherKey = secondKey
        }
      }
      if (key < otherKey || (key === otherKey && id < other)) break
      ids[position] = other
      positions[other] = position
      position = child
    }
    ids[position] = id
    positions[id] = position
  }
}
