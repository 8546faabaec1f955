/** How the estimate of the end settles with the number of draws. */
import type { ConvergencePoint, EstimateBand } from '../../shared/plan/plan-forecast.ts'

export interface EstimateScale {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly draws: readonly [number, number]
  readonly seconds: readonly [number, number]
}

const known = (value: number | null): value is number => value !== null && Number.isFinite(value)

/** Room for all bands, with a tenth as margin; null where nothing is known. */
export function estimateScale(
  points: readonly ConvergencePoint[],
  plot: Pick<EstimateScale, 'left' | 'right' | 'top' | 'bottom'>,
): EstimateScale | null {
  const values = points
    .flatMap(({ p50, p90 }) => [p50.low, p50.value, p50.high, p90.low, p90.value, p90.high])
    .filter(known)
  const first = points[0]?.draws
  const last = points.at(-1)?.draws
  if (values.length === 0 || first === undefined || last === undefined) return null
  const least = Math.min(...values)
  const most = Math.max(...values)
  const margin = Math.max((most - least) * 0.1, 1)
  return { ...plot, draws: [first, Math.max(last, first + 1)], seconds: [least - margin, most + margin] }
}

/** Pixel of a number of draws: each doubling is as wide as the other, because each halves the error by the same share. */
export function drawsToPixel({ left, right, draws: [first, last] }: EstimateScale, draws: number): number {
  return left + (Math.log(draws / first) / Math.log(last / first)) * (right - left)
}

export function secondsToPixel(
  { top, bottom, seconds: [least, most] }: EstimateScale,
  seconds: number,
): number {
  return bottom - ((seconds - least) / (most - least)) * (bottom - top)
}

type Which = 'p50' | 'p90'

/** Line through the values; broken where one is not known. */
export function estimateLine(
  scale: EstimateScale,
  points: readonly ConvergencePoint[],
  which: Which,
): string {
  let pen = 'M'
  return points
    .map((point) => {
      const { value } = point[which]
      if (!known(value)) {
        pen = 'M'
        return ''
      }
      const part = `${pen}${drawsToPixel(scale, point.draws).toFixed(1)} ${secondsToPixel(scale, value).toFixed(1)}`
      pen = 'L'
      return part
    })
    .join('')
}

/** The band around a line, as far as both its ends are known. */
export function estimateBand(
  scale: EstimateScale,
  points: readonly ConvergencePoint[],
  which: Which,
): string {
  const whole = points.filter((point) => known(point[which].low) && known(point[which].high))
  if (whole.length < 2) return ''
  const corner = (point: ConvergencePoint, end: 'low' | 'high'): string =>
    `${drawsToPixel(scale, point.draws).toFixed(1)} ${secondsToPixel(scale, point[which][end] ?? 0).toFixed(1)}`
  return `M${[
    ...whole.map((point) => corner(point, 'high')),
    ...whole.toReversed().map((point) => corner(point, 'low')),
  ].join('L')}Z`
}

/** Half the width of a band as a share of its value; null where it is not known. */
export function bandShare({ value, low, high }: EstimateBand): number | null {
  return known(value) && known(low) && known(high) && value > 0
    ? Math.max(value - low, high - value) / value
    : null
}
