/** Why there is no order: wanted moves that cannot all be, whatever the others do. */
import type { OrderProblem, WantedMove } from './order-problem.ts'
import { findSequence, type Budget } from './sequence.ts'

/**
 * A smallest set of these moves that has no order even when all the others have left and have arrived nowhere: no plan
 * that wants these together has one, as long as nobody else leaves. For placement to choose another target for one.
 * @param stuck Moves that are proven to have no order together.
 */
export function noGood(
  problem: OrderProblem,
  stuck: readonly WantedMove[],
  budget: Budget,
): readonly WantedMove[] {
  let members = stuck
  if (!isImpossible(problem, members, budget)) return stuck
  for (const one of stuck) {
    const fewer = members.filter((other) => other !== one)
    if (fewer.length > 0 && isImpossible(problem, fewer, budget)) members = fewer
  }
  return members
}

function isImpossible(problem: OrderProblem, members: readonly WantedMove[], budget: Budget): boolean {
  const given = new Map<number, number>()
  for (const move of problem.moves) {
    if (members.includes(move)) continue
    for (const { room, amount } of move.gives) given.set(room, (given.get(room) ?? 0) + amount)
  }
  const rooms = problem.rooms.map((room, at) => ({ ...room, free: room.free + (given.get(at) ?? 0) }))
  return findSequence({ rooms, moves: members }, budget).kind === 'stuck'
}
