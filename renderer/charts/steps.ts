/** Step functions of load over time: value v[i] holds from t[i] to t[i + 1], the last one to the end. */
import type { Span, TimeScale } from './time-axis.ts'
import { toPixel, toSeconds } from './time-axis.ts'

export interface Steps {
  readonly t: readonly number[]
  readonly v: readonly number[]
}

/** Index of the step that holds at a time; −1 before the first. O(log n). */
function indexAt(t: readonly number[], seconds: number): number {
  let low = 0
  let high = t.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((t[middle] ?? Infinity) <= seconds) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Value at a time; 0 before the first step. */
export function valueAt(steps: Steps, seconds: number): number {
  return steps.v[indexAt(steps.t, seconds)] ?? 0
}

/** Sum of step functions, with a step wherever one of them has one. */
export function sumSteps(all: readonly Steps[]): Steps {
  const [only] = all
  if (all.length === 1 && only !== undefined) return only
  const t = [...new Set(all.flatMap((one) => one.t))].sort((a, b) => a - b)
  const at = all.map(() => -1)
  const v = t.map((time) =>
    all.reduce((sum, one, which) => {
      let index = at[which] ?? -1
      while ((one.t[index + 1] ?? Infinity) <= time) index += 1
      at[which] = index
      return sum + (one.v[index] ?? 0)
    }, 0),
  )
  return { t, v }
}

/** Mean over a stretch, weighted by time. */
export function meanOver(steps: Steps, span: Span): number {
  if (span.to <= span.from) return valueAt(steps, span.from)
  let sum = 0
  let at = span.from
  let index = indexAt(steps.t, span.from)
  while (at < span.to) {
    const next = Math.min(span.to, steps.t[index + 1] ?? Infinity)
    sum += (steps.v[index] ?? 0) * (next - at)
    at = next
    index += 1
  }
  return sum / (span.to - span.from)
}

/**
 * SVG path of a step function inside the plot. Steps that fall on the same pixel are drawn as one stroke from their
 * least to their greatest value, so that a peak is never lost and the path never has more than four points a pixel.
 */
export function stepPath(steps: Steps, scale: TimeScale, y: (value: number) => number): string {
  const parts: string[] = []
  let index = Math.max(0, indexAt(steps.t, scale.domain.from))
  let value = valueAt(steps, scale.domain.from)
  const end = Math.round(scale.right)
  const first = steps.t[0] ?? Infinity
  let pixel = Math.max(Math.round(scale.left), Math.round(toPixel(scale, Math.max(first, scale.domain.from))))
  if (pixel > end) return ''
  if (first > scale.domain.from) value = steps.v[0] ?? 0
  parts.push(`M${pixel} ${y(value).toFixed(1)}`)
  while (index + 1 < steps.t.length) {
    const at = Math.round(toPixel(scale, steps.t[index + 1] ?? 0))
    if (at > end) break
    let least = value
    let greatest = value
    let last = value
    while (index + 1 < steps.t.length && Math.round(toPixel(scale, steps.t[index + 1] ?? 0)) === at) {
      index += 1
      last = steps.v[index] ?? 0
      least = Math.min(least, last)
      greatest = Math.max(greatest, last)
    }
    if (at > pixel) parts.push(`H${at}`)
    if (least < Math.min(value, last)) parts.push(`V${y(least).toFixed(1)}`)
    if (greatest > Math.max(value, last)) parts.push(`V${y(greatest).toFixed(1)}`)
    if (last !== value) parts.push(`V${y(last).toFixed(1)}`)
    value = last
    pixel = at
  }
  const closed = steps.t.length > 0 && value === 0 && index + 1 >= steps.t.length
  if (!closed && pixel < end) parts.push(`H${end}`)
  return parts.join('')
}

/** A run of equal level of a heat strip, in pixels. */
export interface HeatRun {
  readonly left: number
  readonly width: number
  /** 0..8 of the sequential scale. */
  readonly level: number
}

/** Level 0..8 of the sequential scale for a share 0..1. */
export const heatLevel = (share: number): number => Math.min(8, Math.max(0, Math.floor(share * 9)))

/**
 * A heat strip: mean load over cells of `cell` pixels as a share of the capacity, neighbours of equal level joined,
 * cells without load left out.
 */
export function heatRuns(steps: Steps, capacity: number, scale: TimeScale, cell = 3): readonly HeatRun[] {
  const runs: { left: number; width: number; level: number }[] = []
  if (capacity <= 0) return runs
  for (let left = scale.left; left < scale.right; left += cell) {
    const right = Math.min(scale.right, left + cell)
    const mean = meanOver(steps, { from: toSeconds(scale, left), to: toSeconds(scale, right) })
    if (mean <= capacity * 1e-6) continue
    const level = heatLevel(mean / capacity)
    const last = runs.at(-1)
    if (last !== undefined && last.level === level && last.left + last.width >= left - 1e-6)
      last.width = right - last.left
    else runs.push({ left, width: right - left, level })
  }
  return runs
}
