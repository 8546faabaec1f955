import { AppFailure } from '../../shared/contract/result.ts'
import type { PlanWindow } from '../../shared/plan/plan-document.ts'
import { localMinute } from '../exporters/instants.ts'

/** The IANA zone a plan is shown in: the given one, checked, or this machine's. */
export function zoneOf(given: string | undefined): string {
  if (given === undefined) return Intl.DateTimeFormat().resolvedOptions().timeZone
  try {
    return new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone
  } catch {
    throw new AppFailure({
      code: 'usage',
      message: `“${given}” is no IANA time zone.`,
      hint: 'For example: Europe/Berlin.',
    })
  }
}

/**
 * A local time of a zone ("2026-03-14T22:00") as epoch ms; the next full hour where none is given. A time that the
 * zone skips (clock change) is refused; one that occurs twice means the first.
 */
export function instantOf(given: string | undefined, zone: string, option: string): number {
  if (given === undefined) return Math.ceil(Date.now() / 3_600_000) * 3_600_000
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})$/.exec(given)
  const asUtc = match === null ? Number.NaN : Date.parse(`${match[1]}T${match[2]}:00Z`)
  if (Number.isNaN(asUtc)) {
    throw new AppFailure({
      code: 'usage',
      message: `${option} “${given}” is no local time.`,
      hint: 'For example: 2026-03-14T22:00.',
    })
  }
  const wanted = `${match?.[1]} ${match?.[2]}`
  const quarter = 900_000
  // Zones are whole quarters of an hour from UTC, at most 14 hours away.
  for (let instant = asUtc - 56 * quarter; instant <= asUtc + 56 * quarter; instant += quarter) {
    if (localMinute(instant, zone) === wanted) return instant
  }
  throw new AppFailure({
    code: 'usage',
    message: `${option} ${given} does not exist in ${zone}: clocks are set forward then.`,
  })
}

/** The window from start to a local end; null without an end. */
export function windowOf(startMs: number, end: string | undefined, zone: string): PlanWindow | null {
  if (end === undefined) return null
  const endMs = instantOf(end, zone, '--end')
  if (endMs <= startMs)
    throw new AppFailure({ code: 'usage', message: `--end ${end} is not after the start.` })
  return { startMs, endMs }
}
