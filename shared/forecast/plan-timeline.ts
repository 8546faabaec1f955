/** When each move of a plan starts and ends in the median run: all inputs at their medians. */
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Assumptions } from './assumption.ts'
import type { Forecast, PartForecast } from './forecast.ts'
import { planScenario, type PlanScenario, type SchedulablePlan } from './plan-scenario.ts'
import { simulate } from './simulate.ts'

export interface MedianRun {
  readonly scenario: PlanScenario
  readonly forecast: Forecast
}

/**
 * One run of the engine over a plan at the medians.
 * @throws RangeError where a move names an entity the fleet does not have; ForecastCancelled when `shouldStop` says so.
 */
export function medianRun(
  index: FleetIndex,
  plan: SchedulablePlan,
  assumptions: Assumptions,
  options: { readonly loads?: boolean; readonly shouldStop?: () => boolean } = {},
): MedianRun {
  const scenario = planScenario(index, plan, assumptions)
  return { scenario, forecast: simulate(scenario.scenario, options) }
}

/** Why a move never ends, as a sentence; null for one that does. */
export function stallReason(part: PartForecast): string | null {
  switch (part.state) {
    case 'done':
      return null
    case 'aborted':
      return 'It gives up at its time limit; the partition stays on the source.'
    case 'stalled':
      return part.limitedBy?.resource == null
        ? 'Its copying has no capacity at all.'
        : `Its copying waits for a resource without capacity: ${part.limitedBy.resource}.`
    case 'not started':
      return 'It never gets its slots: a server, mover or plan limit is 0, or a move it waits for never ends.'
  }
}
