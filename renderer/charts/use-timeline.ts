import type { ComputedRef, Ref } from 'vue'
import { computed, ref, watch } from 'vue'
import type { Schedule } from './schedule.ts'
import type { Span } from './time-axis.ts'
import { between, panned, zoomed } from './time-axis.ts'

/** The one clock of a plan screen: what stretch is shown, and where the cursor stands. */
export interface Timeline {
  readonly domain: Ref<Span>
  readonly full: ComputedRef<Span>
  /** Seconds from the start of the plan; null: no cursor. */
  readonly cursor: Ref<number | null>
  readonly isWhole: ComputedRef<boolean>
  zoom(factor: number, around?: number): void
  /** Shows the stretch between two times. */
  show(a: number, b: number): void
  /** Everything: the plan and its window. */
  whole(): void
  /** Moves the cursor; the first step puts it at the left end. */
  step(seconds: number): void
  place(seconds: number): void
}

const nothing: Span = { from: 0, to: 3_600 }

/** A timeline over a schedule; a new plan starts over, the same plan judged again keeps zoom and cursor. */
export function useTimeline(schedule: () => Schedule | null): Timeline {
  const full = computed(() => schedule()?.full ?? nothing)
  const domain = ref<Span>(nothing)
  const cursor = ref<number | null>(null)

  watch(
    () => schedule()?.full.to ?? null,
    () => {
      domain.value = schedule()?.first ?? nothing
      cursor.value = null
    },
    { immediate: true },
  )

  const middle = (): number => cursor.value ?? (domain.value.from + domain.value.to) / 2
  function zoom(factor: number, around = middle()): void {
    domain.value = zoomed(domain.value, full.value, factor, around)
  }
  function show(a: number, b: number): void {
    domain.value = between(a, b, full.value)
  }
  function whole(): void {
    domain.value = full.value
  }
  function place(seconds: number): void {
    cursor.value = Math.min(full.value.to, Math.max(full.value.from, seconds))
    domain.value = panned(domain.value, full.value, cursor.value)
  }
  function step(seconds: number): void {
    place(cursor.value === null ? domain.value.from : cursor.value + seconds)
  }
  const isWhole = computed(() => domain.value.from === full.value.from && domain.value.to === full.value.to)
  return { domain, full, cursor, isWhole, zoom, show, whole, step, place }
}
