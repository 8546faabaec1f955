/** A tight fleet of the oracle as the planner is asked about it, and the planner's answer as the oracle reads it. */
import type { Order, OrderOptions, RestPlace } from '../../shared/planning/order/find-order.ts'
import type { Exchange, OrderProblem, Room, WantedMove } from '../../shared/planning/order/order-problem.ts'
import { moversOf, type Step, type TightFleet } from './order-oracle.ts'

const KINDS = 3

/** Memory, processing units and the place of the name "twin" of every server. */
export function orderProblem(fleet: TightFleet): OrderProblem {
  const rooms = fleet.memory.flatMap((capacity, server): Room[] => {
    const here = fleet.partitions.filter(({ home }) => home === server)
    const total = (of: (one: (typeof here)[number]) => number): number =>
      here.reduce((sum, one) => sum + of(one), 0)
    const room = (name: string, free: number, freedByShutdown: boolean): Room => ({
      server: `s${server}`,
      free,
      freedByShutdown,
      isUnique: !freedByShutdown,
      words: (amount) => `${amount} ${name}`,
    })
    return [
      room('memory', capacity - total((one) => one.memory), true),
      room('processing units', fleet.units[server]! - total((one) => one.units), true),
      room('name "twin"', 1 - total((one) => (one.name === 'twin' ? 1 : 0)), false),
    ]
  })
  const moves = moversOf(fleet).map((i): WantedMove => {
    const { home, target, memory, name } = fleet.partitions[i]!
    return {
      id: String(i),
      name: `${name} (${i})`,
      from: String(home),
      to: String(target),
      size: memory,
      takes: amountsOn(fleet, i, target!),
      gives: amountsOn(fleet, i, home),
    }
  })
  return { rooms, moves }
}

function amountsOn(fleet: TightFleet, partition: number, server: number): Exchange['takes'] {
  const { memory, units, name } = fleet.partitions[partition]!
  const [first, second, third] = [0, 1, 2].map((kind) => server * KINDS + kind) as [number, number, number]
  return [
    { room: first, amount: memory },
    { room: second, amount: units },
    ...(name === 'twin' ? [{ room: third, amount: 1 }] : []),
  ]
}

export function withThirdServers(fleet: TightFleet): OrderOptions {
  return {
    restPlaces: ({ id }) =>
      fleet.memory.flatMap((_, server): RestPlace[] => {
        const amounts = amountsOn(fleet, Number(id), server)
        return fleet.allowed[Number(id)]![server] === true
          ? [{ serverId: String(server), takes: amounts, gives: amounts }]
          : []
      }),
  }
}

/** Steps of an order; throws for one that waits for somebody who is not in it. */
export function stepsOf(order: Extract<Order, { kind: 'ordered' }>): readonly Step[] {
  const place = new Map(order.moves.map(({ id }, at) => [id, at]))
  return order.moves.map(({ wantedId, from, to, after }) => ({
    partition: Number(wantedId),
    from: Number(from),
    to: Number(to),
    after: after.map((id) => {
      const at = place.get(id)
      if (at === undefined) throw new Error(`nobody is called ${id}`)
      return at
    }),
  }))
}
