/** The forecast of a plan: one run at the medians, and seeded draws of the whole plan for ranges and chances. */
import type { Fleet } from '../inventory/fleet.ts'
import type { PlanDocument } from '../plan/plan-document.ts'
import { endSpread } from '../plan/plan-forecast.ts'
import type {
  ForecastInfluence,
  LoadFans,
  MoveForecast,
  PlanForecast,
  Range,
  ResourceLoad,
} from '../plan/plan-forecast.ts'
import type { Assumptions } from './assumption.ts'
import { helpFrom, helpRequest, tryChanges, type HelpAttempt, type HelpRequest } from './convergence-help.ts'
import { decimateSteps } from './decimate.ts'
import { convergenceOf } from './estimate.ts'
import type { Forecast, PartForecast } from './forecast.ts'
import { influencesOf } from './influences.ts'
import { loadQuantiles } from './load-counts.ts'
import { uncertainInputs } from './plan-inputs.ts'
import type { ScenarioResource } from './plan-resources.ts'
import {
  drawAgain,
  drawStudy,
  forecastBase,
  heedCancel,
  longestStandstills,
  type ForecastBase,
  type ForecastHooks,
  type ForecastOptions,
  type PlanStudy,
} from './plan-study.ts'
import { stallReason } from './plan-timeline.ts'
import { stretchSamples } from './range-stretch.ts'
import { quantile, type PartSamples, type Samples } from './uncertainty.ts'

const CHART_STEPS = 2000
const DOTS = 20
/** Digits of the values of a fan: more than its steps can tell, and a fraction of the bytes. */
const FAN_DIGITS = 4

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
  const base = forecastBase(fleet, plan, assumptions, hooks)
  const study = drawStudy(base, options, { from: 0, to: options.samples }, hooks)
  const { forecast, asked } = summarise(plan, base, study, options, hooks)
  return { ...forecast, help: helpFrom(asked, tryHelp(base, asked, asked.changes, options, hooks)) }
}

/**
 * Runs moves that may not converge again under changes that might help. Stopped meanwhile by `shouldKeep`, the forecast
 * does without those not tried.
 * @throws ForecastCancelled.
 */
export function tryHelp(
  { scenario, forecast }: ForecastBase,
  asked: HelpRequest,
  changes: HelpRequest['changes'],
  options: ForecastOptions,
  hooks: ForecastHooks = {},
): readonly HelpAttempt[] {
  return tryChanges(scenario, forecast, asked, changes, (changed, draws) =>
    drawAgain(changed, options, draws, hooks),
  )
}

/** A forecast as far as its draws tell, and what is yet to be tried for its `help`. */
export interface Summary {
  readonly forecast: PlanForecast
  readonly asked: HelpRequest
}

/**
 * The forecast out of the median run and all draws, still without help for moves that may not converge.
 * @throws ForecastCancelled.
 */
export function summarise(
  plan: PlanDocument,
  base: ForecastBase,
  study: PlanStudy,
  options: ForecastOptions,
  hooks: ForecastHooks = {},
): Summary {
  return {
    forecast: forecastOf(plan, base, study, options, hooks),
    asked: helpRequest(base.scenario, base.forecast, study.samples),
  }
}

