/** The forecast of a plan: one run at the medians, and seeded draws of the whole plan for ranges and chances. */
import { indexFleet } from '../inventory/fleet-index.ts'
import type { Fleet } from '../inventory/fleet.ts'
import type { PlanDocument } from '../plan/plan-document.ts'
import type { MoveForecast, PlanForecast, Range, ResourceLoad } from '../plan/plan-forecast.ts'
import type { Assumptions } from './assumption.ts'
import { decimateSteps } from './decimate.ts'
import type { Forecast, PartForecast } from './forecast.ts'
import { drawPlan } from './plan-draws.ts'
import type { ScenarioResource } from './plan-scenario.ts'
import { medianRun, stallReason, type MedianRun } from './plan-timeline.ts'
import { stretchSamples } from './range-stretch.ts'
import { quantile, runDraws, type PartSamples, type Samples } from './uncertainty.ts'

export interface ForecastOptions {
  /** Draws of the whole plan; 0: the median run alone. */
  readonly samples: number
  readonly seed: number
}

export interface ForecastHooks {
  readonly progress?: (done: number, total: number) => void
  /** True ends the forecast with `ForecastCancelled`. */
  readonly shouldStop?: () => boolean
  /** Milliseconds of a steady clock, to say how long the engine took; the engine has no clock of its own. */
  readonly now?: () => number
}

/** Draws `from` to `to` of a study; slices of one study, joined by `joinSamples`, equal the whole. */
export interface DrawSlice {
  readonly from: number
  readonly to: number
}

const CHART_STEPS = 2000
const DOTS = 20

/**
 * Forecasts a plan. Moves that never end (see `stalled`) have zeros for what they never reached, and so has the end of
 * the plan then.
 * @throws RangeError where the plan names an entity the fleet does not have; ForecastCancelled.
 */
export function forecastPlan(
  fleet: Fleet,
  plan: PlanDocument,
  assumptions: Assumptions,
  options: ForecastOptions,
  hooks: ForecastHooks = {},
): PlanForecast {
  const began = hooks.now?.() ?? 0
  const median = medianOf(fleet, plan, assumptions, hooks)
  const engineMs = (hooks.now?.() ?? 0) - began
  const samples = samplePlan(median, options, { from: 0, to: options.samples }, hooks)
  return { ...summarise(plan, median, samples, options.seed), engineMs }
}

/** The run at the medians, with loads. For callers that share the draws among workers. */
export function medianOf(
  fleet: Fleet,
  plan: PlanDocument,
  assumptions: Assumptions,
  hooks: Pick<ForecastHooks, 'shouldStop'> = {},
): MedianRun {
  return medianRun(indexFleet(fleet), plan, assumptions, { loads: true, ...stopping(hooks) })
}

/** Some of the draws of a plan. */
export function samplePlan(
  { scenario }: Pick<MedianRun, 'scenario'>,
  { samples, seed }: ForecastOptions,
  { from, to }: DrawSlice,
  hooks: ForecastHooks = {},
): Samples {
  return runDraws({
    draws: samples,
    seed,
    from,
    to,
    build: (draw) => drawPlan(scenario, draw),
    ...stopping(hooks),
    ...(hooks.progress === undefined ? {} : { onProgress: hooks.progress }),
  })
}

/** The forecast out of the median run and all draws. */
export function summarise(
  plan: PlanDocument,
  { scenario, forecast }: MedianRun,
  drawn: Samples,
  seed: number,
): Omit<PlanForecast, 'engineMs'> {
  // Calibrated ranges: the one place where "range.stretch" acts.
  const samples = stretchSamples(drawn, scenario)
  const parts = plan.moves.map((move) => partOf(forecast, move.id))
  const longest = Math.max(0, ...parts.map((part) => part.down ?? 0))
  return {
    samples: samples.count,
    seed,
    moves: plan.moves.map((move, i) => moveForecast(move.id, parts[i]!, samples.parts[i])),
    resources: scenario.resources.map((resource) => loadOf(resource, forecast)),
    makespan: rangeOf(samples.makespan, forecast.makespan),
    makespanDots: dots(samples),
    fitsWindow: fitsWindow(plan, samples),
    totalRawBytes: sum(parts.map((part) => part.raw)),
    totalWireBytes: sum(parts.map((part) => part.wire)),
    longestStandstill: rangeOf(longestStandstills(samples), longest),
    assumedInputs: scenario.assumedInputs,
    totalInputs: scenario.totalInputs,
    stalled: plan.moves.flatMap((move, i) => {
      const reason = stallReason(parts[i]!)
      return reason === null ? [] : [{ moveId: move.id, reason }]
    }),
  }
}

