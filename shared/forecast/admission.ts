import { IndexedHeap } from './indexed-heap.ts'

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
  readonly #applicants: readonly Applicant[]
  readonly #strict: boolean
  readonly #free: Float64Array
  readonly #lines: Line[] = []
  readonly #lineOf: Int32Array
  #changed = false

  constructor(slots: ArrayLike<number>, applicants: readonly Applicant[], strict: boolean) {
    this.#applicants = applicants
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
        this.#lines.push({ groups, heap: new IndexedHeap(ranks, positions) })
      }
      this.#lineOf[id] = line
    }
  }

  /** The part waits from now on. */
  apply(id: number): void {
    this.#lines[this.#lineOf[id]!]!.heap.push(id)
    this.#changed = true
  }

  /** The part gives its slots back. */
  release(id: number): void {
    for (const group of this.#lines[this.#lineOf[id]!]!.groups) this.#free[group] = this.#free[group]! + 1
    this.#changed = true
  }

  /** Takes slots for every part that may start now, first come first served, and returns them in that order. */
  admit(): readonly number[] {
    if (!this.#changed) return nobody
    this.#changed = false
    return this.#strict ? this.#admitInOrder() : this.#admitWhoFits()
  }

  #admitInOrder(): number[] {
    const admitted: number[] = []
    for (;;) {
      const line = this.#firstOf(this.#lines)
      if (line === null || !this.#fits(line.groups)) return admitted
      admitted.push(this.#take(line))
    }
  }

  #admitWhoFits(): number[] {
    const admitted: number[] = []
    let able = this.#ableAmong(this.#lines)
    for (;;) {
      const line = this.#firstOf(able)
      if (line === null) return admitted
      admitted.push(this.#take(line))
      able = this.#ableAmong(able)
    }
  }

  #ableAmong(lines: readonly Line[]): readonly Line[] {
    let able: Line[] | null = null
    for (let i = 0; i < lines.length; i += 1) {
      const line = lines[i]!
      if (line.heap.size > 0 && this.#fits(line.groups)) (able ??= []).push(line)
    }
    return able ?? noLines
  }

  #firstOf(lines: readonly Line[]): Line | null {
    let first: Line | null = null
    let lowest = Infinity
    for (const line of lines) {
      if (line.heap.size === 0 || this.#applicants[line.heap.top]!.rank >= lowest) continue
      first = line
      lowest = this.#applicants[line.heap.top]!.rank
    }
    return first
  }

  #take(line: Line): number {
    const id = line.heap.top
    line.heap.remove(id)
    for (const group of line.groups) this.#free[group] = this.#free[group]! - 1
    return id
  }

  #fits(groups: readonly number[]): boolean {
    for (let i = 0; i < groups.length; i += 1) if (this.#free[groups[i]!]! < 1) return false
    return true
  }
}

type Line = { readonly groups: readonly number[]; readonly heap: IndexedHeap }
const nobody: readonly number[] = []
const noLines: readonly Line[] = []
