/** What the clock of a zone shows at an instant; the referee reads the clock and never looks for the instant of a time. */
import { weekdays, type Period } from '../../../plan/rules/times.ts'

const QUARTER_MS = 900_000
const MINUTES_OF_DAY = 1440

export class LocalMinutes {
  readonly #format: Intl.DateTimeFormat
  /** Minutes since 1970 that the clock shows at the beginning of a quarter of an hour: zones change at no other time. */
  readonly #shown = new Map<number, number>()

  constructor(zone: string) {
    const two = '2-digit'
    this.#format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      ...({ year: 'numeric', month: two, day: two, hour: two, minute: two, hourCycle: 'h23' } as const),
    })
  }

  /** Whether the minute that begins at an instant lies in a period. */
  isIn(period: Period, ms: number): boolean {
    const shown = this.#minutes(ms)
    if (!('days' in period)) return this.#text(period.from) <= shown && shown < this.#text(period.to)
    const day = Math.floor(shown / MINUTES_OF_DAY)
    const minute = shown - day * MINUTES_OF_DAY
    const begins = (at: number): boolean => {
      // Day 0, 1 January 1970, was a Thursday: the fourth of the week.
      const name = weekdays[(at + 3) % 7]
      return name !== undefined && period.days.includes(name)
    }
    const [from, to] = [clock(period.from), clock(period.to)]
    if (from < to) return begins(day) && from <= minute && minute < to
    return (begins(day) && minute >= from) || (begins(day - 1) && minute < to)
  }

  words(ms: number): string {
    return new Date(this.#minutes(ms) * 60_000).toISOString().slice(0, 16).replace('T', ' ')
  }

  #minutes(ms: number): number {
    const quarter = Math.floor(ms / QUARTER_MS) * QUARTER_MS
    let shown = this.#shown.get(quarter)
    if (shown === undefined) {
      shown = this.#text(this.#format.format(quarter).replace(' ', 'T'))
      this.#shown.set(quarter, shown)
    }
    return shown + Math.floor((ms - quarter) / 60_000)
  }

  #text(local: string): number {
    return Date.parse(`${local}:00Z`) / 60_000
  }
}

function clock(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
}
