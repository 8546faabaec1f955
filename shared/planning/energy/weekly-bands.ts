/** Times that come again every week, as bands: nights, weekends, by the clock of a zone. */
import type { PlanWindow } from '../../plan/plan-document.ts'
import { weekdays, type WeeklyPeriod } from '../../plan/rules/times.ts'
import { intervalsOf } from '../rules/local-times.ts'

const DAY_MS = 86_400_000
/** Days that bands are planned for at once, at most. */
export const MOST_BAND_DAYS = 366

export interface BandWeek {
  /** Clocks "20:00" and "06:00", every night of the week; null: none. */
  readonly nights: { readonly from: string; readonly to: string } | null
  /** Saturdays and Sundays as a whole. */
  readonly weekends: boolean
  /** "2026-03-16" */
  readonly firstDay: string
  /** Whole number from 1 to `MOST_BAND_DAYS`. */
  readonly days: number
  /** IANA zone. */
  readonly zone: string
  /** Nothing begins before it, UTC epoch ms; null: from the first day at 00:00 on. */
  readonly notBeforeMs: number | null
}

/**
 * The bands of these days, in order and joined where they touch; null where the first day is no day. A night that began
 * before the first day is cut there; one that begins on the last day is whole. A clock time that a clock change skips
 * is the instant of the change.
 */
export function weeklyBands(week: BandWeek): readonly PlanWindow[] | null {
  const { nights, weekends, zone, notBeforeMs } = week
  const whole = wholeDays(week)
  if (whole === null) return null
  const periods: WeeklyPeriod[] = [
    ...(nights === null ? [] : [{ days: weekdays, ...nights }]),
    ...(weekends ? [{ days: ['sat', 'sun'] as const, from: '00:00', to: '24:00' }] : []),
  ]
  if (periods.length === 0) return []
  const fromMs = Math.max(whole.fromMs, notBeforeMs ?? whole.fromMs)
  if (fromMs >= whole.toMs) return []
  return intervalsOf({ ...unnamed, kind: 'window', zone, periods }, fromMs, whole.toMs).map((one) => ({
    startMs: Math.max(one.fromMs, fromMs),
    endMs: one.toMs,
  }))
}

const unnamed = { id: 'bands', hard: true, weight: 1, reason: null, partitions: [], servers: [] } as const

/** From the first day at 00:00 until so many days later at 00:00, by the clock of the zone. */
function wholeDays({ firstDay, days, zone }: BandWeek): ReturnType<typeof intervalsOf>[number] | null {
  const asUtc = /^\d{4}-\d{2}-\d{2}$/.test(firstDay) ? Date.parse(`${firstDay}T00:00Z`) : Number.NaN
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(firstDay)) return null
  const dated = {
    from: `${firstDay}T00:00`,
    to: `${new Date(asUtc + days * DAY_MS).toISOString().slice(0, 10)}T00:00`,
  }
  const rule = { ...unnamed, kind: 'blackout', zone, periods: [dated] } as const
  return intervalsOf(rule, asUtc - 2 * DAY_MS, asUtc + (days + 2) * DAY_MS)[0] ?? null
}
