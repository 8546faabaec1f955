/**
 * The built main and preload on a stand-in for Electron, with the built window in Chromium: what main asks of Electron
 * (security checklist), and the main job through the bridge.
 */
import { expect, test } from '@playwright/test'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sampleFolder } from '../../electron/hosting/places.ts'
import { contentSecurityPolicy } from '../../shared/contract/security.ts'
import { planTheSample } from '../support/flows/plan-the-sample.ts'
import { watchPage } from '../support/flows/watch-page.ts'
import { StandInDesktop } from './stand-in/launch.ts'

let home: string
let desktop: StandInDesktop

test.beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'lpm-desktop-'))
  desktop = await StandInDesktop.start(home)
})
test.afterEach(async () => {
  await desktop.stop()
  rmSync(home, { recursive: true, force: true })
})

test('main asks Electron for a locked-down window', async () => {
  const record = await desktop.record()
  expect(record.loadedUrl).toBe('lpm://app/index.html')
  expect(record.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  })
  expect(record.webPreferences).not.toHaveProperty('enableRemoteModule')
  const ready = record.calls.indexOf('whenReady')
  for (const before of ['enableSandbox', 'registerSchemesAsPrivileged', 'requestSingleInstanceLock']) {
    expect(record.calls.indexOf(before), before).toBeGreaterThanOrEqual(0)
    expect(record.calls.indexOf(before), before).toBeLessThan(ready)
  }
  expect(record.schemePrivileges).toEqual([
    { scheme: 'lpm', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
})

test('main denies navigation, new windows, permissions and every address but its own', async () => {
  const record = await desktop.record()
  expect(record.windowOpen).toBe('deny')
  expect(await desktop.navigate('https://example.org/')).toBe(true)
  expect(await desktop.navigate('lpm://app/other.html')).toBe(true)
  expect(record.permissionAnswers).toEqual({
    geolocation: false,
    'check geolocation': false,
    notifications: false,
    'check notifications': false,
    media: false,
    'check media': false,
    openExternal: false,
    'check openExternal': false,
    'clipboard-sanitized-write': true,
    // Asked on behalf of another page.
    'check clipboard-sanitized-write': false,
  })
  expect(record.cancelledUrls).toEqual({
    'https://example.org/': true,
    'http://127.0.0.1:1/': true,
    'file:///etc/passwd': true,
    'lpm://app/index.html': false,
  })
})

test('the scheme serves the window with its policy, and nothing else', async () => {
  const page = await desktop.fetch('lpm://app/index.html')
  expect(page.status).toBe(200)
  expect(page.headers['content-security-policy']).toBe(contentSecurityPolicy)
  for (const url of ['lpm://other/index.html', 'lpm://app/..%2f..%2fpackage.json', 'lpm://app/missing.js']) {
    expect((await desktop.fetch(url)).status, url).toBe(404)
  }
})

test('calls from any frame but the window’s own are refused', async () => {
  const refused = { ok: false, error: { code: 'request-refused' } }
  expect(await desktop.invoke('sub-frame', 'lpm:call', 'app.info', {})).toMatchObject(refused)
  expect(await desktop.invoke('other-page', 'lpm:call', 'app.info', {})).toMatchObject(refused)
  expect(await desktop.invoke('other-page', 'lpm:choose-import', 'files')).toBeNull()
  expect(await desktop.invoke('main', 'lpm:call', 'app.info', {})).toMatchObject({
    ok: true,
    value: { host: 'desktop' },
  })
  expect(await desktop.invoke('main', 'lpm:call', 'app.inf', {})).toMatchObject({
    ok: false,
    error: { code: 'request-unknown' },
  })
  expect(await desktop.invoke('main', 'lpm:call', 'workspace.open', { path: 5 })).toMatchObject({
    ok: false,
    error: { code: 'request-invalid' },
  })
})

test('the window does the main job over the bridge: sample, plan, export', async ({ page }) => {
  const problems = watchPage(page)
  await desktop.show(page)
  expect(
    await page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in globalThis)),
  ).toEqual([])
  const target = join(home, 'plan.sh')
  await planTheSample(page, {
    saveAs: async () => {
      await desktop.answerNextDialog({ canceled: false, filePath: target })
      return () => Promise.resolve(existsSync(target) ? readFileSync(target, 'utf8') : '')
    },
  })
  expect((await desktop.record()).dialogs).toContain('Export')
  expect(problems()).toEqual([])
})

test('folders, workspaces and exports are chosen in native dialogs', async ({ page }) => {
  const problems = watchPage(page)
  const workspace = join(home, 'north.lpm')
  await desktop.show(page)
  await desktop.answerNextDialog({ canceled: false, filePath: workspace })
  await page.getByRole('button', { name: 'New workspace' }).click()
  await expect(page.getByRole('banner').getByText('north')).toBeVisible()

  await page.keyboard.press('Control+2')
  await desktop.answerNextDialog({ canceled: true, filePaths: [] })
  await page.getByRole('button', { name: /Choose (a )?folder/ }).click()
  await desktop.answerNextDialog({ canceled: false, filePaths: [join(sampleFolder(), 'hmc-north')] })
  await page.getByRole('button', { name: /Choose (a )?folder/ }).click()
  await page.getByRole('button', { name: /^Commit/ }).click({ timeout: 60_000 })
  await page.keyboard.press('Control+1')
  await expect(page.getByRole('grid', { name: 'Partitions' })).toHaveAttribute('aria-rowcount', '147')

  expect(problems()).toEqual([])
  const again = await page.context().newPage()
  await page.close()
  expect(await desktop.stop()).toBe(0)
  desktop = await StandInDesktop.start(home)
  await desktop.show(again)
  await again.getByRole('button', { name: /north/ }).click()
  await expect(again.getByRole('grid', { name: 'Partitions' })).toHaveAttribute('aria-rowcount', '147')
})

test('closing the window closes the workspace in order', async () => {
  expect(await desktop.stop()).toBe(0)
})
