import type { LineSeriesOption, TreemapSeriesOption } from 'echarts/charts'
import { LineChart, TreemapChart } from 'echarts/charts'
import type { GridComponentOption, MarkLineComponentOption, TooltipComponentOption } from 'echarts/components'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import type { ComposeOption, EChartsType } from 'echarts/core'
import { init, registerLayout, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import type { Box } from './chart-look.ts'

/**
 * The parts of ECharts this product uses, and no more: a chunk of its own, loaded when the first chart is shown (see
 * use-echarts.ts). A new kind of chart is registered here.
 */
use([LineChart, TreemapChart, GridComponent, MarkLineComponent, TooltipComponent, CanvasRenderer])

export type ChartOption = ComposeOption<
  | LineSeriesOption
  | TreemapSeriesOption
  | GridComponentOption
  | MarkLineComponentOption
  | TooltipComponentOption
>
export type Chart = EChartsType

const tileBoxes = new WeakMap<HTMLElement, ReadonlyMap<number, Box>>()

interface LaidOutNode {
  readonly dataIndex: number
  readonly children: readonly LaidOutNode[]
  getLayout(): Partial<Box> | undefined
}

/** Collects where a treemap's nodes lie on the canvas; their own layout counts from their parent. */
function collect(node: LaidOutNode, left: number, top: number, into: Map<number, Box>): void {
  const { x, y, width = 0, height = 0 } = node.getLayout() ?? {}
  if (x === undefined || y === undefined) return
  const box = { x: left + x, y: top + y, width, height }
  into.set(node.dataIndex, box)
  for (const child of node.children) collect(child, box.x, box.y, into)
}

// After the treemap's own layout (priority 1000) and before drawing, so that labels can ask whether they fit.
registerLayout(1_001, {
  seriesType: 'treemap',
  overallReset: (model, api) => {
    model.eachSeriesByType('treemap', (series) => {
      const root = series.getData().tree?.root as LaidOutNode | undefined
      const found = new Map<number, Box>()
      if (root !== undefined) collect(root, 0, 0, found)
      tileBoxes.set(api.getDom(), found)
    })
  },
})

/** Where the nodes of the treemap in an element lie, in px of the element, by data index (preorder, the root is 0). */
export function boxesIn(host: HTMLElement): ReadonlyMap<number, Box> {
  return tileBoxes.get(host) ?? new Map<number, Box>()
}

/** A chart on a canvas. The element is the chart's own: it is emptied, and given back by `dispose()`. */
export function createChart(
  host: HTMLElement,
  size: { readonly width: number; readonly height: number },
): Chart {
  return init(host, null, { renderer: 'canvas', ...size })
}
