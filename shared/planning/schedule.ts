/**
 * Order of the moves: a list schedule under the slots of movers and servers, without batch barriers. The engine itself
 * says how long each move takes among the others. The best of several openings is improved: moves that decide the end are
 * tried elsewhere in the order, in each other's place and over other movers, and all movers with fewer moves at once.
 */
import type { Forecast } from '../forecast/forecast.ts'
import type { ScheduledMove } from '../forecast/plan-part.ts'
import { criticalMoves, remainingChains } from './critical-moves.ts'
import { isToStop, type PlanningHooks } from './hooks.ts'
import { openings } from './openings.ts'
import type { SeededRandom } from './random.ts'

export interface ScheduleInput<M extends ScheduledMove> {
  /** A run of the engine over moves in this order, at the medians; `atOnce`: moves at once per mover, at most. */
  readonly run: (moves: readonly M[], atOnce: number) => Forecast
  /** In the order to try first. */
  readonly moves: readonly M[]
  /** The same move over each pair of movers it may use; none where it needs none. */
  readonly pairsOf: (move: M) => readonly M[]
  /** Moves in their order, with what they have to wait for in it. */
  readonly arrange: (moves: readonly M[]) => readonly M[]
  /** Lower bound of the makespan in seconds: reached means nothing is left to gain. */
  readonly boundS: number
  /** Fewer moves at once per mover that are worth a trial, ascending; none: movers always use all their slots. */
  readonly fewerAtOnce: readonly number[]
  /** Runs spent on other orders; the usual number where absent. */
  readonly trials?: number
}

export interface Schedule<M extends ScheduledMove> {
  /** In the order of their starts. */
  readonly moves: readonly M[]
  readonly forecast: Forecast
  /** Moves at once per mover; Infinity: all slots. */
  readonly atOnce: number
}

/** Trials, events of the engine in them, and trials in a row without a gain: for a plan that is usually far off its bound. */
const MOST_EVENTS = 260_000
const MOST_TRIALS = 1_000
const TRIALS_PER_MOVE = 40
const PATIENCE = 220
/** The share by which such a plan ends after its bound, and what others get at least and at most, of that effort. */
const USUAL_GAP = 0.06
const LEAST_EFFORT = 0.25
const MOST_EFFORT = 5
/** Up to so many moves the same order is tried again so often that its run is worth remembering. */
const FEW_MOVES = 8
/** Gains below this share are not worth another order. */
const GOOD_ENOUGH = 1.005
/** Trials ago: an order that is no worse than the one then is gone on with, even if it is no gain. */
const LATE = 8
/** Of so many trials one changes any move, the others one that decides the end. */
const ANYWHERE = 5
/** Of so many trials one changes how many moves run at once. */
const ANOTHER_LIMIT = 15
/** What an earlier end of all the others is worth beside the end of the last one: on the way, and in the end. */
const MEAN_WEIGHT = 0.02
const MEAN_WEIGHT_OF_BEST = 1e-3
/** Fewer moves at once have to gain so much, as they make moves wait for each other. */
const WORTH_WAITING = 0.99

interface Trial<M extends ScheduledMove> extends Schedule<M> {
  readonly endS: number
  /** Mean end of the moves, seconds. */
  readonly meanS: number
}

/** Best order found; deterministic by the random's seed. */
export function schedule<M extends ScheduledMove>(
  input: ScheduleInput<M>,
  random: SeededRandom,
  hooks: PlanningHooks,
): Schedule<M> {
  let events = 0
  const known = new Map<string, Trial<M>>()
  const runAnew = (order: readonly M[], atOnce: number): Trial<M> => {
    const moves = input.arrange(order)
    const forecast = input.run(moves, atOnce)
    events += forecast.events
    return { moves, forecast, atOnce, ...endsOf(moves, forecast) }
  }
  const run = (order: readonly M[], atOnce = Infinity): Trial<M> => {
    if (order.length > FEW_MOVES) return runAnew(order, atOnce)
    const key = keyOf(order, atOnce)
    const trial = known.get(key) ?? runAnew(order, atOnce)
    known.set(key, trial)
    return trial
  }
  let best = run(input.moves)
  const trials = input.trials ?? Math.min(MOST_TRIALS, TRIALS_PER_MOVE * input.moves.length)
  const mostTrials = (): number => trials * effortFor(best.endS, input.boundS)
  const isDone = (): boolean =>
    trials === 0 || best.endS === Infinity || best.endS <= input.boundS * GOOD_ENOUGH || isToStop(hooks)
  const tell = (done: number): void =>
    hooks.progress?.({
      phase: 'Ordering the moves',
      done,
      total: Math.ceil(mostTrials()),
      best: `${input.moves.length} moves in ${Math.ceil(best.endS / 60)} min`,
    })
  const offer = (other: Trial<M>): boolean => {
    const isBetter = cost(other, MEAN_WEIGHT_OF_BEST) < cost(best, MEAN_WEIGHT_OF_BEST)
    if (isBetter) best = other
    return isBetter
  }
  for (const order of openings(longestFirst(best))) {
    if (isDone()) break
    offer(run(order))
  }
  const full = best
  for (const atOnce of input.fewerAtOnce) {
    if (isDone()) break
    const other = run(full.moves, atOnce)
    if (other.endS < full.endS * WORTH_WAITING) offer(other)
  }
  let here = best
  const late = new Array<number>(LATE).fill(cost(here, MEAN_WEIGHT))
  for (let trial = 0, gained = 0; trial < mostTrials(); trial += 1) {
    const effort = effortFor(best.endS, input.boundS)
    if (trial - gained > PATIENCE * effort || events >= MOST_EVENTS * effort || isDone()) break
    tell(trial)
    const change = changed(input, here, random)
    if (change === null) continue
    const other = run(change.moves, change.atOnce)
    const now = cost(here, MEAN_WEIGHT)
    const then = cost(other, MEAN_WEIGHT)
    if (then <= now || then <= late[trial % LATE]!) here = other
    late[trial % LATE] = cost(here, MEAN_WEIGHT)
    if (offer(other)) gained = trial
  }
  if (best.atOnce < Infinity) {
    const unlimited = run(best.moves)
    if (unlimited.endS * WORTH_WAITING <= best.endS) best = unlimited
  }
  const { moves, forecast, atOnce } = best
  return { moves: byStart(moves, forecast), forecast, atOnce }
}

