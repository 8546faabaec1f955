import type { Page } from '@playwright/test'
import { expect, test } from '../../support/fake-application/window-fixture.ts'
import { accessibilityFindings, findNothingInBothThemes, fitsEverySize } from '../../support/flows/look-at.ts'

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
    await findNothingInBothThemes(page)
    await fitsEverySize(page)
  })
}

test('the look at a screen finds a control without a name, faint text and a page that scrolls', async ({
  openWindow,
}) => {
  const { page } = await openWindow()
  await page.getByRole('heading', { level: 1 }).waitFor()
  await page.evaluate(() => {
    const planted = document.createElement('section')
    planted.innerHTML = '<button></button><p>faint</p>'
    planted.style.cssText = 'background: #fff; color: #eee'
    document.querySelector('main')?.prepend(planted)
    document.documentElement.style.minHeight = '2000px'
  })
  const found = await accessibilityFindings(page)
  for (const rule of ['button-name', 'color-contrast'])
    expect(found.filter((one) => one.startsWith(`${rule}: `))).toHaveLength(1)
  await expect(fitsEverySize(page)).rejects.toThrow('1440 x 900')
})
