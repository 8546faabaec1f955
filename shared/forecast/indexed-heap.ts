/**
 * Binary heap of integer ids ordered by a key array the caller owns, smallest key first, ties by smaller id.
 * Ids may be removed or re-keyed anywhere in the heap, because `positions` remembers where each one sits; an id
 * sits in at most one of the heaps that share a `positions` array (-1: in none).
 */
export class IndexedHeap {
  readonly #keys: Float64Array
  readonly #positions: Int32Array
  readonly #ids: number[] = []

  constructor(keys: Float64Array, positions: Int32Array) {
    this.#keys = keys
    this.#positions = positions
  }

  get size(): number {
    return this.#ids.length
  }

  /** Id with the smallest key, or -1 when the heap is empty. */
  get top(): number {
    return this.#ids.length === 0 ? -1 : this.#ids[0]!
  }

  /** Smallest key, or Infinity when the heap is empty. */
  get topKey(): number {
    return this.#ids.length === 0 ? Infinity : this.#keys[this.#ids[0]!]!
  }

  /** Adds an id whose key is already in the key array. */
  push(id: number): void {
    this.#ids.push(id)
    this.#rise(this.#ids.length - 1, id)
  }

  /** Puts an id whose key has changed where it now belongs. */
  update(id: number): void {
    const position = this.#positions[id]!
    this.#rise(position, id)
    this.#sink(this.#positions[id]!, id)
  }

  remove(id: number): void {
    const position = this.#positions[id]!
    this.#positions[id] = -1
    const last = this.#ids.pop()!
    if (last === id) return
    this.#positions[last] = position
    this.#ids[position] = last
    this.update(last)
  }

  #before(a: number, b: number): boolean {
    const keyA = this.#keys[a]!
    const keyB = this.#keys[b]!
    return keyA < keyB || (keyA === keyB && a < b)
  }

  #rise(from: number, id: number): void {
    const ids = this.#ids
    let position = from
    while (position > 0) {
      const parent = (position - 1) >> 1
      const other = ids[parent]!
      if (!this.#before(id, other)) break
      ids[position] = other
      this.#positions[other] = position
      position = parent
    }
    ids[position] = id
    this.#positions[id] = position
  }

  #sink(from: number, id: number): void {
    const ids = this.#ids
    const count = ids.length
    let position = from
    for (;;) {
      let child = 2 * position + 1
      if (child >= count) break
      if (child + 1 < count && this.#before(ids[child + 1]!, ids[child]!)) child += 1
      const other = ids[child]!
      if (!this.#before(other, id)) break
      ids[position] = other
      this.#positions[other] = position
      position = child
    }
    ids[position] = id
    this.#positions[id] = position
  }
}
