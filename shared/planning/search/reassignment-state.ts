/**
 * Where every item stands, with all that cost and hard rules need, carried along move by move. A move is judged in
 * steps of the order of resources + terms, without making it; typed arrays, because the search asks millions of times.
 */
import { GroupMoves } from './group-moves.ts'
import { GroupRules } from './group-rules.ts'
import { ItemsByPlace } from './item-lists.ts'
import { IN_THE_AIR, isAllowed, type ReassignmentProblem } from './reassignment-problem.ts'

/** Difference of cost of a move that a hard rule forbids. */
export const FORBIDDEN_MOVE = Infinity

export class ReassignmentState {
  readonly problem: ReassignmentProblem
  /** By item: its place, or IN_THE_AIR. */
  readonly place: Int32Array
  readonly items: ItemsByPlace
  readonly groups: GroupRules
  /** Cost of the assignment and of its guidance; items in the air cost nothing. */
  cost = 0
  /** Moves judged so far. */
  evaluations = 0
  /** Items that changed since `forgetChanges`, with repetition; -1: too many to list. */
  changedCount = 0
  readonly changed: Int32Array
  /** By item: the largest share it needs of the average place's capacity, over all resources; for ordering only. */
  readonly sizes: Float64Array
  #guidance: Float64Array | null = null
  #guidanceCost = 0
  readonly #moves: GroupMoves
  readonly #resourceCount: number
  readonly #termCount: number
  /** Resources that are not transient come first in `#need` and `#free`: there are so many. */
  readonly #lasting: number
  readonly #need: Float64Array
  /** Place x resource: what is left; what its home items took of transient resources is never given back. */
  readonly #free: Float64Array
  readonly #pressure: Float64Array
  /** By place: cost of its terms. */
  readonly #placeCost: Float64Array

  /** Starts from `places`, by default everybody at home. */
  constructor(problem: ReassignmentProblem, places: Int32Array = problem.home) {
    const { itemCount, placeCount, resourceCount, termCount, transient } = problem
    this.problem = problem
    this.#resourceCount = resourceCount
    this.#termCount = termCount
    const order = [...transient.keys()].toSorted((a, b) => transient[a]! - transient[b]!)
    this.#lasting = order.filter((resource) => transient[resource] === 0).length
    this.#need = columnsInOrder(problem.need, order)
    this.#free = columnsInOrder(problem.capacity, order)
    this.#pressure = Float64Array.from(problem.pressure)
    this.#placeCost = new Float64Array(placeCount)
    this.items = new ItemsByPlace(placeCount, itemCount)
    this.groups = new GroupRules(problem)
    this.#moves = new GroupMoves(problem)
    this.place = new Int32Array(itemCount).fill(IN_THE_AIR)
    this.changed = new Int32Array(itemCount)
    this.sizes = sizesOf(problem)
    for (let place = 0; place < placeCount; place += 1) {
      this.#placeCost[place] = this.#termsCost(place)
      this.cost += this.#placeCost[place]!
    }
    for (let item = 0; item < itemCount; item += 1) {
      const home = problem.home[item]! * resourceCount
      for (let r = this.#lasting; r < resourceCount; r += 1) {
        this.#free[home + r] = this.#free[home + r]! - this.#need[item * resourceCount + r]!
      }
    }
    for (let item = 0; item < itemCount; item += 1) this.drop(item, places[item]!)
    this.forgetChanges()
  }

  /** Cost of the assignment alone. */
  get plainCost(): number {
    return this.cost - this.#guidanceCost
  }

  /** From now on an item away from home costs so much more, by item; null: nothing. The plain cost stays. */
  guide(guidance: Float64Array | null): void {
    this.cost -= this.#guidanceCost
    this.#guidanceCost = 0
    this.#guidance = guidance
    if (guidance === null) return
    for (const [item, place] of this.place.entries()) {
      if (place !== this.problem.home[item]) this.#guidanceCost += guidance[item]!
    }
    this.cost += this.#guidanceCost
  }

