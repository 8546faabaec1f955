import type { Ref, ShallowRef } from 'vue'
import { nextTick, onMounted, onUnmounted, ref, shallowRef, watch } from 'vue'
import { usePreferences } from '../stores/preferences.ts'
import type { ChartLook } from './chart-look.ts'
import { readLook } from './chart-look.ts'

interface LookState {
  /** Design tokens for the theme of the moment; null until `host` is there. */
  readonly look: Readonly<ShallowRef<ChartLook | null>>
  /** Device pixels per CSS px: another screen or zoom changes it. */
  readonly pixelRatio: Readonly<Ref<number>>
}

/** What a canvas inside `host` is drawn with: read anew when the theme, the system's scheme or the resolution change. */
export function useLook(host: Readonly<Ref<HTMLElement | null>>): LookState {
  const look = shallowRef<ChartLook | null>(null)
  const pixelRatio = ref(window.devicePixelRatio)
  const preferences = usePreferences()
  const scheme = matchMedia('(prefers-color-scheme: dark)')
  const contrast = matchMedia('(prefers-contrast: more)')
  let resolution: MediaQueryList | null = null

  const readTokens = (): void => {
    if (host.value !== null) look.value = readLook(host.value)
  }
  function onResolution(): void {
    resolution?.removeEventListener('change', onResolution)
    resolution = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`)
    resolution.addEventListener('change', onResolution)
    pixelRatio.value = window.devicePixelRatio
    readTokens()
  }
  watch(
    () => preferences.theme,
    () => void nextTick(readTokens),
  )
  onMounted(() => {
    scheme.addEventListener('change', readTokens)
    contrast.addEventListener('change', readTokens)
    onResolution()
  })
  onUnmounted(() => {
    scheme.removeEventListener('change', readTokens)
    contrast.removeEventListener('change', readTokens)
    resolution?.removeEventListener('change', onResolution)
  })
  return { look, pixelRatio }
}
