/** Plots as SVG text, drawn by ECharts without a browser: on a light panel of their own, so that they read on any page. */
import * as echarts from 'echarts'
import type { EChartsOption, SeriesOption } from 'echarts'

export interface Plot {
  readonly file: string
  readonly svg: string
}

/** The light tokens of the window (renderer/styles): series in the order they are handed out. */
export const palette = {
  plan: '#1d55bf',
  ochre: '#d99a1c',
  green: '#2f9e7f',
  violet: '#5b3a8e',
  today: '#8a949e',
  limit: '#a81f1f',
} as const
const panel = '#ffffff'
const ink = { strong: '#151b21', soft: '#454f5a', faint: '#5d6873' }
const line = { frame: '#c3cad1', grid: '#e9ecee' }
const FONT = "'IBM Plex Sans', system-ui, 'Segoe UI', sans-serif"

export const WIDTH = 860
const HEIGHT = 400

export interface Axis {
  readonly name: string
  readonly type: 'value' | 'log' | 'category'
  readonly min?: number
  readonly max?: number
  readonly data?: readonly string[]
  readonly format?: (value: number) => string
  /** On a logarithmic axis: only whole powers of ten carry a figure. */
  readonly interval?: number
}

/** One pair of axes with what is drawn in them; several stand side by side. */
export interface Pane {
  readonly x: Axis
  readonly y: Axis
  readonly series: readonly SeriesOption[]
}

const GAP = 92
const EDGE = { left: 72, right: 32, top: 78, bottom: 52 }

function axisOption(axis: Axis, place: 'x' | 'y', gridIndex: number) {
  const { name, type, min, max, data, format, interval } = axis
  return {
    gridIndex,
    type,
    name,
    nameLocation: 'middle' as const,
    nameGap: place === 'x' ? 28 : 46,
    nameTextStyle: { color: ink.soft, fontSize: 12, fontFamily: FONT },
    axisLine: { show: true, lineStyle: { color: line.frame } },
    axisTick: { lineStyle: { color: line.frame } },
    axisLabel: {
      color: ink.soft,
      fontSize: 11,
      fontFamily: FONT,
      hideOverlap: true,
      ...(format === undefined ? {} : { formatter: format }),
    },
    splitLine: { show: type !== 'category', lineStyle: { color: line.grid } },
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(data === undefined ? {} : { data: [...data] }),
    ...(interval === undefined ? {} : { interval }),
  }
}

/** Draws a plot; `title` says what it shows, `subtitle` how to read it. */
export function plot(file: string, title: string, subtitle: string, panes: readonly Pane[]): Plot {
  const width = (WIDTH - EDGE.left - EDGE.right - GAP * (panes.length - 1)) / panes.length
  const option = {
    animation: false,
    backgroundColor: panel,
    textStyle: { fontFamily: FONT, color: ink.strong },
    title: {
      text: title,
      subtext: subtitle,
      left: 16,
      top: 12,
      itemGap: 6,
      textStyle: { fontSize: 15, fontWeight: 600, color: ink.strong, fontFamily: FONT },
      subtextStyle: { fontSize: 12, color: ink.faint, fontFamily: FONT },
    },
    grid: panes.map((_, i) => ({
      left: EDGE.left + i * (width + GAP),
      width,
      top: EDGE.top,
      bottom: EDGE.bottom,
      containLabel: false,
    })),
    xAxis: panes.map((pane, i) => axisOption(pane.x, 'x', i)),
    yAxis: panes.map((pane, i) => axisOption(pane.y, 'y', i)),
    series: panes.flatMap((pane, i) =>
      pane.series.map((series) => ({ ...series, xAxisIndex: i, yAxisIndex: i, silent: true })),
    ),
  } as EChartsOption
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT })
  try {
    chart.setOption(option)
    return { file, svg: `${chart.renderToSVGString()}\n` }
  } finally {
    chart.dispose()
  }
}

/** The name of a line, written at its last point. */
export const endLabel = (text: string, color: string, offset: readonly [number, number] = [0, 0]) => ({
  show: true,
  formatter: text,
  color,
  fontSize: 12,
  fontFamily: FONT,
  offset: [...offset],
})

/** Words that stand at a point of the axes, beside what they name. */
export const words = (text: string, at: readonly [number | string, number], color: string): SeriesOption => ({
  type: 'scatter',
  data: [[...at]],
  symbolSize: 0,
  itemStyle: { opacity: 1 },
  label: { show: true, formatter: text, color, fontSize: 12, fontFamily: FONT, position: 'right' },
})

/** A straight line with a name, for a limit; it belongs to the series that carries it. */
export function limitLine(
  at: { readonly xAxis: number } | { readonly yAxis: number },
  text: string,
  color: string = palette.limit,
) {
  return {
    symbol: 'none',
    silent: true,
    lineStyle: { color, type: 'dashed' as const, width: 1.5 },
    label: {
      show: true,
      formatter: text,
      color,
      fontSize: 11,
      fontFamily: FONT,
      position: 'yAxis' in at ? ('insideStartBottom' as const) : ('end' as const),
    },
    data: [at],
  }
}

/** 1, 10, 100, 1,000 ... and 0.1, 0.01; 1e-6 and smaller as a power. */
export function decade(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-3 ? value.toExponential(0) : value.toLocaleString('en')
}
