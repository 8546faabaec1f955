/**
 * Where every item stands, with all that cost and hard rules need, carried along move by move. A move is judged in
 * steps of the order of resources + terms, without making it; typed arrays, because the search asks millions of times.
 */
import { GroupRules } from './group-rules.ts'
import { ItemsByPlace } from './item-lists.ts'
import { IN_THE_AIR, isAllowed, type ReassignmentProblem } from './reassignment-problem.ts'
import { Rooms } from './rooms.ts'
import { SoftLimits } from './soft-limits.ts'
import { StandingCosts } from './standing-costs.ts'

/** Difference of cost of a move that a hard rule forbids. */
export const FORBIDDEN_MOVE = Infinity

export class ReassignmentState {
  readonly problem: ReassignmentProblem
  /** By item: its place, or IN_THE_AIR. */
  readonly place: Int32Array
  readonly items: ItemsByPlace
  readonly groups: GroupRules
  /** Cost of the assignment, and of the pull home; items in the air cost nothing. */
  cost: number
  /** Moves judged so far. */
  evaluations = 0
  /** Items that changed since `forgetChanges`, with repetition; -1: too many to list. */
  changedCount = 0
  readonly changed: Int32Array
  /** By item: the largest share it needs of the average place's capacity, over all resources; for ordering only. */
  readonly sizes: Float64Array
  readonly #rooms: Rooms
  readonly #softLimits: SoftLimits
  readonly #standing: StandingCosts

  /** Starts from `places`, by default everybody at home. */
  constructor(problem: ReassignmentProblem, places: Int32Array = problem.home) {
    const { itemCount, placeCount } = problem
    this.problem = problem
    this.#rooms = new Rooms(problem)
    this.#softLimits = new SoftLimits(problem)
    this.#standing = new StandingCosts(problem)
    this.items = new ItemsByPlace(placeCount, itemCount)
    this.groups = new GroupRules(problem)
    this.place = new Int32Array(itemCount).fill(IN_THE_AIR)
    this.changed = new Int32Array(itemCount)
    this.sizes = sizesOf(problem)
    this.cost = this.#softLimits.cost.reduce((sum, cost) => sum + cost, 0)
    for (let item = 0; item < itemCount; item += 1) this.drop(item, places[item]!)
    this.forgetChanges()
  }

  /** Cost of the assignment alone. */
  get plainCost(): number {
    return this.cost - this.#standing.pullCost
  }

  /** From now on each item away from home costs so much more, a whole number; the plain cost stays. */
  pullHome(pull: number): void {
    this.cost += this.#standing.pullHome(pull)
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
    this.#rooms.change(item, from, 1)
    this.cost += this.#softLimits.change(item, from, -1) + this.#standing.lift(item, from)
    this.items.remove(item, from)
    if (this.problem.openCost !== null && this.items.count[from] === 0)
      this.cost -= this.problem.openCost[from]!
    this.groups.remove(item, from)
    this.place[item] = IN_THE_AIR
    this.#note(item)
  }

  /** Puts an item that is in the air on a place, whatever the rules say. */
  drop(item: number, to: number): void {
    this.#rooms.change(item, to, -1)
    this.cost += this.#softLimits.change(item, to, 1) + this.#standing.drop(item, to)
    this.items.add(item, to)
    if (this.problem.openCost !== null && this.items.count[to] === 1) this.cost += this.problem.openCost[to]!
    this.groups.add(item, to)
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
    return this.#softLimits.cost[this.place[item]!]!
  }

  /** Difference of cost if an item went to another place, or FORBIDDEN_MOVE. */
  judgeShift(item: number, to: number): number {
    this.evaluations += 1
    const from = this.place[item]!
    if (to === from || !this.mayDrop(item, to) || !this.groups.allowShift(item, from, to))
      return FORBIDDEN_MOVE
    const cost = this.#softLimits.judgeShift(item, from, to) + this.#standing.judgeShift(item, from, to)
    return this.problem.openCost === null ? cost : cost + this.#openDifference(from, to)
  }

  /** Difference of cost if two items changed places, or FORBIDDEN_MOVE. */
  judgeSwap(one: number, other: number): number {
    this.evaluations += 1
    const a = this.place[one]!
    const b = this.place[other]!
    if (a === b || !this.#rooms.fitsSwap(one, other, a, b)) return FORBIDDEN_MOVE
    if (!this.#maySwap(one, other, a, b) || !this.groups.allowSwap(one, other, a, b)) return FORBIDDEN_MOVE
    return this.#softLimits.judgeSwap(one, other, a, b) + this.#standing.judgeSwap(one, other, a, b)
  }

  /**
   * Difference of cost if an item in the air came down on a place, or FORBIDDEN_MOVE. Spread and dependencies are not
   * looked at (others may be in the air too): ask `groups.holdFor` when all are down. Nor is the group with the most
   * moves.
   */
  judgeDrop(item: number, to: number): number {
    this.evaluations += 1
    if (!this.mayDrop(item, to)) return FORBIDDEN_MOVE
    const { openCost } = this.problem
    const cost = this.#standing.of(item, to) + this.#softLimits.judgeDrop(item, to)
    return openCost === null || this.items.count[to]! > 0 ? cost : cost + openCost[to]!
  }

  /** Whether an item in the air would fit a place as to its room, and rules about pairs and keep apart. */
  mayDrop(item: number, to: number): boolean {
    return (
      (this.problem.allowed === null || isAllowed(this.problem, item, to)) &&
      this.#rooms.fits(item, to) &&
      this.groups.isApart(item, to)
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

  #openDifference(from: number, to: number): number {
    const openCost = this.problem.openCost!
    const { count } = this.items
    return (count[to] === 0 ? openCost[to]! : 0) - (count[from] === 1 ? openCost[from]! : 0)
  }

  #note(item: number): void {
    if (this.changedCount < 0) return
    if (this.changedCount === this.changed.length) this.changedCount = -1
    else this.changed[this.changedCount++] = item
  }
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