function moveForecast(moveId: string, part: PartForecast, samples: PartSamples | undefined): MoveForecast {
  const { phases } = part
  const none = new Float64Array(0)
  const converged = samples?.converged ?? new Uint8Array(0)
  return {
    moveId,
    queuedS: part.queued ?? 0,
    startS: part.t0 ?? 0,
    copyStartS: phases.copy ?? 0,
    suspendS: phases.suspend ?? 0,
    resumeS: phases.resume ?? 0,
    postEndS: phases.clean ?? 0,
    endS: part.t1 ?? 0,
    passes: part.raw > 0 ? part.passes : 0,
    standstillS: part.down ?? 0,
    rawBytes: part.raw,
    wireBytes: part.wire,
    stop: part.raw > 0 || part.state !== 'done' ? stopWords(part) : 'no memory to copy',
    limitedBy: part.limitedBy?.resource ?? null,
    start: rangeOf(samples?.t0 ?? none, part.t0),
    end: rangeOf(samples?.t1 ?? none, part.t1),
    duration: rangeOf(samples?.total ?? none, part.total),
    standstill: rangeOf(samples?.down ?? none, part.down),
    notConverging: converged.length === 0 ? 0 : 1 - sum([...converged]) / converged.length,
  }
}

function stopWords(part: PartForecast): string {
  switch (part.stop) {
    case 'theta':
      return 'clean enough'
    case 'max_down_s':
      return 'short enough standstill'
    case 'max_passes':
      return 'max passes'
    case 'max_copy_s':
      return 'time limit of copying'
    case 'min_gain':
      return 'no gain'
    case 'abort_s':
      return 'given up'
    case null:
      return 'never ended'
  }
}

function loadOf(resource: ScenarioResource, forecast: Forecast): ResourceLoad {
  const { name, label, kind, viosId, serverId, capacity, unit } = resource
  const { t, v } = decimateSteps(forecast.loads?.[name] ?? { t: [0], v: [0] }, CHART_STEPS)
  return { name, label, kind, viosId, serverId, capacity, unit, t, v, peak: forecast.peak_load[name] ?? 0 }
}

/** Twenty equally likely ends of the plan, earliest first. */
function dots({ makespan, count }: Samples): readonly number[] {
  if (count === 0) return []
  const ends = makespan.toSorted()
  return Array.from({ length: DOTS }, (_, i) => quantile(ends, (i + 0.5) / DOTS) ?? 0)
}

function fitsWindow({ window, startMs }: PlanDocument, { makespan, count }: Samples): number | null {
  if (window === null || count === 0) return null
  const lengthS = (window.endMs - startMs) / 1000
  return makespan.filter((end) => end <= lengthS).length / count
}

/** Longest standstill of any move, by draw. */
function longestStandstills({ count, parts }: Samples): Float64Array {
  const longest = new Float64Array(count)
  for (const { down } of parts) {
    for (let draw = 0; draw < count; draw += 1) longest[draw] = Math.max(longest[draw]!, down[draw]!)
  }
  return longest
}

/** Percentiles of the draws; without draws, the median run alone. "Never" has no number: it is zero, see `stalled`. */
function rangeOf(values: Float64Array, median: number | null): Range {
  if (values.length === 0) return { p10: median ?? 0, p50: median ?? 0, p90: median ?? 0 }
  const ascending = values.toSorted()
  const at = (share: number): number => quantile(ascending, share) ?? 0
  return { p10: at(0.1), p50: at(0.5), p90: at(0.9) }
}

function partOf(forecast: Forecast, moveId: string): PartForecast {
  const part = forecast.parts[moveId]
  if (part === undefined) throw new RangeError(`The forecast has no move ${moveId}`)
  return part
}

function stopping({ shouldStop }: Pick<ForecastHooks, 'shouldStop'>) {
  return shouldStop === undefined ? {} : { shouldStop }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
