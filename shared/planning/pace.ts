/** Fewer moves at once than there are slots: kept by moves that wait for each other, which every script can do. */
import type { Forecast } from '../forecast/forecast.ts'
import type { ScheduledMove } from '../forecast/plan-part.ts'

/** Ends and starts that are further apart than this did not cause each other, seconds. */
const SAME_INSTANT_S = 1e-6

/**
 * Moves of a run with fewer at once, each waiting also for those over one of its movers that ended when it began. Run with
 * all slots, they start at the same instants.
 */
export function paced<M extends ScheduledMove & { readonly pacedBy: readonly string[] }>(
  moves: readonly M[],
  forecast: Forecast,
): readonly M[] {
  const timeOf = (move: M) => forecast.parts[move.id]
  return moves.map((move) => {
    const startS = timeOf(move)?.t0 ?? 0
    if (startS <= 0 || move.type !== 'active') return move
    const pacedBy = moves
      .filter(
        (other) =>
          Math.abs((timeOf(other)?.t1 ?? Infinity) - startS) <= SAME_INSTANT_S && sharesMover(move, other),
      )
      .map(({ id }) => id)
    return { ...move, pacedBy, after: [...new Set([...move.after, ...pacedBy])] }
  })
}

function sharesMover(move: ScheduledMove, other: ScheduledMove): boolean {
  const movers = [move.sourceMoverId, move.targetMoverId]
  return [other.sourceMoverId, other.targetMoverId].some((id) => id !== null && movers.includes(id))
}
