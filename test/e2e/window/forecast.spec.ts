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
