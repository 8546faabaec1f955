import { rowsOf, transposed, type Rows } from './item-lists.ts'
import type { ReassignmentProblem } from './reassignment-problem.ts'

const NO_ROW = -1

/**
 * Where the members of each group stand, and the rules about it: keep apart, spread, dependency (rules 2 to 4 of the
 * ROADEF/EURO Challenge 2012, "machine reassignment", section 3).
 */
export class GroupRules {
  readonly #problem: ReassignmentProblem
  /** By item: its groups that can be broken at all. */
  readonly #groupsOf: Rows
  readonly #spread: Int32Array
  /** By group: the groups it depends on, and the groups that depend on it. */
  readonly #needs: Rows
  readonly #neededBy: Rows
  /** By group: its row in the table of that rule, or NO_ROW where the group has no such rule. */
  readonly #apartRow: Int32Array
  readonly #spreadRow: Int32Array
  readonly #hoodRow: Int32Array
  /** Row x place: members there. */
  readonly #onPlace: Uint8Array
  /** Row x location: members there. */
  readonly #inLocation: Int32Array
  /** By row: locations with a member. */
  readonly #locations: Int32Array
  /** Row x neighbourhood: members there. */
  readonly #inHood: Int32Array
  readonly #locationCount: number
  readonly #hoodCount: number

