import { defineStore } from 'pinia'
import { ref, watchEffect } from 'vue'

export type Theme = 'system' | 'light' | 'dark'
/** What is looked at in a plan: when things happen, or how sure that is. */
export type PlanPage = 'schedule' | 'forecast'
export type Density = 'dense' | 'comfortable'

const storageKey = 'lpm-preferences'

interface Stored {
  readonly theme?: Theme
  readonly density?: Density
  readonly singleLetters?: boolean
  readonly planPage?: PlanPage
}

function readStored(): Stored {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '{}') as Stored
  } catch {
    return {}
  }
}

/** What the user prefers about the window itself; kept on this computer, never in a workspace. */
export const usePreferences = defineStore('preferences', () => {
  const stored = readStored()
  const theme = ref<Theme>(stored.theme ?? 'system')
  const density = ref<Density>(stored.density ?? 'dense')
  const singleLetters = ref(stored.singleLetters ?? true)
  const planPage = ref<PlanPage>(stored.planPage === 'forecast' ? 'forecast' : 'schedule')

  watchEffect(() => {
    const root = document.documentElement
    if (theme.value === 'system') delete root.dataset['theme']
    else root.dataset['theme'] = theme.value
    root.dataset['density'] = density.value
    const settings: Stored = {
      theme: theme.value,
      density: density.value,
      singleLetters: singleLetters.value,
      planPage: planPage.value,
    }
    try {
      localStorage.setItem(storageKey, JSON.stringify(settings))
    } catch {
      // Storage may be denied or full; the choice then lasts until the window closes.
    }
  })

  /** System, light, dark, and round again. */
  function nextTheme(): void {
    theme.value = theme.value === 'system' ? 'light' : theme.value === 'light' ? 'dark' : 'system'
  }
  function nextDensity(): void {
    density.value = density.value === 'dense' ? 'comfortable' : 'dense'
  }
  return { theme, density, singleLetters, planPage, nextTheme, nextDensity }
})
