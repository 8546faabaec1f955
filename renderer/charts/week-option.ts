import { units } from '../format/processor.ts'
import type { ChartLook } from './chart-look.ts'
import type { ChartOption } from './echarts-parts.ts'
import { readoutBox } from './readout-box.ts'
import type { ChartSize } from './use-echarts.ts'

export const weekHours = 168

/** A dashed line with its own label at the right end, in processing units. */
export interface WeekLimit {
  readonly label: string
  readonly value: number
}

export interface WeekChartInput {
  /** Busy processing units by hour of the week, Monday 00:00 first; null where nothing was measured. */
  readonly week: readonly (number | null)[]
  readonly limits: readonly WeekLimit[]
  /** Short names of the days, Monday first. */
  readonly days: readonly string[]
  /** What the read-out says about an hour (0..167). */
  readonly readout: (hour: number) => string
}

/** Room round the plot in px; the labels of the limits stand at the right. */
export const weekMargins = { left: 30, right: 54, top: 9, bottom: 20 } as const

/** Height in px of a limit's label: two lines. */
const labelHeight = 28

/** End of the value axis: the first round multiple of a power of ten, easy to halve, that holds all values. */
export function axisEnd(values: readonly number[]): number {
  const most = Math.max(...values, 0.01)
  const power = 10 ** Math.floor(Math.log10(most))
  const step = [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10].find((one) => one * power >= most) ?? 10
  return Number((step * power).toPrecision(2))
}

/** The corners of the steps: an hour holds its value to its end, a gap (null) ends the line. */
export function stepPoints(week: readonly (number | null)[]): (readonly [number, number | null])[] {
  const points: (readonly [number, number | null])[] = []
  week.forEach((value, hour) => {
    if (value === null) return
    points.push([hour, value])
    if ((week[hour + 1] ?? null) === null) points.push([hour + 1, value], [hour + 1, null])
  })
  return points
}

/**
 * Vertical shifts in px that keep the labels of the limits apart (the higher of two moves up) and none above `highest` px
 * over the axis (then the lower ones move down).
 */
export function labelShifts(
  limits: readonly WeekLimit[],
  pixelPerUnit: number,
  line: number,
  highest: number,
): readonly number[] {
  const rising = limits.map(({ value }, at) => ({ at, up: value * pixelPerUnit })).sort((a, b) => a.up - b.up)
  const placed: number[] = []
  for (const { up } of rising) placed.push(Math.max(up, (placed.at(-1) ?? -Infinity) + line))
  for (let rank = placed.length - 1; rank >= 0; rank -= 1) {
    const ceiling = rank === placed.length - 1 ? highest : (placed[rank + 1] ?? 0) - line
    placed[rank] = Math.min(placed[rank] ?? 0, ceiling)
  }
  const shifts = limits.map(() => 0)
  rising.forEach(({ at, up }, rank) => {
    shifts[at] = up - (placed[rank] ?? up)
  })
  return shifts
}

/** Load of a typical week as steps over a neutral area; entitlement and capacity as dashed, labelled lines. */
export function weekOption(input: WeekChartInput, look: ChartLook, size: ChartSize): ChartOption {
  const { week, limits, days, readout } = input
  const known = week.filter((one) => one !== null)
  const end = axisEnd([...known, ...limits.map((one) => one.value)])
  const plot = size.height - weekMargins.top - weekMargins.bottom
  const shifts = labelShifts(limits, plot / end, labelHeight, plot + weekMargins.top - labelHeight / 2)
  const axisText = { color: look.colour('ink-3'), fontSize: 11, fontFamily: look.font }
  const grid = { show: true, lineStyle: { color: look.colour('line-1'), width: 1 } }
  return {
    grid: { ...weekMargins, outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      min: 0,
      max: weekHours,
      interval: 24,
      axisLine: { show: true, lineStyle: { color: look.colour('line-2'), width: 1 } },
      axisTick: { show: false },
      axisLabel: {
        ...axisText,
        margin: 5,
        customValues: days.map((_, day) => day * 24 + 12),
        formatter: (hour: number) => days[Math.floor(hour / 24)] ?? '',
      },
      splitLine: grid,
      axisPointer: {
        type: 'line',
        snap: false,
        lineStyle: { color: look.colour('ink-1'), type: 'solid', width: 1 },
      },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: end,
      interval: end / 2,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...axisText, margin: 6, formatter: (value: number) => String(Number(value.toFixed(2))) },
      splitLine: grid,
    },
    tooltip: {
      trigger: 'axis',
      ...readoutBox(look),
      axisPointer: { animation: false },
      // Beside the cursor, on the side with more room.
      position: ([x], _params, _element, _rect, box) => [
        x > size.width / 2 ? x - box.contentSize[0] - 10 : x + 10,
        2,
      ],
      formatter: (params) => {
        const [first] = Array.isArray(params) ? params : [params]
        const at = first !== undefined && 'axisValue' in first ? Number(first.axisValue) : Number.NaN
        return Number.isNaN(at) ? '' : readout(Math.max(0, Math.min(weekHours - 1, Math.floor(at))))
      },
    },
    series: [
      {
        type: 'line',
        step: 'end',
        connectNulls: false,
        showSymbol: false,
        symbol: 'none',
        data: stepPoints(week).map(([hour, value]) => [hour, value ?? '-']),
        lineStyle: { color: look.colour('ink-2'), width: 1 },
        areaStyle: { color: look.colour('today-soft'), opacity: 0.6 },
        emphasis: { disabled: true },
        markLine: {
          silent: true,
          animation: false,
          symbol: 'none',
          lineStyle: { color: look.colour('ink-1'), type: [4, 3], width: 1 },
          data: limits.map(({ label, value }, at) => ({
            yAxis: value,
            label: {
              position: 'end',
              distance: 4,
              align: 'left',
              offset: [0, shifts[at] ?? 0],
              formatter: `${label}\n${units(value * 100)}`,
              color: look.colour('ink-1'),
              fontSize: 11,
              lineHeight: 14,
              fontFamily: look.font,
            },
          })),
        },
      },
    ],
  }
}
