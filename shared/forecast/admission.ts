import { IndexedHeap } from './indexed-heap.ts'

const MOST_AT_ONCE = 1000

/** A waiting part: `rank` is its place by (start, plan order), `groups` the indexes of the groups it needs. */
export type Applicant = { readonly rank: number; readonly groups: readonly number[] }

/**
 * Slots of systems, movers and consoles. A part is admitted when every group it names has a free slot, in the
 * order of (start, plan order). Not strict: a part that fits may go before one that is blocked. Strict: it may
 * not. (forecast model, section 3, QUEUED.)
 *
 * Parts that need the same groups stand in one line, so only the heads of lines are ever looked at.
 */
export class Admission {
  readonly #strict: boolean
  readonly #free: Float64Array
  readonly #lines: Line[] = []
  readonly #lineOf: Int32Array
  #changed = false
  #waiting = 0

  constructor(slots: ArrayLike<number>, applicants: readonly Applicant[], strict: boolean) {
    this.#strict = strict
    this.#free = Float64Array.from(slots)
    this.#lineOf = new Int32Array(applicants.length)
    const ranks = Float64Array.from(applicants, (each) => each.rank)
    const positions = new Int32Array(applicants.length).fill(-1)
    const lines = new Map<string, number>()
    for (let id = 0; id < applicants.length; id += 1) {
      const { groups } = applicants[id]!
      let key = ''
      for (let k = 0; k < groups.length; k += 1) key += `${groups[k]!} `
      let line = lines.get(key)
      if (line === undefined) {
        line = this.#lines.length
        lines.set(key, line)
        this.#lines.push({ groups, heap: new IndexedHeap(ranks, positions), rank: Infinity, full: -1 })
      }
      this.#lineOf[id] = line
    }
  }

  /** The part waits from now on. */
  apply(id: number): void {
    const line = this.#lines[this.#lineOf[id]!]!
    line.heap.push(id)
    line.rank = line.heap.topKey
    this.#waiting += 1
    this.#changed = true
  }

  /** The part gives its slots back. */
  release(id: number): void {
    for (const group of this.#lines[this.#lineOf[id]!]!.groups) this.#free[group] = this.#free[group]! + 1
    this.#changed = true
  }

  /**
   * Takes slots for the parts that may start now, first come first served, and returns them in that order: at most a
   * thousand, so that the caller can do something else in between. Empty: nobody else may start.
   */
  admit(): readonly number[] {
    if (!this.#changed || this.#waiting === 0) return nobody
    const first = this.#next()
    this.#changed = first !== null
    if (first === null) return nobody
    const admitted = [this.#take(first)]
    while (admitted.length < MOST_AT_ONCE) {
      const line = this.#next()
      if (line === null) {
        this.#changed = false
        break
      }
      admitted.push(this.#take(line))
    }
    return admitted
  }

  #next(): Line | null {
    if (!this.#strict) return this.#first(true)
    const line = this.#first(false)
    return line === null || !this.#fits(line) ? null : line
  }

  /** The line whose head is the earliest, of all or of those that fit. */
  #first(fitting: boolean): Line | null {
    const lines = this.#lines
    let first: Line | null = null
    let lowest = Infinity
    for (let i = 0; i < lines.length; i += 1) {
      const line = lines[i]!
      const { rank, full } = line
      if (rank >= lowest) continue
      // What was full a moment ago mostly still is.
      if (fitting && ((full >= 0 && this.#free[full]! < 1) || !this.#fits(line))) continue
      first = line
      lowest = rank
    }
    return first
  }

  #take(line: Line): number {
    const id = line.heap.top
    line.heap.remove(id)
    line.rank = line.heap.topKey
    this.#waiting -= 1
    for (const group of line.groups) this.#free[group] = this.#free[group]! - 1
    return id
  }

  #fits(line: Line): boolean {
    const free = this.#free
    const { groups } = line
    for (let i = 0; i < groups.length; i += 1) {
      if (free[groups[i]!]! >= 1) continue
      line.full = groups[i]!
      return false
    }
    return true
  }
}

type Line = {
  readonly groups: readonly number[]
  readonly heap: IndexedHeap
  /** Of its head; Infinity when nobody waits. */
  rank: number
  /** The group that had no slot when last asked, or -1. */
  full: number
}
const nobody: readonly number[] = []
