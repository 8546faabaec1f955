/** Finds a Chromium for the window tests, or installs one: Playwright's, the system's, or Debian's when we may. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const systemNames = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge',
]
const systemPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** Path of a Chromium that is already here, or null. LPM_CHROMIUM names one. */
export function findChromium(): string | null {
  const inPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => systemNames.map((name) => join(folder, name)))
  const candidates = [
    process.env['LPM_CHROMIUM'] ?? '',
    chromium.executablePath(),
    ...inPath,
    ...systemPlaces,
  ]
  return candidates.find((path) => path !== '' && existsSync(path)) ?? null
}

/** Finds or installs a Chromium; null when neither works. What is being installed is said on stderr. */
export function findOrInstallChromium(): string | null {
  const present = findChromium()
  if (present !== null) return present
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stderr.write('No Chromium found: installing Debian’s (apt-get install chromium)…\n')
    const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env: environment })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environment,
    })
  } else {
    process.stderr.write('No Chromium found: installing Playwright’s…\n')
    const cli = join(import.meta.dirname, '..', '..', 'node_modules', '@playwright', 'test', 'cli.js')
    spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] })
  }
  return findChromium()
}

/** Start options that keep Chromium off the network and let it run as root in a container. */
export const chromiumArguments: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
