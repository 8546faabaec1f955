/** A move in two parts that follow each other: over a third server, or shut down first. */
import type { Exchange, OrderProblem, Room, WantedMove } from './order-problem.ts'

export interface TwoLegs {
  readonly first: WantedMove
  readonly second: WantedMove
}

/** The problem with a move replaced by two, of which the second starts after the end of the first. */
export function inTwoLegs(problem: OrderProblem, move: WantedMove, { first, second }: TwoLegs): OrderProblem {
  const turn: Room = {
    server: move.to,
    free: 0,
    freedByShutdown: false,
    isUnique: true,
    words: () => `the turn of ${move.name}`,
  }
  const token = { room: problem.rooms.length, amount: 1 }
  const legs = [
    { ...first, gives: [...first.gives, token] },
    { ...second, takes: [...second.takes, token] },
  ]
  return {
    rooms: [...problem.rooms, turn],
    moves: problem.moves.flatMap((one) => (one.id === move.id ? legs : [one])),
  }
}

/** First to a third server, later on to its target. `rest`: what it takes there, and gives back there when it leaves. */
export function overThirdServer(move: WantedMove, serverId: string, rest: Exchange): TwoLegs {
  return {
    first: { ...move, id: `${move.id} out`, to: serverId, takes: rest.takes },
    second: { ...move, id: `${move.id} on`, from: serverId, gives: rest.gives },
  }
}

/** Shut down first, which gives memory and processing units back without moving anything. */
export function shutDownFirst({ rooms }: OrderProblem, move: WantedMove): TwoLegs {
  const isFreed = ({ room }: WantedMove['gives'][number]): boolean => rooms[room]!.freedByShutdown
  return {
    first: { ...move, id: `${move.id} down`, to: move.from, takes: [], gives: move.gives.filter(isFreed) },
    second: { ...move, id: `${move.id} on`, gives: move.gives.filter((one) => !isFreed(one)) },
  }
}
