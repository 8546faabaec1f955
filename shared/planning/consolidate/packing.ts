/** Finds places for items that are in the air, on servers that are on. */
import type { SeededRandom } from '../random.ts'
import { NOWHERE } from './consolidation-problem.ts'
import type { ConsolidationState } from './consolidation-state.ts'

export interface PackingOptions {
  /** By item, as shares of the mean server. */
  readonly sizes: Float64Array
  readonly random: SeededRandom
  /** 0: strictly by size and fit. */
  readonly noise: number
  /** What the best fit is worth against the cheapest use, as a share of what the server costs. */
  readonly fit: number
  /** The server that is used last, to keep room in one piece; NOWHERE: none. */
  readonly spare: number
}

/** Largest first, best fit; who finds no room pushes out a smaller one that does. False: somebody is left in the air. */
export function pack(state: ConsolidationState, items: readonly number[], options: PackingOptions): boolean {
  const { sizes, random, noise } = options
  const keys = new Map(items.map((item) => [item, sizes[item]! * (1 + noise * random.share())]))
  const sorted = items.toSorted((a, b) => keys.get(b)! - keys.get(a)! || a - b)
  for (const item of sorted) {
    const server = bestPlace(state, item, options, NOWHERE)
    if (server !== NOWHERE) state.put(item, server)
    else if (!pushOut(state, item, options)) return false
  }
  return true
}

/** The server that is on where the item fits, is used cheaply and fills most. */
function bestPlace(state: ConsolidationState, item: number, options: PackingOptions, except: number): number {
  const { serverCount, openCost } = state.problem
  let best = NOWHERE
  let bestScore = Infinity
  for (let server = 0; server < serverCount; server += 1) {
    if (state.on[server] === 0 || server === except || !state.fits(item, server)) continue
    const fit = state.fill(server) + options.noise * options.random.share()
    const score =
      state.useCost(item, server) -
      options.fit * openCost[server]! * fit +
      (server === options.spare ? 1e12 : 0)
    if (score < bestScore) [best, bestScore] = [server, score]
  }
  return best
}

/** Puts the item where one that is smaller can leave for another server. */
function pushOut(state: ConsolidationState, item: number, options: PackingOptions): boolean {
  const { sizes } = options
  const { serverCount, allowed } = state.problem
  for (const [other, server] of state.place.entries()) {
    if (server === NOWHERE || sizes[other]! >= sizes[item]!) continue
    if (allowed[item * serverCount + server] === 0) continue
    state.take(other)
    if (state.fits(item, server)) {
      state.put(item, server)
      const elsewhere = bestPlace(state, other, options, server)
      if (elsewhere !== NOWHERE) {
        state.put(other, elsewhere)
        return true
      }
      state.take(item)
    }
    state.put(other, server)
  }
  return false
}
