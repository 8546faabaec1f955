import { onMounted, onUnmounted } from 'vue'
import { usePreferences } from '../stores/preferences.ts'
import { isSingleKey, isTyping, shortcutOf } from './keys.ts'
import { commands, runCommand } from './registry.ts'

/** True while a dialog, the palette or the sheet is open: the layer has the keyboard then. */
const layerOpen = (): boolean => document.querySelector('[role="dialog"],[role="alertdialog"]') !== null

/** Listens for shortcuts once for the whole window and runs the newest command that owns one. */
export function useShortcuts(): void {
  const preferences = usePreferences()

  function onKeydown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return
    const shortcut = shortcutOf(event)
    if (layerOpen()) return
    if (isSingleKey(shortcut)) {
      if (isTyping(event.target)) return
      if (shortcut.length === 1 && shortcut !== '?' && !preferences.singleLetters) return
    }
    const command = commands.value.findLast((one) => one.shortcut === shortcut)
    if (command === undefined) return
    if (isTyping(event.target) && /^Ctrl\+(Shift\+)?[ZY]$/.test(shortcut)) return
    if (runCommand(command)) event.preventDefault()
  }
  onMounted(() => window.addEventListener('keydown', onKeydown))
  onUnmounted(() => window.removeEventListener('keydown', onKeydown))
}
