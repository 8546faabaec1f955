/**
 * A partial assignment of partitions to target servers with everything the objective and the hard rules need, kept up
 * to date by place and remove. Plain typed arrays: the search asks millions of times.
 */

/**
 * Resources that a partition takes the same amount of on every target: hundredths of processing units, a place among
 * the partitions, virtual slots of the VIOS, NPIV places on Fibre Channel ports.
 */
export const COUNTED = ['processing units', 'partitions', 'virtual slots', 'NPIV places'] as const
/** Index of the processing units among them. */
export const CPU = 0

/** Partitions x targets, as numbers. Index of (item, target) is item * targetCount + target. */
export interface PlacementProblem {
  readonly itemCount: number
  readonly targetCount: number
  /** By item x target: FORBIDDEN, or how many warnings the move would carry. */
  readonly verdict: Uint8Array
  /** By item x target: MiB the target needs, in its own block size and with its page tables. */
  readonly memoryNeed: Float64Array
  /** By item x COUNTED: what it takes on any target. */
  readonly countedNeed: Float64Array
  /** By item: how many partitions move as this one item. */
  readonly size: Int32Array
  /** By item x target: weight of the soft rules the assignment breaks. */
  readonly softCost: Float64Array
  /** Groups of an item: `groupOf` and `groupTimes` (its members of the group) from groupStart[item] to the next. */
  readonly groupStart: Int32Array
  readonly groupOf: Int32Array
  readonly groupTimes: Int32Array
  /** By group x target: members that are there and do not move. */
  readonly groupPresent: Int32Array
  /** By group: APART or SCATTERED. */
  readonly groupKind: Uint8Array
  /** By group: what a breach costs; Infinity: it is not allowed. */
  readonly groupWeight: Float64Array
  /** Limits that a pair uses: `capOf` and `capNeed` from capStart[item x target] to the next. */
  readonly capStart: Int32Array
  readonly capOf: Int32Array
  readonly capNeed: Float64Array
  /** By limit (processor pools, budgets, licences, reserves): what is left of it. */
  readonly capFree: Float64Array
  /** By item: bytes to be copied, touched memory only. */
  readonly copyBytes: Float64Array
  /** By target: MiB; Infinity where nobody knows and the user accepts that. */
  readonly memoryFree: Float64Array
  /** By target x COUNTED; Infinity where nobody knows and the user accepts that. */
  readonly countedFree: Float64Array
  /** By target: what the use is measured against; 0 where unknown. */
  readonly memoryCapacity: Float64Array
  readonly cpuCapacity: Float64Array
  /** By target: bytes/s all its movers together take in; 0 where unknown. */
  readonly inboundRate: Float64Array
  /** By target: wanted highest use after the plan, 0 to 1. */
  readonly memorySafety: Float64Array
  readonly cpuSafety: Float64Array
}

/** Groups of which every pair on one server is a breach, and groups of which every further server is one. */
export const APART = 0
export const SCATTERED = 1

/** A move that is not made; a verdict below it is a number of warnings. */
export const FORBIDDEN = 255

/** Not placed. */
export const NOWHERE = -1

/** Levels of the objective, most important first; each is minimised (planning.md, goal "evacuate"). */
export const LEVELS = [
  'unplaced',
  'unplaced MiB',
  'scattered room',
  'soft rules',
  'over safety',
  'warnings',
  'inbound s',
  'unevenness',
] as const
export type Score = Float64Array

/** Negative where a is better. Levels of seconds and shares are compared in whole steps of their unit. */
export function compareScores(a: Score, b: Score): number {
  for (let level = 0; level < a.length; level += 1) {
    const difference = a[level]! - b[level]!
    if (difference !== 0) return difference
  }
  return 0
}

export class PlacementState {
  readonly target: Int32Array
  readonly problem: PlacementProblem
  readonly #memory: Float64Array
  readonly #counted: Float64Array
  readonly #caps: Float64Array
  readonly #inbound: Float64Array
  readonly #present: Int32Array
  #softCost = 0
  #unplaced = 0
  #unplacedMib = 0
  #warnings = 0
  #over = 0
  #unevenness = 0

  constructor(problem: PlacementProblem) {
    this.problem = problem
    const { itemCount, targetCount } = problem
    this.target = new Int32Array(itemCount).fill(NOWHERE)
    this.#memory = Float64Array.from(problem.memoryFree)
    this.#counted = Float64Array.from(problem.countedFree)
    this.#caps = Float64Array.from(problem.capFree)
    this.#present = Int32Array.from(problem.groupPresent)
    this.#inbound = new Float64Array(targetCount)
    // Whom no target may take is out of the game: nothing the search does can help.
    for (let item = 0; item < itemCount; item += 1) {
      if (!mayBePlaced(problem, item)) continue
      this.#unplaced += problem.size[item]!
      this.#unplacedMib += this.#size(item)
    }
    for (let target = 0; target < targetCount; target += 1) this.#count(target, 1)
  }