  constructor(problem: ReassignmentProblem) {
    const { groups, itemCount, placeCount } = problem
    this.#problem = problem
    this.#locationCount = problem.location.reduce((most, one) => Math.max(most, one + 1), 0)
    this.#hoodCount = problem.neighbourhood.reduce((most, one) => Math.max(most, one + 1), 0)
    // A group depends on itself without effect; where all stand in one neighbourhood, there is nothing to break.
    const oneHood = this.#hoodCount < 2 && problem.nowhere < 0
    const dependencies = groups.map(({ dependsOn }, group) =>
      oneHood ? [] : [...new Set(dependsOn)].filter((other) => other !== group),
    )
    this.#needs = rowsOf(dependencies)
    this.#neededBy = transposed(this.#needs, groups.length)
    const { start } = this.#neededBy
    const numbered = (has: (group: number) => boolean): Int32Array => {
      let rows = 0
      return Int32Array.from(groups, (_, group) => (has(group) ? rows++ : NO_ROW))
    }
    const count = (rows: Int32Array): number => rows.filter((row) => row !== NO_ROW).length
    this.#apartRow = numbered((group) => groups[group]!.keepApart && groups[group]!.members.length > 1)
    this.#spreadRow = numbered((group) => groups[group]!.spread > 1)
    this.#hoodRow = numbered((group) => dependencies[group]!.length > 0 || start[group + 1]! > start[group]!)
    this.#spread = Int32Array.from(groups, ({ spread }) => spread)
    this.#groupsOf = transposed(
      rowsOf(
        groups.map(({ members }, group) =>
          this.#apartRow[group]! >= 0 || this.#spreadRow[group]! >= 0 || this.#hoodRow[group]! >= 0
            ? members
            : [],
        ),
      ),
      itemCount,
    )
    this.#onPlace = new Uint8Array(count(this.#apartRow) * placeCount)
    this.#inLocation = new Int32Array(count(this.#spreadRow) * this.#locationCount)
    this.#locations = new Int32Array(count(this.#spreadRow))
    this.#inHood = new Int32Array(count(this.#hoodRow) * this.#hoodCount)
  }

  add(item: number, place: number): void {
    this.#change(item, place, 1)
  }

  remove(item: number, place: number): void {
    this.#change(item, place, -1)
  }

  /** Whether no other member of a keep-apart group of the item stands on the place. */
  isApart(item: number, place: number): boolean {
    const { start, values } = this.#groupsOf
    if (place === this.#problem.nowhere) return true
    for (let at = start[item]!; at < start[item + 1]!; at += 1) {
      const row = this.#apartRow[values[at]!]!
      if (row !== NO_ROW && this.#onPlace[row * this.#problem.placeCount + place] !== 0) return false
    }
    return true
  }

  /** Whether spread and dependencies allow one item to go from a place to another; nobody is in the air. */
  allowShift(item: number, from: number, to: number): boolean {
    const { start, values } = this.#groupsOf
    const first = start[item]!
    const end = start[item + 1]!
    if (first === end) return true
    const { location, neighbourhood, nowhere } = this.#problem
    if (from === nowhere || to === nowhere) return this.#allowLanding(item, from, to)
    const locationTo = location[to]!
    const locationFrom = location[from]!
    if (locationFrom !== locationTo) {
      for (let at = first; at < end; at += 1) {
        const group = values[at]!
        const row = this.#spreadRow[group]!
        if (row === NO_ROW) continue
        const cell = row * this.#locationCount
        if (this.#inLocation[cell + locationFrom] !== 1 || this.#inLocation[cell + locationTo] === 0) continue
        if (this.#locations[row]! <= this.#spread[group]!) return false
      }
    }
    const hoodFrom = neighbourhood[from]!
    const hoodTo = neighbourhood[to]!
    if (hoodFrom === hoodTo) return true
    for (let at = first; at < end; at += 1) {
      const group = values[at]!
      const row = this.#hoodRow[group]!
      if (row === NO_ROW) continue
      if (!this.#hasNeeded(group, hoodTo)) return false
      if (this.#inHood[row * this.#hoodCount + hoodFrom] === 1 && this.#isNeeded(group, hoodFrom))
        return false
    }
    return true
  }

  /** Whether spread and dependencies allow two items to change places; nobody is in the air. */
  allowSwap(one: number, other: number, placeOfOne: number, placeOfOther: number): boolean {
    const { start } = this.#groupsOf
    const oneBound = start[one] !== start[one + 1]
    const otherBound = start[other] !== start[other + 1]
    if (!oneBound && !otherBound) return true
    const { location, neighbourhood, nowhere } = this.#problem
    if (
      placeOfOne !== nowhere &&
      placeOfOther !== nowhere &&
      location[placeOfOne] === location[placeOfOther] &&
      neighbourhood[placeOfOne] === neighbourhood[placeOfOther]
    )
      return true
    if (!otherBound) return this.allowShift(one, placeOfOne, placeOfOther)
    if (!oneBound) return this.allowShift(other, placeOfOther, placeOfOne)
    this.#exchange(one, other, placeOfOne, placeOfOther)
    const holds = this.holdFor(one) && this.holdFor(other)
    this.#exchange(one, other, placeOfOther, placeOfOne)
    return holds
  }

  /** Whether spread and dependencies hold for all groups of an item as things stand. */
  holdFor(item: number): boolean {
    const { start, values } = this.#groupsOf
    for (let at = start[item]!; at < start[item + 1]!; at += 1) {
      const group = values[at]!
      const spreadRow = this.#spreadRow[group]!
      if (spreadRow !== NO_ROW && this.#locations[spreadRow]! < this.#spread[group]!) return false
      const row = this.#hoodRow[group]!
      if (row === NO_ROW) continue
      for (let hood = 0; hood < this.#hoodCount; hood += 1) {
        const here = this.#inHood[row * this.#hoodCount + hood]!
        if (here > 0 ? !this.#hasNeeded(group, hood) : this.#isNeeded(group, hood)) return false
      }
    }
    return true
  }

  /** To and from "no place". */
  #allowLanding(item: number, from: number, to: number): boolean {
    this.remove(item, from)
    this.add(item, to)
    const holds = this.holdFor(item)
    this.remove(item, to)
    this.add(item, from)
    return holds
  }

  #exchange(one: number, other: number, placeOfOne: number, placeOfOther: number): void {
    this.remove(one, placeOfOne)
    this.remove(other, placeOfOther)
    this.add(one, placeOfOther)
    this.add(other, placeOfOne)
  }

  /** Whether every group that `group` depends on has a member in the neighbourhood. */
  #hasNeeded(group: number, hood: number): boolean {
    const { start, values } = this.#needs
    for (let at = start[group]!; at < start[group + 1]!; at += 1) {
      if (this.#inHood[this.#hoodRow[values[at]!]! * this.#hoodCount + hood] === 0) return false
    }
    return true
  }

  /** Whether a group that depends on `group` has a member in the neighbourhood. */
  #isNeeded(group: number, hood: number): boolean {
    const { start, values } = this.#neededBy
    for (let at = start[group]!; at < start[group + 1]!; at += 1) {
      if (this.#inHood[this.#hoodRow[values[at]!]! * this.#hoodCount + hood] !== 0) return true
    }
    return false
  }

  #change(item: number, place: number, sign: 1 | -1): void {
    const { start, values } = this.#groupsOf
    const { location, neighbourhood, placeCount, nowhere } = this.#problem
    if (place === nowhere) return
    for (let at = start[item]!; at < start[item + 1]!; at += 1) {
      const group = values[at]!
      const apartRow = this.#apartRow[group]!
      if (apartRow !== NO_ROW) {
        const cell = apartRow * placeCount + place
        this.#onPlace[cell] = this.#onPlace[cell]! + sign
      }
      const spreadRow = this.#spreadRow[group]!
      if (spreadRow !== NO_ROW) {
        const cell = spreadRow * this.#locationCount + location[place]!
        const now = this.#inLocation[cell]! + sign
        this.#inLocation[cell] = now
        if (now === (sign > 0 ? 1 : 0)) this.#locations[spreadRow] = this.#locations[spreadRow]! + sign
      }
      const row = this.#hoodRow[group]!
      if (row !== NO_ROW) {
        const cell = row * this.#hoodCount + neighbourhood[place]!
        this.#inHood[cell] = this.#inHood[cell]! + sign
      }
    }
  }
}
