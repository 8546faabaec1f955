/**
 * The real Electron. It needs Electron's binary and a display; where either is missing every test here is skipped and
 * says so. The same flow runs everywhere on the stand-in (stand-in.spec.ts) and in the browser host (test/e2e).
 */
import { _electron, expect, test } from '@playwright/test'
import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../support/shared-data.ts'

function electronBinary(): string | null {
  const folder = join(projectRoot, 'node_modules', 'electron')
  const name = existsSync(join(folder, 'path.txt'))
    ? readFileSync(join(folder, 'path.txt'), 'utf8').trim()
    : null
  const path =
    name === null ? null : join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name)
  return path !== null && existsSync(path) ? path : null
}

const binary = electronBinary()
const display =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
const notRun =
  binary === null
    ? 'not run: Electron’s binary is not installed'
    : display
      ? null
      : 'not run: there is no display'

test.describe(notRun === null ? 'real Electron' : `real Electron (${notRun})`, () => {
  test.skip(notRun !== null, notRun ?? '')

  test('opens the sample data centre in the desktop window', async () => {
    const home = mkdtempSync(join(tmpdir(), 'lpm-electron-'))
    const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    const application = await _electron.launch({
      ...(binary === null ? {} : { executablePath: binary }),
      args: [...root, projectRoot],
      env: { ...(process.env as Record<string, string>), LPM_PLANNER_HOME: home },
    })
    try {
      const window = await application.firstWindow()
      expect(window.url()).toBe('lpm://app/index.html')
      await window.getByRole('button', { name: /Open sample/ }).click()
      await expect(window.getByRole('heading', { name: 'Fleet', level: 1 })).toBeVisible()
      expect(await window.evaluate(() => 'require' in globalThis || 'process' in globalThis)).toBe(false)
    } finally {
      await application.close()
    }
  })
})
