/** Times in which servers may be off, as typed: bands one by one, or nights and weekends by the clock of a zone. */
import { AppFailure } from '../../shared/contract/result.ts'
import type { PlanWindow } from '../../shared/plan/plan-document.ts'
import { MOST_BAND_DAYS, weeklyBands, type BandWeek } from '../../shared/planning/energy/weekly-bands.ts'
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

const EXAMPLE = 'For example: --nights 20:00-06:00 --weekends --from 2026-03-16 --days 7.'

/** Bands as typed, in any order, some of them perhaps touching. Errors: usage. */
export function bandsOf(options: BandOptions, zone: string): readonly PlanWindow[] {
  const typed = (options.band ?? []).map((given) => windowIn(given, zone, '--band'))
  if (options.nights === undefined && options.weekends !== true) {
    if (options.from !== undefined || options.days !== undefined)
      throw usage('--from and --days go with --nights or --weekends.', EXAMPLE)
    if (typed.length === 0)
      throw usage(
        'Say when servers may be off: --band START/END, --nights HH:MM-HH:MM, or --weekends.',
        EXAMPLE,
      )
    return typed
  }
  const found = weekly(options, zone)
  if (typed.length + found.length === 0) throw usage('No night or weekend is in these days.', EXAMPLE)
  return [...typed, ...found]
}

function weekly(options: BandOptions, zone: string): readonly PlanWindow[] {
  const { from, days = 7, weekends = false } = options
  if (!Number.isInteger(days) || days < 1 || days > MOST_BAND_DAYS)
    throw usage(`--days has to be a whole number from 1 to ${MOST_BAND_DAYS}.`, EXAMPLE)
  const firstDay = from ?? localMinute(Date.now(), zone).slice(0, 10)
  // Without a first day nothing is planned for the hours of today that are over.
  const notBeforeMs = from === undefined ? instantOf(undefined, zone, '--from') : null
  const found = weeklyBands({ nights: nightsOf(options), weekends, firstDay, days, zone, notBeforeMs })
  if (found === null) throw usage(`--from “${firstDay}” is no day.`, 'For example: --from 2026-03-16.')
  return found
}

function nightsOf({ nights }: BandOptions): BandWeek['nights'] {
  if (nights === undefined) return null
  const match = /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.exec(nights)
  const [, from = '', to = ''] = match ?? []
  if (match === null || from === to)
    throw usage(
      `--nights “${nights}” is no time of the day from and to.`,
      'For example: --nights 20:00-06:00.',
    )
  return { from, to }
}
