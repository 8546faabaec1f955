/** What the engine worker takes from other rooms, with their ways of stopping brought to the job protocol's. */
import { calibrate } from '../../../shared/calibration/calibrate.ts'
import { effectsBase, effectsOf } from '../../../shared/forecast/effects.ts'
import { summarise, tryHelp } from '../../../shared/forecast/forecast-plan.ts'
import {
  drawStudy,
  forecastBase,
  joinStudies,
  type ForecastHooks,
} from '../../../shared/forecast/plan-study.ts'
import { judgeMoves } from '../../../shared/mobility/judge.ts'
import { planBalance } from '../../../shared/planning/balance/plan-balance.ts'
import { planByHand } from '../../../shared/planning/by-hand.ts'
import { bestEvacuation } from '../../../shared/planning/best-evacuation.ts'
import type { PlanningHooks } from '../../../shared/planning/hooks.ts'
import { refereePlan } from '../../../shared/planning/referee/referee.ts'
import { exportPlan } from '../../exporters/exporters.ts'
import type { ComputeHooks, EngineParts } from '../engine-tasks.ts'
import { orCancelled } from '../or-cancelled.ts'

const minutesWords = (seconds: number): string =>
  seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`

/** The two ways to stop, and progress with the likely end so far. */
function forecastHooks(hooks: ComputeHooks, phase: string): ForecastHooks {
  return {
    shouldStop: () => hooks.wish() === 'abandon',
    shouldKeep: () => hooks.wish() === 'keep',
    progress: (done, total, best) => {
      hooks.progress({ phase, done, total, best: best === null ? null : `likely ${minutesWords(best)}` })
    },
  }
}

/** The ways to stop of a search that has so many seconds, from now on; null: no limit. */
function timedHooks(hooks: ComputeHooks, seconds: number | null): PlanningHooks {
  const began = performance.now()
  const clock = seconds === null ? {} : { spent: () => (performance.now() - began) / 1000 / seconds }
  return { progress: hooks.progress, shouldStop: hooks.wish, ...clock }
}

export const engineParts: EngineParts = {
  planEvacuation: (input, { searches, seconds }, hooks) =>
    orCancelled(() => bestEvacuation(input, { searches }, timedHooks(hooks, seconds))),
  planBalance: (input, seconds, hooks) => orCancelled(() => planBalance(input, timedHooks(hooks, seconds))),
  planByHand,
  refereePlan: (fleet, plan, assumptions) => refereePlan(fleet, plan, assumptions),
  forecastBase: (fleet, plan, assumptions, hooks) =>
    orCancelled(() => forecastBase(fleet, plan, assumptions, forecastHooks(hooks, 'forecasting'))),
  drawStudy: (base, options, slice, hooks) =>
    orCancelled(() => drawStudy(base, options, slice, forecastHooks(hooks, 'forecasting'))),
  finishForecast: (plan, base, studies, options, hooks) =>
    orCancelled(() =>
      summarise(plan, base, joinStudies(base, studies), options, forecastHooks(hooks, 'forecasting')),
    ),
  tryHelp: (base, asked, changes, options, hooks) =>
    orCancelled(() => tryHelp(base, asked, changes, options, forecastHooks(hooks, 'forecasting'))),
  effectsBase: (fleet, plan, assumptions, options, hooks) =>
    orCancelled(() => effectsBase(fleet, plan, assumptions, options, forecastHooks(hooks, 'effects'))),
  effectsOf: (fleet, plan, assumptions, base, keys, options, hooks) =>
    orCancelled(() =>
      effectsOf(fleet, plan, assumptions, base, keys, options, forecastHooks(hooks, 'effects')),
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
