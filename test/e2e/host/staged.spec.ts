/** Plans in stages on the built browser host: made, looked at and exported, by mouse and by keyboard alone. */
import { expect, test, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sampleFolder } from '../../../electron/hosting/places.ts'
import { launchBrowserHost, type RunningHost } from '../../support/flows/browser-host.ts'
import { accessibilityFindings, pageOverflow, themes, windowSizes } from '../../support/flows/look-at.ts'
import { watchPage } from '../../support/flows/watch-page.ts'

let host: RunningHost

test.beforeEach(async () => {
  host = await launchBrowserHost()
})
test.afterEach(async () => {
  await host.stop()
})

/** axe and page overflow of the present screen, in light and dark, at two sizes. */
async function looksRight(page: Page, name: string): Promise<void> {
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await accessibilityFindings(page), `${name}, ${colorScheme}`).toEqual([])
    for (const size of windowSizes.slice(0, 2)) {
      await page.setViewportSize(size)
      await page.screenshot({ path: `test-results/screens/${name}-${colorScheme}-${size.width}.png` })
      const { across } = await pageOverflow(page)
      expect(across, `${name} at ${size.width}: page scrolls sideways`).toBeLessThanOrEqual(0)
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
}

async function openSample(page: Page): Promise<void> {
  await page.goto(host.url)
  await page.getByRole('button', { name: /Open sample/ }).click()
  await expect(page.getByRole('grid', { name: 'Partitions' })).toHaveAttribute('aria-rowcount', '201', {
    timeout: 60_000,
  })
}

async function newPlan(page: Page, goal: RegExp): Promise<void> {
  await page.getByRole('link', { name: 'Plans', exact: true }).click()
  await page
    .getByRole('link', { name: /New plan/ })
    .first()
    .click()
  await page.getByRole('radio', { name: goal }).click()
}

const stages = (page: Page) => page.getByRole('radiogroup', { name: 'Stages' }).getByRole('radio')
const isValid = (page: Page) =>
  expect(page.getByRole('button', { name: /Referee: \d+ checks kept/ })).toBeVisible({ timeout: 120_000 })

test('a server is emptied, serviced and filled again; the plan is renamed, removed and brought back', async ({
  page,
}) => {
  test.slow()
  const problems = watchPage(page)
  await openSample(page)
  await newPlan(page, /Empty servers/)
  await page.getByRole('checkbox', { name: /nor-s924-1/ }).check()
  await page.getByRole('checkbox', { name: /Bring everybody home/ }).check()
  await page.getByRole('spinbutton', { name: /Minutes of service/ }).fill('45')
  await page.getByRole('checkbox', { name: 'Maintenance window' }).uncheck()
  await looksRight(page, 'staged-form-return')
  await page.getByRole('button', { name: /Make plan/ }).click()
  const heading = page.getByRole('heading', { level: 1, name: /^Service .*s924-1 and return$/ })
  await expect(heading).toBeVisible({ timeout: 120_000 })
  await isValid(page)
  await expect(stages(page)).toHaveCount(4)
  await looksRight(page, 'staged-return')

  await stages(page).nth(1).click()
  await expect(page.getByRole('region', { name: 'Schedule' })).toBeVisible()
  await expect(page.getByRole('grid', { name: 'Moves' })).toBeVisible()
  await looksRight(page, 'staged-return-moves')
  await page.getByRole('grid', { name: 'Moves' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Why' })).toBeVisible()
  await page.keyboard.press('Escape')
  await stages(page).nth(2).click()
  await expect(page.getByText('Nobody runs on these servers in this time.')).toBeVisible()
  await expect(page.getByText('(45 min)')).toBeVisible()
  await looksRight(page, 'staged-return-service')

  await page.getByRole('link', { name: 'All plans' }).click()
  const row = page.getByRole('row', { name: /Service .*s924-1 and return/ })
  await expect(row).toContainText('Service and return, 3 stages')
  await row.click()
  await page.keyboard.press('F2')
  await page.getByRole('textbox', { name: 'Name' }).fill('Firmware of s924-1')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('row', { name: /Firmware of s924-1/ })).toBeVisible()
  await page.getByRole('row', { name: /Firmware of s924-1/ }).click()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('row', { name: /Firmware of s924-1/ })).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('row', { name: /Firmware of s924-1/ })).toBeVisible()
  await looksRight(page, 'staged-list')
  await page.getByRole('link', { name: 'Firmware of s924-1' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Firmware of s924-1' })).toBeVisible()

  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'Export plan' })
  await expect(dialog.getByText('#!/bin/sh').first()).toBeVisible()
  const files = dialog.getByRole('combobox').locator('option')
  await expect(files).toHaveCount(2)
  const downloads: string[] = []
  page.on('download', (one) => downloads.push(one.suggestedFilename()))
  await dialog.getByRole('button', { name: /Save all 2/ }).click()
  await expect.poll(() => new Set(downloads).size).toBe(2)
  await dialog.getByRole('radio', { name: 'Plan document' }).click()
  await expect(dialog.getByText('lpm-staged-plan')).toBeVisible()
  const coming = page.waitForEvent('download')
  await dialog.getByRole('button', { name: 'Save file' }).click()
  const document = await (await coming).path()
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: 'All plans' }).click()
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Import plan' }).click(),
  ])
  await chooser.setFiles({
    name: 'plan.json',
    mimeType: 'application/json',
    buffer: readFileSync(document),
  })
  await expect(page.getByRole('heading', { level: 1, name: 'Firmware of s924-1' })).toBeVisible({
    timeout: 60_000,
  })
  await isValid(page)
  expect(problems()).toEqual([])
})

