/** Load over time with its band, from many draws: what a fan chart and its table say. */
import type { LoadFan, LoadFans, ResourceLoad } from '../../shared/plan/plan-forecast.ts'
import type { TimeScale } from './time-axis.ts'
import { toPixel } from './time-axis.ts'
import type { Steps } from './steps.ts'

/** A resource with its band; null: no draws were made. */
export interface FannedLoad {
  readonly load: ResourceLoad
  readonly fan: LoadFan | null
  readonly columnS: number
  /** Highest P90 (without draws, of the median run) as a share of the capacity. */
  readonly share: number
}

/** How loads of a resource are shown: one shown unit is `per` stored ones. */
export interface LoadUnit {
  readonly unit: string
  readonly per: number
  readonly decimals: number
}

/** Links in Gb/s, mover cores in cores, engines in GB/s. */
export function loadUnit({ kind, unit }: Pick<ResourceLoad, 'kind' | 'unit'>): LoadUnit {
  if (unit === 'core-seconds/s') return { unit: 'cores', per: 1, decimals: 1 }
  return kind === 'link'
    ? { unit: 'Gb/s', per: 1e9 / 8, decimals: 1 }
    : { unit: 'GB/s', per: 1e9, decimals: 1 }
}

/** Resources that carry anything, the fullest first. */
export function fannedLoads(
  resources: readonly ResourceLoad[],
  fans: LoadFans | null,
): readonly FannedLoad[] {
  const byName = new Map(fans?.resources.map((fan) => [fan.name, fan]))
  return resources
    .map((load): FannedLoad => {
      const fan = byName.get(load.name) ?? null
      const peak = fan === null ? load.peak : fan.p90.reduce((most, value) => Math.max(most, value), 0)
      return {
        load,
        fan,
        columnS: fans?.columnS ?? 0,
        share: load.capacity > 0 ? peak / load.capacity : 0,
      }
    })
    .filter((one) => one.share > 0)
    .sort((a, b) => b.share - a.share || a.load.label.localeCompare(b.load.label))
}

/** One line of a fan as steps; it ends at zero. */
export function fanSteps({ fan, columnS, load }: FannedLoad, line: 'p10' | 'p50' | 'p90'): Steps {
  if (fan === null) return load
  const v = fan[line]
  return { t: [...v.map((_, at) => at * columnS), v.length * columnS], v: [...v, 0] }
}

/** SVG path of the band between P10 and P90, as steps, inside the plot; empty without draws. */
export function bandPath(
  { fan, columnS }: FannedLoad,
  scale: TimeScale,
  y: (value: number) => number,
): string {
  if (fan === null) return ''
  const { from, to } = scale.domain
  const first = Math.max(0, Math.floor(from / columnS))
  const last = Math.min(fan.p90.length, Math.ceil(to / columnS)) - 1
  if (last < first) return ''
  const edge = (seconds: number): string =>
    Math.min(scale.right, Math.max(scale.left, toPixel(scale, seconds))).toFixed(1)
  const upper: string[] = []
  const lower: string[] = []
  for (let at = first; at <= last; at += 1) {
    const left = edge(at * columnS)
    const right = edge((at + 1) * columnS)
    upper.push(`${left} ${y(fan.p90[at] ?? 0).toFixed(1)}L${right} ${y(fan.p90[at] ?? 0).toFixed(1)}`)
    lower.push(`${right} ${y(fan.p10[at] ?? 0).toFixed(1)}L${left} ${y(fan.p10[at] ?? 0).toFixed(1)}`)
  }
  return `M${upper.join('L')}L${lower.toReversed().join('L')}Z`
}

/** Load at a time: P10, P50 and P90; without draws the median run alone. */
export interface LoadAt {
  readonly p50: number
  readonly p10: number | null
  readonly p90: number | null
}

/** The column a time falls into; 0 outside of the plan. */
export function fanAt({ fan, columnS }: FannedLoad, seconds: number): LoadAt | null {
  if (fan === null || columnS <= 0) return null
  const at = Math.floor(seconds / columnS)
  return { p10: fan.p10[at] ?? 0, p50: fan.p50[at] ?? 0, p90: fan.p90[at] ?? 0 }
}

/** Round marks of an axis of amounts from 0: at most four besides it. */
export function amountMarks(most: number): readonly number[] {
  if (!(most > 0)) return [0]
  const power = 10 ** Math.floor(Math.log10(most))
  const step = [0.25, 0.5, 1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => most / one <= 4) ?? most
  return Array.from({ length: Math.floor(most / step + 1e-9) + 1 }, (_, index) => index * step)
}
