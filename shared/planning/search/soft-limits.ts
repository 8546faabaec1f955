import type { ReassignmentProblem } from './reassignment-problem.ts'

/** What the soft limits cost on each place, and what a move would change of it. */
export class SoftLimits {
  /** By place: cost of its terms. */
  readonly cost: Float64Array
  readonly #termCount: number
  readonly #push: Float64Array
  readonly #pressure: Float64Array

  /** All items are in the air. */
  constructor({ placeCount, termCount, pressure, push }: ReassignmentProblem) {
    this.#termCount = termCount
    this.#push = push
    this.#pressure = Float64Array.from(pressure)
    this.cost = new Float64Array(placeCount)
    for (const [at, now] of pressure.entries()) {
      const place = Math.floor(at / termCount)
      if (now > 0) this.cost[place] = this.cost[place]! + now
    }
  }

  /** An item comes down on a place (sign 1) or leaves it (sign -1); answers the difference of cost. */
  change(item: number, place: number, sign: 1 | -1): number {
    const terms = this.#termCount
    const pressure = this.#pressure
    const push = this.#push
    let cost = 0
    for (let t = 0, p = item * terms, b = place * terms; t < terms; t += 1, p += 1, b += 1) {
      const now = pressure[b]! + sign * push[p]!
      pressure[b] = now
      if (now > 0) cost += now
    }
    const difference = cost - this.cost[place]!
    this.cost[place] = cost
    return difference
  }

  judgeShift(item: number, from: number, to: number): number {
    const terms = this.#termCount
    const pressure = this.#pressure
    const push = this.#push
    let cost = -this.cost[from]! - this.cost[to]!
    for (
      let t = 0, p = item * terms, a = from * terms, b = to * terms;
      t < terms;
      t += 1, p += 1, a += 1, b += 1
    ) {
      const more = push[p]!
      const there = pressure[b]! + more
      const here = pressure[a]! - more
      if (there > 0) cost += there
      if (here > 0) cost += here
    }
    return cost
  }

  /** `one` stands on `a`, `other` on `b`. */
  judgeSwap(one: number, other: number, a: number, b: number): number {
    const terms = this.#termCount
    const pressure = this.#pressure
    const push = this.#push
    let cost = -this.cost[a]! - this.cost[b]!
    for (let t = 0; t < terms; t += 1) {
      const more = push[one * terms + t]! - push[other * terms + t]!
      const there = pressure[b * terms + t]! + more
      const here = pressure[a * terms + t]! - more
      if (there > 0) cost += there
      if (here > 0) cost += here
    }
    return cost
  }

  /** Of an item in the air. */
  judgeDrop(item: number, to: number): number {
    const terms = this.#termCount
    const pressure = this.#pressure
    const push = this.#push
    let cost = -this.cost[to]!
    for (let t = 0, p = item * terms, b = to * terms; t < terms; t += 1, p += 1, b += 1) {
      const there = pressure[b]! + push[p]!
      if (there > 0) cost += there
    }
    return cost
  }
}
