/** A mover's log through the built window on the built browser host: imported, seen, accepted, undone, imported again. */
import { expect, test, type Page } from '@playwright/test'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowserHost, type RunningHost } from '../../support/flows/browser-host.ts'
import { watchPage } from '../../support/flows/watch-page.ts'

let host: RunningHost
let scratch: string

test.beforeEach(async () => {
  host = await launchBrowserHost()
  scratch = mkdtempSync(join(tmpdir(), 'lpm-log-'))
})
test.afterEach(async () => {
  await host.stop()
  rmSync(scratch, { recursive: true, force: true })
})

async function chooseLog(page: Page, path: string): Promise<void> {
  await page.keyboard.press('Control+2')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose files' }).click(),
  ])
  await chooser.setFiles(path)
  await expect(page.getByRole('grid', { name: 'Files' })).toContainText('VIOS mover log', { timeout: 60_000 })
}
async function openCalibration(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Assumptions' }).click()
  await page.getByRole('tab', { name: /^Calibration/ }).click()
}

test('a log is imported once, compared with its forecast, and what it says is accepted and undone', async ({
  page,
}) => {
  const problems = watchPage(page)
  await page.goto(host.url)
  await page.getByRole('button', { name: /Open sample/ }).click()
  await expect(page.getByRole('heading', { name: 'Fleet', level: 1 })).toBeVisible({ timeout: 60_000 })
  const log = join(scratch, 'nor-s1024-1_nor-s1024-1-vio1_lpm.log')
  writeFileSync(
    log,
    [
      '2026-03-01 22:00:00 migmover: partition name: oradwh-q1, source system: nor-e980-1',
      '2026-03-01 22:03:43 Overall time of migration: 3 minutes 43 seconds',
      '2026-03-01 22:03:43 Amount of data received: 161695465991 bytes',
      '2026-03-01 22:03:43 Effective network throughput: 725091775 bytes/s',
      '2026-03-01 23:00:00 Overall time of migration: 0 seconds',
      '2026-03-01 23:00:00 Amount of data received: 5 bytes',
      '',
    ].join('\n'),
  )
  await chooseLog(page, log)
  await expect(page.getByText(/“Overall time of migration: 0 seconds” is zero/)).toBeVisible()
  await page.getByRole('button', { name: /Commit 1 change/ }).click()
  await expect(page.getByRole('heading', { name: /^Committed: Import of/ })).toBeVisible()

  await openCalibration(page)
  await expect(page.getByRole('tab', { name: /^Calibration/ })).toContainText('74')
  await expect(page.getByText('71', { exact: true }).first()).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('t')
  await expect(page.getByRole('grid', { name: 'Past moves' })).toHaveAttribute('aria-rowcount', '72')
  const proposals = page.getByRole('region', { name: 'What the moves say' })
  await expect(proposals).toContainText('Bytes on the wire from FW920')
  const accept = proposals.getByRole('button', { name: /^Accept \d+ values/ })
  await accept.click()
  await expect(page.getByRole('button', { name: /^Undo: Calibration: \d+ values/ })).toBeVisible()
  await page.getByRole('tab', { name: /^Parameters/ }).click()
  await page.getByRole('textbox', { name: 'Filter parameters' }).fill('rho.from920')
  const row = page.getByRole('grid', { name: 'Parameters' }).locator('.grid-body .grid-row').first()
  await expect(row).toContainText('calibrated')
  await page.getByRole('button', { name: /^Undo: Calibration/ }).click()
  await expect(row).toContainText('assumed')

  await page.keyboard.press('Control+2')
  await page.getByRole('button', { name: 'Import more' }).click()
  await chooseLog(page, log)
  await expect(page.getByText('The workspace already holds all of this.')).toBeVisible()
  expect(problems()).toEqual([])
})