  /** Puts everybody where `places` says. */
  restore(places: Int32Array): void {
    const moved = [...places.keys()].filter((item) => places[item] !== this.place[item])
    for (const item of moved) this.lift(item)
    for (const item of moved) this.drop(item, places[item]!)
  }

  forgetChanges(): void {
    this.changedCount = 0
  }

  /** Takes an item off its place; it is in the air then. */
  lift(item: number): void {
    const from = this.place[item]!
    this.#takeRoom(item, from, 1)
    this.#push(item, from, -1)
    this.cost -= this.#standingCost(item, from)
    this.items.remove(item, from)
    this.groups.remove(item, from)
    if (from !== this.problem.home[item]) this.#comeHome(item)
    this.place[item] = IN_THE_AIR
    this.#note(item)
  }

  /** Puts an item that is in the air on a place, whatever the rules say. */
  drop(item: number, to: number): void {
    this.#takeRoom(item, to, -1)
    this.#push(item, to, 1)
    this.cost += this.#standingCost(item, to)
    this.items.add(item, to)
    this.groups.add(item, to)
    if (to !== this.problem.home[item]) this.#leaveHome(item)
    this.place[item] = to
    this.#note(item)
  }

  shift(item: number, to: number): void {
    this.lift(item)
    this.drop(item, to)
  }

  swap(one: number, other: number): void {
    const placeOfOne = this.place[one]!
    const placeOfOther = this.place[other]!
    this.lift(one)
    this.lift(other)
    this.drop(one, placeOfOther)
    this.drop(other, placeOfOne)
  }

  /** What the soft limits cost on the place of an item. */
  costOfPlaceOf(item: number): number {
    return this.#placeCost[this.place[item]!]!
  }

