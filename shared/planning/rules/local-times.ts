/**
 * Periods by the clock of a zone as instants. A local time that the zone skips (clocks set forward) is the instant of
 * the change; one that occurs twice is taken to the safe side: a blackout reaches from the first to the second, a
 * window from the second to the first.
 */
import { weekdays, type Period, type TimeRule } from '../../plan/rules/times.ts'

/** From and to in epoch ms. */
export interface Interval {
  readonly fromMs: number
  readonly toMs: number
}

const DAY_MS = 86_400_000
/** Zones are at most 14 hours from UTC, and change by whole quarters of an hour. */
const FARTHEST_MS = 15 * 3_600_000
const STEP_MS = 15 * 60_000

/** Intervals of a rule that touch the time from `fromMs` to `toMs`, merged and ascending. */
export function intervalsOf(rule: TimeRule, fromMs: number, toMs: number): readonly Interval[] {
  const clock = new ZoneClock(rule.zone)
  const safe = rule.kind === 'blackout'
  const found = rule.periods
    .flatMap((period) => occurrences(period, fromMs, toMs))
    .map(({ from, to }) => ({ fromMs: clock.instant(from, !safe), toMs: clock.instant(to, safe) }))
    .filter((one) => one.fromMs < one.toMs && one.toMs > fromMs && one.fromMs < toMs)
  return merged(found)
}

/** What is left of a time when intervals are taken out. */
export function without(intervals: readonly Interval[], fromMs: number, toMs: number): readonly Interval[] {
  const left: Interval[] = []
  let at = fromMs
  for (const one of intervals) {
    if (one.fromMs > at) left.push({ fromMs: at, toMs: Math.min(one.fromMs, toMs) })
    at = Math.max(at, one.toMs)
  }
  if (at < toMs) left.push({ fromMs: at, toMs })
  return left
}

/** The time two lists of merged intervals have in common. */
export function common(a: readonly Interval[], b: readonly Interval[]): readonly Interval[] {
  return a.flatMap((one) =>
    b.flatMap((other) => {
      const fromMs = Math.max(one.fromMs, other.fromMs)
      const toMs = Math.min(one.toMs, other.toMs)
      return fromMs < toMs ? [{ fromMs, toMs }] : []
    }),
  )
}

/** Intervals that touch or overlap as one, ascending. */
export function merged(intervals: readonly Interval[]): readonly Interval[] {
  const found: Interval[] = []
  for (const one of intervals.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = found.at(-1)
    if (last !== undefined && one.fromMs <= last.toMs) {
      found[found.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, one.toMs) }
    } else found.push(one)
  }
  return found
}

/** Local times as if they were UTC, in ms. */
function occurrences(
  period: Period,
  fromMs: number,
  toMs: number,
): readonly { readonly from: number; readonly to: number }[] {
  if (!('days' in period)) return [{ from: Date.parse(`${period.from}Z`), to: Date.parse(`${period.to}Z`) }]
  const [from, to] = [minuteMs(period.from), minuteMs(period.to)]
  const length = to > from ? to - from : to + DAY_MS - from
  const found: { from: number; to: number }[] = []
  const first = Math.floor((fromMs - FARTHEST_MS) / DAY_MS) * DAY_MS - DAY_MS
  for (let day = first; day <= toMs + FARTHEST_MS; day += DAY_MS) {
    // 1 January 1970 was a Thursday.
    const weekday = weekdays[(((day / DAY_MS + 3) % 7) + 7) % 7]
    if (weekday !== undefined && period.days.includes(weekday))
      found.push({ from: day + from, to: day + from + length })
  }
  return found
}

function minuteMs(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return (hours * 60 + minutes) * 60_000
}

/**
 * Offsets of a zone. Asking is slow, so a day that begins and ends with the same offset is taken to keep it (no zone
 * changes its clocks there and back within a day); days of a change are asked by the quarter of an hour.
 */
class ZoneClock {
  readonly #format: Intl.DateTimeFormat
  readonly #offsets = new Map<number, number>()

  constructor(zone: string) {
    this.#format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    })
  }

  /** The instant at which a local time (as if UTC) is shown; of two the later one where `later`. */
  instant(local: number, later: boolean): number {
    const before = local - this.#offset(local - FARTHEST_MS * 2)
    const after = local - this.#offset(local + FARTHEST_MS * 2)
    const hits = [...new Set([before, after])]
      .filter((ms) => ms + this.#offset(ms) === local)
      .toSorted((a, b) => a - b)
    const hit = later ? hits.at(-1) : hits[0]
    return hit ?? this.#change(Math.min(before, after) - DAY_MS, Math.max(before, after) + DAY_MS, local)
  }

  /** The first instant after which the clock is beyond a local time it skips. */
  #change(fromMs: number, toMs: number, local: number): number {
    for (let ms = Math.floor(fromMs / STEP_MS) * STEP_MS; ms <= toMs; ms += STEP_MS) {
      if (ms + this.#offset(ms) > local) return ms
    }
    return toMs
  }

  #offset(ms: number): number {
    const day = Math.floor(ms / DAY_MS) * DAY_MS
    const offset = this.#ask(day)
    return offset === this.#ask(day + DAY_MS) ? offset : this.#ask(Math.floor(ms / STEP_MS) * STEP_MS)
  }

  #ask(ms: number): number {
    const known = this.#offsets.get(ms)
    if (known !== undefined) return known
    const parts = new Map(this.#format.formatToParts(ms).map(({ type, value }) => [type, Number(value)]))
    const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0
    const shown = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
    this.#offsets.set(ms, shown - ms)
    return shown - ms
  }
}
