/**
 * `npm test`: types, lint, unit + property + faults + package (vitest), then the window in a real browser
 * (Playwright). Every step runs even when an earlier one fails; the last line counts all checks.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findOrInstallChromium } from './support/chromium.ts'
import { countPlaywright, countVitest, type Counts } from './support/test-counts.ts'

const root = resolve(import.meta.dirname, '..')
const results = join(root, 'test-results')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const total: Counts = { passed: 0, failed: 0, skipped: 0 }

function run(
  title: string,
  program: string,
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): boolean {
  const started = Date.now()
  process.stdout.write(`\n── ${title}\n`)
  const done = spawnSync(process.execPath, [join(root, 'node_modules', program), ...words], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  })
  const well = done.status === 0
  process.stdout.write(
    `── ${title}: ${well ? 'passed' : 'FAILED'} in ${((Date.now() - started) / 1000).toFixed(1)} s\n`,
  )
  return well
}

function check(title: string, program: string, words: readonly string[]): void {
  if (run(title, program, words)) total.passed++
  else total.failed++
}

/** Counts of a runner's report; a runner that fails without a failed test (or wrote no report) counts as one failure. */
function suite(report: string, read: (text: string) => Counts, well: boolean): void {
  const path = join(results, report)
  const counts = existsSync(path) ? read(readFileSync(path, 'utf8')) : { passed: 0, failed: 0, skipped: 0 }
  total.passed += counts.passed
  total.failed += counts.failed + (well || counts.failed > 0 ? 0 : 1)
  total.skipped += counts.skipped
}

for (const room of ['shared', 'electron', 'test'])
  check(`types of ${room}`, 'typescript/bin/tsc', ['-p', room])
check('types of renderer', 'vue-tsc/bin/vue-tsc.js', ['-p', 'renderer'])
check('lint', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0'])
check('format', 'prettier/bin/prettier.cjs', ['--check', '.', '--log-level', 'warn'])
check('import table', 'dependency-cruiser/bin/dependency-cruiser.mjs', [
  '--config',
  'test/support/import-table.cjs',
  'shared',
  'electron',
  'renderer',
])

const build = run('build', '../electron/build/build.ts', [])
if (!build) total.failed++

const unit = run('unit, property, faults, package', 'vitest/vitest.mjs', [
  'run',
  '--config',
  'test/vitest.config.ts',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${join(results, 'unit.json')}`,
])
suite('unit.json', countVitest, unit)

const browser = build ? findOrInstallChromium() : null
if (browser === null) {
  process.stdout.write(build ? '\nNo Chromium could be found or installed: the window was not tested.\n' : '')
  total.failed++
} else {
  process.stdout.write(`\nWindow tests run in ${browser}\n`)
  const window = run('window', '@playwright/test/cli.js', ['test', '--config', 'test/playwright.config.ts'])
  suite('e2e.json', countPlaywright, window)
}

process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`)
process.exitCode = total.failed === 0 ? 0 : 1
