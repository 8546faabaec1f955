import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { withInventedMoves } from '../../support/fake-application/fake-calibration.ts'
import { inventFleet } from '../../support/fake-application/invented-fleet.ts'
import { knownEnough } from '../../support/fake-application/known-enough.ts'
import { expect, test } from '../../support/fake-application/window-fixture.ts'

const fleetWith = (moves: number) => withInventedMoves(knownEnough(inventFleet(200)), moves)

async function openCalibration(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Assumptions' }).click()
  await page.getByRole('tab', { name: /^Calibration/ }).click()
}
const proposals = (page: Page) => page.getByRole('region', { name: 'What the moves say' })

test('forecast against actual: figures, chart and its table twin, with the keyboard', async ({
  openWindow,
}) => {
  const { page } = await openWindow({ opened: true, withPlans: false, fleet: fleetWith(34) })
  await openCalibration(page)
  await expect(page.getByRole('tab', { name: /^Calibration/ })).toContainText('35')
  await expect(page.getByText('1 move not matched')).toBeVisible()
  const chart = page.getByRole('group', { name: /Actual time over forecast time of 34 moves/ })
  await chart.focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('status').filter({ hasText: /actual .* forecast/ })).toHaveCount(1)
  await page.keyboard.press('t')
  const table = page.getByRole('grid', { name: 'Past moves' })
  await expect(table).toHaveAttribute('aria-rowcount', '35')
  await table.focus()
  await page.keyboard.press('Enter')
  const leave = page.getByRole('button', { name: /^Leave out / })
  await leave.first().click()
  await expect(table).toHaveAttribute('aria-rowcount', '34')
  await expect(page.getByRole('heading', { name: /^Left out – 1 move/ })).toBeVisible()
})

test('values are accepted, marked as calibrated, and taken back in one step', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true, withPlans: false, fleet: fleetWith(34) })
  await openCalibration(page)
  await expect(proposals(page).getByText('Bytes on the wire from FW920')).toBeVisible()
  await expect(
    proposals(page)
      .getByText(/from \d+ moves, 2026-/)
      .first(),
  ).toBeVisible()
  const boxes = proposals(page).getByRole('checkbox')
  const offered = await boxes.count()
  await boxes.last().uncheck()
  const accept = proposals(page).getByRole('button', { name: `Accept ${offered - 1} value` })
  await accept.click()
  await expect(page.getByText(`${offered - 1} values accepted`)).toBeVisible()
  await page.getByRole('tab', { name: /^Parameters/ }).click()
  await page.getByRole('textbox', { name: 'Filter parameters' }).fill('rho.from920')
  const row = page.getByRole('grid', { name: 'Parameters' }).locator('.grid-body .grid-row').first()
  await expect(row).toContainText('calibrated')
  await row.click()
  await expect(page.getByText(/because: from \d+ moves/)).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+z')
  await expect(row).toContainText('assumed')
})

test('a move that nobody knows is assigned by hand, or left out and taken in again', async ({
  openWindow,
}) => {
  const fleet = fleetWith(22)
  const { page } = await openWindow({ opened: true, withPlans: false, fleet })
  await openCalibration(page)
  await expect(page.getByText('No partition of the inventory is called “crm-old1”.')).toBeVisible()
  const name = page.getByRole('combobox', { name: /^Partition of the move/ })
  await name.fill('nobody')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No partition has this name.')).toBeVisible()
  await name.fill(fleet.partitions[0]?.name ?? '')
  await page.keyboard.press('Enter')
  await expect(page.getByText('each matched to a partition')).toBeVisible()
  await page.keyboard.press('Control+z')
  await page.getByRole('button', { name: /^Leave out the move at/ }).click()
  await expect(page.getByRole('heading', { name: 'Left out – 1 move' })).toBeVisible()
  await page.getByRole('button', { name: /^Take in again/ }).click()
  await expect(page.getByRole('heading', { name: 'Not matched – 1 move' })).toBeVisible()
})

test('few moves keep the range of the model; none say which file to import', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true, withPlans: false, fleet: fleetWith(12) })
  await openCalibration(page)
  await expect(page.getByText(/12 moves of the 20 that ranges are calibrated with/)).toBeVisible()
  await expect(proposals(page).getByText('Width of ranges')).toHaveCount(0)
})

test('without past moves the screen says which file to import and the command that makes it', async ({
  openWindow,
}) => {
  const { page } = await openWindow({ opened: true, withPlans: false })
  await openCalibration(page)
  await expect(page.getByRole('heading', { name: 'No past moves to learn from' })).toBeVisible()
  await expect(page.getByText('alog -o -t lpm')).toBeVisible()
  await page.getByRole('link', { name: 'Import mover logs' }).click()
  await expect(page).toHaveURL(/#\/import/)
})

for (const theme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [1440, 900],
    [1100, 700],
  ] as const) {
    test(`${theme} at ${width} x ${height}: no accessibility trouble, nothing wider than the window`, async ({
      openWindow,
    }) => {
      const { page } = await openWindow({ opened: true, withPlans: false, fleet: fleetWith(34) })
      await page.setViewportSize({ width, height })
      await page.emulateMedia({ colorScheme: theme })
      await openCalibration(page)
      await expect(page.locator('.forecast-actual canvas')).toBeVisible()
      await expect(proposals(page).getByRole('button', { name: /^Accept/ })).toBeEnabled()
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual(
        [],
      )
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await page.screenshot({ path: `test-results/screens/calibration-${theme}-${width}.png` })
    })
  }
}
