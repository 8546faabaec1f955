/** A proof that no order exists, in words. */
import { list } from '../../mobility/words.ts'
import type { Amount, OrderProblem, WantedMove } from './order-problem.ts'

/** Moves whose obstacle is told; the rest is counted. */
const MOST_TOLD = 4

/**
 * @param stuck Moves that have no order together.
 * @param free Room they find when everybody else they could wait for is through.
 */
export function whyStuck(
  problem: OrderProblem,
  stuck: readonly WantedMove[],
  free: ArrayLike<number>,
): string {
  const blocked = stuck.flatMap((move) => {
    const lacking = move.takes.find(({ room, amount }) => amount > free[room]!)
    return lacking === undefined ? [] : [obstacle(problem, stuck, move, lacking, free[lacking.room]!)]
  })
  const told = blocked.slice(0, MOST_TOLD)
  const more = blocked.length - told.length
  if (more > 0) told.push(more === 1 ? 'one more waits in the same way' : `${more} more wait in the same way`)
  if (blocked.length === stuck.length) return `${told.join('; ')}.`
  const names = list(
    stuck.map(({ name }) => name),
    6,
  )
  const tight = `Whichever of ${names} go first, the others do not find their room`
  return told.length === 0 ? `${tight}.` : `${tight}: ${told.join('; ')}.`
}

function obstacle(
  { rooms }: OrderProblem,
  stuck: readonly WantedMove[],
  move: WantedMove,
  { room, amount }: Amount,
  free: number,
): string {
  const { server, isUnique, words } = rooms[room]!
  const givers = stuck.filter(
    (other) => other !== move && other.gives.some((one) => one.room === room && one.amount > 0),
  )
  const needs = `${move.name} needs ${words(amount)} on ${server}, which`
  const has = isUnique ? 'is taken' : `has ${words(Math.max(0, free))}`
  if (givers.length === 0) return `${needs} ${has} and gets no more`
  return `${needs} ${has} until ${list(givers.map(({ name }) => name))} ${givers.length === 1 ? 'has' : 'have'} left`
}
