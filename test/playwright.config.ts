import { defineConfig } from '@playwright/test'
import { chromiumArguments, findChromium } from './support/chromium.ts'

const executablePath = findChromium()

/**
 * Window tests. `browser`: the built window on the browser host. `stand-in`: the built main and preload against a
 * stand-in `electron` module. `electron`: the real Electron, where its binary exists; elsewhere its tests say "not run".
 */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  // Guards against hanging, not speed: a busy machine may take several times as long as an idle one.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  // Every test has a host and a data folder of its own.
  workers: 2,
  fullyParallel: true,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: { ...(executablePath === null ? {} : { executablePath }), args: [...chromiumArguments] },
  },
  projects: [
    { name: 'browser', testDir: 'e2e' },
    { name: 'stand-in', testDir: 'desktop', testMatch: /stand-in.*\.spec\.ts/ },
    { name: 'electron', testDir: 'desktop', testMatch: /electron.*\.spec\.ts/ },
  ],
})