test('all servers are serviced in three windows, by keyboard alone', async ({ page }) => {
  test.slow()
  const problems = watchPage(page)
  await page.goto(host.url)
  await expect(page.getByRole('button', { name: /Open sample/ })).toBeVisible()
  await page.keyboard.press('1')
  await expect(page.getByRole('grid', { name: 'Partitions' })).toHaveAttribute('aria-rowcount', '201', {
    timeout: 60_000,
  })
  await page.keyboard.press('Control+4')
  await expect(page.getByRole('heading', { level: 1, name: 'Plans' })).toBeVisible()
  await page.keyboard.press('n')
  const goal = page.getByRole('radio', { name: /Empty servers/ })
  await expect(goal).toBeVisible()
  await goal.focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('radio', { name: /Rolling maintenance/ })).toBeChecked()
  const later = page.getByRole('button', { name: 'Add a week later' })
  for (let pressed = 0; pressed < 40; pressed += 1) {
    if (await later.evaluate((one) => one === document.activeElement)) break
    await page.keyboard.press('Tab')
  }
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Remove window 3' })).toBeVisible()
  await expect(page.getByText('3 windows')).toBeVisible()
  await looksRight(page, 'staged-form-maintenance')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Maintenance of all servers' })).toBeVisible({
    timeout: 180_000,
  })
  await isValid(page)
  await looksRight(page, 'staged-maintenance')
  await stages(page).first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(stages(page).nth(1)).toBeChecked()
  await expect(page.getByRole('grid', { name: 'Moves' })).toBeVisible()
  await page.keyboard.press('End')
  await expect(stages(page).last()).toBeChecked()
  await page.keyboard.press('Home')
  await expect(page.getByRole('region', { name: 'About this plan' })).toBeVisible()
  expect(problems()).toEqual([])
})

test('the largest server cannot be emptied: nothing is done, and every reason is named', async ({ page }) => {
  test.slow()
  await openSample(page)
  await newPlan(page, /Empty servers/)
  await page.getByRole('checkbox', { name: /nor-e980-1/ }).check()
  await page.getByRole('checkbox', { name: /Bring everybody home/ }).check()
  await page.getByRole('button', { name: /Make plan/ }).click()
  await expect(page.getByRole('heading', { name: 'Nothing is done' })).toBeVisible({ timeout: 120_000 })
  for (const rule of ['SRC-HUGE', 'SRC-RMC', 'SRC-NPIV-PAIR', 'SRC-MIGDIS', 'SRC-VSCSI-RES', 'SRC-PHYSIO'])
    await expect(page.getByText(rule)).toBeVisible()
  await expect(page.getByText(/What would help: An inactive move would work/)).toBeVisible()
  await looksRight(page, 'staged-nothing')
})

test('servers are switched off at night, by rules and figures from files; no kWh are invented', async ({
  page,
}) => {
  test.slow()
  const problems = watchPage(page)
  const sample = join(sampleFolder(), '..')
  const choose = async (button: RegExp, files: Parameters<Page['setInputFiles']>[1]): Promise<void> => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: button }).click(),
    ])
    await chooser.setFiles(files)
  }
  await openSample(page)
  await newPlan(page, /Save energy/)
  await expect(page.getByText('Servers without watts count in hours off')).toBeVisible()
  await page.getByRole('spinbutton', { name: 'nor-s924-1, Idle, W' }).fill('4200')
  await page.getByRole('spinbutton', { name: 'nor-s924-1, Full, W' }).fill('100')
  await page.getByRole('button', { name: /Make plan/ }).click()
  await expect(page.getByText('full above idle and idle above standby')).toBeVisible()
  const broken = 'server,idle_w,max_w,standby_w,shutdown_s,ipl_s\nnor-s924-1,many,2,,,\n'
  await choose(/Read a CSV file/, { name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(broken) })
  await expect(page.getByText('Line 2 of mine.csv: idle_w “many” is no number.')).toBeVisible()
  await choose(/Read a CSV file/, join(sample, 'sample.power.csv'))
  await expect(page.getByText('Figures of 10 servers read from sample.power.csv.')).toBeVisible()
  await expect(page.getByRole('spinbutton', { name: 'nor-s924-1, Idle, W' })).toHaveValue('850')
  await page.getByRole('spinbutton', { name: /^Days/ }).fill('2')
  await looksRight(page, 'staged-form-energy')
  await choose(/Load/, join(sample, 'nights.rules.json'))
  await page.getByRole('button', { name: /Make plan/ }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Save energy' })).toBeVisible({ timeout: 180_000 })
  await isValid(page)
  await expect(page.getByRole('row', { name: /Together/ })).toBeVisible()
  await expect(page.getByTitle(/switched off/).first()).toBeVisible()
  await looksRight(page, 'staged-energy')
  await page
    .getByTitle(/switched off/)
    .first()
    .click()
  await expect(page.getByText('Started at')).toBeVisible()
  await page.getByRole('radio', { name: /All stages/ }).click()
  await page.getByRole('tab', { name: /Stays on/ }).click()
  await expect(page.getByText('nor-e980-1').first()).toBeVisible()
  expect(problems()).toEqual([])
})
