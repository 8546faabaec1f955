/** The built window on the built browser host, in a real browser: the main job, edits, errors, both themes. */
import { expect, test, type Page } from '@playwright/test'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sampleFolder } from '../../../electron/hosting/places.ts'
import { launchBrowserHost, type RunningHost } from '../../support/flows/browser-host.ts'
import { accessibilityFindings, pageOverflow, themes, windowSizes } from '../../support/flows/look-at.ts'
import { planTheSample } from '../../support/flows/plan-the-sample.ts'
import { watchPage } from '../../support/flows/watch-page.ts'

let host: RunningHost
let scratch: string

test.beforeEach(async () => {
  host = await launchBrowserHost()
  scratch = mkdtempSync(join(tmpdir(), 'lpm-e2e-'))
})
test.afterEach(async () => {
  await host.stop()
  rmSync(scratch, { recursive: true, force: true })
})

const saveByDownload = (page: Page) => async () => {
  const coming = page.waitForEvent('download')
  return async () => readFileSync((await (await coming).path()) ?? '', 'utf8')
}

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
  await page.setViewportSize({ width: 1440, height: 900 })
}

test('a new user gets from the sample to an exported script, on screens that are right in both themes', async ({
  page,
}) => {
  test.slow()
  const problems = watchPage(page)
  await page.goto(host.url)
  await expect(page.getByRole('button', { name: /Open sample/ })).toBeVisible()
  expect(page.url(), 'the token does not stay in the address').not.toContain('token')
  await looksRight(page, 'first-run')
  await planTheSample(page, { saveAs: saveByDownload(page) })
  await looksRight(page, 'plan')
  for (const [screen, key] of [
    ['fleet', 'Control+1'],
    ['import', 'Control+2'],
    ['plans', 'Control+4'],
    ['assumptions', 'Control+7'],
  ] as const) {
    await page.keyboard.press(key)
    await expect(page.getByRole('heading', { level: 1, name: new RegExp(screen, 'i') })).toBeVisible()
    await looksRight(page, screen)
  }
  await page.getByRole('link', { name: 'Plans' }).click()
  await page.getByRole('link', { name: 'New plan' }).click()
  await looksRight(page, 'new-plan')
  expect(problems()).toEqual([])
})

test('an import is previewed, committed, undone and redone; the workspace survives a reload', async ({
  page,
}) => {
  const problems = watchPage(page)
  await page.goto(host.url)
  const folder = join(scratch, 'hmc-north')
  cpSync(join(sampleFolder(), 'hmc-north'), folder, { recursive: true })
  writeFileSync(join(folder, 'nor-s924-1_veth.txt'), 'HSCL1234 The managed system is not connected.\n')
  writeFileSync(join(folder, 'notes.txt'), 'These are notes.\n')
  await page.keyboard.press('Control+2')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /Choose (a )?folder/ }).click(),
  ])
  await chooser.setFiles(folder)
  await nameWorkspace(page)
  await expect(page.getByRole('grid', { name: 'Files' })).toBeVisible({ timeout: 60_000 })
  await expect(page.getByText(/HSCL1234/).first()).toBeVisible()
  await page.getByRole('button', { name: /^Commit/ }).click()
  await page.keyboard.press('Control+1')
  await expect(page.getByRole('grid', { name: 'Partitions' })).toHaveAttribute('aria-rowcount', '147', {
    timeout: 60_000,
  })

  await page.keyboard.press('Control+z')
  await expect(page.getByRole('grid', { name: 'Partitions' })).toBeHidden()
  await page.keyboard.press('Control+Shift+z')
  await expect(page.getByRole('grid', { name: 'Partitions' })).toHaveAttribute('aria-rowcount', '147')
  await page.reload()
  await expect(page.getByRole('grid', { name: 'Partitions' })).toHaveAttribute('aria-rowcount', '147')
  expect(problems()).toEqual([])
})

test('files of no use are refused in words and nothing is written', async ({ page }) => {
  await page.goto(host.url)
  await page.getByRole('button', { name: /Open sample/ }).click()
  await expect(page.getByRole('grid', { name: 'Partitions' })).toBeVisible({ timeout: 60_000 })
  await page.keyboard.press('Control+2')
  mkdirSync(join(scratch, 'junk'))
  writeFileSync(join(scratch, 'junk', 'picture.txt'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]))
  writeFileSync(join(scratch, 'junk', 'empty.txt'), '')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /Choose files/ }).click(),
  ])
  await chooser.setFiles([join(scratch, 'junk', 'picture.txt'), join(scratch, 'junk', 'empty.txt')])
  await expect(page.getByRole('alert').getByText(/recognised/)).toBeVisible({ timeout: 30_000 })
  await page.keyboard.press('Control+1')
  await expect(page.getByRole('grid', { name: 'Partitions' })).toHaveAttribute('aria-rowcount', '201')
})

test('an assumption is overridden, makes the plan stale, and can be undone', async ({ page }) => {
  const problems = watchPage(page)
  await page.goto(host.url)
  await planTheSample(page, { saveAs: saveByDownload(page) })
  await page.keyboard.press('Control+7')
  await page
    .getByRole('grid', { name: /Parameters/ })
    .getByText('Clean enough at')
    .click()
  await page.getByRole('spinbutton').first().fill('98')
  await page
    .getByRole('button', { name: /^(Override|Set|Save)/ })
    .first()
    .click()
  await page.keyboard.press('Control+4')
  await page.getByRole('grid', { name: 'Plans' }).getByRole('link', { name: 'Empty nor-e980-1' }).click()
  await expect(page.getByText(/Check again/).first()).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(page.getByText(/Check again/)).toHaveCount(0)
  expect(problems()).toEqual([])
})

test('a page without the token is told so and gets no data', async ({ page }) => {
  await page.goto(host.url.replace(/#.*/, ''))
  await expect(page.getByText(/token|address the host printed/i).first()).toBeVisible()
})

/** The import asks for a workspace name while none is open. */
async function nameWorkspace(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('north')
  await dialog.getByRole('button', { name: /Create|Import|Read/ }).click()
}
