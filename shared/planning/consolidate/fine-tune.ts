/** Small steps between servers that are on: one item shifts, or two swap, to where their use costs less. */
import type { SeededRandom } from '../random.ts'
import type { ConsolidationState } from './consolidation-state.ts'

/** Takes the first step that fits, costs at most `most` more, and is accepted; else nothing changes. */
export function fineTune(
  state: ConsolidationState,
  random: SeededRandom,
  most: number,
  accepts: () => boolean,
  tries: number,
): void {
  const { itemCount, serverCount } = state.problem
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const item = random.below(itemCount)
    const found =
      random.below(2) === 0
        ? shift(state, item, random.below(serverCount), most, accepts)
        : swap(state, item, random.below(itemCount), most, accepts)
    if (found) return
  }
}

function shift(
  state: ConsolidationState,
  item: number,
  server: number,
  most: number,
  accepts: () => boolean,
): boolean {
  const home = state.place[item]!
  if (server === home || state.on[server] === 0) return false
  if (state.useCost(item, server) - state.useCost(item, home) > most || !state.fits(item, server))
    return false
  state.take(item)
  state.put(item, server)
  if (accepts()) return true
  state.take(item)
  state.put(item, home)
  return false
}

function swap(
  state: ConsolidationState,
  item: number,
  other: number,
  most: number,
  accepts: () => boolean,
): boolean {
  const home = state.place[item]!
  const server = state.place[other]!
  if (server === home) return false
  const change =
    state.useCost(item, server) -
    state.useCost(item, home) +
    state.useCost(other, home) -
    state.useCost(other, server)
  if (change > most) return false
  state.take(item)
  state.take(other)
  const fits = state.fits(item, server) && state.fits(other, home)
  state.put(item, fits ? server : home)
  state.put(other, fits ? home : server)
  if (!fits) return false
  if (accepts()) return true
  state.take(item)
  state.take(other)
  state.put(item, home)
  state.put(other, server)
  return false
}
