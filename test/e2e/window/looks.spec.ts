import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from '../../support/fake-application/window-fixture.ts'

interface View {
  readonly name: string
  readonly opened: boolean
  readonly go: (page: Page) => Promise<unknown>
}
const partitions = (page: Page): ReturnType<Page['getByRole']> =>
  page.getByRole('grid', { name: 'Partitions' })
const views: readonly View[] = [
  { name: 'first run', opened: false, go: (page) => page.getByRole('heading', { level: 1 }).waitFor() },
  { name: 'fleet', opened: true, go: (page) => partitions(page).waitFor() },
  {
    name: 'details',
    opened: true,
    go: async (page) => {
      await partitions(page).locator('.grid-body .grid-row').nth(2).click()
      await page.getByRole('tab', { name: 'Mobility' }).click()
      await page.locator('.mobility-row').first().click()
    },
  },
  {
    name: 'heatmap',
    opened: true,
    go: async (page) => {
      await page.getByRole('radio', { name: 'Heatmap' }).click()
      await page.getByRole('listbox').waitFor()
    },
  },
  { name: 'import', opened: true, go: (page) => page.keyboard.press('Control+2') },
  {
    name: 'preview',
    opened: true,
    go: async (page) => {
      await page.keyboard.press('Control+2')
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: 'Choose files' }).click(),
      ])
      await chooser.setFiles([{ name: 'n1_vfc.txt', mimeType: 'text/plain', buffer: Buffer.from('x') }])
      await page.getByRole('grid', { name: 'Files' }).waitFor()
    },
  },
  {
    name: 'add a rule table row',
    opened: true,
    go: async (page) => {
      await page.goto(`${new URL(page.url()).origin}/#/assumptions`)
      await page.getByRole('tab', { name: /^Rule tables/ }).click()
      await page.getByRole('button', { name: 'Add a row' }).click()
      await page.getByRole('button', { name: 'Add row', exact: true }).click()
    },
  },
  { name: 'energy', opened: true, go: (page) => page.keyboard.press('Control+6') },
  { name: 'palette', opened: true, go: (page) => page.keyboard.press('Control+k') },
]

for (const view of views) {
  test(`${view.name}: no accessibility finding in light and dark, no page scroll at any size`, async ({
    openWindow,
  }) => {
    const { page } = await openWindow({ opened: view.opened })
    await view.go(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html ?? ''}`)).toEqual([])
    }
    // 720 x 450 is a 1440 x 900 window at 200 % zoom.
    for (const [width, height] of [
      [1440, 900],
      [1100, 700],
      [720, 450],
    ] as const) {
      await page.setViewportSize({ width, height })
      const overflow = await page.evaluate(() => ({
        across: document.documentElement.scrollWidth - window.innerWidth,
        down: document.documentElement.scrollHeight - window.innerHeight,
      }))
      expect(overflow, `${width} x ${height}`).toEqual({ across: 0, down: 0 })
    }
  })
}
