import { demandFaults, faultStall } from './post-copy.ts'
import type { Binding, Limit, PartForecast, PartState } from './forecast.ts'
import type { Move } from './move.ts'

/** What the forecast says of a move once nothing moves any more. */
export function reportMove(
  move: Move,
  limitedBy: Limit | null,
  bindings: readonly Binding[] | null,
  perPath: readonly number[] | null,
): PartForecast {
  const { part, times } = move
  const t0 = times.prep
  const t1 = times.end
  const faults = faultsOf(move)
  return {
    state: stateOf(move),
    // An instant has a width of some rounding errors, so its clock may lie a hair before the start.
    queued: t0 === null ? null : Math.max(0, t0 - part.start),
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
    faults,
    stall: stallOf(move, faults),
    perPath,
    phases: times,
    limitedBy,
    bindings,
  }
}

function stateOf(move: Move): PartState {
  if (move.times.end !== null) return move.stop === 'abort_s' ? 'aborted' : 'done'
  return move.times.prep === null ? 'not started' : 'stalled'
}

/** A page of the written set is wanted at least as often as it is written: a = D / H. */
function faultsOf(move: Move): number | null {
  const { dirty, hot, page } = move.part
  if (move.post === null || move.remainder === null) return null
  if (move.post === 0 || dirty === 0) return 0
  return hot === Infinity || hot === 0 ? null : demandFaults(move.remainder, page, dirty / hot, move.post)
}

function stallOf(move: Move, faults: number | null): number | null {
  if (faults === null) return null
  if (faults === 0) return 0
  const { fault_s, page } = move.part
  return fault_s === null ? null : faultStall(faults, fault_s, page, move.remainder!, move.post!)
}
