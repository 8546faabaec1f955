/** Shortcuts as text: "Ctrl+K", "Ctrl+Shift+Z", "F6", "Shift+F6", "?", "J", "Enter", "Escape", "[". */

const mac = /Mac/.test(navigator.platform)

const printed: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
}

/** The shortcut an event spells. Ctrl is the command key on a Mac; Shift is named only beside letters and named keys. */
export function shortcutOf(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key
  const named = event.key.length > 1 || /[A-Z]/.test(key)
  return [
    (mac ? event.metaKey : event.ctrlKey) ? 'Ctrl+' : '',
    event.altKey ? 'Alt+' : '',
    event.shiftKey && named ? 'Shift+' : '',
    key,
  ].join('')
}

/** How a shortcut is printed: "Ctrl K". */
export function printShortcut(shortcut: string): string {
  return shortcut
    .split('+')
    .filter((part) => part !== '')
    .map((part) => (part === 'Ctrl' && mac ? '⌘' : (printed[part] ?? part)))
    .join(' ')
}

/** Whether a shortcut is a single character, which does nothing while somebody types. */
export const isSingleKey = (shortcut: string): boolean =>
  !/^(Ctrl|Alt)\+/.test(shortcut) && !/^(Shift\+)?F\d+$/.test(shortcut)

/** Whether the keyboard belongs to a text field now. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  if (target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)
}
