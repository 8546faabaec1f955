import { describe, expect, it } from 'vitest'
import { criticalChain } from '../../../../renderer/charts/critical-chain.ts'
import type { ScheduledMove } from '../../../../renderer/charts/schedule.ts'
import { scheduled } from './scheduled.ts'

const chainOf = (moves: readonly ScheduledMove[]): readonly string[] =>
  criticalChain(
    moves.map((one) => one.move),
    new Map(moves.map((one) => [one.move.id, one.forecast])),
  )

describe('critical chain', () => {
  it('goes back from the last end over the slots that were taken over', () => {
    expect(
      chainOf([
        scheduled('a', 0, 50),
        scheduled('b', 0, 60, { mover: 'v2' }),
        scheduled('c', 50, 90),
        scheduled('d', 60, 80, { mover: 'v2' }),
        scheduled('e', 90, 200),
      ]),
    ).toEqual(['a', 'c', 'e'])
  })

  it('prefers what a move waits for to a slot that was free at the same instant', () => {
    expect(
      chainOf([
        scheduled('slot', 0, 50),
        scheduled('needed', 0, 50, { mover: 'v9' }),
        scheduled('last', 50, 90, { after: ['needed'] }),
      ]),
    ).toEqual(['needed', 'last'])
  })

  it('stops at a move that began without waiting', () => {
    expect(chainOf([scheduled('a', 0, 50), scheduled('b', 20, 90)])).toEqual(['b'])
    expect(chainOf([])).toEqual([])
  })
})
