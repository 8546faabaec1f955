/**
 * Every code has a test that provokes it. Codes that stand in no other test are provoked here, by the parts that say
 * them; the first test finds a code that nobody provokes, and a code that nothing can say.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowserHost } from '../../../electron/browser-host/server.ts'
import { forecastScenarioFile } from '../../../electron/cli/forecast-scenario.ts'
import { instantOf, windowOf, zoneOf } from '../../../electron/cli/plan-times.ts'
import { readTextFile } from '../../../electron/cli/read-text-file.ts'
import { readRulesFile } from '../../../electron/cli/rules-file.ts'
import type { Application } from '../../../electron/services/application.ts'
import { errorCodes } from '../../../shared/contract/error-codes.ts'
import type { Result } from '../../../shared/contract/result.ts'
import { indexFleet } from '../../../shared/inventory/fleet-index.ts'
import { emptyFleet } from '../../../shared/inventory/fleet.ts'

const root = resolve(import.meta.dirname, '..', '..', '..')

/** All TypeScript below a folder, as one text. */
function textBelow(folder: string, leaveOut: string): string {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== leaveOut)
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'lpm-codes-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})
function failureOf(ask: () => unknown): unknown {
  try {
    ask()
  } catch (failure) {
    return failure
  }
  return null
}
const codeOf = (code: keyof typeof errorCodes) => ({ error: { code } })

describe('the registry of error codes', () => {
  const sources = textBelow('electron', '') + textBelow('shared', 'error-codes.ts')
  const tests = textBelow('test', '')

  it.each(Object.keys(errorCodes))('%s is said somewhere and stands in a test', (code) => {
    expect(sources).toContain(`'${code}'`)
    // Where a code is compared or given; the word "usage" in a title does not count.
    expect(tests).toMatch(new RegExp(`(code: |codeOf\\(|toBe\\(|\\[|, |^\\s*)'${code}'`, 'm'))
  })
})

describe('codes of the command line', () => {
  it('usage: a zone, a time and an end that cannot be', () => {
    const impossible = [
      () => zoneOf('Europe/Nowhere'),
      () => instantOf('tomorrow', 'UTC', '--start'),
      () => instantOf('2026-03-29T02:30', 'Europe/Berlin', '--start'),
      () => windowOf(Date.UTC(2026, 2, 2), '2026-03-01T00:00', 'UTC'),
    ]
    for (const ask of impossible) expect(failureOf(ask)).toMatchObject(codeOf('usage'))
  })

  it('file-unreadable: a folder where a file should be; file-missing: nothing there', async () => {
    mkdirSync(join(folder, 'plan.json'))
    await expect(readTextFile(join(folder, 'plan.json'))).rejects.toMatchObject(codeOf('file-unreadable'))
    await expect(readTextFile(join(folder, 'none.json'))).rejects.toMatchObject(codeOf('file-missing'))
  })

  it.each(['', '{', '[]', '{"parts": 3}'])('scenario-invalid: %j, by the name of the file', async (text) => {
    const path = join(folder, 'scenario.json')
    writeFileSync(path, text)
    await expect(forecastScenarioFile(path)).rejects.toMatchObject(codeOf('scenario-invalid'))
    await expect(forecastScenarioFile(path)).rejects.toThrow('scenario.json')
  })
})

it('rules-invalid: a file of rules that is none, by its name', async () => {
  const path = join(folder, 'my.rules.json')
  writeFileSync(path, '{"rules": 3}')
  const reading = readRulesFile(path, indexFleet(emptyFleet))
  await expect(reading).rejects.toMatchObject(codeOf('rules-invalid'))
  await expect(readRulesFile(path, indexFleet(emptyFleet))).rejects.toThrow('my.rules.json')
})

it('request-refused: a call without the token of the running host', async () => {
  const host = await startBrowserHost({
    application: { listen: () => () => undefined } as unknown as Application,
    windowFolder: folder,
    port: 0,
    stagingFolder: join(folder, 'staging'),
  })
  try {
    const answer = await fetch(`http://127.0.0.1:${host.port}/api/call/app.info`, { method: 'POST' })
    expect(answer.status).toBe(401)
    expect((await answer.json()) as Result<unknown>).toMatchObject(codeOf('request-refused'))
  } finally {
    await host.close()
  }
})
