/**
 * Ranges as wide as past moves say they have to be: "range.stretch" is the factor by which the range of a forecast is
 * stretched around its P50, on a logarithmic scale. Calibration proposes it (shared/calibration/conformal.ts); 1 leaves
 * the range of the model as it is. Standstills are not stretched: the movers' logs do not tell them.
 */
import { power } from './exact-math.ts'
import type { Range } from '../plan/plan-forecast.ts'
import type { PlanScenario } from './plan-scenario.ts'
import { quantile, type Samples } from './uncertainty.ts'

export const STRETCH_KEY = 'range.stretch'

/** One range, stretched around its P50. */
export function stretchRange({ p10, p50, p90 }: Range, factor: number): Range {
  return { p10: stretched(p10, p50, factor), p50, p90: stretched(p90, p50, factor) }
}

/**
 * The draws of a plan, stretched: times on the plan's clock by the factor of the fleet, the duration of a move by that of
 * its class. Every draw keeps its rank, so that all figures made of the draws stay of one piece.
 */
export function stretchSamples(
  samples: Samples,
  { rangeStretch }: Pick<PlanScenario, 'rangeStretch'>,
): Samples {
  const { fleet, parts } = rangeStretch
  if (fleet === 1 && parts.every((factor) => factor === 1)) return samples
  return {
    ...samples,
    makespan: stretchColumn(samples.makespan, fleet),
    parts: samples.parts.map((part, i) => ({
      ...part,
      t0: stretchColumn(part.t0, fleet),
      t1: stretchColumn(part.t1, fleet),
      total: stretchColumn(part.total, parts[i] ?? fleet),
    })),
  }
}

function stretchColumn(values: Float64Array, factor: number): Float64Array {
  const middle = quantile(values.toSorted(), 0.5)
  return factor === 1 || middle === null ? values : values.map((value) => stretched(value, middle, factor))
}

/** Zero and "never" stay what they are. */
function stretched(value: number, middle: number, factor: number): number {
  return value > 0 && middle > 0 && Number.isFinite(value) ? middle * power(value / middle, factor) : value
}
