import { NO_FLOWS, OWN_CEILING } from './fair-shares.ts'
import type { FlowClass } from './flow-graph.ts'
import type { Limit } from './forecast.ts'

/** What holds back a move that is still sending when nothing will happen any more: the reason why it never ends. */
export function limitNow(
  route: readonly number[],
  bottleneck: Int32Array,
  resourceNames: readonly string[],
): Limit | null {
  const held = bottleneck[route[0]!]!
  if (held === NO_FLOWS) return null
  return { resource: held === OWN_CEILING ? null : resourceNames[held]!, share: 1 }
}

/**
 * What held a move back for most of the time it was sending. `heldBack` from `at` on are the seconds: path by path, by
 * each resource of it, last by its own ceiling. Of several paths each counts for itself.
 */
export function longestLimit(
  heldBack: Float64Array,
  at: number,
  route: readonly number[],
  classes: readonly FlowClass[],
  resourceNames: readonly string[],
): Limit | null {
  let longest = NO_FLOWS
  let most = 0
  let sum = 0
  let slot = at
  for (let way = 0; way < route.length; way += 1) {
    const { resources } = classes[route[way]!]!
    for (let k = 0; k <= resources.length; k += 1) {
      // Differences of long sums: what is below zero is a rounding error.
      const here = Math.max(0, heldBack[slot]!)
      slot += 1
      sum += here
      if (here === 0) continue
      const held = resources[k] ?? OWN_CEILING
      const seconds = route.length === 1 ? here : secondsHeldBy(held, heldBack, at, route, classes)
      if (seconds <= most) continue
      most = seconds
      longest = held
    }
  }
  if (longest === NO_FLOWS) return null
  return { resource: longest === OWN_CEILING ? null : resourceNames[longest]!, share: most / sum }
}

/** The same resource may lie on several paths. */
function secondsHeldBy(
  held: number,
  heldBack: Float64Array,
  at: number,
  route: readonly number[],
  classes: readonly FlowClass[],
): number {
  let seconds = 0
  let slot = at
  for (const way of route) {
    const { resources } = classes[way]!
    for (let k = 0; k <= resources.length; k += 1) {
      if ((resources[k] ?? OWN_CEILING) === held) seconds += Math.max(0, heldBack[slot]!)
      slot += 1
    }
  }
  return seconds
}
