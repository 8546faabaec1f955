/** The forecast of the sample's plan on the built browser host: the engine's own fans, tornado, ranges and effects. */
import { expect, test } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { launchBrowserHost, type RunningHost } from '../../support/flows/browser-host.ts'
import { accessibilityFindings } from '../../support/flows/look-at.ts'
import { planTheSample } from '../../support/flows/plan-the-sample.ts'
import { watchPage } from '../../support/flows/watch-page.ts'

let host: RunningHost
test.beforeEach(async () => {
  host = await launchBrowserHost()
})
test.afterEach(async () => {
  await host.stop()
})

test('the plan of the sample shows ranges, loads, what decides it, and what each parameter does', async ({
  page,
}) => {
  const problems = watchPage(page)
  await page.goto(host.url)
  await planTheSample(page, {
    saveAs: async () => {
      const coming = page.waitForEvent('download')
      return async () => readFileSync((await (await coming).path()) ?? '', 'utf8')
    },
  })
  await page.getByRole('radio', { name: 'Forecast' }).click()
  await expect(page.getByText(/^ends in the window in \d+ of 100 draws$/)).toBeVisible()
  await expect(page.getByText(/^\d+ draws, seed \d+$/)).toBeVisible()

  const load = page.getByRole('region', { name: 'Load', exact: true })
  await load.getByRole('group', { name: /in one of ten draws/ }).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+ArrowRight')
  await expect(load.getByRole('status')).toHaveText(
    /^\d\d:\d\d {2}[\d.]+.(Gb\/s|cores|GB\/s), [\d.]+–[\d.]+$/,
  )
  expect((await load.locator('.f-band').getAttribute('d'))?.length).toBeGreaterThan(100)

  const inputs = page.getByRole('region', { name: 'What decides it' })
  await inputs.getByRole('group', { name: /decides most/ }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(inputs.getByRole('status')).toHaveText(/at its lowest, .+ at its highest$/)
  await expect(page.getByRole('region', { name: 'Enough draws?' })).toContainText(
    /More draws (would not|may) change/,
  )
  expect(await accessibilityFindings(page)).toEqual([])
  await page.screenshot({ path: 'test-results/screens/sample-forecast-light-1440.png' })

  await page.getByRole('button', { name: 'Draw 2,000' }).click()
  await expect(page.getByText(/^2,000 draws, seed \d+$/)).toBeVisible()

  await page.getByRole('link', { name: 'Assumptions' }).click()
  await page.getByRole('button', { name: 'Calculate effects' }).click()
  await expect(page.getByText('200 draws each', { exact: false })).toBeVisible()
  await page.getByRole('columnheader', { name: 'Effect of +10 %' }).click()
  await expect(
    page.getByRole('grid', { name: 'Parameters' }).locator('.grid-body .grid-row').first(),
  ).toContainText(/[+−][\d.]+\s(s|min)/)
  await page.screenshot({ path: 'test-results/screens/sample-effects-light-1440.png' })
  expect(problems()).toEqual([])
})
