import { describe, expect, it } from 'vitest'
import { fittingLabel, shortened, textWidth } from '../../../../renderer/charts/bar-label.ts'
import { packLanes, placeRows } from '../../../../renderer/charts/lanes.ts'
import { scheduled } from './scheduled.ts'

const words = { inactiveOf: (server: string) => `${server}, inactive` }

describe('lanes', () => {
  const moves = [
    scheduled('a', 0, 100, { mover: 'v1' }),
    scheduled('b', 0, 40, { mover: 'v1' }),
    scheduled('c', 40, 90, { mover: 'v1' }),
    scheduled('d', 10, 50, { mover: 'v2' }),
    scheduled('e', 100, 120, { mover: 'v1' }),
    scheduled('f', 5, 6, { mover: null }),
  ]

  it('pack a mover into the rows it needs, the first free one first', () => {
    const [first, inactive, second] = packLanes(moves, 'mover', words)
    expect(first?.rows.map((row) => row.moves.map((one) => one.move.id))).toEqual([
      ['a', 'e'],
      ['b', 'c'],
    ])
    expect(inactive?.label).toBe('b1, inactive')
    expect(second?.rows).toHaveLength(1)
  })

  it('never let two moves of a row overlap', () => {
    const many = Array.from({ length: 200 }, (_, at) =>
      scheduled(`m${at}`, (at * 37) % 500, ((at * 37) % 500) + 20 + (at % 60), { mover: `v${at % 3}` }),
    )
    for (const mode of ['mover', 'server', 'partition'] as const) {
      const rows = packLanes(many, mode, words).flatMap((group) => group.rows)
      expect(rows.reduce((sum, row) => sum + row.moves.length, 0)).toBe(200)
      for (const { moves: mine } of rows) {
        mine.slice(1).forEach((one, at) => {
          expect(one.forecast.startS).toBeGreaterThanOrEqual((mine[at]?.forecast.endS ?? 0) - 0.5)
        })
      }
    }
  })

  it('give every partition its row when asked', () => {
    const [group] = packLanes(moves, 'partition', words)
    expect(group?.rows.map((row) => row.label)).toEqual(['a', 'b', 'f', 'd', 'c', 'e'])
  })

  it('stand under each other with gaps between groups', () => {
    const { rows, height } = placeRows(packLanes(moves, 'mover', words), 20, 6)
    expect(rows.map((row) => row.top)).toEqual([6, 26, 52, 78])
    expect(height).toBe(104)
  })
})

describe('bar labels', () => {
  it('say as much as fits', () => {
    const candidates = ['sapprd-hdb1 2,048 GiB to e1080-a2', 'sapprd-hdb1 2,048 GiB', 'sapprd-hdb1']
    expect(fittingLabel(candidates, 400)).toBe(candidates[0])
    expect(fittingLabel(candidates, textWidth('sapprd-hdb1') + 1)).toBe('sapprd-hdb1')
    expect(fittingLabel(candidates, 20)).toBe('')
  })

  it('shorten names in the middle', () => {
    expect(shortened('pwr-e1080-a1-vios1', 80)).toBe('pwr-e1…vios1')
    expect(shortened('b1-vios1', 80)).toBe('b1-vios1')
  })
})
