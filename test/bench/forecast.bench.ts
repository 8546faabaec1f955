import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseTextScenario } from '../../shared/forecast/parse-text-scenario.ts'
import type { Scenario } from '../../shared/forecast/scenario.ts'
import { simulate } from '../../shared/forecast/simulate.ts'
import { sampleForecasts } from '../../shared/forecast/uncertainty.ts'
import type { ColdRun } from './forecast-cold.ts'
import { profileOf } from './forecast-profile.ts'
import { planOf200 } from '../support/plan-200.ts'
import { projectRoot, sharedData } from '../support/shared-data.ts'

type Measurement = { label: string; value: string; target?: string }

const freshRuns = 7
const script = join(projectRoot, 'test', 'bench', 'forecast-cold.ts')

/** The first run in a fresh process: the best of a few, as others use the cores too. */
function coldRun(name: string): ColdRun {
  const runs = Array.from({ length: freshRuns }, () => {
    const run = spawnSync(process.execPath, [script, name], { encoding: 'utf8' })
    if (run.status !== 0) throw new Error(run.stderr)
    return JSON.parse(run.stdout) as ColdRun
  })
  return runs.reduce((best, run) => (run.threadMs < best.threadMs ? run : best))
}

/** The longest time in which the engine does not ask whether to stop: cancelling takes no longer. */
function longestSilence(scenario: Scenario): number {
  let last = performance.now()
  let longest = 0
  const listen = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    return false
  }
  simulate(scenario, { shouldStop: listen })
  listen()
  return longest
}

/** Scenarios of the benchmark by name; those that need reference data are null where it is absent. */
export function benchScenario(name: string): Scenario | null {
  if (name === 'plan of 200') return planOf200()
  const text = (file: string) => {
    const path = sharedData(`forecast/${file}`)
    if (path === null || !existsSync(path)) return null
    const parsed = parseTextScenario(readFileSync(path, 'utf8'))
    if (!parsed.ok) throw new Error(parsed.problems[0]!.message)
    return parsed.scenario
  }
  if (name === '10,000 moves, 8 per host') return text('perf_10000_limit8.txt')
  if (name === '200 moves at once') return text('c_200.txt')
  const all = text('perf_10000_limit8.txt')
  if (all === null) return null
  // With so many at once each gets a fiftieth of the rate: only with fewer writes does copying still converge.
  const parts = all.parts.slice(0, 2000).map((part) => ({ ...part, groups: [], dirty: part.dirty! / 100 }))
  return { ...all, limits: {}, parts }
}

const cases: { name: string; target: string }[] = [
  { name: 'plan of 200', target: '<= 10 ms' },
  { name: '200 moves at once', target: '<= 10 ms' },
  { name: '2,000 moves at once', target: '<= 200 ms' },
  { name: '10,000 moves, 8 per host', target: '<= 250 ms' },
]

/** Speed of the migration engine (forecast model, section 8). */
export const forecastBench: { name: string; run: () => Promise<Measurement[]> } = {
  name: 'forecast',
  run: () => {
    const rows: Measurement[] = []
    for (const { name, target } of cases) {
      if (benchScenario(name) === null) {
        rows.push({ label: `${name}: engine, cold`, value: 'not measured (no reference data)', target })
        continue
      }
      const run = coldRun(name)
      const { ms, threadMs, events, makespan, megabytes } = run
      const rate = `${((events / threadMs) * 1000).toFixed(0)} events/s`
      rows.push({
        label: `${name}: engine, cold (clock / own thread)`,
        value: `${ms.toFixed(1)} / ${threadMs.toFixed(1)} ms`,
        target,
      })
      const ended = makespan === null ? 'never ends' : `makespan ${makespan.toFixed(6)} s`
      rows.push({ label: `  ${events} events, ${ended}`, value: rate })
      rows.push({ label: '  in calibration loops', value: (threadMs / run.calibrationMs).toFixed(2) })
      rows.push({
        label: '  memory of the process',
        value: `${megabytes.toFixed(0)} MB`,
        target: '<= 200 MB',
      })
    }
    const largest = '10,000 moves, 8 per host'
    const all = benchScenario(largest)
    if (all !== null) {
      const silence = `${longestSilence(all).toFixed(1)} ms`
      rows.push({
        label: `${largest}: until a cancel is heard, at most`,
        value: silence,
        target: '<= 100 ms',
      })
    }
    for (const name of ['plan of 200', largest]) {
      if (benchScenario(name) === null) continue
      for (const { what, share } of profileOf(script, name).slice(0, 8)) {
        rows.push({ label: `${name}: ${what}`, value: `${(share * 100).toFixed(1)} %` })
      }
    }
    rows.push({ label: 'load of the machine', value: loadavg()[0]!.toFixed(1) })
    const began = performance.now()
    sampleForecasts({ draws: 1000, seed: 1, build: planOf200 })
    const seconds = (performance.now() - began) / 1000
    rows.push({
      label: '1,000 draws of the plan of 200, one core',
      value: `${seconds.toFixed(2)} s`,
      target: '<= 3 s on all cores',
    })
    return Promise.resolve(rows)
  },
}
