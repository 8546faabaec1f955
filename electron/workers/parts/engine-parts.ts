/** What the engine worker takes from other rooms, with their ways of stopping brought to the job protocol's. */
import { calibrate } from '../../../shared/calibration/calibrate.ts'
import { ForecastCancelled } from '../../../shared/forecast/forecast.ts'
import { forecastPlan } from '../../../shared/forecast/forecast-plan.ts'
import { judgeMoves } from '../../../shared/mobility/judge.ts'
import { planEvacuation } from '../../../shared/planning/evacuate.ts'
import { PlanningAbandoned } from '../../../shared/planning/hooks.ts'
import { refereePlan } from '../../../shared/planning/referee/referee.ts'
import { exportPlan } from '../../exporters/exporters.ts'
import type { EngineParts } from '../engine-tasks.ts'
import { cancelled } from '../stop-flag.ts'

/** A function that was told to abandon says so by an exception of its own room. */
function orCancelled<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof PlanningAbandoned || cause instanceof ForecastCancelled) throw cancelled()
    throw cause
  }
}

export const engineParts: EngineParts = {
  planEvacuation: (input, hooks) =>
    orCancelled(() => planEvacuation(input, { progress: hooks.progress, shouldStop: hooks.wish })),
  refereePlan: (fleet, plan, assumptions) => refereePlan(fleet, plan, assumptions),
  forecastPlan: (fleet, plan, assumptions, options, hooks) =>
    orCancelled(() =>
      forecastPlan(fleet, plan, assumptions, options, {
        progress: (done, total) => {
          hooks.progress({ phase: 'forecasting', done, total })
        },
        // A forecast of some of the draws is none of those that were asked for: there is nothing to keep.
        shouldStop: () => hooks.wish() === 'abandon',
      }),
    ),
  calibrate: (fleet, assumptions, hooks) =>
    orCancelled(() =>
      calibrate(fleet, assumptions, {
        progress: (done, total) => {
          hooks.progress({ phase: 'comparing past moves', done, total })
        },
        shouldStop: () => hooks.wish() === 'abandon',
      }),
    ),
  judgeMoves: (fleet, partitionIds, serverIds) => judgeMoves(fleet, partitionIds, serverIds),
  exportPlan,
}
