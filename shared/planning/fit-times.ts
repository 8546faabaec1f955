/**
 * Earliest starts that keep a schedule within the times its rules allow. The engine says how long each move takes; a
 * move that would run at a forbidden time starts when the next allowed time begins that is long enough, and who never
 * finds one, or stands still for too long, is left out with the rule that says so.
 */
import type { Forecast } from '../forecast/forecast.ts'
import type { ScheduledMove } from '../forecast/plan-part.ts'
import type { PlanRule } from '../plan/rules/plan-rule.ts'
import type { AllowedTimes, TimedMove } from './allowed-times.ts'
import { isToStop, type PlanningHooks } from './hooks.ts'

export interface DroppedMove<M> {
  readonly move: M
  readonly rule: PlanRule
}

export interface FittedSchedule<M> {
  readonly moves: readonly M[]
  readonly forecast: Forecast
  readonly dropped: readonly DroppedMove<M>[]
}

export interface FitInput<M extends TimedMove> {
  /** In the order of their starts. */
  readonly moves: readonly M[]
  readonly forecast: Forecast
  readonly rules: readonly PlanRule[]
  readonly times: AllowedTimes
  /** Whether moves may be left out; moves that somebody typed may not. */
  readonly mayDrop: boolean
  /** Order and waiting of moves, and a run of them. */
  readonly arrange: (moves: readonly M[], forecast: Forecast) => readonly M[]
  readonly run: (moves: readonly M[]) => Forecast
  readonly hooks: PlanningHooks
}

/** Runs after which moves that still do not fit are left out, one after the other. */
const MOST_RUNS = 60

/** Whether any rule is about times or standstills. */
export const hasTimes = (rules: readonly PlanRule[]): boolean =>
  rules.some(({ kind }) => kind === 'window' || kind === 'blackout' || kind === 'standstill')

/** The schedule within its times. */
export function fitTimes<M extends TimedMove>(input: FitInput<M>): FittedSchedule<M> {
  const { times } = input
  let { moves, forecast } = input
  const dropped: DroppedMove<M>[] = []
  for (let run = 0; moves.length > 0; run += 1) {
    const late = run >= MOST_RUNS || isToStop(input.hooks)
    const starts = new Map<string, number>()
    const leaving = new Map<M, PlanRule>()
    for (const move of moves) {
      const part = forecast.parts[move.id]
      if (part?.t0 == null || part.t1 === null) continue
      const limit = tooLong(input.rules, move, part.down)
      if (limit !== null) {
        leaving.set(move, limit)
        continue
      }
      const breaks = times.brokenBy(move, part.t0, part.t1)
      if (breaks === null) continue
      const startS = late ? null : times.next(move, part.t0, part.t1 - part.t0)
      if (startS !== null) starts.set(move.id, startS)
      else if (breaks.hard) leaving.set(move, breaks)
    }
    if (!input.mayDrop) leaving.clear()
    if (starts.size + leaving.size === 0) break
    const gone = withCompanions(moves, leaving, input.rules)
    dropped.push(...[...gone].map(([move, rule]) => ({ move, rule })))
    const kept = moves
      .filter((move) => !gone.has(move))
      .map((move) => ({ ...move, notBeforeS: starts.get(move.id) ?? move.notBeforeS }))
    moves = input.arrange(kept, forecast)
    forecast = input.run(moves)
  }
  return { moves, forecast, dropped }
}

/** The hard limit of standstill a move exceeds. */
function tooLong(
  rules: readonly PlanRule[],
  { partitionId }: ScheduledMove,
  down: number | null,
): PlanRule | null {
  const limit = rules.find(
    (rule) =>
      rule.kind === 'standstill' &&
      rule.hard &&
      (down ?? 0) > rule.seconds &&
      (rule.partitions.length === 0 || rule.partitions.some(({ id }) => id === partitionId)),
  )
  return limit ?? null
}

/** Whoever only moves together with somebody who is left out is left out too. */
function withCompanions<M extends ScheduledMove>(
  moves: readonly M[],
  leaving: ReadonlyMap<M, PlanRule>,
  rules: readonly PlanRule[],
): ReadonlyMap<M, PlanRule> {
  const gone = new Map(leaving)
  const groups = rules.filter((rule) => rule.kind === 'together' && rule.hard)
  const isIn = (rule: PlanRule, move: M): boolean =>
    rule.kind === 'together' && rule.partitions.some(({ id }) => id === move.partitionId)
  for (let size = -1; size !== gone.size;) {
    size = gone.size
    for (const rule of groups) {
      if (![...gone.keys()].some((move) => isIn(rule, move))) continue
      for (const move of moves) if (isIn(rule, move) && !gone.has(move)) gone.set(move, rule)
    }
  }
  return gone
}
