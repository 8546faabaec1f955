/**
 * Whether moves find their room however long each of them takes. They do exactly where, in every room, what arrivals
 * take beyond what is free today can be handed to them by departures they wait for, each amount once (max-flow min-cut
 * theorem, Ford and Fulkerson 1956, on the graph "arrival - departure it waits for").
 */
import type { OrderProblem } from './order-problem.ts'

/** By move: everybody it waits for, through any number of others. */
export type Ancestors = readonly ReadonlySet<number>[]

/** Closes "waits for" over any number of others; `sequence` has nobody before those it waits for. */
export function ancestorsOf(after: readonly ReadonlySet<number>[], sequence: readonly number[]): Ancestors {
  const ancestors = after.map(() => new Set<number>())
  for (const move of sequence)
    for (const one of after[move]!) {
      ancestors[move]!.add(one)
      for (const earlier of ancestors[one]!) ancestors[move]!.add(earlier)
    }
  return ancestors
}

/** Rooms that do not hold all their arrivals at once beside what is there today: only there does anybody wait. */
export function shortRooms({ rooms, moves }: OrderProblem): readonly number[] {
  const taken = new Float64Array(rooms.length)
  for (const { takes } of moves) for (const { room, amount } of takes) taken[room] = taken[room]! + amount
  return [...rooms.keys()].filter((room) => taken[room]! > rooms[room]!.free)
}

/** Whether a room holds in every timing. */
export function holdsInAnyTiming(
  { rooms, moves }: OrderProblem,
  room: number,
  ancestors: Ancestors,
): boolean {
  const amountsOf = (side: 'takes' | 'gives') =>
    moves.flatMap((move, at) => {
      const amount = move[side].find((one) => one.room === room)?.amount ?? 0
      return amount > 0 ? [{ at, amount }] : []
    })
  const arrivals = amountsOf('takes')
  const left = new Map(amountsOf('gives').map(({ at, amount }) => [at, amount]))
  /** By departure: what it hands to whom. */
  const handed = new Map([...left.keys()].map((at) => [at, new Map<number, number>()]))
  let missing = arrivals.reduce((sum, { amount }) => sum + amount, 0) - rooms[room]!.free
  for (const { at, amount } of arrivals) {
    let wanted = amount
    while (wanted > 0 && missing > 0) {
      const got = supply(at, wanted, ancestors, left, handed, new Set())
      if (got === 0) break
      wanted -= got
      missing -= got
    }
  }
  return missing <= 0
}

/** Hands up to `wanted` to an arrival along one path, taking from another arrival what that one can get elsewhere. */
function supply(
  arrival: number,
  wanted: number,
  ancestors: Ancestors,
  left: Map<number, number>,
  handed: ReadonlyMap<number, Map<number, number>>,
  asked: Set<number>,
): number {
  for (const [departure, receivers] of handed) {
    if (asked.has(departure) || !ancestors[arrival]!.has(departure)) continue
    asked.add(departure)
    const give = (amount: number): number => {
      receivers.set(arrival, (receivers.get(arrival) ?? 0) + amount)
      return amount
    }
    const here = left.get(departure)!
    if (here > 0) {
      left.set(departure, here - Math.min(here, wanted))
      return give(Math.min(here, wanted))
    }
    for (const [other, amount] of receivers) {
      if (other === arrival || amount === 0) continue
      const freed = supply(other, Math.min(amount, wanted), ancestors, left, handed, asked)
      if (freed === 0) continue
      receivers.set(other, amount - freed)
      return give(freed)
    }
  }
  return 0
}
