import type { ChartLook } from './chart-look.ts'
import type { ChartOption } from './echarts-parts.ts'
import { readoutBox } from './readout-box.ts'
import type { ChartSize } from './use-echarts.ts'

/** One move: what it took, and what the forecast says; seconds. */
export interface ForecastPoint {
  readonly actual: number
  readonly p10: number
  readonly p50: number
  readonly p90: number
  readonly inside: boolean
  /** Chooses the shape of the point, so that classes are told apart without colour. */
  readonly shape: 'circle' | 'rect' | 'triangle' | 'diamond'
}

export interface ForecastActualInput {
  readonly points: readonly ForecastPoint[]
  readonly words: { readonly forecast: string; readonly actual: string }
  /** A duration as text, for the axes. */
  readonly tick: (seconds: number) => string
  /** What the read-out says about a point. */
  readonly readout: (at: number) => string
}

export const forecastActualMargins = { left: 52, right: 16, top: 22, bottom: 34 } as const

/** Durations people count in. */
const steps = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 28_800, 86_400]
/** Room a label of the axis needs, px. */
const labelRoom = 58
const ln = Math.log

/** Lower and upper end of both axes, seconds: all points and their ranges with a little air. */
export function axisEnds(points: readonly ForecastPoint[]): readonly [low: number, high: number] {
  const all = points.flatMap((one) => [one.actual, one.p10, one.p90]).filter((one) => one > 0)
  const [low, high] = [Math.min(...all, 60), Math.max(...all, 60)]
  return [low / 1.25, high * 1.25]
}

/** Ticks between two ends that stand at least so far apart, for an axis of so many px. */
export function axisTicks(low: number, high: number, px: number, room: number): readonly number[] {
  const perUnit = px / (ln(high) - ln(low))
  let last = -Infinity
  return steps.filter((one) => {
    if (one < low || one > high || (ln(one) - last) * perUnit < room) return false
    last = ln(one)
    return true
  })
}

/**
 * Forecast across, actual up, both logarithmic with the same ends, so that the diagonal is "as forecast". Each move has its
 * range as a bar across; the bar meets the diagonal where what happened is inside the range.
 */
export function forecastActualOption(
  { points, words, tick, readout }: ForecastActualInput,
  look: ChartLook,
  size: ChartSize,
): ChartOption {
  const [low, high] = axisEnds(points)
  const { left, right, top, bottom } = forecastActualMargins
  const axis = (name: string, px: number, room: number) => ({
    type: 'value' as const,
    name,
    nameTextStyle: { color: look.colour('ink-3'), fontSize: 11, fontFamily: look.font },
    min: ln(low),
    max: ln(high),
    axisLine: { show: true, lineStyle: { color: look.colour('line-2'), width: 1 } },
    axisTick: { show: false, customValues: axisTicks(low, high, px, room).map(ln) },
    axisLabel: {
      color: look.colour('ink-3'),
      fontSize: 11,
      fontFamily: look.font,
      margin: 6,
      customValues: axisTicks(low, high, px, room).map(ln),
      formatter: (value: number) => tick(Math.round(Math.exp(value))),
    },
    splitLine: { show: true, lineStyle: { color: look.colour('line-1'), width: 1 } },
  })
  const dots = (inside: boolean) => ({
    type: 'line' as const,
    lineStyle: { width: 0 },
    showSymbol: true,
    showAllSymbol: true,
    symbolSize: 8,
    emphasis: { scale: 1.5 },
    itemStyle: inside
      ? { color: look.colour('plan'), borderColor: look.colour('pane'), borderWidth: 1 }
      : { color: look.colour('pane'), borderColor: look.colour('cannot'), borderWidth: 2 },
    // Every move has its place in both series, so that the index of a point is that of its move.
    data: points.map((one) => ({
      value: one.inside === inside ? [ln(one.p50), ln(one.actual)] : [null, null],
      symbol: one.shape,
    })) as never[],
  })
  return {
    grid: { left, right, top, bottom, outerBoundsMode: 'none' },
    xAxis: {
      ...axis(words.forecast, size.width - left - right, labelRoom),
      nameLocation: 'end',
      nameGap: -4,
      nameTextStyle: {
        color: look.colour('ink-3'),
        fontSize: 11,
        fontFamily: look.font,
        align: 'right',
        verticalAlign: 'top',
        padding: [20, 0, 0, 0],
      },
    },
    yAxis: { ...axis(words.actual, size.height - top - bottom, 26), nameGap: 8 },
    tooltip: {
      trigger: 'item',
      ...readoutBox(look),
      formatter: (params) => {
        const [first] = Array.isArray(params) ? params : [params]
        return first === undefined ? '' : readout(first.dataIndex)
      },
    },
    series: [
      {
        type: 'line',
        silent: true,
        symbol: 'none',
        lineStyle: { color: look.colour('ink-3'), type: [4, 3], width: 1 },
        tooltip: { show: false },
        data: [
          [ln(low), ln(low)],
          [ln(high), ln(high)],
        ],
      },
      {
        type: 'line',
        silent: true,
        symbol: 'none',
        connectNulls: false,
        lineStyle: { color: look.colour('today'), width: 1.5, opacity: 0.75 },
        tooltip: { show: false },
        data: points.flatMap((one): (number | string)[][] => [
          [ln(one.p10), ln(one.actual)],
          [ln(one.p90), ln(one.actual)],
          ['-', '-'],
        ]),
      },
      dots(true),
      dots(false),
    ],
  }
}
