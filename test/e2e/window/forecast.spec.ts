/** The forecast of a plan in the built window: ranges, charts with their tables, moves at risk, more draws, every state. */
import type { Page } from '@playwright/test'
import { expect, test } from '../../support/fake-application/window-fixture.ts'
import { accessibilityFindings, fitsEverySize, themes, windowSizes } from '../../support/flows/look-at.ts'

async function openForecast(page: Page, planId = 1): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/#/plans/${planId}`)
  await page.getByRole('radio', { name: 'Forecast' }).click()
  await page.getByRole('region', { name: 'Load', exact: true }).waitFor()
}

/** axe in both themes, and pictures of the view at the two sizes people have. */
async function looksRight(page: Page, name: string): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await accessibilityFindings(page), `${name}, ${colorScheme}`).toEqual([])
    for (const size of windowSizes.slice(0, 2)) {
      await page.setViewportSize(size)
      await page.screenshot({ path: `test-results/screens/${name}-${colorScheme}-${size.width}.png` })
    }
  }
  await fitsEverySize(page)
}

test('the forecast is right in both themes, and no size makes the page scroll', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await openForecast(page)
  await looksRight(page, 'plan-forecast')
})

test('charts are read by keyboard, and T shows what they say as a table', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await openForecast(page)
  const load = page.getByRole('region', { name: 'Load', exact: true })
  await load.getByRole('group', { name: /^Load of/ }).focus()
  await page.keyboard.press('End')
  await expect(load.getByRole('status')).toHaveText(/^\d\d:\d\d {2}[\d.]+.Gb\/s, [\d.]+–[\d.]+$/)
  await page.keyboard.press('t')
  await expect(load.getByRole('grid', { name: 'Load over time as a table' })).toHaveAttribute(
    'aria-rowcount',
    '161',
  )
  const inputs = page.getByRole('region', { name: 'What decides it' })
  await inputs.getByRole('group', { name: /decides most/ }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(inputs.getByRole('status')).toHaveText(
    /^Bytes on the wire \(guess\), 31–78.%: .+ at its lowest, .+ at its highest$/,
  )
  await page.keyboard.press('t')
  await expect(inputs.getByRole('grid')).toHaveAttribute('aria-rowcount', '12')
  const estimate = page.getByRole('region', { name: 'Enough draws?' })
  await estimate.getByRole('group', { name: /More draws would not change the range/ }).focus()
  await page.keyboard.press('Home')
  await expect(estimate.getByRole('status')).toHaveText(/^After 50 draws: P50 .+ \(.+ – .+\), P90/)
  await page.keyboard.press('t')
  await expect(estimate.getByRole('grid')).toHaveAttribute('aria-rowcount', '5')
  await looksRight(page, 'plan-forecast-tables')
})

test('the resource is chosen from a list, the fullest first', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await openForecast(page)
  const load = page.getByRole('region', { name: 'Load', exact: true })
  const choice = load.getByRole('combobox', { name: 'Resource' })
  const peaks = (await choice.getByRole('option').allTextContents()).map((label) =>
    Number(/peak (\d+)/.exec(label)?.[1]),
  )
  expect(peaks.length).toBeGreaterThan(4)
  expect(peaks).toEqual(peaks.toSorted((a, b) => b - a))
  await choice.selectOption({ label: (await choice.getByRole('option').last().textContent())?.trim() ?? '' })
  await expect(load.getByRole('group', { name: /^Load of Mover cores/ })).toBeVisible()
})

test('a move at risk says why, what would help by how much, and leads to the move and the assumption', async ({
  openWindow,
}) => {
  const { page } = await openWindow({ opened: true })
  await openForecast(page)
  const risk = page.getByRole('region', { name: 'Moves at risk' })
  await expect(risk.getByText('alone instead of three at once: 12 of 100 instead of 63 of 100')).toBeVisible()
  await risk.getByRole('button', { name: 'Details of the move' }).click()
  const name = await risk.locator('.grid-row.is-active .grid-cell').first().textContent()
  const details = page.locator('.drawer')
  await expect(details.getByRole('heading', { level: 2 })).toHaveText(name?.trim() ?? '')
  await expect(details.getByRole('heading', { name: 'What held it back' })).toBeVisible()
  await expect(details.getByText('its own mover threads')).toBeVisible()
  await expect(details.getByRole('heading', { name: 'What the forecast takes' })).toBeVisible()
  await expect(details.getByText('class default').first()).toBeVisible()
  await looksRight(page, 'plan-forecast-move')
  await page.setViewportSize({ width: 1440, height: 900 })
  await risk.getByRole('link', { name: 'Assumption behind it' }).click()
  await expect(page.getByRole('complementary', { name: /Memory written/ })).toBeVisible()
})

test('more draws are made, and a forecast that is stopped keeps its draws and says so', async ({
  openWindow,
}) => {
  const { page } = await openWindow({ opened: true })
  await openForecast(page)
  await page.getByRole('button', { name: 'Draw 2,000' }).click()
  await expect(page.getByRole('button', { name: 'Draw 5,000' })).toBeDisabled()
  await expect(page.getByText('2,000 draws, seed 7')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Draw 2,000' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Draw 5,000' }).click()
  await page.getByRole('button', { name: 'Stop and keep draws' }).click()
  await expect(page.getByText(/^Stopped after [\d,]+ of 5,000 draws: ranges are of those\.$/)).toBeVisible()
  await looksRight(page, 'plan-forecast-stopped')

  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('button', { name: 'Draw 5,000' }).click()
  await page.getByRole('button', { name: 'Abandon' }).click()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
  await expect(page.getByText(/^Stopped after/)).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
})
