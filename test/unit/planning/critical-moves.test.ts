import { describe, expect, it } from 'vitest'
import type { Forecast } from '../../../shared/forecast/forecast.ts'
import { criticalMoves, remainingChains } from '../../../shared/planning/critical-moves.ts'
import { aMove } from '../../support/plan-builder.ts'

const at = (spans: Readonly<Record<string, readonly [number, number]>>): Forecast =>
  ({
    parts: Object.fromEntries(Object.entries(spans).map(([id, [t0, t1]]) => [id, { t0, t1 }])),
  }) as unknown as Forecast

/** Moves between servers of their own unless said otherwise. */
const move = (id: string, more: Partial<Parameters<typeof aMove>[0]> = {}) =>
  aMove({
    id,
    sourceServerId: `from ${id}`,
    targetServerId: `to ${id}`,
    sourceMoverId: `mover ${id}`,
    targetMoverId: `mover to ${id}`,
    ...more,
  })

describe('the moves that decide the end', () => {
  it('are the last one, those it waited for, and those on their movers meanwhile', () => {
    const moves = [
      move('a'),
      move('b', { after: ['a'] }),
      move('c', { sourceMoverId: 'mover a' }),
      move('d'),
      move('e', { sourceMoverId: 'mover a' }),
    ]
    const forecast = at({ a: [0, 10], b: [10, 30], c: [5, 9], d: [0, 29], e: [12, 20] })
    expect(criticalMoves(moves, forecast).toSorted()).toEqual([0, 1, 2])
  })

  it('are traced back over slots of a shared server', () => {
    const moves = [move('a', { targetServerId: 'x' }), move('b', { sourceServerId: 'x' }), move('c')]
    expect(criticalMoves(moves, at({ a: [0, 10], b: [10, 30], c: [0, 10] })).toSorted()).toEqual([0, 1])
  })
})

describe('remaining chains', () => {
  it('add up the longest way through the moves that wait', () => {
    const moves = [
      move('a'),
      move('b', { after: ['a'] }),
      move('c', { after: ['a'] }),
      move('d', { after: ['c'] }),
    ]
    const lengths: Readonly<Record<string, number>> = { a: 1, b: 10, c: 2, d: 3 }
    const chains = remainingChains(moves, ({ id }) => lengths[id]!)
    expect(Object.fromEntries(chains)).toEqual({ a: 11, b: 10, c: 5, d: 3 })
  })
})
