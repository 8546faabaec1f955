/**
 * How long a stage of moves is given: what nine of ten draws of the engine end within, in whole steps of five minutes.
 * The next stage begins at that time whether the moves are early or not, so a median would be late every other time; a
 * share on top of it would be a guess, where the draws know how far the plan's inputs spread.
 */
import type { Assumptions } from '../../forecast/assumption.ts'
import { forecastPlan } from '../../forecast/forecast-plan.ts'
import type { Fleet } from '../../inventory/fleet.ts'
import type { PlanDocument } from '../../plan/plan-document.ts'
import { PlanningAbandoned, type PlanningHooks } from '../hooks.ts'
import { ForecastCancelled } from '../../forecast/forecast.ts'

const STEP_MS = 5 * 60_000
/** Enough for a P90 that is true to some percent; the forecast a person looks at has more. */
const DRAWS = 100

/** Milliseconds; null where a move never ends. @throws PlanningAbandoned when the hooks say so. */
export function timeOfStage(
  fleet: Fleet,
  plan: PlanDocument,
  assumptions: Assumptions,
  hooks: PlanningHooks,
): number | null {
  try {
    const { makespan, stalled } = forecastPlan(
      fleet,
      plan,
      assumptions,
      { samples: DRAWS, seed: plan.seed },
      {
        shouldStop: () => hooks.shouldStop?.() === 'abandon',
        shouldKeep: () => hooks.shouldStop?.() === 'keep',
      },
    )
    if (stalled.length > 0) return null
    const wanted = Math.max(makespan.p50, makespan.p90) * 1000
    return Math.max(1, Math.ceil(wanted / STEP_MS)) * STEP_MS
  } catch (error) {
    throw error instanceof ForecastCancelled ? new PlanningAbandoned() : error
  }
}
