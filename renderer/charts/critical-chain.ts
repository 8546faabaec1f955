import type { PlanMove } from '../../shared/plan/plan-document.ts'
import type { MoveForecast } from '../../shared/plan/plan-forecast.ts'

/** A slot passes on in the instant it is free; figures travel as decimals. */
const tolerance = 1

/** How closely an earlier move binds a later one; 0 = not at all. */
function bond(earlier: PlanMove, later: PlanMove): number {
  if (later.after.includes(earlier.id)) return 4
  if (later.sourceMoverId !== null && later.sourceMoverId === earlier.sourceMoverId) return 3
  if (later.targetMoverId !== null && later.targetMoverId === earlier.targetMoverId) return 2
  const shared =
    later.sourceServerId === earlier.sourceServerId || later.targetServerId === earlier.targetServerId
  return shared ? 1 : 0.5
}

/**
 * The chain of moves that ends the plan, in time order: from the move that ends last back over the move whose end let
 * each one start (a predecessor it waits for, else the slot it took over), until one that started without waiting.
 */
export function criticalChain(
  moves: readonly PlanMove[],
  forecasts: ReadonlyMap<string, MoveForecast>,
): readonly string[] {
  const timed = moves.flatMap((move) => {
    const forecast = forecasts.get(move.id)
    return forecast === undefined ? [] : [{ move, forecast }]
  })
  let current = timed.reduce<(typeof timed)[number] | null>(
    (last, one) => (last === null || one.forecast.endS > last.forecast.endS ? one : last),
    null,
  )
  const chain: string[] = []
  while (current !== null) {
    const here: (typeof timed)[number] = current
    chain.push(here.move.id)
    const { startS } = here.forecast
    const waited = startS > here.move.notBeforeS + tolerance || here.move.after.length > 0
    const before = timed.filter(
      ({ move, forecast }) =>
        move.id !== here.move.id &&
        !chain.includes(move.id) &&
        Math.abs(forecast.endS - startS) <= tolerance &&
        forecast.startS < startS,
    )
    current = waited
      ? before.reduce<(typeof timed)[number] | null>(
          (best, one) =>
            best === null || bond(one.move, here.move) > bond(best.move, here.move) ? one : best,
          null,
        )
      : null
  }
  return chain.reverse()
}
