import type { IdList } from './id-list.ts'

/** Load of one resource: it is `v[i]` units/s from `t[i]` (s) until `t[i + 1]`, and 0 before `t[0]`. */
export type LoadSteps = { readonly t: readonly number[]; readonly v: readonly number[] }

/** Columns of a chart: mean and highest load of each of equally wide spans. */
export type LoadColumns = { readonly mean: Float64Array; readonly peak: Float64Array }

/** Mean load of one resource in each column of a `MeanLoadSink`: `scale` x `means`. */
export type MeanLoad = { readonly means: Float64Array; readonly scale: number }

/** Wants the mean load of every resource in `columns` spans of `columnS` seconds from 0 on; what is later is left out. */
export type MeanLoadSink = {
  readonly columnS: number
  readonly columns: number
  /** Called once, when the run has ended. */
  take(loads: ReadonlyMap<string, MeanLoad>): void
}

/** Keeps the highest load of every resource and, when asked to, every step of it or its means over time. */
export class LoadRecorder {
  readonly peak: Float64Array
  readonly #steps: { t: number[]; v: number[] }[] | null
  readonly #means: LoadMeans | null

  constructor(resourceCount: number, keepSteps: boolean, sink: MeanLoadSink | null) {
    this.peak = new Float64Array(resourceCount)
    this.#steps = keepSteps ? Array.from({ length: resourceCount }, () => ({ t: [0], v: [0] })) : null
    this.#means = sink === null ? null : new LoadMeans(resourceCount, sink)
  }

  /** From `time` on, the resources in `changed` have the loads in `loads`. */
  record(time: number, changed: IdList, loads: Float64Array): void {
    const peak = this.peak
    const ids = changed.ids
    const count = changed.length
    for (let i = 0; i < count; i += 1) {
      const resource = ids[i]!
      const load = loads[resource]!
      if (load > peak[resource]!) peak[resource] = load
      if (this.#steps !== null) this.#step(this.#steps[resource]!, time, load)
      if (this.#means !== null) this.#means.change(resource, time, load)
    }
  }

  #step({ t, v }: { t: number[]; v: number[] }, time: number, load: number): void {
    const last = t.length - 1
    if (v[last] === load) return
    if (t[last] === time) {
      v[last] = load
      return
    }
    t.push(time)
    v.push(load)
  }

  /** Steps of a resource, `scale` times as high, or null when they were not kept. */
  steps(resource: number, scale: number): LoadSteps | null {
    const kept = this.#steps?.[resource]
    if (kept === undefined) return null
    return scale === 1 ? kept : { t: kept.t, v: kept.v.map((load) => load * scale) }
  }

  /** Means of a resource, up to the end of the last column. */
  means(resource: number): Float64Array {
    return this.#means?.upToTheEnd(resource) ?? new Float64Array(0)
  }
}

/** Adds up mean loads while time passes: a hundred thousand steps need not be kept for three hundred columns. */
class LoadMeans {
  readonly #columnS: number
  readonly #columns: number
  readonly #means: Float64Array
  readonly #since: Float64Array
  readonly #load: Float64Array

  constructor(resourceCount: number, { columnS, columns }: MeanLoadSink) {
    this.#columnS = columnS
    this.#columns = columns
    this.#means = new Float64Array(resourceCount * columns)
    this.#since = new Float64Array(resourceCount)
    this.#load = new Float64Array(resourceCount)
  }

  change(resource: number, time: number, load: number): void {
    const before = this.#load[resource]!
    if (before === load) return
    if (before !== 0) this.#add(resource, time, before)
    this.#since[resource] = time
    this.#load[resource] = load
  }

  upToTheEnd(resource: number): Float64Array {
    this.change(resource, this.#columns * this.#columnS, 0)
    return this.#means.subarray(resource * this.#columns, (resource + 1) * this.#columns)
  }

  /** The load of a resource from when it changed until `to`. */
  #add(resource: number, to: number, load: number): void {
    const means = this.#means
    const columnS = this.#columnS
    const begin = this.#since[resource]!
    const end = Math.min(to, this.#columns * columnS)
    if (end <= begin) return
    const start = resource * this.#columns
    const first = Math.min(this.#columns - 1, Math.floor(begin / columnS))
    const last = Math.min(this.#columns - 1, Math.floor(end / columnS))
    if (first === last) {
      means[start + first] = means[start + first]! + (load * (end - begin)) / columnS
      return
    }
    means[start + first] = means[start + first]! + load * (first + 1 - begin / columnS)
    for (let at = start + first + 1; at < start + last; at += 1) means[at] = means[at]! + load
    means[start + last] = means[start + last]! + load * (end / columnS - last)
  }
}

/** Integral of a load from its first step to `until` (s): for a link, the bytes on the wire. */
export function loadIntegral(steps: LoadSteps, until: number): number {
  let sum = 0
  for (let i = 0; i < steps.t.length; i += 1) {
    const from = steps.t[i]!
    const to = Math.min(steps.t[i + 1] ?? until, until)
    if (to > from) sum += steps.v[i]! * (to - from)
  }
  return sum
}

/**
 * Reduces a load to `columns` equal spans of [from, to) (s) for a chart. The mean keeps the area under the curve,
 * the peak keeps what a thinned line would hide.
 */
export function loadColumns(steps: LoadSteps, from: number, to: number, columns: number): LoadColumns {
  const mean = new Float64Array(columns)
  const peak = new Float64Array(columns)
  const width = (to - from) / columns
  if (!(width > 0)) return { mean, peak }
  for (let i = 0; i < steps.t.length; i += 1) {
    const begin = Math.max(steps.t[i]!, from)
    const end = Math.min(steps.t[i + 1] ?? Infinity, to)
    const load = steps.v[i]!
    if (end <= begin || load === 0) continue
    const last = Math.min(columns - 1, Math.ceil((end - from) / width) - 1)
    for (let column = Math.floor((begin - from) / width); column <= last; column += 1) {
      const left = Math.max(begin, from + column * width)
      const right = Math.min(end, from + (column + 1) * width)
      if (right <= left) continue
      mean[column] = mean[column]! + (load * (right - left)) / width
      if (load > peak[column]!) peak[column] = load
    }
  }
  return { mean, peak }
}
