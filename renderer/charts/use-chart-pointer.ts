import type { Ref } from 'vue'
import { ref } from 'vue'
import type { TimeScale } from './time-axis.ts'
import { toPixel, toSeconds } from './time-axis.ts'
import type { Timeline } from './use-timeline.ts'

/** Less than this is a click, not a drag. */
const dragFrom = 6

/** Mouse on a chart with a clock: the cursor follows, a drag chooses a stretch, Ctrl and the wheel zoom. */
export function useChartPointer(frame: Ref<HTMLElement | null>, scale: () => TimeScale, timeline: Timeline) {
  const brush = ref<{ readonly left: string; readonly width: string } | null>(null)
  let from: number | null = null

  const pixelOf = (event: MouseEvent): number =>
    event.clientX - (frame.value?.getBoundingClientRect().left ?? 0)
  const inPlot = (pixel: number): boolean => pixel >= scale().left && pixel <= scale().right

  function move(event: PointerEvent): void {
    const pixel = pixelOf(event)
    if (from !== null && Math.abs(pixel - from) >= dragFrom) {
      const end = toPixel(scale(), toSeconds(scale(), pixel))
      brush.value = { left: `${Math.min(from, end)}px`, width: `${Math.abs(end - from)}px` }
      if (event.target instanceof Element) frame.value?.setPointerCapture(event.pointerId)
    }
    if (inPlot(pixel)) timeline.cursor.value = toSeconds(scale(), pixel)
  }
  function leave(): void {
    if (from === null && !(frame.value?.contains(document.activeElement) ?? false))
      timeline.cursor.value = null
  }
  function down(event: PointerEvent): void {
    const pixel = pixelOf(event)
    const control = event.target instanceof Element && event.target.closest('select,label') !== null
    from = event.button === 0 && !control && inPlot(pixel) ? pixel : null
  }
  function up(event: PointerEvent): void {
    if (from !== null && brush.value !== null) {
      timeline.show(toSeconds(scale(), from), toSeconds(scale(), pixelOf(event)))
    }
    from = null
    brush.value = null
  }
  function wheel(event: WheelEvent): void {
    if (!event.ctrlKey) return
    event.preventDefault()
    timeline.zoom(event.deltaY > 0 ? 1.25 : 0.8, toSeconds(scale(), pixelOf(event)))
  }
  return { brush, move, leave, down, up, wheel }
}
