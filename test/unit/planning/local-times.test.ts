/** Periods by the clock as instants, above all when clocks are set forward and back. */
import { describe, expect, it } from 'vitest'
import type { Period } from '../../../shared/plan/rules/times.ts'
import { LocalMinutes } from '../../../shared/planning/referee/rules/local-minutes.ts'
import { common, intervalsOf, without } from '../../../shared/planning/rules/local-times.ts'
import { aRule } from '../../support/planning-rules.ts'

const DAY = 86_400_000
const utc = (text: string): number => Date.parse(`${text}Z`)
const shown = (ms: number): string => new Date(ms).toISOString().slice(0, 16)

function intervals(
  kind: 'window' | 'blackout',
  zone: string,
  periods: readonly Period[],
  from: string,
  days = 2,
) {
  const rule = aRule({ kind, zone, periods, partitions: [], servers: [] })
  return intervalsOf(rule, utc(from), utc(from) + days * DAY).map(
    ({ fromMs, toMs }) => `${shown(fromMs)}/${shown(toMs)}`,
  )
}

describe('periods as instants', () => {
  it('begin on their weekday and end on the next day, in the zone of the rule', () => {
    const saturday: Period = { days: ['sat'], from: '22:00', to: '02:00' }
    // 17 January 2026 is a Saturday.
    expect(intervals('window', 'Europe/Berlin', [saturday], '2026-01-15T00:00', 7)).toEqual([
      '2026-01-17T21:00/2026-01-18T01:00',
    ])
    expect(intervals('window', 'Asia/Kolkata', [saturday], '2026-01-15T00:00', 7)).toEqual([
      '2026-01-17T16:30/2026-01-17T20:30',
    ])
  })

  it('are those under way, several, merged where they touch', () => {
    const all: readonly Period[] = [
      { days: ['thu'], from: '20:00', to: '24:00' },
      { days: ['fri'], from: '00:00', to: '01:00' },
      { from: '2026-01-16T12:00', to: '2026-01-16T13:00' },
    ]
    expect(intervals('blackout', 'UTC', all, '2026-01-15T22:00')).toEqual([
      '2026-01-15T20:00/2026-01-16T01:00',
      '2026-01-16T12:00/2026-01-16T13:00',
    ])
  })

  // Berlin: 29 March 2026, 02:00 becomes 03:00 (01:00 UTC); 25 October 2026, 03:00 becomes 02:00 (01:00 UTC).
  it('that begin or end in the skipped hour begin or end with the change', () => {
    const night: Period = { from: '2026-03-29T02:30', to: '2026-03-29T03:30' }
    for (const kind of ['window', 'blackout'] as const)
      expect(intervals(kind, 'Europe/Berlin', [night], '2026-03-28T12:00')).toEqual([
        '2026-03-29T01:00/2026-03-29T01:30',
      ])
    const skipped: Period = { from: '2026-03-29T02:10', to: '2026-03-29T02:50' }
    expect(intervals('window', 'Europe/Berlin', [skipped], '2026-03-28T12:00')).toEqual([])
    const long: Period = { days: ['sat'], from: '22:00', to: '06:00' }
    expect(intervals('window', 'Europe/Berlin', [long], '2026-03-28T12:00')).toEqual([
      '2026-03-28T21:00/2026-03-29T04:00',
    ])
  })

  it('in the hour that occurs twice are long for a blackout and short for a window', () => {
    const begins: Period = { from: '2026-10-25T02:30', to: '2026-10-25T04:00' }
    const ends: Period = { from: '2026-10-24T22:00', to: '2026-10-25T02:30' }
    const of = (kind: 'window' | 'blackout', period: Period) =>
      intervals(kind, 'Europe/Berlin', [period], '2026-10-24T12:00')
    expect(of('blackout', begins)).toEqual(['2026-10-25T00:30/2026-10-25T03:00'])
    expect(of('window', begins)).toEqual(['2026-10-25T01:30/2026-10-25T03:00'])
    expect(of('blackout', ends)).toEqual(['2026-10-24T20:00/2026-10-25T01:30'])
    expect(of('window', ends)).toEqual(['2026-10-24T20:00/2026-10-25T00:30'])
  })

  it('can be taken out of a time, and met with each other', () => {
    const parts = [
      { fromMs: 10, toMs: 20 },
      { fromMs: 30, toMs: 40 },
    ]
    expect(without(parts, 15, 50)).toEqual([
      { fromMs: 20, toMs: 30 },
      { fromMs: 40, toMs: 50 },
    ])
    expect(common(parts, [{ fromMs: 15, toMs: 35 }])).toEqual([
      { fromMs: 15, toMs: 20 },
      { fromMs: 30, toMs: 35 },
    ])
  })

  it('are never allowed where the clock of the referee says otherwise', () => {
    const periods: readonly Period[] = [
      { days: ['sat', 'sun'], from: '01:45', to: '02:30' },
      { days: ['sun'], from: '22:30', to: '02:15' },
      { from: '2026-10-25T02:15', to: '2026-10-25T02:45' },
    ]
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC']) {
      const clock = new LocalMinutes(zone)
      for (const start of [
        '2026-03-07T12:00',
        '2026-03-28T12:00',
        '2026-04-04T00:00',
        '2026-10-24T12:00',
        '2026-10-31T12:00',
      ]) {
        const [from, to] = [utc(start), utc(start) + 2 * DAY]
        const rule = { zone, periods, partitions: [], servers: [] }
        const inside = intervalsOf(aRule({ kind: 'window', ...rule }), from, to)
        const outside = without(intervalsOf(aRule({ kind: 'blackout', ...rule }), from, to), from, to)
        for (let ms = from; ms < to; ms += 60_000) {
          const isIn = periods.some((period) => clock.isIn(period, ms))
          const has = (all: typeof inside) => all.some(({ fromMs, toMs }) => fromMs <= ms && ms < toMs)
          if (has(inside)) expect(isIn, `${zone} ${shown(ms)}`).toBe(true)
          if (has(outside)) expect(isIn, `${zone} ${shown(ms)}`).toBe(false)
        }
      }
    }
  })
})