  /** Difference of cost if an item went to another place, or FORBIDDEN_MOVE. */
  judgeShift(item: number, to: number): number {
    this.evaluations += 1
    const from = this.place[item]!
    if (to === from || !this.#mayStand(item, to)) return FORBIDDEN_MOVE
    if (!this.#fits(item, to) || !this.groups.allowShift(item, from, to)) return FORBIDDEN_MOVE
    const terms = this.#termCount
    const pressure = this.#pressure
    const { push, home } = this.problem
    let cost = -this.#placeCost[from]! - this.#placeCost[to]!
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
    cost += this.#standingCost(item, to) - this.#standingCost(item, from)
    if (from === home[item] || to === home[item]) cost += this.#groupMoveDifference(item, to, -1, -1)
    return this.problem.openCost === null ? cost : cost + this.#openDifference(from, to)
  }

  /** Difference of cost if two items changed places, or FORBIDDEN_MOVE. */
  judgeSwap(one: number, other: number): number {
    this.evaluations += 1
    const a = this.place[one]!
    const b = this.place[other]!
    if (a === b || !this.#roomForSwap(one, other, a, b)) return FORBIDDEN_MOVE
    if (!this.#maySwap(one, other, a, b) || !this.groups.allowSwap(one, other, a, b)) return FORBIDDEN_MOVE
    const terms = this.#termCount
    const pressure = this.#pressure
    const { push, home } = this.problem
    let cost = -this.#placeCost[a]! - this.#placeCost[b]!
    for (let t = 0; t < terms; t += 1) {
      const more = push[one * terms + t]! - push[other * terms + t]!
      const there = pressure[b * terms + t]! + more
      const here = pressure[a * terms + t]! - more
      if (there > 0) cost += there
      if (here > 0) cost += here
    }
    cost += this.#standingCost(one, b) - this.#standingCost(one, a)
    cost += this.#standingCost(other, a) - this.#standingCost(other, b)
    if (a === home[one] || b === home[one] || a === home[other] || b === home[other])
      cost += this.#groupMoveDifference(one, b, other, a)
    return cost
  }

  /**
   * Difference of cost if an item in the air came down on a place, or FORBIDDEN_MOVE. Spread and dependencies are not
   * looked at (others may be in the air too): ask `groups.holdFor` when all are down. Nor is the group with the most
   * moves.
   */
  judgeDrop(item: number, to: number): number {
    this.evaluations += 1
    if (!this.#mayStand(item, to) || !this.#fits(item, to)) return FORBIDDEN_MOVE
    const terms = this.#termCount
    const pressure = this.#pressure
    const { push, openCost } = this.problem
    let cost = this.#standingCost(item, to) - this.#placeCost[to]!
    for (let t = 0; t < terms; t += 1) {
      const there = pressure[to * terms + t]! + push[item * terms + t]!
      if (there > 0) cost += there
    }
    return openCost === null || this.items.count[to]! > 0 ? cost : cost + openCost[to]!
  }

  /** Whether an item in the air would fit a place as to its room, and rules about pairs and keep apart. */
  mayDrop(item: number, to: number): boolean {
    return this.#mayStand(item, to) && this.#fits(item, to)
  }

  #mayStand(item: number, to: number): boolean {
    return (
      (this.problem.allowed === null || isAllowed(this.problem, item, to)) && this.groups.isApart(item, to)
    )
  }

  /** As for each of the two; but members of one keep-apart group may change places. */
  #maySwap(one: number, other: number, a: number, b: number): boolean {
    const { problem, groups } = this
    if (problem.allowed !== null && !(isAllowed(problem, one, b) && isAllowed(problem, other, a)))
      return false
    if (groups.isApart(one, b) && groups.isApart(other, a)) return true
    groups.remove(one, a)
    groups.remove(other, b)
    const apart = groups.isApart(one, b) && groups.isApart(other, a)
    groups.add(one, a)
    groups.add(other, b)
    return apart
  }

  #fits(item: number, to: number): boolean {
    const resources = this.#resourceCount
    // At home its transient resources are still its own.
    const asked = to === this.problem.home[item] ? this.#lasting : resources
    const free = this.#free
    const need = this.#need
    for (let p = item * resources, b = to * resources, end = p + asked; p < end; p += 1, b += 1) {
      if (free[b]! < need[p]!) return false
    }
    return true
  }

  #roomForSwap(one: number, other: number, a: number, b: number): boolean {
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
    const { home } = this.problem
    const oneA = home[one] === a ? 0 : 1
    const oneB = home[one] === b ? 0 : 1
    const otherA = home[other] === a ? 0 : 1
    const otherB = home[other] === b ? 0 : 1
    for (let r = lasting; r < resources; r += 1) {
      const needOne = need[p + r]!
      const needOther = need[q + r]!
      if (oneB * needOne - otherB * needOther > free[atB + r]!) return false
      if (otherA * needOther - oneA * needOne > free[atA + r]!) return false
    }
    return true
  }

  #takeRoom(item: number, place: number, sign: 1 | -1): void {
    const resources = this.#resourceCount
    const asked = place === this.problem.home[item] ? this.#lasting : resources
    const free = this.#free
    const need = this.#need
    for (let p = item * resources, b = place * resources, end = p + asked; p < end; p += 1, b += 1) {
      free[b] = free[b]! + sign * need[p]!
    }
  }

