import { ForecastCancelled } from '../../shared/forecast/forecast.ts'
import { PlanningAbandoned } from '../../shared/planning/hooks.ts'
import { cancelled } from './stop-flag.ts'

/** A function that was told to abandon says so by an exception of its own room. */
export function orCancelled<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof PlanningAbandoned || cause instanceof ForecastCancelled) throw cancelled()
    throw cause
  }
}
