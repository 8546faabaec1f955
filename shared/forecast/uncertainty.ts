import { Draws } from './draws.ts'
import type { Draw } from './draws.ts'
import { ForecastCancelled } from './forecast.ts'
import type { Forecast, PartForecast } from './forecast.ts'
import type { MeanLoadSink } from './loads.ts'
import type { Scenario } from './scenario.ts'
import { simulate } from './simulate.ts'

/** A study of one plan under uncertain inputs (forecast model, section 7). */
export type SampleRequest = {
  /** Number of draws; 1,000 is plenty for P10 and P90. */
  draws: number
  /** Same seed, same answer. */
  seed: number
  /** The plan under one draw of its inputs. Every draw must have the same parts. */
  build: (draw: Draw) => Scenario
  /** Only these draws, `from` included, `to` not: for sharing a study among workers. Absent: all. */
  from?: number
  to?: number
  /** Or only these, in this order. */
  only?: Int32Array
  /** True ends the study with `ForecastCancelled`; nothing is kept. */
  shouldStop?: () => boolean
  /** True ends the study with the draws that were made so far; the one under way is dropped. */
  shouldKeep?: () => boolean
  /** Gets the mean loads of every draw, in order. */
  meanLoads?: MeanLoadSink
  /** Called after every draw; `ends` has the end of the plan in the draws made so far (Infinity: never). */
  onProgress?: (done: number, total: number, ends: Float64Array) => void
}

/** What was seen of one part, per draw; Infinity: it never came to that. */
export type PartSamples = {
  readonly t0: Float64Array
  readonly t1: Float64Array
  readonly total: Float64Array
  readonly down: Float64Array
  /** 1: the passes ended because enough was clean (theta, max_down_s), 0: for any other reason. */
  readonly converged: Uint8Array
}

/** Plain arrays that travel between threads and can be joined. */
export type Samples = {
  readonly count: number
  /** Which draws of the study these are, ascending. */
  readonly draws: Int32Array
  readonly names: readonly string[]
  readonly makespan: Float64Array
  readonly parts: readonly PartSamples[]
}

/** Tenth, half and nine tenths of the draws lie below; null: by then it has not ended. */
export type Range = { p10: number | null; p50: number | null; p90: number | null }

export type PartRange = {
  t0: Range
  t1: Range
  total: Range
  down: Range
  /** Probability that copying does not converge by itself. */
  notConverged: number
  /** Probability that the standstill exceeds the limit; null: no limit was given. */
  downOverLimit: number | null
}

export type ForecastRange = {
  draws: number
  makespan: Range
  /** Probability that the plan ends within the window; null: no window was given. */
  endsInWindow: number | null
  /** Probabilities that it happens to at least one part. */
  anyNotConverged: number
  anyDownOverLimit: number | null
  parts: Record<string, PartRange>
}

export type SummaryLimits = {
  /** Seconds on the plan's clock by which the plan should have ended. */
  window?: number
  /** Longest standstill that is acceptable, in seconds. */
  downLimit?: number
}

/**
 * Monte Carlo over a whole plan with stratified draws; ranges are of the plan, never sums of ranges.
 * @throws ForecastCancelled when `shouldStop` says so.
 */
export function sampleForecasts(request: SampleRequest & SummaryLimits): ForecastRange {
  return summariseSamples(runDraws(request), request)
}

/** Runs the draws `from` .. `to`. Slices of one study, joined, equal the whole. */
export function runDraws(request: SampleRequest): Samples {
  const { build } = request
  const wanted = request.only ?? numbers(request.from ?? 0, request.to ?? request.draws)
  const draws = new Draws(request.draws, request.seed)
  let samples: Samples | null = null
  for (const [row, index] of wanted.entries()) {
    const forecast = oneDraw(build(draws.at(index)), request)
    if (forecast === null) return samples === null ? emptySamples([], 0) : firstOf(samples, row)
    samples ??= emptySamples(Object.keys(forecast.parts), wanted.length)
    note(samples, row, index, forecast)
    request.onProgress?.(row + 1, wanted.length, samples.makespan.subarray(0, row + 1))
  }
  return samples ?? emptySamples([], 0)
}

function numbers(from: number, to: number): Int32Array {
  return Int32Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i)
}

/** null: to be stopped here, and what there is kept. */
function oneDraw(scenario: Scenario, request: SampleRequest): Forecast | null {
  const abandoned = () => request.shouldStop?.() === true
  const kept = () => request.shouldKeep?.() === true
  if (abandoned()) throw new ForecastCancelled()
  if (kept()) return null
  try {
    return simulate(scenario, {
      shouldStop: () => abandoned() || kept(),
      ...(request.meanLoads === undefined ? {} : { meanLoads: request.meanLoads }),
    })
  } catch (cause) {
    if (cause instanceof ForecastCancelled && !abandoned()) return null
    throw cause
  }
}

