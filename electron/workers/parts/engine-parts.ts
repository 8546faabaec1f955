/** What the engine worker takes from other rooms, with their ways of stopping brought to the job protocol's. */
import { calibrate } from '../../../shared/calibration/calibrate.ts'
import { ForecastCancelled } from '../../../shared/forecast/forecast.ts'
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
import { planEvacuation } from '../../../shared/planning/evacuate.ts'
import { PlanningAbandoned } from '../../../shared/planning/hooks.ts'
import { refereePlan } from '../../../shared/planning/referee/referee.ts'
import { exportPlan } from '../../exporters/exporters.ts'
import type { ComputeHooks, EngineParts } from '../engine-tasks.ts'
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

export const engineParts: EngineParts = {
  planEvacuation: (input, hooks) =>
    orCancelled(() => planEvacuation(input, { progress: hooks.progress, shouldStop: hooks.wish })),
  planBalance: (input, seconds, hooks) => {
    const began = performance.now()
    const clock = seconds === null ? {} : { spent: () => (performance.now() - began) / 1000 / seconds }
    return orCancelled(() =>
      planBalance(input, { progress: hooks.progress, shouldStop: hooks.wish, ...clock }),
    )
  },
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
