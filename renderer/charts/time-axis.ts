/** The one clock of a plan: seconds from its start against pixels, ticks on round clock times, zoom and pan. */

/** A stretch of time, seconds from the start of the plan. */
export interface Span {
  readonly from: number
  readonly to: number
}

export interface TimeScale {
  readonly domain: Span
  /** Pixels of the left and right end of the plot. */
  readonly left: number
  readonly right: number
}

const minute = 60
const day = 86_400
/** Least stretch the axis can be zoomed to. */
const leastSpan = 2 * minute
/** Distances ticks may have: they divide an hour or a day, so that they fall on round clock times. */
const tickSteps: readonly number[] = [
  minute,
  2 * minute,
  5 * minute,
  10 * minute,
  15 * minute,
  30 * minute,
  60 * minute,
  120 * minute,
  180 * minute,
  360 * minute,
  720 * minute,
  day,
]

/** Pixel of a time; outside the plot for times outside the domain. */
export function toPixel(scale: TimeScale, seconds: number): number {
  const { from, to } = scale.domain
  return scale.left + ((seconds - from) / (to - from)) * (scale.right - scale.left)
}

/** Time of a pixel, kept inside the domain. */
export function toSeconds(scale: TimeScale, pixel: number): number {
  const { from, to } = scale.domain
  const share = (pixel - scale.left) / Math.max(1, scale.right - scale.left)
  return Math.min(to, Math.max(from, from + share * (to - from)))
}

/**
 * Ticks of a domain, seconds from the start: the closest round distance that leaves `leastGap` pixels between labels.
 * `startMs` and `offsetMs` (of the zone at the start) place them on round local clock times.
 */
export function timeTicks(
  scale: TimeScale,
  leastGap: number,
  startMs: number,
  offsetMs: number,
): readonly number[] {
  const { from, to } = scale.domain
  const perPixel = (to - from) / Math.max(1, scale.right - scale.left)
  const least = leastGap * perPixel
  const step = tickSteps.find((one) => one >= least) ?? Math.ceil(least / day) * day
  const clockAtZero = (startMs + offsetMs) / 1000
  const first = Math.ceil((clockAtZero + from) / step) * step - clockAtZero
  const ticks: number[] = []
  for (let at = first; at <= to + 1e-6; at += step) ticks.push(at)
  return ticks
}

function clamp(span: Span, full: Span): Span {
  const length = Math.min(
    full.to - full.from,
    Math.max(Math.min(leastSpan, full.to - full.from), span.to - span.from),
  )
  const from = Math.min(Math.max(span.from, full.from), full.to - length)
  return { from, to: from + length }
}

/** Zooms by a factor (below 1: closer) around a time that keeps its place; never beyond `full`. */
export function zoomed(domain: Span, full: Span, factor: number, around: number): Span {
  const pivot = Math.min(domain.to, Math.max(domain.from, around))
  const length = Math.max((domain.to - domain.from) * factor, Math.min(leastSpan, full.to - full.from))
  const share = (pivot - domain.from) / (domain.to - domain.from)
  return clamp({ from: pivot - share * length, to: pivot + (1 - share) * length }, full)
}

/** Moves the domain so that a time lies inside it, with a tenth of its length as margin. */
export function panned(domain: Span, full: Span, toward: number): Span {
  const margin = (domain.to - domain.from) / 10
  if (toward < domain.from)
    return clamp({ from: toward - margin, to: domain.to + toward - margin - domain.from }, full)
  if (toward > domain.to)
    return clamp({ from: domain.from + toward + margin - domain.to, to: toward + margin }, full)
  return domain
}

/** The part of `full` between two times; used by dragging over the axis. */
export function between(a: number, b: number, full: Span): Span {
  return clamp({ from: Math.min(a, b), to: Math.max(a, b) }, full)
}
