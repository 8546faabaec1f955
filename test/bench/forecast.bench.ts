import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseTextScenario } from '../../shared/forecast/parse-text-scenario.ts'
import type { Scenario } from '../../shared/forecast/scenario.ts'
import { simulate } from '../../shared/forecast/simulate.ts'
import { sampleForecasts } from '../../shared/forecast/uncertainty.ts'
import { planOf200 } from '../support/plan-200.ts'
import { projectRoot, sharedData } from '../support/shared-data.ts'

type Measurement = { label: string; value: string; target?: string }

const freshRuns = 5

/** Engine time of the first run in a fresh process, in milliseconds: the best of a few, as others use the cores too. */
function coldMilliseconds(name: string): number {
  const script = join(projectRoot, 'test', 'bench', 'forecast-cold.ts')
  const times = Array.from({ length: freshRuns }, () => {
    const run = spawnSync(process.execPath, [script, name], { encoding: 'utf8' })
    if (run.status !== 0) throw new Error(run.stderr)
    return Number(run.stdout)
  })
  return Math.min(...times)
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
      const scenario = benchScenario(name)
      if (scenario === null) {
        rows.push({ label: `${name}: engine, cold`, value: 'not measured (no reference data)', target })
        continue
      }
      const { events, makespan } = simulate(scenario)
      const ended = makespan === null ? 'never ends' : `makespan ${makespan.toFixed(6)} s`
      const value = `${coldMilliseconds(name).toFixed(1)} ms (${events} events, ${ended})`
      rows.push({ label: `${name}: engine, cold`, value, target })
    }
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
