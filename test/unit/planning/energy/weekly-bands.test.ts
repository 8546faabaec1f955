import { describe, expect, it } from 'vitest'
import { weeklyBands, type BandWeek } from '../../../../shared/planning/energy/weekly-bands.ts'

const nights = { from: '20:00', to: '06:00' }
const week: BandWeek = {
  nights,
  weekends: true,
  firstDay: '2026-03-16',
  days: 7,
  zone: 'Europe/Berlin',
  notBeforeMs: null,
}
const words = (asked: Partial<BandWeek>): readonly string[] | undefined =>
  weeklyBands({ ...week, ...asked })?.map(({ startMs, endMs }) =>
    [startMs, endMs].map((ms) => new Date(ms).toISOString().slice(5, 16)).join(' '),
  )

describe('bands of a week', () => {
  it('join a weekend with the nights around it, and cut the night before the first day', () => {
    expect(words({})).toEqual([
      '03-15T23:00 03-16T05:00',
      '03-16T19:00 03-17T05:00',
      '03-17T19:00 03-18T05:00',
      '03-18T19:00 03-19T05:00',
      '03-19T19:00 03-20T05:00',
      '03-20T19:00 03-23T05:00',
    ])
  })

  it('are an hour shorter in the night in which clocks go forward, and longer in autumn', () => {
    expect(words({ weekends: false, firstDay: '2026-03-28', days: 1, nights })?.at(-1)).toBe(
      '03-28T19:00 03-29T04:00',
    )
    expect(words({ weekends: false, firstDay: '2026-10-24', days: 1, nights })?.at(-1)).toBe(
      '10-24T18:00 10-25T05:00',
    )
  })

  it('begin no earlier than asked', () => {
    const notBeforeMs = Date.UTC(2026, 2, 16, 22)
    expect(words({ notBeforeMs, days: 1, weekends: false })).toEqual(['03-16T22:00 03-17T05:00'])
    expect(words({ notBeforeMs: Date.UTC(2026, 2, 30) })).toEqual([])
  })

  it('are none where neither is asked for or no weekend is in the days, and null where the day is none', () => {
    expect(words({ nights: null, weekends: false })).toEqual([])
    expect(words({ nights: null, days: 5 })).toEqual([])
    expect(words({ firstDay: '2026-02-30' })).toBeUndefined()
    expect(words({ firstDay: 'monday' })).toBeUndefined()
  })
})
