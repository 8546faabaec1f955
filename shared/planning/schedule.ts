/**
 * Order of the moves: a list schedule, longest remaining chain first, under the slots of movers and servers. The engine
 * itself says how long each move takes among the others; no batch barriers. Then moves that decide the end are tried
 * elsewhere in the order and over other movers; the shortest plan wins.
 */
import type { Forecast } from '../forecast/forecast.ts'
import type { ScheduledMove } from '../forecast/plan-part.ts'
import { criticalMoves, remainingChains } from './critical-moves.ts'
import { isToStop, type PlanningHooks } from './hooks.ts'
import type { SeededRandom } from './random.ts'

export interface ScheduleInput<M extends ScheduledMove> {
  /** A run of the engine over moves in this order, at the medians. */
  readonly run: (moves: readonly M[]) => Forecast
  /** In the order to try first. */
  readonly moves: readonly M[]
  /** The same move over another mover pair, picked at random; null where there is none. */
  readonly otherPair: (move: M, random: SeededRandom) => M | null
  /** Moves in their order, with what they have to wait for in it. */
  readonly arrange: (moves: readonly M[]) => readonly M[]
  /** Lower bound of the makespan in seconds: reached means nothing is left to gain. */
  readonly boundS: number
  /** Runs spent on other orders; the usual number where absent. */
  readonly trials?: number
}

export interface Schedule<M extends ScheduledMove> {
  /** In the order of their starts. */
  readonly moves: readonly M[]
  readonly forecast: Forecast
}

/** Runs of the engine spent on trying other orders and pairs: fewer of them the longer each takes. */
const MOST_TRIALS = 240
const MOVES_RUN = 8_000
/** Trials in a row without a gain after which the rest is not tried either. */
const PATIENCE = 80
/** Gains below this share are not worth another order. */
const GOOD_ENOUGH = 1.005
/** Of so many trials one changes any move, the others one that decides the end. */
const ANYWHERE = 5
/** What an earlier end of all the others is worth beside the end of the last one. */
const MEAN_WEIGHT = 1e-3

/** Best order found; deterministic by the random's seed. */
export function schedule<M extends ScheduledMove>(
  input: ScheduleInput<M>,
  random: SeededRandom,
  hooks: PlanningHooks,
): Schedule<M> {
  const run = (order: readonly M[]): Schedule<M> => {
    const moves = input.arrange(order)
    return { moves, forecast: input.run(moves) }
  }
  let best = run(input.moves)
  const openings = orderings(best)
  const trials = input.trials ?? Math.min(MOST_TRIALS, Math.ceil(MOVES_RUN / Math.max(1, input.moves.length)))
  for (let trial = 0, gained = 0; trial < trials && trial - gained <= PATIENCE; trial += 1) {
    const { makespan } = best.forecast
    if (makespan === null || makespan <= input.boundS * GOOD_ENOUGH) break
    if (isToStop(hooks)) break
    hooks.progress?.({
      phase: 'Ordering the moves',
      done: trial,
      total: trials,
      best: `${input.moves.length} moves in ${Math.ceil(makespan / 60)} min`,
    })
    const order = openings[trial] ?? changed(input, best, random)
    if (order === null) continue
    const other = run(order)
    if (other.forecast.makespan === null) continue
    if (cost(other) < cost(best)) gained = trial
    // Equal costs are taken as well: from another order of the same length others may follow.
    if (cost(other) <= cost(best)) best = other
  }
  return { moves: byStart(best.moves, best.forecast), forecast: best.forecast }
}

/** End of the plan; between equal ends, that with which moves end earlier. */
function cost<M extends ScheduledMove>({ moves, forecast }: Schedule<M>): number {
  const ends = moves.reduce((sum, move) => sum + (forecast.parts[move.id]?.t1 ?? 0), 0)
  return (forecast.makespan ?? Infinity) + (MEAN_WEIGHT * ends) / Math.max(1, moves.length)
}

/** Orders worth a trial of their own: longest remaining chain first, and that with short ones in between. */
function orderings<M extends ScheduledMove>({ moves, forecast }: Schedule<M>): readonly (readonly M[])[] {
  const chains = remainingChains(moves, (move) => forecast.parts[move.id]?.total ?? 0)
  const longest = moves.toSorted((a, b) => (chains.get(b.id) ?? 0) - (chains.get(a.id) ?? 0))
  const half = Math.ceil(longest.length / 2)
  const short = longest.slice(half).toReversed()
  const mixed = longest.slice(0, half).flatMap((move, i) => [move, ...short.slice(i, i + 1)])
  return [longest, mixed]
}

/** A move that decides the end goes to another place in the order, over another mover pair, or both. */
function changed<M extends ScheduledMove>(
  { otherPair }: ScheduleInput<M>,
  { moves, forecast }: Schedule<M>,
  random: SeededRandom,
): readonly M[] | null {
  const critical = random.below(ANYWHERE) === 0 ? [...moves.keys()] : criticalMoves(moves, forecast)
  const from = critical[random.below(critical.length)]
  const taken = from === undefined ? undefined : moves[from]
  if (from === undefined || taken === undefined) return null
  const way = random.below(3)
  const other = way === 0 ? null : otherPair(taken, random)
  if (way === 1) return other === null ? null : moves.with(from, other)
  const order = moves.toSpliced(from, 1)
  order.splice(random.below(order.length + 1), 0, other ?? taken)
  return order
}

/**
 * Moves in the order in which they start. The same schedule follows from it: whoever was admitted at an instant is
 * ahead of everybody who was admitted later.
 */
export function byStart<M extends ScheduledMove>(moves: readonly M[], forecast: Forecast): readonly M[] {
  const startOf = (move: M): number => forecast.parts[move.id]?.t0 ?? Infinity
  return moves.toSorted((a, b) => compare(startOf(a), startOf(b)))
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * Wave of each move, in the order given (that of the starts): the first wave starts at once, a later one takes slots
 * that the wave before it gave back. A label for people and scripts, not a barrier.
 */
export function waves(moves: readonly ScheduledMove[], forecast: Forecast): readonly number[] {
  const done: { readonly endS: number; readonly wave: number }[] = []
  let latest = 1
  return moves.map((move) => {
    const part = forecast.parts[move.id]
    const startS = part?.t0 ?? 0
    let trigger: { readonly endS: number; readonly wave: number } | null = null
    for (const one of done) {
      if (one.endS <= startS && (trigger === null || one.endS > trigger.endS)) trigger = one
    }
    latest = Math.max(latest, trigger === null ? 1 : trigger.wave + 1)
    if (part?.t1 != null) done.push({ endS: part.t1, wave: latest })
    return latest
  })
}
