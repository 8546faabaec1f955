import { describe, expect, it } from 'vitest'
import { tornadoBars, tornadoPieces, tornadoSpan } from '../../../../renderer/charts/tornado.ts'
import type { ForecastInfluence } from '../../../../shared/plan/plan-forecast.ts'

const influence = (key: string, endAtLow: number, endAtHigh: number): ForecastInfluence => ({
  key,
  title: key,
  assumptionKey: key,
  partitionId: null,
  partitionName: null,
  origin: 'assumed',
  guessed: true,
  low: 0,
  high: 1,
  unit: 'share',
  withEnd: 0.5,
  withStandstill: -0.2,
  endAtLow,
  endAtHigh,
  standstillAtLow: 9,
  standstillAtHigh: 3,
})

describe('a tornado', () => {
  it('puts the widest bar first, whichever end of the input causes which', () => {
    const bars = tornadoBars([influence('narrow', 90, 110), influence('wide', 140, 80)], 'end')
    expect(bars.map((bar) => [bar.influence.key, bar.least, bar.most])).toEqual([
      ['wide', 80, 140],
      ['narrow', 90, 110],
    ])
  })

  it('is about one outcome at a time', () => {
    const [bar] = tornadoBars([influence('a', 90, 110)], 'standstill')
    expect(bar).toMatchObject({ least: 3, most: 9, correlation: -0.2 })
  })

  it('cuts a bar at the middle, and leaves one that lies at one side whole', () => {
    const [bar] = tornadoBars([influence('a', 90, 110)], 'end')
    if (bar === undefined) throw new Error('no bar')
    expect(tornadoPieces(bar, 100)).toEqual([
      { from: 90, to: 100, side: 'less' },
      { from: 100, to: 110, side: 'more' },
    ])
    expect(tornadoPieces(bar, 80)).toEqual([{ from: 90, to: 110, side: 'more' }])
  })

  it('has room even where nothing differs', () => {
    expect(tornadoSpan([], 100)).toEqual([99, 101])
    expect(tornadoSpan(tornadoBars([influence('a', 90, 130)], 'end'), 100)).toEqual([90, 130])
  })
})
