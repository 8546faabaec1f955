/** First placement: the partition with the fewest places left first, then the one that would lose most by waiting. */
import { COUNTED, CPU, NOWHERE, type PlacementState } from './placement-state.ts'

interface Options {
  /** Targets that still fit. */
  count: number
  best: number
  bestCost: number
  second: number
  secondCost: number
}

/**
 * Places what fits, scarcest first with regret; partitions already placed stay. Taking a partition makes a target
 * only dearer, so the others look again at their two best places alone: O(items x targets) plus O(items) a placement,
 * and a full look where one of the two has changed.
 */
export function construct(state: PlacementState): void {
  const { itemCount, targetCount } = state.problem
  const fitting = new Uint8Array(itemCount * targetCount)
  const waiting = new Map<number, Options>()
  for (let item = 0; item < itemCount; item += 1) {
    if (state.target[item] === NOWHERE) waiting.set(item, survey(state, item, fitting))
  }
  for (;;) {
    const item = mostUrgent(state, waiting)
    if (item === NOWHERE) return
    const target = waiting.get(item)!.best
    waiting.delete(item)
    state.place(item, target)
    for (const [other, options] of waiting) {
      const pair = other * targetCount + target
      if (fitting[pair] === 0) continue
      if (options.best === target || options.second === target)
        waiting.set(other, survey(state, other, fitting))
      else if (!state.fits(other, target)) {
        fitting[pair] = 0
        options.count -= 1
      }
    }
  }
}

function survey(state: PlacementState, item: number, fitting: Uint8Array): Options {
  const found: Options = {
    count: 0,
    best: NOWHERE,
    bestCost: Infinity,
    second: NOWHERE,
    secondCost: Infinity,
  }
  for (let target = 0; target < state.problem.targetCount; target += 1) {
    const fits = state.fits(item, target)
    fitting[item * state.problem.targetCount + target] = fits ? 1 : 0
    if (!fits) continue
    found.count += 1
    const cost = placementCost(state, item, target)
    if (cost < found.bestCost) {
      found.second = found.best
      found.secondCost = found.bestCost
      found.best = target
      found.bestCost = cost
    } else if (cost < found.secondCost) {
      found.second = target
      found.secondCost = cost
    }
  }
  return found
}

/** Weight of a soft rule: above all warnings of a move, as in the objective. */
const SOFT_RULE = 10_000

/** Use of the target afterwards; each warning weighs more than any use. */
function placementCost(state: PlacementState, item: number, target: number): number {
  const { problem } = state
  const pair = item * problem.targetCount + target
  const memory = use(state.memoryLeft(target) - problem.memoryNeed[pair]!, problem.memoryCapacity[target]!)
  const cpu = use(
    state.cpuLeft(target) - problem.countedNeed[item * COUNTED.length + CPU]!,
    problem.cpuCapacity[target]!,
  )
  const warned = 10 * problem.verdict[pair]!
  return SOFT_RULE * state.softCostOf(item, target) + warned + Math.max(memory, cpu)
}

function use(left: number, capacity: number): number {
  return capacity > 0 ? 1 - left / capacity : 0
}

function mostUrgent(state: PlacementState, waiting: ReadonlyMap<number, Options>): number {
  let urgent = NOWHERE
  let lowest: readonly number[] = [Infinity]
  for (const [item, options] of waiting) {
    if (options.count === 0) continue
    const need = state.problem.memoryNeed[item * state.problem.targetCount + options.best]!
    const regret = Math.min(options.secondCost - options.bestCost, 100)
    const key = [options.count, -regret, -need]
    if (isBelow(key, lowest)) {
      urgent = item
      lowest = key
    }
  }
  return urgent
}

function isBelow(a: readonly number[], b: readonly number[]): boolean {
  for (const [i, value] of a.entries()) {
    const other = b[i]!
    if (value !== other) return value < other
  }
  return false
}
