import type { Ref, ShallowRef } from 'vue'
import { computed, onMounted, onUnmounted, ref, shallowRef, watch } from 'vue'
import { useSize } from '../composables/use-size.ts'
import type { Box, ChartLook } from './chart-look.ts'
import type * as Parts from './echarts-parts.ts'
import type { Chart, ChartOption } from './echarts-parts.ts'
import { useLook } from './use-look.ts'

export interface ChartSize {
  readonly width: number
  readonly height: number
}

interface ChartDescription {
  /** What is drawn. Whatever reactive it reads draws the chart anew when it changes. `boxes` answers while drawing. */
  readonly option: (look: ChartLook, size: ChartSize, boxes: () => ReadonlyMap<number, Box>) => ChartOption
  /** The chart in one sentence; null where the element around it says it. */
  readonly spoken: () => string | null
  /** Called for each new chart, to listen to its events. */
  readonly created?: (chart: Chart) => void
}

interface EchartsState {
  readonly chart: Readonly<ShallowRef<Chart | null>>
  /** Where the nodes of a treemap lie, by data index; empty for other charts. Changes with every drawing. */
  readonly boxes: Readonly<ShallowRef<ReadonlyMap<number, Box>>>
  /** Whether ECharts could not be loaded: show the table twin. */
  readonly failed: Readonly<Ref<boolean>>
}

/**
 * The one way charts are drawn with ECharts: on a canvas that fills `host`, in the colours and the font of the design
 * tokens, drawn again when theme, system scheme, size or resolution of the screen change, and given back with the
 * component. Nothing moves by itself, so reduced motion needs no case of its own. ECharts is loaded with the first chart.
 */
export function useEcharts(
  host: Readonly<Ref<HTMLElement | null>>,
  description: ChartDescription,
): EchartsState {
  const chart = shallowRef<Chart | null>(null)
  const boxes = shallowRef<ReadonlyMap<number, Box>>(new Map())
  const failed = ref(false)
  const { look, pixelRatio } = useLook(host)
  const parts = shallowRef<typeof Parts | null>(null)
  const { width, height } = useSize(host)
  let gone = false

  function dispose(): void {
    chart.value?.dispose()
    chart.value = null
  }
  const option = computed(() => {
    const element = host.value
    const loaded = parts.value
    const size = { width: width.value, height: height.value }
    if (element === null || loaded === null || look.value === null) return null
    if (size.width === 0 || size.height === 0) return null
    const made = description.option(look.value, size, () => loaded.boxesIn(element))
    return { size, made: { animation: false, textStyle: { fontFamily: look.value.font }, ...made } }
  })
  function draw(): void {
    const element = host.value
    if (element === null || parts.value === null || option.value === null) return
    const { size, made } = option.value
    if (chart.value === null) {
      chart.value = parts.value.createChart(element, size)
      description.created?.(chart.value)
    } else if (chart.value.getWidth() !== size.width || chart.value.getHeight() !== size.height) {
      chart.value.resize({ ...size, silent: true })
    }
    chart.value.setOption(made, { notMerge: true })
    boxes.value = parts.value.boxesIn(element)
  }

  watch(option, draw, { flush: 'post' })
  // A canvas keeps the resolution it was made with, so another zoom or screen needs another canvas.
  watch(pixelRatio, dispose)
  watch(
    [host, description.spoken],
    ([element, spoken]) => {
      if (element === null) return
      element.toggleAttribute('aria-hidden', false)
      if (spoken === null) {
        element.setAttribute('aria-hidden', 'true')
        return
      }
      element.setAttribute('role', 'img')
      element.setAttribute('aria-label', spoken)
    },
    { immediate: true, flush: 'post' },
  )
  onMounted(async () => {
    try {
      // A canvas draws with the fonts that are there; the page has asked for its own by now.
      const [loaded] = await Promise.all([import('./echarts-parts.ts'), document.fonts.ready])
      if (!gone) parts.value = loaded
    } catch {
      failed.value = true
    }
  })
  onUnmounted(() => {
    gone = true
    dispose()
  })
  return { chart, boxes, failed }
}