function forecastOf(
  plan: PlanDocument,
  base: ForecastBase,
  study: PlanStudy,
  options: ForecastOptions,
  hooks: ForecastHooks,
): PlanForecast {
  const { scenario, forecast } = base
  // Calibrated ranges: the one place where "range.stretch" acts.
  const samples = stretchSamples(study.samples, scenario)
  const parts = plan.moves.map((move) => partOf(forecast, move.id))
  const asked = options.standstillLimitS ?? null
  const limits = scenario.standstillLimits.map((typed) => typed ?? asked)
  const standstills = longestStandstills(samples)
  const outcome = { asked: options.samples, seed: options.seed, draws: samples.draws }
  const influences = influencesOf(
    uncertainInputs(scenario),
    { ...outcome, ends: samples.makespan, standstills },
    () => {
      heedCancel(hooks)
    },
  )
  return {
    samples: samples.count,
    samplesAsked: options.samples,
    seed: options.seed,
    moves: plan.moves.map((move, i) => {
      heedCancel(hooks)
      return {
        ...moveForecast(move.id, parts[i]!, samples.parts[i]),
        standstillLimitS: limits[i] ?? null,
        overStandstillLimit: shareOf(
          samples,
          limits[i] == null ? null : (draw) => exceeds(samples, limits, i, draw),
        ),
      }
    }),
    resources: scenario.resources.map((resource) => loadOf(resource, forecast)),
    fans: fansOf(base, study, hooks),
    makespan: rangeOf(samples.makespan, forecast.makespan),
    makespanDots: dots(samples),
    fitsWindow: fitsWindow(plan, samples),
    anyNotConverging: shareOf(samples, (draw) =>
      samples.parts.some(({ converged }) => converged[draw] === 0),
    ),
    standstillLimitS: asked,
    overStandstillLimit: shareOf(
      samples,
      limits.every((limit) => limit === null)
        ? null
        : (draw) => limits.some((_, i) => exceeds(samples, limits, i, draw)),
    ),
    totalRawBytes: sum(parts.map((part) => part.raw)),
    totalWireBytes: sum(parts.map((part) => part.wire)),
    longestStandstill: rangeOf(standstills, Math.max(0, ...parts.map((part) => part.down ?? 0))),
    assumedInputs: scenario.assumedInputs,
    totalInputs: scenario.totalInputs,
    influences,
    measureNext: measureNext(influences),
    convergence: convergenceOf(samples.makespan),
    help: [],
    stalled: plan.moves.flatMap((move, i) => {
      const reason = stallReason(parts[i]!)
      return reason === null ? [] : [{ moveId: move.id, reason }]
    }),
  }
}

/** The guess that moves the end of the plan furthest; standstills are measured along with it. */
function measureNext(influences: readonly ForecastInfluence[]): string | null {
  const guesses = influences.filter((one) => one.guessed && endSpread(one) > 0)
  const [first] = guesses.toSorted((a, b) => endSpread(b) - endSpread(a))
  return first?.key ?? null
}

function exceeds(samples: Samples, limits: readonly (number | null)[], move: number, draw: number): boolean {
  const limit = limits[move]
  return limit != null && samples.parts[move]!.down[draw]! > limit
}

/** Share of the draws in which something holds; null where there are no draws, or nothing to hold. */
function shareOf({ count }: Samples, holds: ((draw: number) => boolean) | null): number | null {
  if (holds === null || count === 0) return null
  let hits = 0
  for (let draw = 0; draw < count; draw += 1) if (holds(draw)) hits += 1
  return hits / count
}

/** Fans up to the last column in which one draw of ten still carries something. */
function fansOf({ grid }: ForecastBase, { loads }: PlanStudy, hooks: ForecastHooks): LoadFans | null {
  if (loads.draws === 0) return null
  const fans = grid.resources.map(({ name }, resource) => {
    heedCancel(hooks)
    const at = (p: number) => loadQuantiles(grid, loads, resource, p)
    return { name, p10: at(0.1), p50: at(0.5), p90: at(0.9) }
  })
  const used = 1 + Math.max(0, ...fans.map(({ p90 }) => p90.findLastIndex((load) => load > 0)))
  const shown = (values: readonly number[]) =>
    values.slice(0, used).map((load) => Number(load.toPrecision(FAN_DIGITS)))
  return {
    columnS: grid.columnS,
    resources: fans.map(({ name, p10, p50, p90 }) => ({
      name,
      p10: shown(p10),
      p50: shown(p50),
      p90: shown(p90),
    })),
  }
}

function moveForecast(
  moveId: string,
  part: PartForecast,
  samples: PartSamples | undefined,
): Omit<MoveForecast, 'standstillLimitS' | 'overStandstillLimit'> {
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
    stallS: part.stall,
    rawBytes: part.raw,
    wireBytes: part.wire,
    stop: part.raw > 0 || part.state !== 'done' ? stopWords(part) : 'no memory to copy',
    limitedBy: part.limitedBy?.resource ?? null,
    bindings: (part.bindings ?? [])
      .filter((one) => one.path === 0)
      .map(({ from, to, resource }) => ({ fromS: from, toS: to, resource })),
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

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
