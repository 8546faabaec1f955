/**
 * Exact help for tight servers: a depth-first search for a placement of all but a few of those who may be placed at
 * all. The partition with the fewest places left goes first, into the tightest place, and back where that leads nowhere.
 */
import { COUNTED, CPU, mayBePlaced, NOWHERE, type PlacementState } from './placement-state.ts'

/** Partial placements looked at before giving up. */
const MOST_NODES = 12_000
const NODES_BETWEEN_POLLS = 64

/**
 * Tries to place more partitions than `state` does, all but as few as possible of those that some server may take.
 * True where that worked; otherwise the placement is as before.
 */
export function packMore(
  state: PlacementState,
  shouldStop: () => boolean,
  mostNodes: number = MOST_NODES,
): boolean {
  const { problem } = state
  const before = Int32Array.from(state.target)
  const unplaced = state.unplacedCount
  const items = [...before.keys()].filter((item) => mayBePlaced(problem, item))
  const leftOut = items.filter((item) => before[item] === NOWHERE).length
  for (const item of before.keys()) if (state.target[item] !== NOWHERE) state.remove(item)
  const search = new Search(state, shouldStop, mostNodes)
  for (let drops = leastDrops(state, items); drops < leftOut; drops += 1) {
    if (!search.place(new Set(items), drops)) continue
    // Fewer items left out may be more partitions, where some only move together.
    if (state.unplacedCount < unplaced) return true
    break
  }
  for (const item of before.keys()) if (state.target[item] !== NOWHERE) state.remove(item)
  for (const [item, target] of before.entries()) if (target !== NOWHERE) state.place(item, target)
  return false
}

/**
 * Whether it is proven that `state`, which places nobody, has no place for everybody: by sums, or because every
 * placement was looked at. False: there may be one.
 */
export function cannotPlaceAll(state: PlacementState, shouldStop: () => boolean): boolean {
  const items = Array.from({ length: state.problem.itemCount }, (_, item) => item)
  if (items.some((item) => !mayBePlaced(state.problem, item))) return true
  if (leastDrops(state, items) > 0) return true
  const search = new Search(state, shouldStop, MOST_NODES)
  return !search.place(new Set(items), 0) && !search.isSpent
}

class Search {
  readonly #state: PlacementState
  readonly #shouldStop: () => boolean
  readonly #mostNodes: number
  #nodes = 0

  constructor(state: PlacementState, shouldStop: () => boolean, mostNodes: number) {
    this.#state = state
    this.#shouldStop = shouldStop
    this.#mostNodes = mostNodes
  }

  /** Places everybody but up to `drops`. */
  place(waiting: Set<number>, drops: number): boolean {
    if (waiting.size <= drops) return true
    this.#nodes += 1
    if (this.#nodes % NODES_BETWEEN_POLLS === 0 && this.#shouldStop()) this.#nodes = this.#mostNodes
    if (this.isSpent) return false
    const { item, targets } = this.#scarcest(waiting)
    waiting.delete(item)
    for (const target of targets) {
      this.#state.place(item, target)
      if (this.place(waiting, drops)) return true
      this.#state.remove(item)
      if (this.isSpent) break
    }
    if (drops > 0 && !this.isSpent && this.place(waiting, drops - 1)) return true
    waiting.add(item)
    return false
  }

  get isSpent(): boolean {
    return this.#nodes >= this.#mostNodes
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

/**
 * The cheapest proof that somebody stays: how many of the largest have to be left out until all servers together have
 * room for the rest, by memory and by processing units.
 */
function leastDrops(state: PlacementState, items: readonly number[]): number {
  const { targetCount, memoryNeed, countedNeed } = state.problem
  let memory = 0
  let cpu = 0
  for (let target = 0; target < targetCount; target += 1) {
    memory += Math.max(0, state.memoryLeft(target))
    cpu += Math.max(0, state.cpuLeft(target))
  }
  const memoryOf = (item: number): number =>
    Math.min(...memoryNeed.subarray(item * targetCount, (item + 1) * targetCount))
  return Math.max(
    dropsUntil(items.map(memoryOf), memory),
    dropsUntil(
      items.map((item) => countedNeed[item * COUNTED.length + CPU]!),
      cpu,
    ),
  )
}

function dropsUntil(needs: readonly number[], room: number): number {
  let over = needs.reduce((sum, need) => sum + need, 0) - room
  let drops = 0
  for (const need of needs.toSorted((a, b) => b - a)) {
    if (over <= 0) break
    over -= need
    drops += 1
  }
  return drops
}