/** Little is spent where little can be gained: it grows with the square of the gap to the bound. */
function effortFor(endS: number, boundS: number): number {
  const gap = boundS > 0 ? endS / boundS - 1 : USUAL_GAP
  return Math.min(MOST_EFFORT, Math.max(LEAST_EFFORT, (gap / USUAL_GAP) ** 2))
}

/** Equal for orders whose runs are equal. */
function keyOf(moves: readonly ScheduledMove[], atOnce: number): string {
  return [atOnce, ...moves.flatMap((move) => [move.id, move.sourceMoverId, move.targetMoverId])].join('\n')
}

function endsOf(
  moves: readonly ScheduledMove[],
  forecast: Forecast,
): { readonly endS: number; readonly meanS: number } {
  const ends = moves.reduce((sum, move) => sum + (forecast.parts[move.id]?.t1 ?? 0), 0)
  return { endS: forecast.makespan ?? Infinity, meanS: ends / Math.max(1, moves.length) }
}

/** End of the plan; between equal ends, that with which moves end earlier. */
function cost(
  { endS, meanS }: { readonly endS: number; readonly meanS: number },
  meanWeight: number,
): number {
  return endS + meanWeight * meanS
}

/** Longest remaining chain first, by the lengths of a run. */
function longestFirst<M extends ScheduledMove>({ moves, forecast }: Schedule<M>): readonly M[] {
  const chains = remainingChains(moves, (move) => forecast.parts[move.id]?.total ?? 0)
  return moves.toSorted((a, b) => (chains.get(b.id) ?? 0) - (chains.get(a.id) ?? 0))
}

/**
 * A move that decides the end goes to another place in the order, over another mover pair, or both; or it changes place
 * or mover with another move; or all movers work with another number of moves at once.
 */
function changed<M extends ScheduledMove>(
  { pairsOf, fewerAtOnce }: ScheduleInput<M>,
  { moves, forecast, atOnce }: Schedule<M>,
  random: SeededRandom,
): { readonly moves: readonly M[]; readonly atOnce: number } | null {
  if (fewerAtOnce.length > 0 && random.below(ANOTHER_LIMIT) === 0) {
    const other = [...fewerAtOnce, Infinity][random.below(fewerAtOnce.length + 1)]!
    return other === atOnce ? null : { moves, atOnce: other }
  }
  const critical = random.below(ANYWHERE) === 0 ? [...moves.keys()] : criticalMoves(moves, forecast)
  const from = critical[random.below(critical.length)]
  const taken = from === undefined ? undefined : moves[from]
  if (from === undefined || taken === undefined) return null
  const way = random.below(4)
  if (way === 0) return { moves: exchanged(moves, from, random.below(moves.length), pairsOf), atOnce }
  const pairs = way === 1 ? [] : pairsOf(taken)
  const other = pairs[random.below(pairs.length)] ?? taken
  if (way === 2) return other === taken ? null : { moves: moves.with(from, other), atOnce }
  const order = moves.toSpliced(from, 1)
  order.splice(random.below(order.length + 1), 0, other)
  return { moves: order, atOnce }
}

/** Two moves of the same server over each other's mover of it; other two in each other's place. */
function exchanged<M extends ScheduledMove>(
  moves: readonly M[],
  one: number,
  two: number,
  pairsOf: (move: M) => readonly M[],
): readonly M[] {
  const [a, b] = [moves[one]!, moves[two]!]
  for (const end of ['sourceMoverId', 'targetMoverId'] as const) {
    if (a[end] === b[end]) continue
    const rest = end === 'sourceMoverId' ? 'targetMoverId' : 'sourceMoverId'
    const over = (move: M, other: M): M | undefined =>
      pairsOf(move).find((pair) => pair[end] === other[end] && pair[rest] === move[rest])
    const [toA, toB] = [over(a, b), over(b, a)]
    if (toA !== undefined && toB !== undefined) return moves.with(one, toA).with(two, toB)
  }
  return moves.with(one, b).with(two, a)
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
