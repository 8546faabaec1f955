/**
 * An order for wanted moves with memory taken on both sides while a move runs (planning.md, "Shape of a good solver" 4):
 * what waits for what, over a third server where needed, or the proof that there is none.
 */
import type { PlanningHooks } from '../hooks.ts'
import { inTwoLegs, overThirdServer, shutDownFirst, type TwoLegs } from './in-two-legs.ts'
import { noGood } from './no-good.ts'
import { freeRoom, type Exchange, type OrderProblem, type WantedMove } from './order-problem.ts'
import { findSequence, isSpent, type Budget, type Sequence } from './sequence.ts'
import { waitsFor } from './waits.ts'
import { whyStuck } from './why-stuck.ts'

/** A move of the order: all of a wanted move, or its way to a third server and on from there. */
export interface OrderedMove {
  /** That of the wanted move; " out" and " on" are added to the two parts of one. */
  readonly id: string
  readonly wantedId: string
  readonly from: string
  readonly to: string
  /** Ids of moves that have to have ended before this one may start. */
  readonly after: readonly string[]
}

/** A server a partition may rest on, with what it takes there and gives back when it leaves. */
export interface RestPlace extends Exchange {
  readonly serverId: string
}

export interface OrderOptions {
  readonly hooks?: PlanningHooks
  /** Branches of the search, those of trials with third servers included. */
  readonly steps?: number
  /** Third servers that may take a partition for a while, best first; none: no partition goes over one. */
  readonly restPlaces?: (move: WantedMove) => readonly RestPlace[]
}

export type Order =
  | {
      readonly kind: 'ordered'
      /** Nobody stands before a move it waits for. */
      readonly moves: readonly OrderedMove[]
    }
  /** Proven: the wanted moves have no order. */
  | {
      readonly kind: 'impossible'
      readonly stuckIds: readonly string[]
      /** Why, in words. */
      readonly reason: string
      /** Wanted moves that cannot all be, whatever the others do; null where that could not be told in time. */
      readonly noGoodIds: readonly string[] | null
      /** Whether all of it was tried over the third servers, one partition at a time, in vain. */
      readonly thirdServers: 'none helps' | 'not all tried' | 'not asked'
      /** The smallest partition that opens the order when it is shut down before; null: none, or not told in time. */
      readonly shutDownId: string | null
    }
  /** Neither an order nor a proof within the limits, among `stuckIds`. */
  | { readonly kind: 'not found'; readonly stuckIds: readonly string[] }

/** Enough for a proof for eleven moves that all depend on each other, and for some third servers. */
const MOST_STEPS = 50_000

/** Partitions of one plan that may go over a third server. */
const MOST_DETOURS = 4

interface Attempt {
  readonly problem: OrderProblem
  readonly found: Sequence
  /** By id of a leg: the move it is part of. */
  readonly wantedOf: ReadonlyMap<string, WantedMove>
}

/**
 * Finds an order. Deterministic: equal problems and options give equal orders.
 * @throws PlanningAbandoned
 */
export function findOrder(problem: OrderProblem, options: OrderOptions = {}): Order {
  const hooks = options.hooks ?? {}
  const budget: Budget = { steps: options.steps ?? MOST_STEPS, hooks }
  const straight: Attempt = {
    problem,
    found: findSequence(problem, budget),
    wantedOf: new Map(problem.moves.map((move) => [move.id, move])),
  }
  if (straight.found.kind === 'found') return ordered(straight, hooks)
  const detour = options.restPlaces === undefined ? null : withDetours(straight, options.restPlaces, budget)
  if (detour?.found.kind === 'found') return ordered(detour, hooks)
  const stuck = straight.found.stuck.map((move) => problem.moves[move]!)
  const stuckIds = stuck.map(({ id }) => id)
  if (straight.found.kind === 'limit') return { kind: 'not found', stuckIds }
  const allTried = budget.steps > 0 && detour?.found.kind === 'stuck'
  const pair = noGood(problem, stuck, budget)
  return {
    kind: 'impossible',
    stuckIds,
    reason: whyStuck(problem, stuck, straight.found.free),
    noGoodIds: budget.steps > 0 ? pair.map(({ id }) => id) : null,
    thirdServers: options.restPlaces === undefined ? 'not asked' : allTried ? 'none helps' : 'not all tried',
    shutDownId: shutDown(problem, stuck, budget)?.id ?? null,
  }
}

