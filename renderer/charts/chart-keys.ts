/**
 * Does what a chart has for a key; keys with Ctrl, Alt or Meta are the application's. Answers whether the chart had
 * something: then the key does nothing else in the browser.
 */
export function chartKey(event: KeyboardEvent, acts: Partial<Record<string, () => void>>): boolean {
  if (event.ctrlKey || event.altKey || event.metaKey) return false
  const act = acts[event.key]
  if (act === undefined) return false
  event.preventDefault()
  act()
  return true
}
