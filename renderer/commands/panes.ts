const focusable =
  'a[href],button:not([disabled]),input:not([disabled]),select:not([disabled]),textarea:not([disabled]),[tabindex="0"]'

const visible = (element: HTMLElement): boolean => element.checkVisibility({ visibilityProperty: true })

/**
 * Moves the focus to the next (or previous) pane: every element with `data-pane`, in document order. The focus goes to
 * the pane's grid where it has one, otherwise to its first control.
 */
export function focusPane(direction: 1 | -1): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter(visible)
  if (panes.length === 0) return
  const here = panes.findLastIndex((pane) => pane.contains(document.activeElement))
  for (let step = 1; step <= panes.length; step += 1) {
    const at =
      (here + direction * step + panes.length * 2 + (here < 0 && direction < 0 ? 1 : 0)) % panes.length
    const pane = panes[at]
    const target =
      pane?.querySelector<HTMLElement>('[role="grid"]') ??
      [...(pane?.querySelectorAll<HTMLElement>(focusable) ?? [])].find(visible)
    if (target !== undefined && target !== null) {
      target.focus()
      return
    }
  }
}
