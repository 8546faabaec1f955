/** Trial runs of an order that keep the times its rules allow, so that orders are judged by when they then end. */
import type { Forecast } from '../forecast/forecast.ts'
import type { AllowedTimes, TimedMove } from './allowed-times.ts'

/** Runs of one trial: moves that still do not fit are left to the schedule that is kept (`fit-times.ts`). */
const MOST_RUNS = 12

/** A run in which each move that would break a window or blackout starts at the next time at which it fits. */
export function withinTimes<M extends TimedMove>(
  moves: readonly M[],
  times: AllowedTimes,
  run: (moves: readonly M[]) => Forecast,
): Forecast {
  let timed = moves
  let forecast = run(timed)
  if (times.isNone) return forecast
  let { events } = forecast
  for (let again = 1; again < MOST_RUNS; again += 1) {
    const starts = startsThatFit(timed, forecast, times)
    if (starts.size === 0) break
    timed = timed.map((move) => ({ ...move, notBeforeS: starts.get(move.id) ?? move.notBeforeS }))
    forecast = run(timed)
    events += forecast.events
  }
  return { ...forecast, events }
}

function startsThatFit(
  moves: readonly TimedMove[],
  forecast: Forecast,
  times: AllowedTimes,
): ReadonlyMap<string, number> {
  const starts = new Map<string, number>()
  for (const move of moves) {
    const part = forecast.parts[move.id]
    if (part?.t0 == null || part.t1 === null || times.brokenBy(move, part.t0, part.t1) === null) continue
    const startS = times.next(move, part.t0, part.t1 - part.t0)
    if (startS !== null) starts.set(move.id, startS)
  }
  return starts
}
