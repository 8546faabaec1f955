/** The forecast of a plan: one run at the medians, and seeded draws of the whole plan for ranges and chances. */
import { indexFleet } from '../inventory/fleet-index.ts'
import type { Fleet } from '../inventory/fleet.ts'
import type { PlanDocument } from '../plan/plan-document.ts'
import type { MoveForecast, PlanForecast, Range, ResourceLoad } from '../plan/plan-forecast.ts'
import type { Assumptions } from './assumption.ts'
import { decimateSteps } from './decimate.ts'
import type { Forecast, PartForecast } from './forecast.ts'
import { PlanDraws } from './plan-draws.ts'
import type { ScenarioResource } from './plan-scenario.ts'
import { medianRun, stallReason } from './plan-timeline.ts'
import { simulate } from './simulate.ts'
import { normalQuantile, uniformColumn } from './uncertainty.ts'

export interface ForecastOptions {
  /** Draws of the whole plan. */
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

const CHART_STEPS = 2000
const DOTS = 20
const DRAWS_BETWEEN_REPORTS = 10

/**
 * Forecasts a plan. Moves that never end (see `stalled`) have zeros for what they never reached, and
 * so has the end of the plan then.
 * @throws RangeError where the plan names an entity the fleet does not have; ForecastCancelled.
 */
export function forecastPlan(
  fleet: Fleet,
  plan: PlanDocument,
  assumptions: Assumptions,
  options: ForecastOptions,
  hooks: ForecastHooks = {},
): PlanForecast {
  const index = indexFleet(fleet)
  const stop = hooks.shouldStop === undefined ? {} : { shouldStop: hooks.shouldStop }
  const began = hooks.now?.() ?? 0
  const { scenario, forecast } = medianRun(index, plan, assumptions, { loads: true, ...stop })
  const engineMs = (hooks.now?.() ?? 0) - began
  const draws = new PlanDraws(scenario, uniformColumn(options.samples, options.seed), normalQuantile)
  const outcomes = new Outcomes(plan, options.samples)
  for (let draw = 0; draw < options.samples; draw += 1) {
    outcomes.add(draw, simulate(draws.scenario(draw), stop))
    if (draw % DRAWS_BETWEEN_REPORTS === 0) hooks.progress?.(draw, options.samples)
  }
  const parts = plan.moves.map((move) => partOf(forecast, move.id))
  return {
    samples: options.samples,
    seed: options.seed,
    moves: plan.moves.map((move, i) => outcomes.move(i, move.id, parts[i]!)),
    resources: scenario.resources.map((resource) => loadOf(resource, forecast)),
    makespan: outcomes.makespan(forecast.makespan),
    makespanDots: outcomes.dots(),
    fitsWindow: outcomes.fitsWindow(),
    totalRawBytes: sum(parts.map((part) => part.raw)),
    totalWireBytes: sum(parts.map((part) => part.wire)),
    longestStandstill: outcomes.longestStandstill(Math.max(0, ...parts.map((part) => part.down ?? 0))),
    assumedInputs: scenario.assumedInputs,
    totalInputs: scenario.totalInputs,
    stalled: plan.moves.flatMap((move, i) => {
      const reason = stallReason(parts[i]!)
      return reason === null ? [] : [{ moveId: move.id, reason }]
    }),
    engineMs,
  }
}

/** What the draws said, by measure and move; draws that never end count as infinitely late. */
class Outcomes {
  readonly #plan: PlanDocument
  readonly #samples: number
  readonly #start: Float64Array[]
  readonly #end: Float64Array[]
  readonly #duration: Float64Array[]
  readonly #standstill: Float64Array[]
  readonly #notConverging: number[]
  readonly #makespan: Float64Array
  readonly #longest: Float64Array

  constructor(plan: PlanDocument, samples: number) {
    const columns = (): Float64Array[] => plan.moves.map(() => new Float64Array(samples))
    this.#plan = plan
    this.#samples = samples
    this.#start = columns()
    this.#end = columns()
    this.#duration = columns()
    this.#standstill = columns()
    this.#notConverging = plan.moves.map(() => 0)
    this.#makespan = new Float64Array(samples)
    this.#longest = new Float64Array(samples)
  }

