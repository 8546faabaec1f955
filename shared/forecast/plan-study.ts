/**
 * The draws of a plan, to be shared among workers: everybody starts from one base, makes some of the draws, and the
 * parts are joined in order. Joined parts equal the whole, byte for byte.
 */
import { indexFleet } from '../inventory/fleet-index.ts'
import type { Fleet } from '../inventory/fleet.ts'
import type { Assumptions } from './assumption.ts'
import { ForecastCancelled } from './forecast.ts'
import {
  addCounts,
  emptyCounts,
  LoadCounter,
  loadGrid,
  type LoadCounts,
  type LoadGrid,
} from './load-counts.ts'
import { drawPlan, highestCapacity, planDrawer, slowDraw } from './plan-draws.ts'
import type { PlanScenario, SchedulablePlan } from './plan-scenario.ts'
import { medianRun, type MedianRun } from './plan-timeline.ts'
import { simulate } from './simulate.ts'
import { joinSamples, runDraws, type Samples } from './uncertainty.ts'

export interface ForecastOptions {
  /** Draws of the whole plan; 0: the median run alone. */
  readonly samples: number
  readonly seed: number
  /** Longest standstill that is accepted, seconds, where none was typed; null or absent: none. */
  readonly standstillLimitS?: number | null
}

export interface ForecastHooks {
  /** `best`: the likely end of the plan so far, seconds; null while it cannot be told. */
  readonly progress?: (done: number, total: number, best: number | null) => void
  /** True ends the forecast with `ForecastCancelled`: nothing is kept. */
  readonly shouldStop?: () => boolean
  /** True ends it with the draws that were made. */
  readonly shouldKeep?: () => boolean
}

/**
 * To be called between the steps of work that runs no draws (sorting, correlating): cancelling is heard there, too.
 * @throws ForecastCancelled when it was asked for.
 */
export function heedCancel({ shouldStop }: ForecastHooks): void {
  if (shouldStop?.() === true) throw new ForecastCancelled()
}

/** Draws `from` to `to` of a study. */
export interface DrawSlice {
  readonly from: number
  readonly to: number
}

/** What all draws of a plan start from. */
export interface ForecastBase extends MedianRun {
  readonly grid: LoadGrid
}

/** Some of the draws of a plan. */
export interface PlanStudy {
  readonly samples: Samples
  readonly loads: LoadCounts
}

/** Draws between two estimates of the end that are told along with the progress. */
const DRAWS_PER_ESTIMATE = 25
const SHORTEST_SPAN_S = 60

/**
 * The run at the medians, with loads, and the grid the loads of the draws are counted in: it spans the end of a run that
 * has bad luck with every input, so that few draws end later.
 * @throws RangeError where the plan names an entity the fleet does not have; ForecastCancelled.
 */
export function forecastBase(
  fleet: Fleet,
  plan: SchedulablePlan,
  assumptions: Assumptions,
  hooks: ForecastHooks = {},
): ForecastBase {
  const stopping = hooks.shouldStop === undefined ? {} : { shouldStop: hooks.shouldStop }
  const median = medianRun(indexFleet(fleet), plan, assumptions, { loads: true, ...stopping })
  const { scenario, resources } = median.scenario
  const slow = simulate(drawPlan(median.scenario, slowDraw), stopping)
  const ends = [median.forecast, slow].flatMap(({ parts }) => Object.values(parts).map(({ t1 }) => t1 ?? 0))
  const spanS = ends.reduce((latest, end) => Math.max(latest, end), SHORTEST_SPAN_S)
  const tops = resources.map((one) => ({ name: one.name, top: highestCapacity(one, scenario.changes) }))
  return { ...median, grid: loadGrid(spanS, tops) }
}

/** Makes some of the draws; `shouldKeep` ends it with fewer. */
export function drawStudy(
  { scenario, grid }: Pick<ForecastBase, 'scenario' | 'grid'>,
  { samples, seed }: ForecastOptions,
  { from, to }: DrawSlice,
  hooks: ForecastHooks = {},
): PlanStudy {
  const { shouldStop, shouldKeep, progress } = hooks
  const counter = new LoadCounter(grid)
  let best: number | null = null
  const made = runDraws({
    draws: samples,
    seed,
    from,
    to,
    build: planDrawer(scenario),
    meanLoads: counter,
    ...(shouldStop === undefined ? {} : { shouldStop }),
    ...(shouldKeep === undefined ? {} : { shouldKeep }),
    ...(progress === undefined
      ? {}
      : {
          onProgress: (done, total, ends) => {
            if (done % DRAWS_PER_ESTIMATE === 0 || done === total) best = middleOf(ends)
            progress(done, total, best)
          },
        }),
  })
  return { samples: made, loads: counter.counts }
}

/** Joins parts of one study in the order of their draws. */
export function joinStudies(base: Pick<ForecastBase, 'grid'>, parts: readonly PlanStudy[]): PlanStudy {
  return {
    samples: joinSamples(parts.map((part) => part.samples)),
    loads: parts.length === 0 ? emptyCounts(base.grid) : addCounts(parts.map((part) => part.loads)),
  }
}

/** Named draws of another scenario of the plan, for comparing like with like; null: to be stopped, whichever way. */
export function drawAgain(
  scenario: PlanScenario,
  { samples, seed }: ForecastOptions,
  only: Int32Array,
  { shouldStop, shouldKeep }: ForecastHooks = {},
): Samples | null {
  const made = runDraws({
    draws: samples,
    seed,
    only,
    build: planDrawer(scenario),
    ...(shouldStop === undefined ? {} : { shouldStop }),
    ...(shouldKeep === undefined ? {} : { shouldKeep }),
  })
  return made.count < only.length ? null : made
}

/** Longest standstill of any move, by draw. */
export function longestStandstills({ count, parts }: Samples): Float64Array {
  const longest = new Float64Array(count)
  for (const { down } of parts) {
    for (let draw = 0; draw < count; draw += 1) longest[draw] = Math.max(longest[draw]!, down[draw]!)
  }
  return longest
}

function middleOf(ends: Float64Array): number | null {
  const middle = ends.toSorted()[Math.floor(ends.length / 2)]
  return middle === undefined || middle === Infinity ? null : middle
}
