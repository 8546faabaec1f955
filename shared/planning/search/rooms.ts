import type { ReassignmentProblem } from './reassignment-problem.ts'

/** What is left of every resource on every place, and whether a move finds room: hard limits, transient ones too. */
export class Rooms {
  readonly #home: Int32Array
  readonly #resourceCount: number
  /** Resources that are not transient come first in `#need` and `#free`: there are so many. */
  readonly #lasting: number
  readonly #need: Float64Array
  /** Place x resource: what is left; what its home items took of transient resources is never given back. */
  readonly #free: Float64Array

  /** All items are in the air; what they hold at home of transient resources is taken already. */
  constructor({ transient, need, capacity, home, resourceCount, itemCount }: ReassignmentProblem) {
    this.#home = home
    this.#resourceCount = resourceCount
    const order = [...transient.keys()].toSorted((a, b) => transient[a]! - transient[b]!)
    this.#lasting = order.filter((resource) => transient[resource] === 0).length
    this.#need = columnsInOrder(need, order)
    this.#free = columnsInOrder(capacity, order)
    for (let item = 0; item < itemCount; item += 1) {
      const at = home[item]! * resourceCount
      for (let r = this.#lasting; r < resourceCount; r += 1) {
        this.#free[at + r] = this.#free[at + r]! - this.#need[item * resourceCount + r]!
      }
    }
  }

  /** An item comes down on a place (sign -1) or leaves it (sign 1). */
  change(item: number, place: number, sign: 1 | -1): void {
    const resources = this.#resourceCount
    const asked = place === this.#home[item] ? this.#lasting : resources
    const free = this.#free
    const need = this.#need
    for (let p = item * resources, b = place * resources, end = p + asked; p < end; p += 1, b += 1) {
      free[b] = free[b]! + sign * need[p]!
    }
  }

  /** Whether there is room for one more item. */
  fits(item: number, to: number): boolean {
    const resources = this.#resourceCount
    // At home its transient resources are still its own.
    const asked = to === this.#home[item] ? this.#lasting : resources
    const free = this.#free
    const need = this.#need
    for (let p = item * resources, b = to * resources, end = p + asked; p < end; p += 1, b += 1) {
      if (free[b]! < need[p]!) return false
    }
    return true
  }

  /** Whether there is room for two items, `one` on `a` and `other` on `b`, to change places. */
  fitsSwap(one: number, other: number, a: number, b: number): boolean {
    const resources = this.#resourceCount
    const lasting = this.#lasting
    const free = this.#free
    const need = this.#need
    const p = one * resources
    const q = other * resources
    const atA = a * resources
    const atB = b * resources
    for (let r = 0; r < lasting; r += 1) {
      const more = need[p + r]! - need[q + r]!
      if (more > free[atB + r]! || -more > free[atA + r]!) return false
    }
    if (lasting === resources) return true
    const oneA = this.#home[one] === a ? 0 : 1
    const oneB = this.#home[one] === b ? 0 : 1
    const otherA = this.#home[other] === a ? 0 : 1
    const otherB = this.#home[other] === b ? 0 : 1
    for (let r = lasting; r < resources; r += 1) {
      const needOne = need[p + r]!
      const needOther = need[q + r]!
      if (oneB * needOne - otherB * needOther > free[atB + r]!) return false
      if (otherA * needOther - oneA * needOne > free[atA + r]!) return false
    }
    return true
  }
}

function columnsInOrder(table: Float64Array, order: readonly number[]): Float64Array {
  const columns = order.length
  return Float64Array.from(table, (_, at) => {
    const row = Math.floor(at / columns)
    return table[row * columns + order[at - row * columns]!]!
  })
}
