/** Instants for exports: local time of the plan's zone, with the zone said once. */
import { endMinute } from '../../shared/plan/end-minute.ts'

/** An end as `localMinute`, at the next full minute: nothing is said to be over before it is. */
export const localEndMinute = (epochMs: number, zone: string): string => localMinute(endMinute(epochMs), zone)

/** "2026-03-14 22:05" in the given IANA zone. */
export function localMinute(epochMs: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(epochMs)
  const of = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((part) => part.type === type)?.value ?? ''
  return `${of('year')}-${of('month')}-${of('day')} ${of('hour')}:${of('minute')}`
}