  add(draw: number, forecast: Forecast): void {
    this.#makespan[draw] = forecast.makespan ?? Infinity
    for (const [i, move] of this.#plan.moves.entries()) {
      const part = partOf(forecast, move.id)
      this.#start[i]![draw] = part.t0 ?? Infinity
      this.#end[i]![draw] = part.t1 ?? Infinity
      this.#duration[i]![draw] = part.total ?? Infinity
      this.#standstill[i]![draw] = part.down ?? 0
      this.#longest[draw] = Math.max(this.#longest[draw]!, part.down ?? 0)
      if (!converges(part)) this.#notConverging[i]! += 1
    }
  }

  move(i: number, moveId: string, part: PartForecast): MoveForecast {
    const { phases } = part
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
      stop: part.raw > 0 ? stopWords(part) : 'no memory to copy',
      limitedBy: part.limitedBy?.resource ?? null,
      start: rangeOf(this.#start[i]!, part.t0),
      end: rangeOf(this.#end[i]!, part.t1),
      duration: rangeOf(this.#duration[i]!, part.total),
      standstill: rangeOf(this.#standstill[i]!, part.down),
      notConverging: this.#samples === 0 ? 0 : this.#notConverging[i]! / this.#samples,
    }
  }

  makespan(median: number | null): Range {
    return rangeOf(this.#makespan, median)
  }

  longestStandstill(median: number): Range {
    return rangeOf(this.#longest, median)
  }

  /** Twenty equally likely ends of the plan, earliest first. */
  dots(): readonly number[] {
    if (this.#samples === 0) return []
    const ends = this.#makespan.toSorted()
    return Array.from({ length: DOTS }, (_, i) => finite(quantile(ends, (i + 0.5) / DOTS)))
  }

  fitsWindow(): number | null {
    const { window, startMs } = this.#plan
    if (window === null || this.#samples === 0) return null
    const lengthS = (window.endMs - startMs) / 1000
    return this.#makespan.filter((end) => end <= lengthS).length / this.#samples
  }
}

/** Copying that ended because little enough was left; anything else relies on post-copy or on a limit. */
function converges(part: PartForecast): boolean {
  return part.raw === 0 || part.stop === 'theta' || part.stop === 'max_down_s'
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
  const { t, v } = decimateSteps(forecast.loads?.[resource.name] ?? { t: [0], v: [0] }, CHART_STEPS)
  return {
    name: resource.name,
    label: resource.label,
    kind: resource.kind,
    viosId: resource.viosId,
    serverId: resource.serverId,
    capacity: resource.capacity,
    unit: resource.unit,
    t,
    v,
    peak: forecast.peak_load[resource.name] ?? 0,
  }
}

function partOf(forecast: Forecast, moveId: string): PartForecast {
  const part = forecast.parts[moveId]
  if (part === undefined) throw new RangeError(`The forecast has no move ${moveId}`)
  return part
}

/** Percentiles of the draws; without draws, the median run alone. */
function rangeOf(values: Float64Array, median: number | null): Range {
  if (values.length === 0) return { p10: median ?? 0, p50: median ?? 0, p90: median ?? 0 }
  const ascending = values.toSorted()
  return {
    p10: finite(quantile(ascending, 0.1)),
    p50: finite(quantile(ascending, 0.5)),
    p90: finite(quantile(ascending, 0.9)),
  }
}

/** Linear between the two nearest draws. */
function quantile(ascending: Float64Array, share: number): number {
  const place = share * (ascending.length - 1)
  const below = ascending[Math.floor(place)] ?? 0
  const above = ascending[Math.ceil(place)] ?? 0
  return below === above ? below : below + (above - below) * (place - Math.floor(place))
}

/** "Never" has no number in a document that is stored as JSON; the move is listed as stalled. */
function finite(value: number): number {
  return Number.isFinite(value) ? value : 0
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
