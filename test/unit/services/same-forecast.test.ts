/** Same plan, same seed, same bytes: in this process, over one and two engine workers, from the command line, in a browser. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import { buildSync } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommandLine } from '../../../electron/cli/run-command-line.ts'
import { sampleFolder } from '../../../electron/hosting/places.ts'
import { createApplication } from '../../../electron/services/application.ts'
import { sharedEffects, sharedForecast } from '../../../electron/services/shared-forecast.ts'
import type { Job } from '../../../electron/services/job-registry.ts'
import type { EngineTasks } from '../../../electron/workers/engine-tasks.ts'
import { pack } from '../../../electron/workers/packed.ts'
import { stopFlag } from '../../../electron/workers/stop-flag.ts'
import { createWorkerPool } from '../../../electron/workers/worker-pool.ts'
import { forecastPlan } from '../../../shared/forecast/forecast-plan.ts'
import type { Assumptions } from '../../../shared/forecast/assumption.ts'
import type { Fleet } from '../../../shared/inventory/fleet.ts'
import type { PlanDocument } from '../../../shared/plan/plan-document.ts'
import { chromiumArguments, findChromium } from '../../support/chromium.ts'
import { projectRoot } from '../../support/shared-data.ts'

const options = { samples: 120, seed: 11, standstillLimitS: 2 }
const browser = findChromium()
const folder = mkdtempSync(join(tmpdir(), 'lpm-same-'))
const home = process.env['LPM_PLANNER_HOME']
const workspace = join(folder, 'sample.lpm')
let fleet: Fleet
let assumptions: Assumptions
let plan: PlanDocument
let here: string
let engineUrl: URL

/** What the command line printed; its status is of no interest here. */
async function printed(...words: string[]): Promise<string> {
  const lines: string[] = []
  await runCommandLine(words, {
    print: (text) => lines.push(text),
    say: () => undefined,
    progress: () => undefined,
    width: 140,
  })
  return lines.join('\n')
}

function bundle(entry: string, outfile: string, platform: 'browser' | 'node'): string {
  const path = join(projectRoot, 'test-results', `same-${process.pid}`, outfile)
  buildSync({
    absWorkingDir: projectRoot,
    entryPoints: [entry],
    outfile: path,
    bundle: true,
    platform,
    format: platform === 'node' ? 'esm' : 'iife',
    globalName: 'forecasts',
    target: platform === 'node' ? 'node24' : 'es2024',
    external: platform === 'node' ? ['better-sqlite3'] : [],
    logLevel: 'error',
  })
  return path
}

const aJob = (): Job => ({ flag: stopFlag(), onProgress: () => undefined, stopIfAbandoned: () => undefined })

beforeAll(async () => {
  process.env['LPM_PLANNER_HOME'] = folder
  await printed('import', join(sampleFolder(), 'hmc-output'), '-w', workspace)
  await printed('import', sampleFolder(), '-w', workspace)
  const file = join(folder, 'plan.json')
  await printed('plan', 'evacuate', '-w', workspace, '--server', 'nor-s924-1', '--samples', '1', '-o', file)
  plan = JSON.parse(readFileSync(file, 'utf8')) as PlanDocument
  const application = createApplication({
    host: 'command line',
    dataFolder: folder,
    sampleFolder: sampleFolder(),
    version: '0',
    now: () => 0,
  })
  await application.call('workspace.open', { path: workspace })
  const read = await application.call('inventory.fleet', {})
  const assumed = await application.call('assumptions.get', {})
  await application.close()
  if (!read.ok || !assumed.ok) throw new Error('the workspace cannot be read')
  fleet = read.value.fleet
  assumptions = assumed.value.assumptions
  here = JSON.stringify(forecastPlan(fleet, plan, assumptions, options))
  engineUrl = pathToFileURL(bundle('electron/workers/engine.worker.ts', 'engine.mjs', 'node'))
}, 120_000)
afterAll(() => {
  if (home === undefined) delete process.env['LPM_PLANNER_HOME']
  else process.env['LPM_PLANNER_HOME'] = home
  rmSync(folder, { recursive: true, force: true })
  rmSync(join(projectRoot, 'test-results', `same-${process.pid}`), { recursive: true, force: true })
})