  /** Whether an item that is nowhere may go to a target as things stand. */
  fits(item: number, target: number): boolean {
    const { problem } = this
    const pair = item * problem.targetCount + target
    if (problem.verdict[pair] === FORBIDDEN) return false
    if (this.#memory[target]! < problem.memoryNeed[pair]!) return false
    for (let k = 0; k < COUNTED.length; k += 1) {
      if (this.#counted[target * COUNTED.length + k]! < this.#need(item, k)) return false
    }
    for (let at = problem.capStart[pair]!; at < problem.capStart[pair + 1]!; at += 1) {
      if (this.#caps[problem.capOf[at]!]! < problem.capNeed[at]!) return false
    }
    for (let at = problem.groupStart[item]!; at < problem.groupStart[item + 1]!; at += 1) {
      const group = problem.groupOf[at]!
      if (problem.groupWeight[group] !== Infinity) continue
      if (this.#present[group * problem.targetCount + target]! > 0) return false
    }
    return true
  }

  /** What soft rules would cost more with an item, that is nowhere, on a target. */
  softCostOf(item: number, target: number): number {
    const { problem } = this
    let cost = problem.softCost[item * problem.targetCount + target]!
    for (let at = problem.groupStart[item]!; at < problem.groupStart[item + 1]!; at += 1) {
      const group = problem.groupOf[at]!
      const weight = problem.groupWeight[group]!
      if (weight === Infinity) continue
      const present = this.#present[group * problem.targetCount + target]!
      const times = problem.groupTimes[at]!
      cost +=
        problem.groupKind[group] === APART
          ? weight * (present * times + (times * (times - 1)) / 2)
          : present === 0
            ? weight
            : 0
    }
    return cost
  }

  place(item: number, target: number): void {
    this.#change(item, target, 1)
    this.target[item] = target
  }

  remove(item: number): void {
    this.#change(item, this.target[item]!, -1)
    this.target[item] = NOWHERE
  }

  /** Writes the objective into `score`. */
  score(score: Score): void {
    score[0] = this.#unplaced
    score[1] = this.#unplacedMib
    // While somebody has no place, free memory in few large pieces is worth more than anything but places.
    score[2] = this.#unplaced > 0 ? -Math.round(this.#roomSquared() * 1e6) : 0
    // Weights may be fractions: sums in another order differ in their last bits.
    score[3] = Math.round(this.#softCost * 1e6)
    score[4] = Math.round(this.#over)
    score[5] = this.#warnings
    let slowest = 0
    for (let target = 0; target < this.#inbound.length; target += 1) {
      if (this.#inbound[target]! > slowest) slowest = this.#inbound[target]!
    }
    score[6] = Math.round(slowest)
    score[7] = Math.round(this.#unevenness * 1e6)
  }

  /** Partitions without a place that some target might take. */
  get unplacedCount(): number {
    return this.#unplaced
  }

  get placedCount(): number {
    return this.target.reduce(
      (sum, target, item) => (target === NOWHERE ? sum : sum + this.problem.size[item]!),
      0,
    )
  }

  memoryLeft(target: number): number {
    return this.#memory[target]!
  }

  cpuLeft(target: number): number {
    return this.#counted[target * COUNTED.length + CPU]!
  }

  #change(item: number, target: number, sign: 1 | -1): void {
    const { problem } = this
    const pair = item * problem.targetCount + target
    this.#count(target, -1)
    this.#memory[target] = this.#memory[target]! - sign * problem.memoryNeed[pair]!
    for (let k = 0; k < COUNTED.length; k += 1) {
      const at = target * COUNTED.length + k
      this.#counted[at] = this.#counted[at]! - sign * this.#need(item, k)
    }
    for (let at = problem.capStart[pair]!; at < problem.capStart[pair + 1]!; at += 1) {
      const cap = problem.capOf[at]!
      this.#caps[cap] = this.#caps[cap]! - sign * problem.capNeed[at]!
    }
    if (sign > 0) this.#softCost += this.softCostOf(item, target)
    for (let at = problem.groupStart[item]!; at < problem.groupStart[item + 1]!; at += 1) {
      const place = problem.groupOf[at]! * problem.targetCount + target
      this.#present[place] = this.#present[place]! + sign * problem.groupTimes[at]!
    }
    if (sign < 0) this.#softCost -= this.softCostOf(item, target)
    const rate = problem.inboundRate[target]!
    if (rate > 0) this.#inbound[target] = this.#inbound[target]! + (sign * problem.copyBytes[item]!) / rate
    this.#count(target, 1)
    this.#warnings += sign * problem.verdict[pair]!
    this.#unplaced -= sign * problem.size[item]!
    this.#unplacedMib -= sign * this.#size(item)
  }

  /** Adds or takes away what one target contributes to the sums of the objective. */
  #count(target: number, sign: 1 | -1): void {
    const memory = this.#memoryUse(target)
    const cpu = this.#cpuUse(target)
    // Squares, because the peak counts: one server at 100 % is worse than three at 93 %.
    const over =
      Math.max(0, memory - this.problem.memorySafety[target]!) ** 2 +
      Math.max(0, cpu - this.problem.cpuSafety[target]!) ** 2
    this.#over += sign * over * 1e5
    this.#unevenness += sign * (memory * memory + cpu * cpu)
  }

  #roomSquared(): number {
    let sum = 0
    for (let target = 0; target < this.problem.targetCount; target += 1) {
      const capacity = this.problem.memoryCapacity[target]!
      if (capacity > 0) sum += (this.#memory[target]! / capacity) ** 2
    }
    return sum
  }

  #need(item: number, k: number): number {
    return this.problem.countedNeed[item * COUNTED.length + k]!
  }

  #memoryUse(target: number): number {
    const capacity = this.problem.memoryCapacity[target]!
    return capacity > 0 ? 1 - this.#memory[target]! / capacity : 0
  }

  #cpuUse(target: number): number {
    const capacity = this.problem.cpuCapacity[target]!
    return capacity > 0 ? 1 - this.cpuLeft(target) / capacity : 0
  }

  /** A partition counts with what it needs on the first server, everywhere much the same. */
  #size(item: number): number {
    return this.problem.targetCount === 0 ? 0 : this.problem.memoryNeed[item * this.problem.targetCount]!
  }
}

/** Whether any target may take a partition, were there room. */
export function mayBePlaced({ verdict, targetCount }: PlacementProblem, item: number): boolean {
  for (let target = 0; target < targetCount; target += 1) {
    if (verdict[item * targetCount + target] !== FORBIDDEN) return true
  }
  return false
}
