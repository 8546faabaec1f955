import { describe, expect, it } from 'vitest'
import { clockField, dateField, instantOf, zoneOffsetMs } from '../../../../renderer/format/zoned-instant.ts'

const zone = 'Europe/Berlin'

describe('instants of local times', () => {
  it('turn a local time into an instant and back', () => {
    const at = instantOf('2026-03-14', '22:00', zone)
    expect(at).toBe(Date.UTC(2026, 2, 14, 21, 0))
    expect(dateField(at ?? 0, zone)).toBe('2026-03-14')
    expect(clockField(at ?? 0, zone)).toBe('22:00')
    expect(zoneOffsetMs(at ?? 0, 'Asia/Kolkata')).toBe(5.5 * 3_600_000)
  })

  it('know summer time', () => {
    expect(instantOf('2026-07-01', '22:00', zone)).toBe(Date.UTC(2026, 6, 1, 20, 0))
  })

  it('refuse a time the clock skips, and take the first of a time that comes twice', () => {
    expect(instantOf('2026-03-29', '02:30', zone)).toBeNull()
    expect(instantOf('2026-10-25', '02:30', zone)).toBe(Date.UTC(2026, 9, 25, 0, 30))
  })

  it('refuse what is no date or time', () => {
    expect(instantOf('', '22:00', zone)).toBeNull()
    expect(instantOf('2026-02-31', '22:00', zone)).toBeNull()
    expect(instantOf('2026-02-28', '25:00', zone)).toBeNull()
  })
})
