/**
 * `npm test`: types, lint, unit + property + faults + package (vitest), then the window in a real browser
 * (Playwright). Every step runs even when an earlier one fails; the last line counts all checks.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findOrInstallChromium } from './support/chromium.ts'
import { countPlaywright, countVitest, type Counts } from './support/test-counts.ts'

const root = resolve(import.meta.dirname, '..')
const results = join(root, 'test-results')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

/** TypeScript that hundreds of processes and threads load is stripped and compiled once a run. */
const compileCache = mkdtempSync(join(tmpdir(), 'lpm-test-code-'))
process.once('exit', () => {
  rmSync(compileCache, { recursive: true, force: true })
})

const total: Counts = { passed: 0, failed: 0, skipped: 0 }

interface Step {
  readonly title: string
  /** Below node_modules. */
  readonly program: string
  readonly words: readonly string[]
}

/** Runs one program. `live`: prints as it goes; otherwise what it printed comes whole, when it ends. */
async function run({ title, program, words }: Step, live = true): Promise<boolean> {
  const started = Date.now()
  if (live) process.stdout.write(`\n── ${title}\n`)
  const child = spawn(process.execPath, [join(root, 'node_modules', program), ...words], {
    cwd: root,
    stdio: live ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
  })
  const printed: Buffer[] = []
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (piece: Buffer) => {
      printed.push(piece)
    })
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  process.stdout.write(Buffer.concat(printed))
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  process.stdout.write(`── ${title}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`)
  return status === 0
}

/** Runs checks that do not need one another, as many at once as there are processors (each takes up to 1 GB). */
async function checkAll(steps: readonly Step[]): Promise<void> {
  const waiting = [...steps]
  const lane = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      if (await run(step, false)) total.passed++
      else total.failed++
    }
  }
  await Promise.all(Array.from({ length: Math.min(4, availableParallelism()) }, lane))
}

/** Counts of a runner's report; a runner that fails without a failed test (or wrote no report) counts as one failure. */
function suite(report: string, read: (text: string) => Counts, well: boolean): void {
  const path = join(results, report)
  const counts = existsSync(path) ? read(readFileSync(path, 'utf8')) : { passed: 0, failed: 0, skipped: 0 }
  total.passed += counts.passed
  total.failed += counts.failed + (well || counts.failed > 0 ? 0 : 1)
  total.skipped += counts.skipped
}

const types = (room: string): Step => ({
  title: `types of ${room}`,
  program: room === 'renderer' ? 'vue-tsc/bin/vue-tsc.js' : 'typescript/bin/tsc',
  words: ['-p', room],
})
// The longest first, so that the last ones are short.
await checkAll([
  { title: 'lint', program: 'eslint/bin/eslint.js', words: ['.', '--max-warnings', '0'] },
  {
    title: 'format',
    program: 'prettier/bin/prettier.cjs',
    words: ['--check', '.', '--log-level', 'warn'],
  },
  ...['renderer', 'test', 'electron', 'shared'].map(types),
  {
    title: 'import table',
    program: 'dependency-cruiser/bin/dependency-cruiser.mjs',
    words: ['--config', 'test/support/import-table.cjs', 'shared', 'electron', 'renderer'],
  },
])

const build = await run({ title: 'build', program: '../electron/build/build.ts', words: [] })
if (!build) total.failed++

const unit = await run({
  title: 'unit, property, faults, package',
  program: 'vitest/vitest.mjs',
  words: [
    'run',
    '--config',
    'test/vitest.config.ts',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(results, 'unit.json')}`,
  ],
})
suite('unit.json', countVitest, unit)

const browser = build ? findOrInstallChromium() : null
if (browser === null) {
  process.stdout.write(build ? '\nNo Chromium could be found or installed: the window was not tested.\n' : '')
  total.failed++
} else {
  process.stdout.write(`\nWindow tests run in ${browser}\n`)
  const window = await run({
    title: 'window',
    program: '@playwright/test/cli.js',
    words: ['test', '--config', 'test/playwright.config.ts'],
  })
  suite('e2e.json', countPlaywright, window)
}

process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
process.exitCode = total.failed === 0 ? 0 : 1
