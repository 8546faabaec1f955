/** Which moves of a run decide its end, and how long what follows each of them is. */
import type { Forecast } from '../forecast/forecast.ts'
import type { ScheduledMove } from '../forecast/plan-part.ts'

/** Ends and starts that are further apart than this did not cause each other, seconds. */
const SAME_INSTANT_S = 1e-6

type Waiting = Pick<ScheduledMove, 'id' | 'after'>

/**
 * By move: its length and that of the longest chain of moves that wait for it, one after the other.
 * A cycle of waiting counts once.
 */
export function remainingChains(
  moves: readonly Waiting[],
  lengthOf: (move: Waiting) => number,
): ReadonlyMap<string, number> {
  const next = new Map<string, Waiting[]>()
  for (const move of moves)
    for (const id of move.after) {
      const known = next.get(id)
      if (known === undefined) next.set(id, [move])
      else known.push(move)
    }
  const chains = new Map<string, number>()
  const chainOf = (move: Waiting): number => {
    const known = chains.get(move.id)
    if (known !== undefined) return known
    chains.set(move.id, 0)
    const chain = lengthOf(move) + Math.max(0, ...(next.get(move.id) ?? []).map(chainOf))
    chains.set(move.id, chain)
    return chain
  }
  for (const move of moves) chainOf(move)
  return chains
}

/**
 * Places in `moves` of those that decide the end: the last move to end, whoever it waited for (the move that ended when
 * it started and shares a server or is one it has to wait for), back to the start; and those that shared a mover with one
 * of them while it ran.
 */
export function criticalMoves(moves: readonly ScheduledMove[], forecast: Forecast): readonly number[] {
  const spans = moves.map((move) => {
    const part = forecast.parts[move.id]
    return { startS: part?.t0 ?? 0, endS: part?.t1 ?? Infinity }
  })
  let at = spans.reduce((last, { endS }, i) => (endS > spans[last]!.endS ? i : last), 0)
  const chain = new Set<number>()
  for (;;) {
    chain.add(at)
    const { startS } = spans[at]!
    const before = moves.findIndex(
      (other, i) =>
        !chain.has(i) && Math.abs(spans[i]!.endS - startS) <= SAME_INSTANT_S && isRelated(moves[at]!, other),
    )
    if (before < 0) break
    at = before
  }
  const critical = new Set(chain)
  for (const one of chain)
    for (const [i, other] of moves.entries()) {
      const overlap = spans[i]!.startS < spans[one]!.endS && spans[i]!.endS > spans[one]!.startS
      if (overlap && sharesMover(moves[one]!, other)) critical.add(i)
    }
  return [...critical]
}

function isRelated(move: ScheduledMove, other: ScheduledMove): boolean {
  const servers = [move.sourceServerId, move.targetServerId]
  return (
    move.after.includes(other.id) ||
    servers.includes(other.sourceServerId) ||
    servers.includes(other.targetServerId)
  )
}

function sharesMover(move: ScheduledMove, other: ScheduledMove): boolean {
  const movers = [move.sourceMoverId, move.targetMoverId]
  return [other.sourceMoverId, other.targetMoverId].some((id) => id !== null && movers.includes(id))
}
