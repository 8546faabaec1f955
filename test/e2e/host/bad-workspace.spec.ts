/** Workspaces that cannot be opened, through the built window: refused in words, the file left whole, the window lives on. */
import { expect, test, type Page } from '@playwright/test'
import Database from 'better-sqlite3'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorkspaceFile } from '../../../electron/database/open-workspace.ts'
import { launchBrowserHost, type RunningHost } from '../../support/flows/browser-host.ts'
import { watchPage } from '../../support/flows/watch-page.ts'

let host: RunningHost
let scratch: string

test.beforeEach(async () => {
  host = await launchBrowserHost()
  scratch = mkdtempSync(join(tmpdir(), 'lpm-refused-'))
})
test.afterEach(async () => {
  await host.stop()
  rmSync(scratch, { recursive: true, force: true })
})

const nowMs = Date.UTC(2026, 10, 2, 20)

/** Types a path into the third door, by keyboard alone. */
async function openPath(page: Page, path: string): Promise<void> {
  await page.getByRole('heading', { level: 1, name: /Plan/ }).waitFor()
  await page.keyboard.press('3')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill(path)
  await page.keyboard.press('Enter')
}

test('a newer, a foreign and a wrong file are refused in words and stay byte for byte; a good one opens after', async ({
  page,
}) => {
  const problems = watchPage(page)
  const good = join(scratch, 'good.lpm')
  createWorkspaceFile(good, { nowMs })
  const newer = join(scratch, 'newer.lpm')
  createWorkspaceFile(newer, { nowMs })
  const db = new Database(newer)
  db.pragma('user_version = 99')
  db.close()
  const foreign = join(scratch, 'other.sqlite')
  const other = new Database(foreign)
  other.exec('CREATE TABLE songs(title); INSERT INTO songs VALUES (1)')
  other.close()
  const picture = join(scratch, 'picture.lpm')
  writeFileSync(picture, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]))
  const empty = join(scratch, 'empty.lpm')
  writeFileSync(empty, '')

  await page.goto(host.url)
  const refusals: readonly (readonly [string, RegExp])[] = [
    [newer, /“newer\.lpm” was written by a newer LPM Planner/],
    [foreign, /“other\.sqlite”.*another program/],
    [picture, /“picture\.lpm”/],
    [empty, /“empty\.lpm”.*empty/],
    [join(scratch, 'gone.lpm'), /gone\.lpm/],
    [scratch, /folder/],
  ]
  for (const [path, words] of refusals) {
    const before = path.includes('gone') || path === scratch ? null : readFileSync(path)
    await openPath(page, path)
    await expect(page.getByRole('dialog').getByRole('alert')).toHaveText(words)
    await page.screenshot({
      path: `test-results/screens/refused-${String(refusals.findIndex(([one]) => one === path))}.png`,
    })
    if (before !== null) expect(readFileSync(path).equals(before), `${path} is as it was`).toBe(true)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  expect(readdirSync(scratch).sort()).toEqual([
    'empty.lpm',
    'good.lpm',
    'newer.lpm',
    'other.sqlite',
    'picture.lpm',
  ])

  await openPath(page, good)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('alert')).toHaveCount(0)
  await expect(page.getByText('good').first()).toBeVisible()
  expect(problems()).toEqual([])
})

test('a damaged workspace is moved aside whole, which is said with the place; the window lives on', async ({
  page,
}) => {
  const problems = watchPage(page)
  const damaged = join(scratch, 'damaged.lpm')
  createWorkspaceFile(damaged, { nowMs })
  const bytes = readFileSync(damaged)
  bytes.fill(0xa5, 4096 * 2, 4096 * 6)
  writeFileSync(damaged, bytes)
  await page.goto(host.url)
  await openPath(page, damaged)
  const said = page.getByRole('dialog').getByRole('alert')
  await expect(said).toContainText('“damaged.lpm” is damaged')
  await expect(said).toContainText('moved aside whole')
  await expect(said).toContainText('Import the inventory again')
  await page.screenshot({ path: 'test-results/screens/refused-damaged.png' })
  const [aside] = readdirSync(scratch)
  expect(aside).toMatch(/^damaged damaged .*\.lpm$/)
  expect(readFileSync(join(scratch, aside ?? '')).equals(bytes)).toBe(true)

  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /Open sample/ }).click()
  await expect(page.getByRole('grid', { name: 'Partitions' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole('alert')).toHaveCount(0)
  expect(problems()).toEqual([])
})
