import type { Page } from '@playwright/test'
import { inventFleet } from '../../support/fake-application/invented-fleet.ts'
import { expect, test } from '../../support/fake-application/window-fixture.ts'
import { accessibilityFindings, findNothingInBothThemes, fitsEverySize } from '../../support/flows/look-at.ts'

const map = (page: Page): ReturnType<Page['getByRole']> =>
  page.getByRole('listbox', { name: /^Active partitions of all servers/ })
async function openMap(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Treemap' }).click()
  await page.locator('.map-canvas canvas').waitFor()
}
/** Colour of a chart's canvas where the middle of a frame lies. */
const pixel = (page: Page): Promise<string> =>
  page.locator('.map-frame.is-current').evaluate((frame) => {
    const canvas = document.querySelector<HTMLCanvasElement>('.map-canvas canvas')
    const own = canvas?.getBoundingClientRect()
    const box = frame.getBoundingClientRect()
    if (canvas === null || own === undefined) return ''
    const scale = canvas.width / own.width
    const copy = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
    const x = (box.right - 6 - own.left) * scale
    const y = (box.bottom - 6 - own.top) * scale
    copy?.drawImage(canvas, x, y, 1, 1, 0, 0, 1, 1)
    return copy?.getImageData(0, 0, 1, 1).data.join(' ') ?? ''
  })

test('the treemap is read and opened by keyboard', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await openMap(page)
  const active = inventFleet(200).partitions.filter((one) => one.state === 'running').length
  const option = map(page).getByRole('option')
  await expect(option).toHaveAttribute('aria-setsize', String(active))
  await map(page).focus()
  const first = await option.getAttribute('aria-label')
  await page.keyboard.press('ArrowRight')
  await expect(option).not.toHaveAttribute('aria-label', first ?? '')
  await page.keyboard.press('ArrowDown')
  const label = (await option.getAttribute('aria-label')) ?? ''
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary')).toHaveAttribute('aria-label', label.split(' on ')[0] ?? '')
})

test('the frame of the keyboard lies on its tile: a click there opens the same partition', async ({
  openWindow,
}) => {
  const { page } = await openWindow({ opened: true })
  await openMap(page)
  await map(page).focus()
  await page.keyboard.press('ArrowDown')
  const label = (await map(page).getByRole('option').getAttribute('aria-label')) ?? ''
  const box = await page.locator('.map-frame.is-current').boundingBox()
  await page.mouse.click((box?.x ?? 0) + (box?.width ?? 0) / 2, (box?.y ?? 0) + (box?.height ?? 0) / 2)
  await expect(page.getByRole('complementary')).toHaveAttribute('aria-label', label.split(' on ')[0] ?? '')
})

test('the colours follow the scheme of the system and the choice of theme', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await page.emulateMedia({ colorScheme: 'light' })
  await openMap(page)
  const light = await pixel(page)
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => pixel(page)).not.toBe(light)
  await page.getByRole('button', { name: /^Theme/ }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light')
  await expect.poll(() => pixel(page)).toBe(light)
})

test('T shows the same partitions as a table', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await openMap(page)
  const count = Number(await map(page).getByRole('option').getAttribute('aria-setsize'))
  await page.keyboard.press('t')
  const grid = page.getByRole('grid', { name: 'Active partitions of all servers' })
  await expect(grid).toHaveAttribute('aria-rowcount', String(count + 1))
  await page.keyboard.press('t')
  await expect(map(page)).toBeVisible()
})

test('two thousand partitions are drawn', async ({ openWindow }) => {
  const { page } = await openWindow({
    opened: true,
    fleet: inventFleet(2_000, 50),
    answers: { 'mobility.check': () => [] },
  })
  await openMap(page)
  const count = Number(await map(page).getByRole('option').getAttribute('aria-setsize'))
  expect(count).toBeGreaterThan(1_700)
  await map(page).focus()
  await page.keyboard.press('End')
  const box = await page.locator('.map-frame.is-current').boundingBox()
  expect((box?.width ?? 0) * (box?.height ?? 0)).toBeGreaterThan(0)
})

test('the load of the week is read by the hour; a gap says so; T shows the table', async ({ openWindow }) => {
  const fleet = inventFleet(200)
  const partitions = fleet.partitions.map((one) =>
    one.typicalWeek === null
      ? one
      : { ...one, typicalWeek: one.typicalWeek.map((load, hour) => (hour === 1 ? null : load)) },
  )
  const measured = partitions.find((one) => one.typicalWeek !== null)
  const { page } = await openWindow({ opened: true, fleet: { ...fleet, partitions } })
  await page.getByRole('textbox', { name: 'Filter partitions' }).fill(measured?.name ?? '')
  await page.getByRole('grid', { name: 'Partitions' }).locator('.grid-body .grid-row').first().click()
  const chart = page.locator('.week-plot')
  await chart.locator('canvas').waitFor()
  await expect(chart).toHaveAccessibleName(/Mean .* processing units; entitled/)
  await chart.focus()
  const said = page.getByRole('complementary').getByRole('status')
  await page.keyboard.press('ArrowRight')
  await expect(said).toHaveText(/Monday 00:00 – 01:00\s+\d+\.\d\d.processing units/)
  await page.keyboard.press('ArrowRight')
  await expect(said).toHaveText(/Monday 01:00 – 02:00\s+load: no data/)
  await page.keyboard.press('Shift+ArrowRight')
  await expect(said).toHaveText(/Tuesday 01:00/)
  await page.keyboard.press('t')
  const table = page.getByRole('table', { name: /Mean/ })
  await expect(table.getByRole('row')).toHaveCount(25)
  await expect(table.getByText('no data')).toHaveCount(1)
})

test('no accessibility finding in light and dark, no page scroll at any size', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await openMap(page)
  for (const shade of ['Peak load', 'Mode', 'Can it move']) {
    await page.getByRole('radio', { name: shade }).click()
    await findNothingInBothThemes(page, shade)
  }
  await map(page).focus()
  await page.keyboard.press('Enter')
  await page.locator('.week-plot canvas').waitFor()
  for (const asTable of [false, true]) {
    if (asTable) await page.keyboard.press('t')
    expect(await accessibilityFindings(page), asTable ? 'week as a table' : 'week').toEqual([])
  }
  await fitsEverySize(page)
})
