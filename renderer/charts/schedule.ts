/** A plan and its forecast, joined for drawing: what happens when, what waits for what, and how long the axis is. */
import type { PlanDocument, PlanMove } from '../../shared/plan/plan-document.ts'
import type { MoveForecast, PlanForecast } from '../../shared/plan/plan-forecast.ts'
import { criticalChain } from './critical-chain.ts'
import type { Span } from './time-axis.ts'

export interface ScheduledMove {
  /** Place in the plan, from 1. */
  readonly number: number
  readonly move: PlanMove
  readonly forecast: MoveForecast
  readonly critical: boolean
}

export interface WaveSpan {
  readonly wave: number
  readonly moves: number
  readonly startS: number
  readonly endS: number
}

export interface Schedule {
  readonly plan: PlanDocument
  readonly forecast: PlanForecast
  /** In plan order; moves without a forecast are left out. */
  readonly moves: readonly ScheduledMove[]
  readonly byId: ReadonlyMap<string, ScheduledMove>
  /** Ids in time order. */
  readonly chain: readonly string[]
  readonly waves: readonly WaveSpan[]
  /** End of the window, seconds from the start of the plan; null without a window. */
  readonly windowEndS: number | null
  /** Everything: plan, its slowest draw and the window. */
  readonly full: Span
  /** What is shown first: the plan, and the window where it does not squeeze the plan. */
  readonly first: Span
}

function wavesOf(moves: readonly ScheduledMove[]): WaveSpan[] {
  return [...Map.groupBy(moves, (one) => one.move.wave)]
    .map(([wave, mine]) => ({
      wave,
      moves: mine.length,
      startS: Math.min(...mine.map((one) => one.forecast.startS)),
      endS: Math.max(...mine.map((one) => one.forecast.endS)),
    }))
    .sort((a, b) => a.wave - b.wave)
}

/** Joins a plan with its forecast. */
export function buildSchedule(plan: PlanDocument, forecast: PlanForecast): Schedule {
  const byMove = new Map(forecast.moves.map((one) => [one.moveId, one]))
  const chain = criticalChain(plan.moves, byMove)
  const critical = new Set(chain)
  const moves = plan.moves.flatMap((move, at): ScheduledMove[] => {
    const mine = byMove.get(move.id)
    return mine === undefined
      ? []
      : [{ number: at + 1, move, forecast: mine, critical: critical.has(move.id) }]
  })
  const lastEnd = moves.reduce((latest, one) => Math.max(latest, one.forecast.endS), 0)
  const latest = Math.max(lastEnd, forecast.makespan.p90, forecast.makespanDots.at(-1) ?? 0, 60)
  const windowEndS = plan.window === null ? null : (plan.window.endMs - plan.startMs) / 1000
  const planned = latest * 1.06
  const all = Math.max(planned, windowEndS === null ? 0 : windowEndS * 1.12)
  return {
    plan,
    forecast,
    moves,
    byId: new Map(moves.map((one) => [one.move.id, one])),
    chain,
    waves: wavesOf(moves),
    windowEndS,
    full: { from: 0, to: all },
    first: { from: 0, to: all > planned * 2.2 ? planned * 1.1 : all },
  }
}

/** Moves that run (hold slots) at a time. */
export function runningAt(schedule: Schedule, seconds: number): readonly ScheduledMove[] {
  return schedule.moves.filter((one) => one.forecast.startS <= seconds && seconds < one.forecast.endS)
}