/** Lets partitions go over a third server, one for each component that is stuck, the smallest that helps. */
function withDetours(
  straight: Attempt,
  restPlaces: (move: WantedMove) => readonly RestPlace[],
  budget: Budget,
): Attempt {
  let best = straight
  for (let detours = 0; detours < MOST_DETOURS && best.found.kind !== 'found'; detours += 1) {
    const next = oneDetour(best, restPlaces, budget)
    if (next === null) break
    best = next
  }
  return best
}

/** The first that is through; else the first that is stuck elsewhere; null where neither is. */
function oneDetour(
  { problem, found, wantedOf }: Attempt,
  restPlaces: (move: WantedMove) => readonly RestPlace[],
  budget: Budget,
): Attempt | null {
  if (found.kind === 'found') return null
  let further: Attempt | null = null
  const stuck = found.stuck.map((move) => problem.moves[move]!)
  const free = freeRoom(problem)
  // Who is on the way already goes over no fourth server.
  for (const move of smallestFirst(stuck.filter(({ id }) => wantedOf.get(id)?.id === id))) {
    const roomy = (place: RestPlace): number =>
      place.takes.every(({ room, amount }) => amount <= free[room]!) ? 0 : 1
    for (const place of restPlaces(move).toSorted((a, b) => roomy(a) - roomy(b))) {
      if (place.serverId === move.from || place.serverId === move.to) continue
      if (isSpent(budget)) return further
      budget.steps -= 1
      const legs = overThirdServer(move, place.serverId, place)
      const attempt = attemptOf(problem, wantedOf, move, legs, budget)
      if (attempt.found.kind === 'found') return attempt
      const still = new Set(stuck.map(({ id }) => id))
      const isElsewhere =
        attempt.found.kind === 'stuck' &&
        attempt.found.stuck.every((at) => !still.has(attempt.wantedOf.get(attempt.problem.moves[at]!.id)!.id))
      if (isElsewhere) further ??= attempt
    }
  }
  return further
}

function attemptOf(
  problem: OrderProblem,
  wantedOf: ReadonlyMap<string, WantedMove>,
  move: WantedMove,
  legs: TwoLegs,
  budget: Budget,
): Attempt {
  const changed = inTwoLegs(problem, move, legs)
  return {
    problem: changed,
    found: findSequence(changed, budget),
    wantedOf: new Map([...wantedOf, [legs.first.id, move], [legs.second.id, move]]),
  }
}

/** The smallest of these that opens the order when it is shut down first. */
function shutDown(problem: OrderProblem, stuck: readonly WantedMove[], budget: Budget): WantedMove | null {
  for (const move of smallestFirst(stuck)) {
    const changed = inTwoLegs(problem, move, shutDownFirst(problem, move))
    if (findSequence(changed, budget).kind === 'found') return move
  }
  return null
}

function ordered({ problem, found, wantedOf }: Attempt, hooks: PlanningHooks): Order {
  const sequence = found.kind === 'found' ? found.sequence : []
  const after = waitsFor(problem, sequence, hooks)
  const place = new Map(sequence.map((move, at) => [move, at]))
  const moves = sequence.map((at): OrderedMove => {
    const { id, from, to } = problem.moves[at]!
    const waits = [...after[at]!].toSorted((a, b) => place.get(a)! - place.get(b)!)
    return { id, wantedId: wantedOf.get(id)!.id, from, to, after: waits.map((one) => problem.moves[one]!.id) }
  })
  return { kind: 'ordered', moves }
}

function smallestFirst(moves: readonly WantedMove[]): readonly WantedMove[] {
  return moves.toSorted((a, b) => a.size - b.size || (a.id < b.id ? -1 : 1))
}
