/** The main job without a pointer, through the built window on the built browser host. */
import { expect, test, type Locator, type Page } from '@playwright/test'
import { readFileSync } from 'node:fs'
import { launchBrowserHost, type RunningHost } from '../../support/flows/browser-host.ts'
import { watchPage } from '../../support/flows/watch-page.ts'

let host: RunningHost

test.beforeEach(async () => {
  host = await launchBrowserHost()
})
test.afterEach(async () => {
  await host.stop()
})

/** Tab until `target` has the focus, as a person does; fails when it is never reached. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let pressed = 0; pressed < 80; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches ${String(target)}`)
}

test('sample, plan, inspection and export by keyboard alone', async ({ page }) => {
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
  await expect(page.getByRole('heading', { level: 1, name: 'New plan' })).toBeVisible()
  await tabTo(page, page.getByRole('checkbox', { name: /nor-e980-1/ }))
  await page.keyboard.press('Space')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByRole('heading', { name: 'Empty nor-e980-1', level: 1 })).toBeVisible({
    timeout: 60_000,
  })

  await tabTo(page, page.getByRole('tab', { name: /Moves/ }))
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText('SRC-PHYSIO').first()).toBeVisible()
  await page.keyboard.press('ArrowLeft')

  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'Export plan' })
  await expect(dialog.getByText('#!/bin/sh')).toBeVisible()
  for (const [format, name, start] of [
    ['migrlpar', /\.sh$/, '#!/bin/sh'],
    ['csv', /\.csv$/, ''],
    ['json', /\.json$/, '{'],
  ] as const) {
    if (format !== 'migrlpar') {
      await tabTo(page, dialog.locator('[role=radio][aria-checked=true]'))
      await page.keyboard.press('ArrowRight')
    }
    await expect(dialog.locator('.export-name .mono')).toHaveText(name)
    await tabTo(page, dialog.getByRole('button', { name: 'Save file' }))
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    expect(download.suggestedFilename()).toMatch(name)
    const saved = readFileSync((await download.path()) ?? '', 'utf8')
    expect(saved.startsWith(start)).toBe(true)
    expect(saved).toContain('nor-e980-1')
    await expect(dialog.getByRole('status')).toContainText(download.suggestedFilename())
  }
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('tab', { name: /Moves/ }), 'the focus goes back').toBeFocused()
  expect(problems()).toEqual([])
})
