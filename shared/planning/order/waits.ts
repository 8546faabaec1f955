/** What waits for what: as few relations as needed for a sequence's moves to overlap safely in any timing. */
import { isToStop, type PlanningHooks } from '../hooks.ts'
import { ancestorsOf, holdsInAnyTiming, shortRooms } from './any-timing.ts'
import type { OrderProblem } from './order-problem.ts'

/** Room that is free today, or that a departure gives back. */
interface Portion {
  readonly from: number | null
  left: number
}

/** Relations times moves above which none is tried to be left out: they stay safe, only not as few. */
const MOST_TRIED = 40_000

/**
 * By move: whom it has to wait for, without those it waits for through others.
 * @param sequence Moves in an order in which each finds its room when they go one at a time.
 */
export function waitsFor(
  problem: OrderProblem,
  sequence: readonly number[],
  hooks: PlanningHooks,
): readonly ReadonlySet<number>[] {
  const short = shortRooms(problem)
  if (short.length === 0) return problem.moves.map(() => new Set<number>())
  const after = handOut(problem, sequence, new Set(short))
  withoutIndirect(after, sequence)
  leaveOut(problem, sequence, short, after, hooks)
  return after
}

/** Hands every amount on once, to the first in the sequence who needs it; whoever gets it waits for who gave it. */
function handOut(
  { rooms, moves }: OrderProblem,
  sequence: readonly number[],
  short: ReadonlySet<number>,
): readonly Set<number>[] {
  const portions = new Map<number, Portion[]>(
    [...short].map((room) => [room, [{ from: null, left: rooms[room]!.free }]]),
  )
  const after = moves.map(() => new Set<number>())
  const ancestors = moves.map(() => new Set<number>())
  const wait = (move: number, from: number): void => {
    if (ancestors[move]!.has(from)) return
    after[move]!.add(from)
    ancestors[move]!.add(from)
    for (const earlier of ancestors[from]!) ancestors[move]!.add(earlier)
  }
  for (const move of sequence) {
    const { takes, gives } = moves[move]!
    for (const { room, amount } of takes) {
      const known = portions.get(room)
      if (known === undefined) continue
      // First what costs no new waiting: given back by somebody it waits for anyway, then free today, then the largest.
      const cost = ({ from }: Portion): number => (from === null ? 1 : ancestors[move]!.has(from) ? 0 : 2)
      let wanted = amount
      // Where less than nothing is free today, departures make up for that before anybody may arrive.
      const makesUp = rooms[room]!.free < 0 ? known.filter(({ from }) => from !== null) : []
      for (const { from } of makesUp) if (from !== null) wait(move, from)
      for (const portion of known.toSorted((a, b) => cost(a) - cost(b) || b.left - a.left)) {
        const used = Math.min(wanted, portion.left)
        if (used <= 0) continue
        portion.left -= used
        wanted -= used
        if (portion.from !== null) wait(move, portion.from)
      }
    }
    for (const { room, amount } of gives) portions.get(room)?.push({ from: move, left: amount })
  }
  return after
}

function withoutIndirect(after: readonly Set<number>[], sequence: readonly number[]): void {
  const ancestors = ancestorsOf(after, sequence)
  for (const waits of after)
    for (const one of [...waits])
      if ([...waits].some((other) => other !== one && ancestors[other]!.has(one))) waits.delete(one)
}

/** Leaves out every relation without which all rooms still hold in any timing; latest moves first. */
function leaveOut(
  problem: OrderProblem,
  sequence: readonly number[],
  short: readonly number[],
  after: readonly Set<number>[],
  hooks: PlanningHooks,
): void {
  const relations = after.reduce((sum, waits) => sum + waits.size, 0)
  if (relations * problem.moves.length > MOST_TRIED) return
  for (const move of sequence.toReversed())
    for (const one of [...after[move]!]) {
      if (isToStop(hooks)) return
      after[move]!.delete(one)
      const ancestors = ancestorsOf(after, sequence)
      if (!short.every((room) => holdsInAnyTiming(problem, room, ancestors))) after[move]!.add(one)
    }
}
