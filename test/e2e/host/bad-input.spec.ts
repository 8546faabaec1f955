/** Careless input through the built window on the built browser host: said in words, nothing half-written, the window lives on. */
import { expect, test } from '@playwright/test'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sampleFolder } from '../../../electron/hosting/places.ts'
import { launchBrowserHost, type RunningHost } from '../../support/flows/browser-host.ts'
import { watchPage } from '../../support/flows/watch-page.ts'

let host: RunningHost
let scratch: string

test.beforeEach(async () => {
  host = await launchBrowserHost()
  scratch = mkdtempSync(join(tmpdir(), 'lpm-bad-'))
})
test.afterEach(async () => {
  await host.stop()
  rmSync(scratch, { recursive: true, force: true })
})

test('a folder of good, cut and translated files is previewed with the line of each fault, and bears its own name', async ({
  page,
}) => {
  const problems = watchPage(page)
  await page.goto(host.url)
  const folder = join(scratch, 'Süd mit Fehlern')
  cpSync(join(sampleFolder(), 'hmc-south'), folder, { recursive: true })
  writeFileSync(
    join(folder, 'cut.xml'),
    '<feed xmlns="http://www.w3.org/2005/Atom">\n<entry><id>1</id>\n<content',
  )
  writeFileSync(join(folder, 'fehler.txt'), 'HSCL350B Die Benutzerdefinition ist nicht gültig.\n')
  writeFileSync(join(folder, 'empty.txt'), '')
  mkdirSync(join(folder, 'pictures'))
  writeFileSync(join(folder, 'pictures', 'a.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]))

  await page.keyboard.press('Control+2')
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /Choose (a )?folder/ }).click(),
  ])
  await chooser.setFiles(folder)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('textbox').fill('south')
  await dialog.getByRole('button', { name: /Create|Import|Read/ }).click()
  await expect(page.getByRole('grid', { name: 'Files' })).toBeVisible({ timeout: 60_000 })
  for (const words of [/cut\.xml/, /HSCL350B/, /empty\.txt/, /a\.png/]) {
    await expect(page.getByText(words).first()).toBeVisible()
  }
  await page.screenshot({ path: 'test-results/screens/bad-input-preview.png' })
  await page.getByRole('button', { name: /^Commit/ }).click()
  await page.keyboard.press('Control+1')
  await expect(page.getByRole('grid', { name: 'Partitions' })).toHaveAttribute('aria-rowcount', '55', {
    timeout: 60_000,
  })
  // 200 % zoom of the smallest window: the title of the screen gives way last.
  await page.setViewportSize({ width: 720, height: 450 })
  const title = page.getByRole('heading', { level: 1, name: 'Fleet' })
  expect(await title.evaluate((shown) => shown.scrollWidth - shown.clientWidth)).toBeLessThanOrEqual(0)
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('button', { name: 'Redo: Import of Süd mit Fehlern' })).toBeVisible()
  expect(problems()).toEqual([])
})
