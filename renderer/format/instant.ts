import { endMinute } from '../../shared/plan/end-minute.ts'
import { noData } from './number.ts'

const cache = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options)
  let found = cache.get(key)
  if (found === undefined) {
    found = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options })
    cache.set(key, found)
  }
  return found
}

/** IANA zone of this computer. */
export const localZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Clock time "hh:mm" of an instant (UTC epoch ms) in an IANA zone; "no data" for null. */
export function clock(ms: number | null, zone: string): string {
  return ms === null ? noData : formatter(zone, { hour: '2-digit', minute: '2-digit' }).format(ms)
}

/** Clock time of an end: the next full minute, so that nothing is said to be over before it is. */
export const endClock = (ms: number, zone: string): string => clock(endMinute(ms), zone)

/** Clock time with seconds, for save statuses. */
export function clockSeconds(ms: number | null, zone: string): string {
  if (ms === null) return noData
  return formatter(zone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(ms)
}

/** Date "11 Mar 2026" of an instant in a zone; "no data" for null. */
export function date(ms: number | null, zone: string): string {
  return ms === null
    ? noData
    : formatter(zone, { day: 'numeric', month: 'short', year: 'numeric' }).format(ms)
}

/** Date and clock, "11 Mar 2026, 18:42"; "no data" for null. */
export function dateClock(ms: number | null, zone: string): string {
  return ms === null ? noData : `${date(ms, zone)}, ${clock(ms, zone)}`
}

/** Weekday, date and clock, "Sat 14 Mar 2026, 22:00"; "no data" for null. */
export function dayClock(ms: number | null, zone: string): string {
  return ms === null ? noData : `${formatter(zone, { weekday: 'short' }).format(ms)} ${dateClock(ms, zone)}`
}

/** Short name of a zone at an instant: "CET", "UTC", "GMT+2". */
export function zoneName(ms: number, zone: string): string {
  const parts = formatter(zone, { timeZoneName: 'short', hour: '2-digit' }).formatToParts(ms)
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone
}

/** "18:51" today, else the date. `now` is passed in, so that the answer depends on nothing hidden. */
export function recently(ms: number, now: number, zone: string): string {
  return date(ms, zone) === date(now, zone) ? `today, ${clock(ms, zone)}` : date(ms, zone)
}
