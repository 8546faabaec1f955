/** Hours of the typical week, by the clock of a zone. */
const QUARTER_MS = 15 * 60_000
const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** From `startMs` until the next one begins. */
export interface WeekHour {
  readonly startMs: number
  /** 0: Monday from 00:00 local time on, to 167. */
  readonly hour: number
}

/** Hours between two instants, the first one from `fromMs` on. Zones change by whole quarters of an hour. */
export function weekHours(fromMs: number, toMs: number, zone: string): readonly WeekHour[] {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  })
  const found: WeekHour[] = []
  for (let at = fromMs; at < toMs; at = (Math.floor(at / QUARTER_MS) + 1) * QUARTER_MS) {
    const parts = new Map(clock.formatToParts(at).map(({ type, value }) => [type, value]))
    const hour = days.indexOf(parts.get('weekday') ?? '') * 24 + Number(parts.get('hour'))
    if (found.at(-1)?.hour !== hour) found.push({ startMs: at, hour })
  }
  return found
}
