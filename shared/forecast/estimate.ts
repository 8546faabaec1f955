/** How far the estimate of a quantile can be trusted, and whether more draws would change it. */
import type { ConvergencePoint, EstimateBand, ForecastConvergence } from '../plan/plan-forecast.ts'
import { quantile } from './uncertainty.ts'

/** Two-sided 90 % of the normal distribution. */
const Z90 = 1.6448536269514722
/** An estimate is settled when its band is narrower than this to either side, relative to its value. */
const SETTLED = 0.05
const FIRST_DRAWS = 50
const ROUND_UP_TO = 50

/**
 * Quantile `p` of ascending values with the 90 % interval of its order statistics: with n draws the number of draws below
 * the true quantile is binomial (n, p), so the values at ranks n p -+ 1.645 sqrt(n p (1 - p)) enclose it (David and
 * Nagaraja, Order Statistics, 7.1; normal approximation, ranks rounded outwards). It assumes nothing about the
 * distribution. Draws of a Latin hypercube vary less than independent ones: the interval is on the safe side.
 */
export function quantileBand(ascending: Float64Array, p: number): EstimateBand {
  const n = ascending.length
  const spread = Z90 * Math.sqrt(n * p * (1 - p))
  const at = (rank: number): number | null => {
    const value = ascending[rank - 1]
    return value === undefined || value === Infinity ? null : value
  }
  return {
    value: quantile(ascending, p),
    low: at(Math.floor(n * p - spread)),
    high: at(Math.ceil(n * p + spread) + 1),
  }
}

/** The estimates of P50 and P90 after 50, 100, 200, ... and all of `values`, which stand in the order of the draws. */
export function convergenceOf(values: Float64Array): ForecastConvergence {
  const n = values.length
  if (n === 0) return { points: [], settled: null, drawsNeeded: null }
  const counts: number[] = []
  for (let count = FIRST_DRAWS; count < n; count *= 2) counts.push(count)
  const points = [...counts, n].map((draws): ConvergencePoint => {
    const ascending = values.slice(0, draws).sort()
    return { draws, p50: quantileBand(ascending, 0.5), p90: quantileBand(ascending, 0.9) }
  })
  return { points, ...verdict(points.at(-1)!) }
}

/** Half the width of a band shrinks with the square root of the number of draws. */
function verdict({
  draws,
  p90: { value, low, high },
}: ConvergencePoint): Pick<ForecastConvergence, 'settled' | 'drawsNeeded'> {
  if (value === null || low === null || high === null) return { settled: false, drawsNeeded: null }
  const half = Math.max(high - value, value - low)
  if (half <= SETTLED * value) return { settled: true, drawsNeeded: null }
  const wanted = draws * (half / (SETTLED * value)) ** 2
  return { settled: false, drawsNeeded: Math.ceil(wanted / ROUND_UP_TO) * ROUND_UP_TO }
}
