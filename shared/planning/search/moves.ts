/**
 * The moves of the search. Each takes the largest worsening it may make (0: none), changes the state and answers true,
 * or leaves the state as it was and answers false. Shift, swap, chains and the rearrangement of big items are those of
 * Gavranović, Buljubašić and Demirović, "Variable Neighborhood Search for Google Machine Reassignment problem" (2012).
 */
import type { SeededRandom } from '../random.ts'
import { IN_THE_AIR } from './reassignment-problem.ts'
import { FORBIDDEN_MOVE, type ReassignmentState } from './reassignment-state.ts'

export type Move = (state: ReassignmentState, random: SeededRandom, most: number) => boolean

/** An item; of two drawn the one whose place costs more, for there is more to win. */
function costlyItem(state: ReassignmentState, random: SeededRandom): number {
  const { itemCount } = state.problem
  const one = random.below(itemCount)
  const other = random.below(itemCount)
  return state.costOfPlaceOf(one) >= state.costOfPlaceOf(other) ? one : other
}

/** One item goes to another place. */
export const shift: Move = (state, random, most) => {
  const { placeCount } = state.problem
  const item = costlyItem(state, random)
  const to = random.below(placeCount)
  if (state.judgeShift(item, to) > most) return false
  state.shift(item, to)
  return true
}

/** Two items change places. */
export const swap: Move = (state, random, most) => {
  const one = costlyItem(state, random)
  const other = random.below(state.problem.itemCount)
  if (state.judgeSwap(one, other) > most) return false
  state.swap(one, other)
  return true
}

/** What a compound move has lifted, so that it can be put back. */
class Lifted {
  readonly items: number[] = []
  readonly #from: number[] = []
  readonly #state: ReassignmentState
  readonly #before: number

  constructor(state: ReassignmentState) {
    this.#state = state
    this.#before = state.cost
  }

  lift(item: number): void {
    this.items.push(item)
    this.#from.push(this.#state.place[item]!)
    this.#state.lift(item)
  }

  /** Keeps the move where all items are down, the rules hold and it costs at most `most` more; else undoes it. */
  settle(most: number): boolean {
    const state = this.#state
    if (
      state.cost - this.#before <= most &&
      this.items.every((item) => state.place[item] !== IN_THE_AIR) &&
      this.items.some((item, n) => state.place[item] !== this.#from[n]) &&
      this.items.every((item) => state.groups.holdFor(item))
    )
      return true
    this.undo()
    return false
  }

  undo(): void {
    const state = this.#state
    for (const item of this.items) if (state.place[item] !== IN_THE_AIR) state.lift(item)
    for (const [n, item] of this.items.entries()) state.drop(item, this.#from[n]!)
  }
}

/** Longest chain of items that push each other out. */
const LONGEST_CHAIN = 5
/** Items that are tried to be pushed out of a place. */
const PUSHED_TRIED = 6

/** An item pushes another out of a place, which pushes out a third, until one finds room. */
export const ejectionChain: Move = (state, random, most) => {
  const { itemCount, placeCount } = state.problem
  const chain = new Lifted(state)
  let item = random.below(itemCount)
  chain.lift(item)
  for (let length = 1; length < LONGEST_CHAIN; length += 1) {
    const to = random.below(placeCount)
    const pushed = pushedOut(state, random, item, to)
    if (pushed < 0) break
    // Twice in one chain would be a circle.
    if (chain.items.includes(pushed)) break
    chain.lift(pushed)
    state.drop(item, to)
    item = pushed
    const open = bestPlace(state, item, placesFrom(random, placeCount))
    if (open >= 0) {
      state.drop(item, open)
      break
    }
  }
  return chain.settle(most)
}

/** An item of a place without which another would fit there, or -1. */
function pushedOut(state: ReassignmentState, random: SeededRandom, item: number, to: number): number {
  const count = state.items.count[to]!
  if (count === 0) return -1
  for (let trial = 0; trial < PUSHED_TRIED; trial += 1) {
    const pushed = state.items.at(to, random.below(count))
    state.lift(pushed)
    const fits = state.mayDrop(item, to)
    state.drop(pushed, to)
    if (fits) return pushed
  }
  return -1
}

/** Places looked at for one item of a compound move. */
const PLACES_TRIED = 24

function placesFrom(random: SeededRandom, placeCount: number): readonly number[] {
  return Array.from({ length: Math.min(placeCount, PLACES_TRIED) }, () => random.below(placeCount))
}

/** The cheapest of some places for an item in the air, or -1 where none takes it. */
function bestPlace(state: ReassignmentState, item: number, places: readonly number[]): number {
  let best = -1
  let least = FORBIDDEN_MOVE
  for (const place of places) {
    const cost = state.judgeDrop(item, place)
    if (cost < least) {
      least = cost
      best = place
    }
  }
  return best
}

/** Most items that one move takes out of places at once. */
const MOST_RUINED = 24

/** Some items of two to four places are taken out and put back anew, large ones first, each where it costs least. */
export const ruinAndRecreate: Move = (state, random, most) => {
  const { placeCount } = state.problem
  const places = Array.from({ length: 2 + random.below(3) }, () => random.below(placeCount))
  const ruined = new Lifted(state)
  const share = MOST_RUINED / places.reduce((sum, place) => sum + state.items.count[place]!, 1)
  for (const place of new Set(places)) {
    for (let n = state.items.count[place]! - 1; n >= 0; n -= 1) {
      if (random.share() < share) ruined.lift(state.items.at(place, n))
    }
  }
  const { sizes } = state
  const rank = ruined.items
    .map((item) => [item, sizes[item]! * (0.7 + 0.6 * random.share())] as const)
    .toSorted((a, b) => b[1] - a[1])
  for (const [item] of rank) {
    const to = bestPlace(state, item, places)
    if (to < 0) {
      ruined.undo()
      return false
    }
    state.drop(item, to)
  }
  return ruined.settle(most)
}

/** Items a big one may push out of a place. */
const MOST_PUSHED = 8

/** A big item goes to a place from which smaller ones are pushed out until it fits; they go elsewhere, large first. */
export const rearrangeForBigItem: Move = (state, random, most) => {
  const { itemCount, placeCount } = state.problem
  const { sizes, items } = state
  const drawn = [random.below(itemCount), random.below(itemCount), random.below(itemCount)]
  const big = drawn.reduce((largest, item) => (sizes[item]! > sizes[largest]! ? item : largest))
  const to = random.below(placeCount)
  const from = state.place[big]!
  if (to === from) return false
  const rearranged = new Lifted(state)
  rearranged.lift(big)
  while (!state.mayDrop(big, to) && rearranged.items.length <= MOST_PUSHED && items.count[to]! > 0) {
    rearranged.lift(items.at(to, random.below(items.count[to]!)))
  }
  if (state.mayDrop(big, to)) {
    state.drop(big, to)
    const pushed = rearranged.items.slice(1).toSorted((a, b) => sizes[b]! - sizes[a]!)
    const places = [from, to, ...placesFrom(random, placeCount)]
    for (const item of pushed) {
      const place = bestPlace(state, item, places)
      if (place < 0) break
      state.drop(item, place)
    }
  }
  return rearranged.settle(most)
}
