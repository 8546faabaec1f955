/** What every screen owes: no accessibility finding in either theme, and no page that scrolls. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

export const themes = ['light', 'dark'] as const

/** 720 x 450 is a window of 1440 x 900 at 200 % zoom. */
export const windowSizes = [
  { width: 1440, height: 900 },
  { width: 1100, height: 700 },
  { width: 720, height: 450 },
] as const

/**
 * All rules of axe on the whole page: `rule: first element`, one line a rule that is broken. The window has one frame,
 * so axe runs in it alone and describes only what is broken; its other way carries each of the thousands of elements it
 * passed through a second page, which takes five times as long and finds the same.
 */
export async function accessibilityFindings(page: Page): Promise<readonly string[]> {
  expect(page.frames(), 'axe looks at one frame').toHaveLength(1)
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} (${nodes.length})`)
}

/** Looks at the present screen in both themes; `where` names it in a failure. */
export async function findNothingInBothThemes(page: Page, where = 'screen'): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await accessibilityFindings(page), `${where}, ${colorScheme}`).toEqual([])
  }
}

/** How far the page is larger than the window, in pixels. */
export const pageOverflow = (page: Page): Promise<{ readonly across: number; readonly down: number }> =>
  page.evaluate(() => ({
    across: document.documentElement.scrollWidth - window.innerWidth,
    down: document.documentElement.scrollHeight - window.innerHeight,
  }))

/** Panes scroll, the page never does. Leaves the window at the smallest size. */
export async function fitsEverySize(page: Page): Promise<void> {
  for (const size of windowSizes) {
    await page.setViewportSize(size)
    expect(await pageOverflow(page), `${size.width} x ${size.height}`).toEqual({ across: 0, down: 0 })
  }
}