  #push(item: number, place: number, sign: 1 | -1): void {
    const terms = this.#termCount
    const pressure = this.#pressure
    const { push, openCost } = this.problem
    let cost = 0
    for (let t = 0, p = item * terms, b = place * terms; t < terms; t += 1, p += 1, b += 1) {
      const now = pressure[b]! + sign * push[p]!
      pressure[b] = now
      if (now > 0) cost += now
    }
    this.cost += cost - this.#placeCost[place]!
    this.#placeCost[place] = cost
    if (openCost !== null && this.items.count[place]! === (sign > 0 ? 0 : 1)) {
      this.cost += sign * openCost[place]!
    }
  }

  #termsCost(place: number): number {
    let cost = 0
    for (let t = place * this.#termCount; t < (place + 1) * this.#termCount; t += 1) {
      cost += Math.max(0, this.#pressure[t]!)
    }
    return cost
  }

  #standingCost(item: number, place: number): number {
    const { home, itemMoveCost, placeMoveCost, pairCost, placeCount } = this.problem
    let cost = pairCost === null ? 0 : pairCost[item * placeCount + place]!
    const from = home[item]!
    if (place !== from) {
      cost += itemMoveCost[item]!
      if (placeMoveCost !== null) cost += placeMoveCost[from * placeCount + place]!
      if (this.#guidance !== null) cost += this.#guidance[item]!
    }
    return cost
  }

  #openDifference(from: number, to: number): number {
    const openCost = this.problem.openCost!
    const { count } = this.items
    return (count[to] === 0 ? openCost[to]! : 0) - (count[from] === 1 ? openCost[from]! : 0)
  }

  /** What the group with the most moves costs more after one or two items (the second may be -1) have moved. */
  #groupMoveDifference(one: number, toOfOne: number, other: number, toOfOther: number): number {
    const { groupMoveCost } = this.problem
    if (groupMoveCost === 0) return 0
    const before = this.#moves.most
    const oneBack = this.#countMove(one, this.place[one]!, toOfOne)
    const otherBack = other < 0 ? 0 : this.#countMove(other, this.place[other]!, toOfOther)
    const after = this.#moves.most
    this.#countBack(other, otherBack)
    this.#countBack(one, oneBack)
    return groupMoveCost * (after - before)
  }

  /** 1 where the item leaves home, -1 where it comes home, 0 where neither. */
  #countMove(item: number, from: number, to: number): number {
    const home = this.problem.home[item]!
    if (from === home) this.#moves.leave(item)
    else if (to === home) this.#moves.comeHome(item)
    else return 0
    return from === home ? 1 : -1
  }

  #countBack(item: number, counted: number): void {
    if (counted > 0) this.#moves.comeHome(item)
    else if (counted < 0) this.#moves.leave(item)
  }

  #leaveHome(item: number): void {
    if (this.#guidance !== null) this.#guidanceCost += this.#guidance[item]!
    const before = this.#moves.most
    this.#moves.leave(item)
    this.cost += this.problem.groupMoveCost * (this.#moves.most - before)
  }

  #comeHome(item: number): void {
    if (this.#guidance !== null) this.#guidanceCost -= this.#guidance[item]!
    const before = this.#moves.most
    this.#moves.comeHome(item)
    this.cost += this.problem.groupMoveCost * (this.#moves.most - before)
  }

  #note(item: number): void {
    if (this.changedCount < 0) return
    if (this.changedCount === this.changed.length) this.changedCount = -1
    else this.changed[this.changedCount++] = item
  }
}

function columnsInOrder(table: Float64Array, order: readonly number[]): Float64Array {
  const columns = order.length
  return Float64Array.from(table, (_, at) => {
    const row = Math.floor(at / columns)
    return table[row * columns + order[at - row * columns]!]!
  })
}

function sizesOf({
  itemCount,
  placeCount,
  resourceCount,
  need,
  capacity,
}: ReassignmentProblem): Float64Array {
  const all = new Float64Array(resourceCount)
  for (const [at, amount] of capacity.entries()) all[at % resourceCount]! += amount
  const sizes = new Float64Array(itemCount)
  for (let item = 0; item < itemCount; item += 1) {
    for (let r = 0; r < resourceCount; r += 1) {
      const share = (need[item * resourceCount + r]! * placeCount) / Math.max(1, all[r]!)
      if (share > sizes[item]!) sizes[item] = share
    }
  }
  return sizes
}