/** The first `count` rows. */
function firstOf(samples: Samples, count: number): Samples {
  return {
    count,
    draws: samples.draws.slice(0, count),
    names: samples.names,
    makespan: samples.makespan.slice(0, count),
    parts: samples.parts.map(({ t0, t1, total, down, converged }) => ({
      t0: t0.slice(0, count),
      t1: t1.slice(0, count),
      total: total.slice(0, count),
      down: down.slice(0, count),
      converged: converged.slice(0, count),
    })),
  }
}

/** Joins slices of one study in their order. */
export function joinSamples(slices: readonly Samples[]): Samples {
  const filled = slices.filter((slice) => slice.count > 0)
  const first = filled[0]
  if (first === undefined) return emptySamples([], 0)
  return {
    count: filled.reduce((sum, slice) => sum + slice.count, 0),
    draws: Int32Array.from(filled.flatMap((slice) => [...slice.draws])),
    names: first.names,
    makespan: joined(filled.map((slice) => slice.makespan)),
    parts: first.parts.map((_, part) => ({
      t0: joined(filled.map((slice) => slice.parts[part]!.t0)),
      t1: joined(filled.map((slice) => slice.parts[part]!.t1)),
      total: joined(filled.map((slice) => slice.parts[part]!.total)),
      down: joined(filled.map((slice) => slice.parts[part]!.down)),
      converged: Uint8Array.from(filled.flatMap((slice) => [...slice.parts[part]!.converged])),
    })),
  }
}

/** Ranges and probabilities of the samples. */
export function summariseSamples(samples: Samples, limits: SummaryLimits = {}): ForecastRange {
  const { window, downLimit } = limits
  const parts = Object.create(null) as Record<string, PartRange>
  for (const [index, name] of samples.names.entries()) {
    const { t0, t1, total, down, converged } = samples.parts[index]!
    parts[name] = {
      t0: rangeOf(t0),
      t1: rangeOf(t1),
      total: rangeOf(total),
      down: rangeOf(down),
      notConverged: shareOf(samples.count, (draw) => converged[draw] === 0),
      downOverLimit:
        downLimit === undefined ? null : shareOf(samples.count, (draw) => down[draw]! > downLimit),
    }
  }
  return {
    draws: samples.count,
    makespan: rangeOf(samples.makespan),
    endsInWindow:
      window === undefined ? null : shareOf(samples.count, (draw) => samples.makespan[draw]! <= window),
    anyNotConverged: shareOf(samples.count, (draw) =>
      samples.parts.some((part) => part.converged[draw] === 0),
    ),
    anyDownOverLimit:
      downLimit === undefined
        ? null
        : shareOf(samples.count, (draw) => samples.parts.some((part) => part.down[draw]! > downLimit)),
    parts,
  }
}

/**
 * Quantile `p` of a sample, interpolated between neighbours (Hyndman and Fan, type 7); null when it is infinite
 * or the sample is empty.
 */
export function quantile(sorted: Float64Array, p: number): number | null {
  const place = p * (sorted.length - 1)
  const below = Math.floor(place)
  const low = sorted[below]
  if (low === undefined || low === Infinity) return null
  const high = sorted[below + 1] ?? low
  if (place === below) return low
  return high === Infinity ? null : low + (high - low) * (place - below)
}

function rangeOf(values: Float64Array): Range {
  const sorted = values.slice().sort()
  return { p10: quantile(sorted, 0.1), p50: quantile(sorted, 0.5), p90: quantile(sorted, 0.9) }
}

function shareOf(count: number, holds: (draw: number) => boolean): number {
  let hits = 0
  for (let draw = 0; draw < count; draw += 1) if (holds(draw)) hits += 1
  return count === 0 ? 0 : hits / count
}

function emptySamples(names: readonly string[], count: number): Samples {
  const column = () => new Float64Array(count)
  return {
    count,
    draws: new Int32Array(count),
    names,
    makespan: column(),
    parts: names.map(() => ({
      t0: column(),
      t1: column(),
      total: column(),
      down: column(),
      converged: new Uint8Array(count),
    })),
  }
}

function note(samples: Samples, row: number, draw: number, forecast: Forecast): void {
  samples.draws[row] = draw
  samples.makespan[row] = forecast.makespan ?? Infinity
  if (Object.keys(forecast.parts).length !== samples.names.length)
    throw new RangeError('draws differ in parts')
  for (const [index, name] of samples.names.entries()) {
    const part = forecast.parts[name]
    if (part === undefined) throw new RangeError('draws differ in parts')
    notePart(samples.parts[index]!, row, part)
  }
}

function notePart(samples: PartSamples, row: number, part: PartForecast): void {
  samples.t0[row] = part.t0 ?? Infinity
  samples.t1[row] = part.t1 ?? Infinity
  samples.total[row] = part.total ?? Infinity
  samples.down[row] = part.down ?? Infinity
  samples.converged[row] = part.stop === 'theta' || part.stop === 'max_down_s' ? 1 : 0
}

function joined(columns: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(columns.reduce((sum, column) => sum + column.length, 0))
  let at = 0
  for (const column of columns) {
    all.set(column, at)
    at += column.length
  }
  return all
}
