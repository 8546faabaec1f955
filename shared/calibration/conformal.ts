/**
 * How much wider (or narrower) ranges have to be to hold what really happened (forecast.md section 7): the split
 * conformal quantile of m past moves. Exchangeable moves then lie inside the stretched range with at least the wanted
 * probability, whatever the model (Vovk, Gammerman and Shafer, Algorithmic Learning in a Random World, 2005).
 */
import type { Range } from '../plan/plan-forecast.ts'

/** Below so many moves the range of the model stands as it is. */
export const MOVES_NEEDED = 20
/** A range from P10 to P90 is to hold eight of ten. */
const WANTED_COVERAGE = 0.8

/** Ranges thinner than this (relative) are taken to be so wide: nothing is known to 1 %. */
const THINNEST = Math.log(1.01)

/** Distance of what happened from P50 in halves of the range, on a logarithmic scale: up to 1 is inside. */
export function scoreOf(actual: number, { p10, p50, p90 }: Range): number {
  const off = Math.log(actual / p50)
  return Math.abs(off) / Math.max(THINNEST, Math.abs(Math.log((off >= 0 ? p90 : p10) / p50)))
}

/**
 * The ceil((m + 1)(1 - alpha)) / m empirical quantile of the scores of m moves; null where m is too small for that
 * quantile to be one of them.
 */
export function conformalQuantile(scores: readonly number[], alpha = 1 - WANTED_COVERAGE): number | null {
  const rank = Math.ceil((scores.length + 1) * (1 - alpha) - 1e-9)
  return scores.toSorted((a, b) => a - b)[rank - 1] ?? null
}
