/** Which servers are on: what all of them together must hold, and exchanges that keep it so. */
import type { SeededRandom } from '../random.ts'
import { leastNeed, type ConsolidationProblem } from './consolidation-problem.ts'

export interface Exchange {
  readonly off: readonly number[]
  readonly on: readonly number[]
  /** What it changes the cost of being on by. */
  readonly change: number
}

const NONE: Exchange = { off: [], on: [], change: 0 }

/** Exchanges that are looked at for one that is taken, at most. */
const TRIES = 24

export class ServerSets {
  readonly #problem: ConsolidationProblem
  /** By resource: what everybody needs at least. */
  readonly #needed: Float64Array

  constructor(problem: ConsolidationProblem) {
    this.#problem = problem
    this.#needed = Float64Array.from({ length: problem.resourceCount }, (_, resource) => {
      let sum = 0
      for (let item = 0; item < problem.itemCount; item += 1) sum += leastNeed(problem, item, resource)
      return sum
    })
  }

  /** Necessary: what is on holds what everybody needs, also without any one of them where N+1 is asked for. */
  canHold(on: Uint8Array): boolean {
    const { serverCount, resourceCount, capacity, reserved } = this.#problem
    for (let resource = 0; resource < resourceCount; resource += 1) {
      let sum = 0
      let largest = 0
      for (let server = 0; server < serverCount; server += 1) {
        if (on[server] === 0) continue
        const has = capacity[server * resourceCount + resource]!
        sum += has
        if (has > largest) largest = has
      }
      if (sum - (resource < reserved ? largest : 0) < this.#needed[resource]! - 1e-6) return false
    }
    return true
  }

  /**
   * Servers to switch off and on: of some drawn at random that can hold everybody, the one that saves most. The empty
   * exchange where none may be had for `most`.
   */
  exchange(on: Uint8Array, random: SeededRandom, most: number): Exchange {
    const { openCost, staysOn } = this.#problem
    const present: number[] = []
    const absent: number[] = []
    for (const [server, is] of on.entries()) {
      if (is === 0) absent.push(server)
      else if (staysOn[server] === 0) present.push(server)
    }
    if (present.length === 0) return NONE
    const trial = on.slice()
    let best = NONE
    let bestChange = Infinity
    // Not always the best of many: what saves most may be what can never be packed.
    for (let tries = random.below(TRIES); tries < TRIES; tries += 1) {
      const off = draw(present, 1 + random.below(3), random)
      const back = draw(absent, random.below(off.length + 2), random)
      const change =
        back.reduce((sum, server) => sum + openCost[server]!, 0) -
        off.reduce((sum, server) => sum + openCost[server]!, 0)
      if (change >= bestChange || change > most) continue
      for (const server of off) trial[server] = 0
      for (const server of back) trial[server] = 1
      if (this.canHold(trial)) [best, bestChange] = [{ off, on: back, change }, change]
      for (const server of back) trial[server] = 0
      for (const server of off) trial[server] = 1
    }
    return best
  }
}

/** So many different ones at random, or all. */
export function draw(from: readonly number[], count: number, random: SeededRandom): readonly number[] {
  if (from.length <= count) return from
  const drawn = new Set<number>()
  while (drawn.size < count) drawn.add(from[random.below(from.length)]!)
  return [...drawn]
}
