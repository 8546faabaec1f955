import { describe, expect, it } from 'vitest'
import { components } from '../../../../shared/planning/order/components.ts'
import { findOrder } from '../../../../shared/planning/order/find-order.ts'
import { PlanningAbandoned } from '../../../../shared/planning/hooks.ts'
import type { OrderProblem } from '../../../../shared/planning/order/order-problem.ts'

/** One room for each server; a move takes and gives back its size. */
function problem(
  free: Readonly<Record<string, number>>,
  moves: readonly (readonly [id: string, size: number, from: string, to: string])[],
): OrderProblem {
  const servers = Object.keys(free)
  const amount = (server: string, size: number) => [{ room: servers.indexOf(server), amount: size }]
  return {
    rooms: servers.map((server) => ({
      server,
      free: free[server]!,
      freedByShutdown: true,
      isUnique: false,
      words: (size) => `${size} GiB`,
    })),
    moves: moves.map(([id, size, from, to]) => ({
      id,
      name: id,
      from,
      to,
      size,
      takes: amount(to, size),
      gives: amount(from, size),
    })),
  }
}

const after = (asked: OrderProblem) => {
  const order = findOrder(asked)
  if (order.kind !== 'ordered') throw new Error(order.kind)
  return Object.fromEntries(order.moves.map((move) => [move.id, move.after]))
}

describe('an order', () => {
  it('lets everybody start at once where there is room', () => {
    expect(
      after(
        problem({ s: 9, t: 9 }, [
          ['a', 5, 's', 't'],
          ['b', 5, 't', 's'],
        ]),
      ),
    ).toEqual({ a: [], b: [] })
  })

  it('waits for what gives room, and says only what is not said already', () => {
    const chain = problem({ s: 0, t: 0, u: 5 }, [
      ['a', 5, 's', 't'],
      ['b', 5, 't', 'u'],
      ['c', 5, 'u', 's'],
    ])
    expect(after(chain)).toEqual({ b: [], a: ['b'], c: ['a'] })
  })

  it('hands the room of one departure to two arrivals', () => {
    const asked = problem({ s: 0, t: 10, u: 0 }, [
      ['a', 10, 's', 't'],
      ['b', 4, 'u', 's'],
      ['c', 6, 'u', 's'],
    ])
    expect(after(asked)).toEqual({ a: [], b: ['a'], c: ['a'] })
  })

  it('is proven not to exist for a swap without room, with what would help', () => {
    expect(
      findOrder(
        problem({ s: 4, t: 3 }, [
          ['a', 5, 's', 't'],
          ['b', 6, 't', 's'],
        ]),
      ),
    ).toEqual({
      kind: 'impossible',
      stuckIds: ['a', 'b'],
      reason:
        'a needs 5 GiB on t, which has 3 GiB until b has left; b needs 6 GiB on s, which has 4 GiB until a has left.',
      noGoodIds: ['a', 'b'],
      thirdServers: 'not asked',
      shutDownId: 'a',
    })
    const detour = findOrder(
      problem({ s: 4, t: 3, x: 5 }, [
        ['a', 5, 's', 't'],
        ['b', 6, 't', 's'],
      ]),
      {
        restPlaces: ({ size }) => [
          { serverId: 'x', takes: [{ room: 2, amount: size }], gives: [{ room: 2, amount: size }] },
        ],
      },
    )
    expect(detour).toEqual({
      kind: 'ordered',
      moves: [
        { id: 'a out', wantedId: 'a', from: 's', to: 'x', after: [] },
        { id: 'b', wantedId: 'b', from: 't', to: 's', after: ['a out'] },
        { id: 'a on', wantedId: 'a', from: 'x', to: 't', after: ['b'] },
      ],
    })
  })

  it('is not called impossible when the search was cut short', () => {
    const swap = problem({ s: 5, t: 3, u: 0 }, [
      ['a', 5, 's', 't'],
      ['b', 5, 't', 's'],
      ['c', 5, 'u', 's'],
    ])
    expect(findOrder(swap, { steps: 0 })).toEqual({ kind: 'not found', stuckIds: ['a', 'b'] })
    expect(findOrder(swap, { hooks: { shouldStop: () => 'keep' } }).kind).toBe('not found')
    expect(() => findOrder(swap, { hooks: { shouldStop: () => 'abandon' } })).toThrow(PlanningAbandoned)
    expect(findOrder(swap).kind).toBe('ordered')
  })
})

describe('components', () => {
  it('come after everything they point to', () => {
    expect(components([[1], [2], [1], [0], []])).toEqual([[1, 2], [0], [3], [4]])
  })
})
