import { GroupMoves } from './group-moves.ts'
import type { ReassignmentProblem } from './reassignment-problem.ts'

/** What it costs that items stand where they do: pair costs, moves away from home, the group with the most moves. */
export class StandingCosts {
  /** Items that stand away from home. */
  #awayCount = 0
  /** What each item away from home costs beside the cost of the problem. */
  #pull = 0
  readonly #problem: ReassignmentProblem
  readonly #moves: GroupMoves

  /** All items are in the air. */
  constructor(problem: ReassignmentProblem) {
    this.#problem = problem
    this.#moves = new GroupMoves(problem)
  }

  /** What the pull costs by now. */
  get pullCost(): number {
    return this.#pull * this.#awayCount
  }

  /** From now on each item away from home costs so much more; answers the difference of cost. */
  pullHome(pull: number): number {
    const before = this.pullCost
    this.#pull = pull
    return this.pullCost - before
  }

  /** Of one item, without what groups cost. */
  of(item: number, place: number): number {
    const { home, itemMoveCost, placeMoveCost, pairCost, placeCount } = this.#problem
    let cost = pairCost === null ? 0 : pairCost[item * placeCount + place]!
    const from = home[item]!
    if (place !== from) {
      cost += itemMoveCost[item]! + this.#pull
      if (placeMoveCost !== null) cost += placeMoveCost[from * placeCount + place]!
    }
    return cost
  }

  /** An item comes down on a place; answers the difference of cost. */
  drop(item: number, place: number): number {
    return this.of(item, place) + (place === this.#problem.home[item] ? 0 : this.#away(item, 1))
  }

  /** An item leaves a place; answers the difference of cost. */
  lift(item: number, place: number): number {
    return -this.of(item, place) + (place === this.#problem.home[item] ? 0 : this.#away(item, -1))
  }

  judgeShift(item: number, from: number, to: number): number {
    const home = this.#problem.home[item]!
    const cost = this.of(item, to) - this.of(item, from)
    return from === home || to === home ? cost + this.#judgeGroups(item, from, to, -1, -1, -1) : cost
  }

  /** `one` stands on `a`, `other` on `b`. */
  judgeSwap(one: number, other: number, a: number, b: number): number {
    const { home } = this.#problem
    const homeOfOne = home[one]!
    const homeOfOther = home[other]!
    const cost = this.of(one, b) - this.of(one, a) + this.of(other, a) - this.of(other, b)
    return a === homeOfOne || b === homeOfOne || a === homeOfOther || b === homeOfOther
      ? cost + this.#judgeGroups(one, a, b, other, b, a)
      : cost
  }

  #away(item: number, sign: 1 | -1): number {
    this.#awayCount += sign
    const before = this.#moves.most
    if (sign > 0) this.#moves.leave(item)
    else this.#moves.comeHome(item)
    return this.#problem.groupMoveCost * (this.#moves.most - before)
  }

  /** What the group with the most moves costs more after one or two items (the second may be -1) have moved. */
  #judgeGroups(one: number, from: number, to: number, other: number, from2: number, to2: number): number {
    const { groupMoveCost } = this.#problem
    if (groupMoveCost === 0) return 0
    const before = this.#moves.most
    const oneMoved = this.#count(one, from, to)
    const otherMoved = other < 0 ? 0 : this.#count(other, from2, to2)
    const after = this.#moves.most
    this.#countBack(other, otherMoved)
    this.#countBack(one, oneMoved)
    return groupMoveCost * (after - before)
  }

  /** 1 where the item leaves home, -1 where it comes home, 0 where neither. */
  #count(item: number, from: number, to: number): number {
    const home = this.#problem.home[item]!
    if (from === home) this.#moves.leave(item)
    else if (to === home) this.#moves.comeHome(item)
    else return 0
    return from === home ? 1 : -1
  }

  #countBack(item: number, counted: number): void {
    if (counted > 0) this.#moves.comeHome(item)
    else if (counted < 0) this.#moves.leave(item)
  }
}