describe('the same forecast everywhere', () => {
  const question = () => ({ fleet: pack(fleet), assumptions, plan, options })
  const withEngine = async <T>(
    size: number,
    ask: (pool: ReturnType<typeof createWorkerPool<EngineTasks>>) => Promise<T>,
  ) => {
    const pool = createWorkerPool<EngineTasks>({ url: engineUrl, name: 'engine', size, graceMs: 1000 })
    try {
      return await ask(pool)
    } finally {
      await pool.close()
    }
  }

  it('says something worth comparing', () => {
    expect(plan.moves.length).toBeGreaterThan(3)
    expect(here.length).toBeGreaterThan(10_000)
    expect(JSON.parse(here)).toMatchObject({ samples: 120, standstillLimitS: 2 })
  })

  it.each([1, 2])(
    'over %i engine workers',
    async (size) => {
      const forecast = await withEngine(size, (pool) => sharedForecast(pool, question(), aJob()))
      expect(JSON.stringify(forecast)).toBe(here)
    },
    60_000,
  )

  it('from the command line', async () => {
    const file = join(folder, 'plan.json')
    const words = ['--samples', '120', '--seed', '11', '--standstill-limit', '2', '--json']
    const text = await printed('forecast', '-w', workspace, '--plan', file, ...words)
    expect(JSON.stringify(JSON.parse(text))).toBe(here)
  }, 60_000)

  it.skipIf(browser === null)(
    'in a browser',
    async () => {
      const script = bundle('shared/forecast/forecast-plan.ts', 'forecast.js', 'browser')
      const running = await chromium.launch({ executablePath: browser ?? '', args: [...chromiumArguments] })
      try {
        const page = await running.newPage()
        await page.addScriptTag({ path: script })
        const there = await page.evaluate(
          ([f, p, a, o]) => {
            const { forecasts } = globalThis as unknown as {
              forecasts: { forecastPlan: (...given: readonly unknown[]) => unknown }
            }
            return JSON.stringify(forecasts.forecastPlan(f, p, a, o))
          },
          [fleet, plan, assumptions, options] as const,
        )
        expect(there).toBe(here)
      } finally {
        await running.close()
      }
    },
    60_000,
  )

  it('keeps the draws that were made when it is stopped and kept, and none when it is abandoned', async () => {
    await withEngine(2, async (pool) => {
      const many = { ...question(), options: { ...options, samples: 4000 } }
      const kept = aJob()
      const running = sharedForecast(pool, many, {
        ...kept,
        onProgress: ({ done }) => {
          if (done > 20) kept.flag.ask('keep')
        },
      })
      const forecast = await running
      expect(forecast.samplesAsked).toBe(4000)
      expect(forecast.samples).toBeGreaterThan(20)
      expect(forecast.samples).toBeLessThan(4000)
      expect(forecast.makespan.p10).toBeLessThanOrEqual(forecast.makespan.p50)
      const job = aJob()
      const abandoned = sharedForecast(
        pool,
        { ...many, fleet: pack(fleet) },
        {
          ...job,
          onProgress: () => {
            job.flag.ask('abandon')
            pool.noticeAbandon(job.flag)
          },
        },
      )
      await expect(abandoned).rejects.toMatchObject({ error: { code: 'job-cancelled' } })
    })
  }, 60_000)

  it('fails with a typed error when a worker dies, and the others stop', async () => {
    await withEngine(2, async (pool) => {
      const job = aJob()
      let killed = false
      const running = sharedForecast(
        pool,
        { ...question(), options: { ...options, samples: 4000 } },
        {
          ...job,
          onProgress: () => {
            if (!killed) void pool.threads()[1]?.terminate()
            killed = true
          },
        },
      )
      await expect(running).rejects.toMatchObject({ error: { code: 'worker-died' } })
      expect(job.flag.wish()).toBe('abandon')
    })
  }, 60_000)

  it('tells the effects of all assumptions in use, the same over any number of workers', async () => {
    const few = () => ({ ...question(), options: { samples: 20, seed: 1 } })
    const one = await withEngine(1, (pool) => sharedEffects(pool, few(), aJob()))
    const two = await withEngine(2, (pool) => sharedEffects(pool, few(), aJob()))
    expect(two).toEqual(one)
    expect(one.left).toEqual([])
    expect(one.effects.find((effect) => effect.key === 'tPrepS')?.change.endP50S).toBeGreaterThan(0)
  }, 60_000)
})
