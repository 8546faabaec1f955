import type { IdList } from './id-list.ts'

/** Load of one resource: it is `v[i]` units/s from `t[i]` (s) until `t[i + 1]`, and 0 before `t[0]`. */
export type LoadSteps = { readonly t: readonly number[]; readonly v: readonly number[] }

/** Columns of a chart: mean and highest load of each of equally wide spans. */
export type LoadColumns = { readonly mean: Float64Array; readonly peak: Float64Array }

/** Keeps the highest load of every resource and, when asked to, every step of it. */
export class LoadRecorder {
  readonly peak: Float64Array
  readonly #steps: { t: number[]; v: number[] }[] | null

  constructor(resourceCount: number, keepSteps: boolean) {
    this.peak = new Float64Array(resourceCount)
    this.#steps = keepSteps ? Array.from({ length: resourceCount }, () => ({ t: [0], v: [0] })) : null
  }

  /** From `time` on, the resources in `changed` have the loads in `loads`. */
  record(time: number, changed: IdList, loads: Float64Array): void {
    for (let i = 0; i < changed.length; i += 1) {
      const resource = changed.ids[i]!
      const load = loads[resource]!
      if (load > this.peak[resource]!) this.peak[resource] = load
      if (this.#steps !== null) this.#step(this.#steps[resource]!, time, load)
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

  /** Steps of a resource, or null when they were not kept. */
  steps(resource: number): LoadSteps | null {
    return this.#steps?.[resource] ?? null
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

/** Adds to `means` the mean load of each span of `columnS` seconds from 0 on; what is later than the last is left out. */
export function loadMeans({ t, v }: LoadSteps, columnS: number, means: Float64Array): void {
  const columns = means.length
  const until = columns * columnS
  for (let i = 0; i < t.length; i += 1) {
    const load = v[i]!
    const begin = t[i]!
    const end = Math.min(t[i + 1] ?? until, until)
    if (load === 0 || end <= begin) continue
    const first = Math.min(columns - 1, Math.floor(begin / columnS))
    const last = Math.min(columns - 1, Math.floor(end / columnS))
    if (first === last) {
      means[first] = means[first]! + (load * (end - begin)) / columnS
      continue
    }
    means[first] = means[first]! + load * (first + 1 - begin / columnS)
    for (let column = first + 1; column < last; column += 1) means[column] = means[column]! + load
    means[last] = means[last]! + load * (end / columnS - last)
  }
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
