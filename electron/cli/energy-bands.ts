/** Times in which servers may be off, as typed: bands one by one, or nights and weekends by the clock of a zone. */
import { AppFailure } from '../../shared/contract/result.ts'
import type { PlanWindow } from '../../shared/plan/plan-document.ts'
import { weekdays, type WeeklyPeriod } from '../../shared/plan/rules/times.ts'
import { intervalsOf } from '../../shared/planning/rules/local-times.ts'
import { localMinute } from '../exporters/instants.ts'
import { windowIn } from './commands/plan-staged.ts'
import { instantOf } from './plan-times.ts'

export interface BandOptions {
  readonly band?: readonly string[]
  /** "20:00-06:00" */
  readonly nights?: string
  readonly weekends?: true
  /** "2026-03-16"; the next full hour of today where absent. */
  readonly from?: string
  readonly days?: number
}

const usage = (message: string, hint: string): AppFailure => new AppFailure({ code: 'usage', message, hint })

const DAY_MS = 86_400_000
const MOST_DAYS = 366
const EXAMPLE = 'For example: --nights 20:00-06:00 --weekends --from 2026-03-16 --days 7.'

/** Bands as typed, in any order, some of them perhaps touching. Errors: usage. */
export function bandsOf(options: BandOptions, zone: string): readonly PlanWindow[] {
  const typed = (options.band ?? []).map((given) => windowIn(given, zone, '--band'))
  const periods = periodsOf(options)
  if (periods.length === 0) {
    if (options.from !== undefined || options.days !== undefined)
      throw usage('--from and --days go with --nights or --weekends.', EXAMPLE)
    if (typed.length === 0)
      throw usage(
        'Say when servers may be off: --band START/END, --nights HH:MM-HH:MM, or --weekends.',
        EXAMPLE,
      )
    return typed
  }
  const { fromMs, toMs } = daysOf(options, zone)
  const rule = {
    kind: 'window',
    id: 'bands',
    hard: true,
    weight: 1,
    reason: null,
    zone,
    periods,
    partitions: [],
    servers: [],
  } as const
  // A night that began before the first day is cut there; one that begins on the last day is whole.
  const found = intervalsOf(rule, fromMs, toMs).map((one) => ({
    startMs: Math.max(one.fromMs, fromMs),
    endMs: one.toMs,
  }))
  if (typed.length + found.length === 0) throw usage('No night or weekend is in these days.', EXAMPLE)
  return [...typed, ...found]
}

function periodsOf({ nights, weekends }: BandOptions): readonly WeeklyPeriod[] {
  const periods: WeeklyPeriod[] = []
  if (nights !== undefined) {
    const match = /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.exec(nights)
    const [, from = '', to = ''] = match ?? []
    if (match === null || from === to)
      throw usage(
        `--nights “${nights}” is no time of the day from and to.`,
        'For example: --nights 20:00-06:00.',
      )
    periods.push({ days: weekdays, from, to })
  }
  if (weekends === true) periods.push({ days: ['sat', 'sun'], from: '00:00', to: '24:00' })
  return periods
}

/** From the first day at 00:00 until so many days later at 00:00, by the clock of the zone. */
function daysOf(
  { from, days = 7 }: BandOptions,
  zone: string,
): { readonly fromMs: number; readonly toMs: number } {
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
    throw usage(`--days has to be a whole number from 1 to ${MOST_DAYS}.`, EXAMPLE)
  const first = from ?? localMinute(Date.now(), zone).slice(0, 10)
  const asUtc = /^\d{4}-\d{2}-\d{2}$/.test(first) ? Date.parse(`${first}T00:00Z`) : Number.NaN
  if (Number.isNaN(asUtc) || !new Date(asUtc).toISOString().startsWith(first))
    throw usage(`--from “${first}” is no day.`, 'For example: --from 2026-03-16.')
  const dated = {
    from: `${first}T00:00`,
    to: `${new Date(asUtc + days * DAY_MS).toISOString().slice(0, 10)}T00:00`,
  }
  const rule = {
    kind: 'blackout',
    id: 'days',
    hard: true,
    weight: 1,
    reason: null,
    zone,
    periods: [dated],
    partitions: [],
    servers: [],
  } as const
  const [whole] = intervalsOf(rule, asUtc - 2 * DAY_MS, asUtc + (days + 2) * DAY_MS)
  if (whole === undefined) throw usage(`--from “${first}” is no day.`, 'For example: --from 2026-03-16.')
  // Without a first day nothing is planned for the hours of today that are over.
  return from === undefined
    ? { ...whole, fromMs: Math.max(whole.fromMs, instantOf(undefined, zone, '--from')) }
    : whole
}
