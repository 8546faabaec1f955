import { defineStore } from 'pinia'
import { ref } from 'vue'

export interface Toast {
  readonly text: string
  readonly action: { readonly label: string; readonly run: () => void } | null
}

const shownMs = 6_000

/** One line about background work that finished. Errors are never toasts: they stay where they happened. */
export const useToasts = defineStore('toasts', () => {
  const current = ref<Toast | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  function dismiss(): void {
    clearTimeout(timer)
    current.value = null
  }
  function show(text: string, action: Toast['action'] = null): void {
    dismiss()
    current.value = { text, action }
    hold(false)
  }
  /** Stops the clock while the pointer or the focus is on the toast. */
  function hold(held: boolean): void {
    clearTimeout(timer)
    if (!held) timer = setTimeout(dismiss, shownMs)
  }
  return { current, show, dismiss, hold }
})
