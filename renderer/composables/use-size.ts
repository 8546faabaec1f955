import type { Ref } from 'vue'
import { onMounted, onUnmounted, ref } from 'vue'

/** Size of an element in px, kept up to date. */
export function useSize(element: Ref<HTMLElement | null>): { width: Ref<number>; height: Ref<number> } {
  const width = ref(0)
  const height = ref(0)
  const observer = new ResizeObserver(([entry]) => {
    if (entry === undefined) return
    width.value = Math.floor(entry.contentRect.width)
    height.value = Math.floor(entry.contentRect.height)
  })
  onMounted(() => {
    if (element.value !== null) observer.observe(element.value)
  })
  onUnmounted(() => observer.disconnect())
  return { width, height }
}
