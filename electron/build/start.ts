/**
 * `npm start`: builds what is missing or older than its sources, then opens the desktop window; where Electron's
 * binary or a display is missing it says so in one line and opens the browser host.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { strangeWord } from '../hosting/host-words.ts'
import { buildAll } from './build.ts'

const root = resolve(import.meta.dirname, '..', '..')
const words = process.argv.slice(2)
const strange = strangeWord(words, 'start')
if (strange !== null) {
  process.stderr.write(`npm start does not know “${strange.word}”. It takes: ${strange.known}.\n`)
  process.exit(2)
}

if (await isStale()) {
  process.stdout.write('Building LPM Planner (once after each change)…\n')
  await buildAll()
}
const obstacle = words.includes('--browser') ? 'asked for by --browser' : await whyNoDesktop()
if (obstacle === null) await runDesktop()
else runBrowserHost(obstacle)

/** Whether a source is newer than the build. */
async function isStale(): Promise<boolean> {
  const marker = join(root, 'dist', 'window', 'index.html')
  const built = await stat(marker).catch(() => null)
  if (built === null || !existsSync(join(root, 'dist', 'main', 'main.js'))) return true
  const folders = ['electron', 'renderer', 'shared', 'resources/catalogue']
  const newest = await Promise.all([
    ...folders.map((folder) => newestIn(join(root, folder))),
    modified(join(root, 'package-lock.json')),
  ])
  return Math.max(...newest) > built.mtimeMs
}

async function newestIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => [])
  const times = await Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => modified(join(entry.parentPath, entry.name))),
  )
  return Math.max(0, ...times)
}

async function modified(path: string): Promise<number> {
  const found = await stat(path).catch(() => null)
  return found?.mtimeMs ?? 0
}

/** Why the desktop window cannot be opened here, or null. Fetches Electron's binary on the first start, as its package does. */
async function whyNoDesktop(): Promise<string | null> {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return 'there is no display'
  if (process.platform === 'linux' && process.getuid?.() === 0) return 'Electron does not run as root'
  if ((await electronPath()) !== null) return null
  process.stdout.write('Fetching Electron (first start only)…\n')
  const fetched = spawnSync(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
    stdio: 'ignore',
    timeout: 300_000,
  })
  return fetched.status === 0 && (await electronPath()) !== null
    ? null
    : "Electron's binary could not be fetched"
}

async function electronPath(): Promise<string | null> {
  const folder = join(root, 'node_modules', 'electron')
  const name = await readFile(join(folder, 'path.txt'), 'utf8').catch(() => null)
  if (name === null) return null
  const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name.trim())
  return existsSync(path) ? path : null
}

/** Runs the window; when Electron itself fails within ten seconds (missing libraries, sandbox), the browser host takes over. */
async function runDesktop(): Promise<void> {
  const electron = await electronPath()
  if (electron === null) throw new Error('Electron is gone')
  const started = Date.now()
  const child = spawn(electron, [root, ...words], { stdio: 'inherit' })
  child.on('error', (cause) => {
    runBrowserHost(`Electron did not start (${cause.message})`)
  })
  child.on('exit', (code) => {
    if (code !== 0 && Date.now() - started < 10_000)
      runBrowserHost(`Electron ended at once (status ${code ?? 'unknown'})`)
    else process.exitCode = code ?? 3
  })
}

function runBrowserHost(reason: string): void {
  process.stdout.write(`No desktop window: ${reason}. Opening LPM Planner in the browser instead.\n`)
  const host = spawn(
    process.execPath,
    [join(root, 'dist', 'browser-host', 'main.js'), ...words.filter((word) => word !== '--browser')],
    {
      stdio: 'inherit',
    },
  )
  const pass = (signal: NodeJS.Signals): void => {
    host.kill(signal)
  }
  // A terminal sends Ctrl C and its own end to both; whoever signals this process alone means both as well.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, pass)
  host.on('exit', (code) => {
    process.exitCode = code ?? 0
  })
}
