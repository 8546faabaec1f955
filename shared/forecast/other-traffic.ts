/** What other traffic leaves of a link, by the hour of the plan. */
import type { CapacityChange } from './scenario.ts'

/** Monday to Friday, from 8:00 to before 18:00. */
const FIRST_DAY_HOUR = 8
const LAST_DAY_HOUR = 17
const WORKDAYS: ReadonlySet<string> = new Set(['Mon', 'Tue', 'Wed', 'Thu', 'Fri'])
/** Zones differ by quarters of an hour. */
const STEP_MS = 15 * 60 * 1000
/** Plans that last longer keep the traffic of the last hour looked at. */
const LOOK_AHEAD_MS = 14 * 24 * 60 * 60 * 1000

/** When workdays begin and end after the start of a plan: seconds, and whether it is one from then on; the first at 0. */
export type WorkingHours = readonly { readonly t: number; readonly working: boolean }[]

/** Always working hours: for a plan without a start, which could be at any hour. */
export const anyHour: WorkingHours = [{ t: 0, working: true }]

/** Working hours of `zone` (IANA) from `startMs` (UTC) on, two weeks ahead; `anyHour` for a zone that is not known. */
export function workingHours(startMs: number, zone: string): WorkingHours {
  const format = formatOf(zone)
  if (format === null) return anyHour
  const working = (ms: number): boolean => {
    const parts = format.formatToParts(ms)
    const hour = Number(parts.find((one) => one.type === 'hour')?.value) % 24
    const day = parts.find((one) => one.type === 'weekday')?.value ?? ''
    return WORKDAYS.has(day) && hour >= FIRST_DAY_HOUR && hour <= LAST_DAY_HOUR
  }
  const hours: { t: number; working: boolean }[] = [{ t: 0, working: working(startMs) }]
  for (let ms = Math.ceil(startMs / STEP_MS) * STEP_MS; ms < startMs + LOOK_AHEAD_MS; ms += STEP_MS) {
    const now = working(ms)
    if (now === hours.at(-1)!.working) continue
    const t = (ms - startMs) / 1000
    if (t === 0) hours[0] = { t, working: now }
    else hours.push({ t, working: now })
  }
  return hours
}

/** Capacity of a link of `rate` under other traffic (bytes/s): at the start of the plan, and as it changes; never below 0. */
export function leftOf(
  rate: number,
  always: number,
  onWorkdays: number,
  hours: WorkingHours,
): { readonly capacity: number; readonly changes: readonly CapacityChange[] } {
  const at = (working: boolean): number => Math.max(0, rate - always - (working ? onWorkdays : 0))
  const capacity = at(hours[0]?.working ?? true)
  if (onWorkdays === 0) return { capacity, changes: [] }
  return { capacity, changes: hours.slice(1).map(({ t, working }) => [t, at(working)] as const) }
}

function formatOf(zone: string): Intl.DateTimeFormat | null {
  try {
    return new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      hour: '2-digit',
      hour12: false,
    })
  } catch {
    return null
  }
}
