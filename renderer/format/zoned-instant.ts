/** Local dates and clock times of an IANA zone as instants, and back; daylight saving included. */

const formatters = new Map<string, Intl.DateTimeFormat>()

function parts(ms: number, zone: string): Readonly<Record<string, number>> {
  let formatter = formatters.get(zone)
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    })
    formatters.set(zone, formatter)
  }
  return Object.fromEntries(formatter.formatToParts(ms).map((part) => [part.type, Number(part.value)]))
}

/** Offset of a zone from UTC at an instant, ms (east positive). */
export function zoneOffsetMs(ms: number, zone: string): number {
  const at = parts(ms, zone)
  const local = Date.UTC(
    at['year'] ?? 0,
    (at['month'] ?? 1) - 1,
    at['day'] ?? 1,
    at['hour'] ?? 0,
    at['minute'] ?? 0,
    at['second'] ?? 0,
  )
  return local - Math.floor(ms / 1000) * 1000
}

/**
 * The instant of a date "2026-03-14" and clock "22:00" in a zone; null where they are no date and time, or where the
 * clock skips that time (spring). Of a time that comes twice (autumn) the first is meant.
 */
export function instantOf(date: string, clock: string, zone: string): number | null {
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)
  const time = /^(\d\d):(\d\d)(?::\d\d)?$/.exec(clock)
  if (day === null || time === null) return null
  const wall = Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3]), Number(time[1]), Number(time[2]))
  const real = new Date(wall).toISOString().startsWith(`${date}T${clock.slice(0, 5)}`)
  if (!real) return null
  const offsets = [zoneOffsetMs(wall - 86_400_000, zone), zoneOffsetMs(wall + 86_400_000, zone)]
  const found = offsets.map((offset) => wall - offset).filter((ms) => ms + zoneOffsetMs(ms, zone) === wall)
  return found.length === 0 ? null : Math.min(...found)
}

const two = (value: number | undefined): string => String(value ?? 0).padStart(2, '0')

/** Date "2026-03-14" of an instant in a zone, as a date field wants it. */
export function dateField(ms: number, zone: string): string {
  const at = parts(ms, zone)
  return `${at['year']}-${two(at['month'])}-${two(at['day'])}`
}

/** Clock "22:00" of an instant in a zone, as a time field wants it. */
export function clockField(ms: number, zone: string): string {
  const at = parts(ms, zone)
  return `${two(at['hour'])}:${two(at['minute'])}`
}
