import { demandFaults } from './dirty-model.ts'
import { NO_FLOWS, OWN_CEILING } from './fair-shares.ts'
import type { FlowClass } from './flow-graph.ts'
import type { Limit, PartForecast, PartState } from './forecast.ts'
import type { Move } from './move.ts'

/**
 * What the forecast says of a move once nothing moves any more. `heldNow` is the bottleneck of its class at that
 * time: for a move that is still sending, the reason why it never ends. `heldBack` from `move.heldAt` on are the
 * seconds the move was held back while sending, by resource of its path, last by its own ceiling.
 */
export function reportMove(
  move: Move,
  flowClass: FlowClass,
  heldNow: number,
  heldBack: Float64Array,
  resourceNames: readonly string[],
): PartForecast {
  const { part, times } = move
  const t0 = times.prep
  const t1 = times.end
  return {
    state: stateOf(move),
    queued: t0 === null ? null : t0 - part.start,
    t0,
    t1,
    total: t0 === null || t1 === null ? null : t1 - t0,
    passes: move.pass,
    down: move.down,
    post: move.post,
    wire: move.raw * part.ratio,
    raw: move.raw,
    rem: move.remainder,
    stop: move.stop,
    faults: faultsOf(move),
    phases: times,
    limitedBy: move.sending
      ? limitNow(heldNow, resourceNames)
      : longestLimit(heldBack, move.heldAt, flowClass, resourceNames),
  }
}

function stateOf(move: Move): PartState {
  if (move.times.end !== null) return move.stop === 'abort_s' ? 'aborted' : 'done'
  return move.times.prep === null ? 'not started' : 'stalled'
}

function limitNow(held: number, resourceNames: readonly string[]): Limit | null {
  if (held === NO_FLOWS) return null
  return { resource: held === OWN_CEILING ? null : resourceNames[held]!, share: 1 }
}

function longestLimit(
  heldBack: Float64Array,
  from: number,
  flowClass: FlowClass,
  resourceNames: readonly string[],
): Limit | null {
  let longest = -1
  let most = 0
  let sum = 0
  for (let k = 0; k <= flowClass.resources.length; k += 1) {
    // Differences of long sums: what is below zero is a rounding error.
    const seconds = Math.max(0, heldBack[from + k]!)
    sum += seconds
    if (seconds <= most) continue
    most = seconds
    longest = k
  }
  if (longest < 0) return null
  const resource = flowClass.resources[longest]
  return { resource: resource === undefined ? null : resourceNames[resource]!, share: most / sum }
}

/** A page of the written set is wanted at least as often as it is written: a = D / H. */
function faultsOf(move: Move): number | null {
  const { dirty, hot, page } = move.part
  if (move.post === null || move.remainder === null) return null
  if (move.post === 0 || dirty === 0) return 0
  return hot === Infinity || hot === 0 ? null : demandFaults(move.remainder, page, dirty / hot, move.post)
}
