/**
 * Order of the moves: a list schedule, longest first, under the slots of movers and servers. The engine itself says how
 * long each move takes among the others; no batch barriers. A few orders are tried, the shortest plan wins.
 */
import type { Forecast } from '../forecast/forecast.ts'
import type { ScheduledMove } from '../forecast/plan-part.ts'
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
}

export interface Schedule<M extends ScheduledMove> {
  /** In the order of their starts. */
  readonly moves: readonly M[]
  readonly forecast: Forecast
}

/** Runs of the engine spent on trying other orders and pairs: fewer of them the longer each takes. */
const MOST_TRIALS = 80
const MOVES_RUN = 6000
/** Gains below this share are not worth another order. */
const GOOD_ENOUGH = 1.005

/** Best order found; deterministic by the random's seed. */
export function schedule<M extends ScheduledMove>(
  input: ScheduleInput<M>,
  random: SeededRandom,
  hooks: PlanningHooks,
): Schedule<M> {
  const { run } = input
  const first = input.arrange(input.moves)
  let best: Schedule<M> = { moves: first, forecast: run(first) }
  const trials = Math.min(MOST_TRIALS, Math.ceil(MOVES_RUN / Math.max(1, input.moves.length)))
  for (let trial = 0; trial < trials; trial += 1) {
    const { forecast } = best
    if (forecast.makespan === null || forecast.makespan <= input.boundS * GOOD_ENOUGH) break
    if (isToStop(hooks)) break
    hooks.progress?.({
      phase: 'Ordering the moves',
      done: trial,
      total: trials,
      best: `${input.moves.length} moves in ${Math.ceil(forecast.makespan / 60)} min`,
    })
    const changes = trial === 0 ? longestFirst(best) : changed(input, best, random)
    if (changes === null) continue
    const order = input.arrange(changes)
    const other = { moves: order, forecast: run(order) }
    if (other.forecast.makespan !== null && other.forecast.makespan < forecast.makespan) best = other
  }
  return { moves: byStart(best.moves, best.forecast), forecast: best.forecast }
}

function longestFirst<M extends ScheduledMove>({ moves, forecast }: Schedule<M>): readonly M[] {
  const lengthOf = (move: M): number => forecast.parts[move.id]?.total ?? 0
  return moves.toSorted((a, b) => lengthOf(b) - lengthOf(a))
}

/** One move of the plan goes to another place in the order, or over another mover pair. */
function changed<M extends ScheduledMove>(
  { otherPair }: ScheduleInput<M>,
  { moves }: Schedule<M>,
  random: SeededRandom,
): readonly M[] | null {
  const order = [...moves]
  const from = random.below(order.length)
  const taken = order[from]
  if (taken === undefined) return null
  if (random.below(2) === 0) {
    const other = otherPair(taken, random)
    return other === null ? null : order.with(from, other)
  }
  order.splice(from, 1)
  order.splice(random.below(order.length + 1), 0, taken)
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
