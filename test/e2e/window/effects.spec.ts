/** What ten percent more of each parameter does to a plan: the column on the Assumptions screen, and its states. */
import type { Page } from '@playwright/test'
import { expect, test } from '../../support/fake-application/window-fixture.ts'
import { accessibilityFindings, fitsEverySize, themes, windowSizes } from '../../support/flows/look-at.ts'

async function openParameters(page: Page, query = ''): Promise<void> {
  await expect(page.getByText('north')).toBeVisible()
  await page.goto(`${new URL(page.url()).origin}/#/assumptions${query}`)
  await page.getByRole('grid', { name: 'Parameters' }).waitFor()
}
const row = (page: Page, name: string): ReturnType<Page['getByRole']> =>
  page.getByRole('grid', { name: 'Parameters' }).getByRole('row').filter({ hasText: name })

test('effects are calculated for the chosen plan, sorted by size, and said in the details', async ({
  openWindow,
}) => {
  const { page } = await openWindow({ opened: true })
  await openParameters(page)
  await expect(row(page, 'Clean enough at')).toContainText('not calculated')
  const plan = page.getByRole('combobox', { name: 'Plan the effects are computed for' })
  await expect(plan.getByRole('option')).toHaveCount(3)
  await plan.selectOption({ label: 'Empty e980-b1, March window' })
  await page.getByRole('button', { name: 'Calculate effects' }).click()
  await expect(page.getByRole('button', { name: 'Abandon' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Calculate again' })).toBeEnabled()
  await expect(row(page, 'Bytes on the wire from FW920')).toContainText('+19.3')
  await expect(row(page, '25 GbE')).toContainText('not used by this plan')
  await page.getByRole('columnheader', { name: 'Effect of +10 %' }).click()
  const first = page.getByRole('grid', { name: 'Parameters' }).locator('.grid-body .grid-row').first()
  await expect(first).toContainText('Bytes on the wire from FW920')
  await first.click()
  await expect(page.getByRole('complementary')).toContainText(
    /\+10.% changes the P90 of “Empty e980-b1, March window”: end \+19\.3.min, longest standstill no change\./,
  )
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await accessibilityFindings(page), colorScheme).toEqual([])
    for (const size of windowSizes.slice(0, 2)) {
      await page.setViewportSize(size)
      await page.screenshot({ path: `test-results/screens/effects-${colorScheme}-${size.width}.png` })
    }
  }
  await fitsEverySize(page)
})

test('a stopped calculation keeps what it looked at and names the rest', async ({ openWindow }) => {
  const { page } = await openWindow({ opened: true })
  await openParameters(page)
  await page.getByRole('button', { name: 'Calculate effects' }).click()
  await page.getByRole('button', { name: 'Stop and keep' }).click()
  await expect(page.getByText(/^stopped after \d+ of \d+ parameters$/)).toBeVisible()
  await expect(page.getByText('not looked at').first()).toBeVisible()
})

test('without a plan there is nothing to calculate, and a change afterwards makes effects old', async ({
  openWindow,
}) => {
  const { page } = await openWindow({ opened: true, withPlans: false })
  await openParameters(page)
  await expect(row(page, 'Clean enough at')).toContainText('no plan yet')
  await expect(page.getByRole('button', { name: 'Calculate effects' })).toHaveCount(0)

  await openWindow({ opened: true })
  await openParameters(page, '?key=theta')
  await expect(page.getByRole('complementary', { name: 'Clean enough at' })).toContainText(
    'is not calculated yet',
  )
  await page.getByRole('button', { name: 'Calculate effects' }).click()
  await expect(page.getByText(/200 draws each$/)).toBeVisible()
  await page.getByRole('spinbutton').first().fill('98')
  await page.getByRole('button', { name: 'Set value' }).click()
  await expect(page.getByText('calculated before the last change')).toBeVisible()
})
