/**
 * How long nobody asks whether to stop: cancelling takes no longer. Milliseconds of the own thread, so that what else the
 * machine does counts little.
 */
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import { forecastPlan } from '../../shared/forecast/forecast-plan.ts'
import type { Scenario } from '../../shared/forecast/scenario.ts'
import { simulate } from '../../shared/forecast/simulate.ts'
import { fleetPlanOf200 } from '../support/fleet-plan-200.ts'
import { threadMs } from './thread-time.ts'

/** The shortest of a few longest silences: what other work on the machine adds is not ours. */
const ROUNDS = 3

function longestSilence(work: (listen: () => boolean) => unknown, rounds = ROUNDS): number {
  const longest = Array.from({ length: rounds }, () => {
    let last = threadMs()
    let most = 0
    const listen = (): boolean => {
      const now = threadMs()
      most = Math.max(most, now - last)
      last = now
      return false
    }
    work(listen)
    listen()
    return most
  })
  return Math.min(...longest)
}

/** Of one run of the engine. */
export const silenceOfEngine = (scenario: Scenario): number =>
  longestSilence((shouldStop) => simulate(scenario, { shouldStop }))

/** Of the whole forecast of a plan of 200: median run, draws, loads, influences, help. */
export function silenceOfForecast(draws: number): number {
  const { fleet, plan } = fleetPlanOf200()
  return longestSilence(
    (shouldStop) => forecastPlan(fleet, plan, noAssumptions, { samples: draws, seed: 1 }, { shouldStop }),
    2,
  )
}
