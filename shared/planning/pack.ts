/**
 * Exact help for tight servers: a depth-first search for a placement of everybody who may be placed at all. The
 * partition with the fewest places left goes first, into the tightest place, and back where that leads nowhere.
 */
import {
  COUNTED,
  CPU,
  FORBIDDEN,
  NOWHERE,
  type PlacementProblem,
  type PlacementState,
} from './placement-state.ts'

/** Partial placements looked at before giving up. */
const MOST_NODES = 12_000
const NODES_BETWEEN_POLLS = 64

/**
 * Tries to place every partition that some server may take. True where that worked; otherwise the state is as before.
 * Partitions no server may take stay out of it.
 */
export function packAll(state: PlacementState, shouldStop: () => boolean): boolean {
  const { problem } = state
  const before = Int32Array.from(state.target)
  const items = [...before.keys()].filter((item) => mayBePlaced(problem, item))
  for (const item of before.keys()) if (state.target[item] !== NOWHERE) state.remove(item)
  if (hasRoomInSum(state, items)) {
    const search = new Search(state, shouldStop)
    if (search.place(new Set(items))) return true
  }
  for (const [item, target] of before.entries()) if (target !== NOWHERE) state.place(item, target)
  return false
}

class Search {
  readonly #state: PlacementState
  readonly #shouldStop: () => boolean
  #nodes = 0

  constructor(state: PlacementState, shouldStop: () => boolean) {
    this.#state = state
    this.#shouldStop = shouldStop
  }

  place(waiting: Set<number>): boolean {
    if (waiting.size === 0) return true
    this.#nodes += 1
    if (this.#nodes > MOST_NODES) return false
    if (this.#nodes % NODES_BETWEEN_POLLS === 0 && this.#shouldStop()) {
      this.#nodes = MOST_NODES
      return false
    }
    const { item, targets } = this.#scarcest(waiting)
    waiting.delete(item)
    for (const target of targets) {
      this.#state.place(item, target)
      if (this.place(waiting)) return true
      this.#state.remove(item)
      if (this.#nodes > MOST_NODES) break
    }
    waiting.add(item)
    return false
  }

  /** The partition with the fewest places, the largest of those; its places, tightest first. */
  #scarcest(waiting: ReadonlySet<number>): { readonly item: number; readonly targets: readonly number[] } {
    let item = NOWHERE
    let fewest = Infinity
    let largest = 0
    for (const candidate of waiting) {
      let count = 0
      for (let target = 0; target < this.#state.problem.targetCount && count <= fewest; target += 1) {
        if (this.#state.fits(candidate, target)) count += 1
      }
      const size = this.#need(candidate, 0)
      if (count < fewest || (count === fewest && size > largest)) {
        item = candidate
        fewest = count
        largest = size
      }
    }
    const left = (target: number): number => this.#state.memoryLeft(target) - this.#need(item, target)
    const targets = Array.from({ length: this.#state.problem.targetCount }, (_, target) => target)
      .filter((target) => this.#state.fits(item, target))
      .toSorted((a, b) => left(a) - left(b))
    return { item, targets }
  }

  #need(item: number, target: number): number {
    return this.#state.problem.memoryNeed[item * this.#state.problem.targetCount + target]!
  }
}

function mayBePlaced({ verdict, targetCount }: PlacementProblem, item: number): boolean {
  for (let target = 0; target < targetCount; target += 1) {
    if (verdict[item * targetCount + target] !== FORBIDDEN) return true
  }
  return false
}

/** All servers together have to have room for all: the cheapest proof that nothing can be found. */
function hasRoomInSum(state: PlacementState, items: readonly number[]): boolean {
  const { targetCount, memoryNeed, countedNeed } = state.problem
  let memory = 0
  let cpu = 0
  for (let target = 0; target < targetCount; target += 1) {
    memory += Math.max(0, state.memoryLeft(target))
    cpu += Math.max(0, state.cpuLeft(target))
  }
  for (const item of items) {
    let least = Infinity
    for (let target = 0; target < targetCount; target += 1) {
      least = Math.min(least, memoryNeed[item * targetCount + target]!)
    }
    memory -= least
    cpu -= countedNeed[item * COUNTED.length + CPU]!
  }
  return memory >= 0 && cpu >= 0
}
