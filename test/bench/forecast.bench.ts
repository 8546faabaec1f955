import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { cpus } from 'node:os'
import { pathToFileURL } from 'node:url'
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import type { Scenario } from '../../shared/forecast/scenario.ts'
import { simulate } from '../../shared/forecast/simulate.ts'
import { sampleForecasts } from '../../shared/forecast/uncertainty.ts'
import { buildSync } from 'esbuild'
import { sharedEffects, sharedForecast } from '../../electron/services/shared-forecast.ts'
import type { EngineTasks } from '../../electron/workers/engine-tasks.ts'
import { pack } from '../../electron/workers/packed.ts'
import { stopFlag } from '../../electron/workers/stop-flag.ts'
import { createWorkerPool } from '../../electron/workers/worker-pool.ts'
import { centi, mib } from '../../shared/inventory/units.ts'
import { aFleet, aPartition, aServer } from '../support/fleet-builder.ts'
import { planOf, serverIdOf } from '../support/planning-fleets.ts'
import { planOf200 } from '../support/plan-200.ts'
import { projectRoot, sharedData } from '../support/shared-data.ts'
import { readTextScenario } from '../support/text-scenario.ts'

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
    return path === null || !existsSync(path) ? null : readTextScenario(readFileSync(path, 'utf8'))
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

/** Seconds of a fixed loop of floating-point work on this machine as it is now: what other figures are held against. */
function calibrationSeconds(): number {
  const began = performance.now()
  let sum = 0
  for (let i = 1; i < 30_000_000; i += 1) sum += Math.sqrt(i) / (1 + (sum % 3))
  if (sum === 0) throw new Error('unreachable')
  return (performance.now() - began) / 1000
}

const DRAWS = 1000
const WORKERS = 2

/** A plan of 200 partitions with everything a forecast says: over two engine workers, and its parts in this process. */
async function planRows(): Promise<Measurement[]> {
  const { fleet, plan } = fleetPlanOf200()
  const unit = calibrationSeconds()
  const folder = mkdtempSync(join(projectRoot, 'test-results-bench-'))
  const pool = createWorkerPool<EngineTasks>({
    url: pathToFileURL(bundledEngine(folder)),
    name: 'engine',
    size: WORKERS,
    graceMs: 1000,
  })
  const job = { flag: stopFlag(), onProgress: () => undefined, stopIfAbandoned: () => undefined }
  const ask = (samples: number) =>
    sharedForecast(
      pool,
      { fleet: pack(fleet), assumptions: noAssumptions, plan, options: { samples, seed: 1 } },
      job,
    )
  try {
    await ask(50)
    const began = performance.now()
    const forecast = await ask(DRAWS)
    const seconds = (performance.now() - began) / 1000
    const effectsBegan = performance.now()
    const effects = await sharedEffects(
      pool,
      { fleet: pack(fleet), assumptions: noAssumptions, plan, options: { samples: 50, seed: 1 } },
      job,
    )
    const effectsSeconds = (performance.now() - effectsBegan) / 1000
    const cores = `${cpus().length} cores`
    return [
      {
        label: `1,000 draws of a fleet plan of ${plan.moves.length}, ${WORKERS} workers`,
        value: `${seconds.toFixed(2)} s (${(seconds / unit).toFixed(1)} x loop, ${cores})`,
        target: '<= 3 s',
      },
      {
        label: `effects of ${effects.effects.length} assumptions on it, 50 draws each`,
        value: `${effectsSeconds.toFixed(2)} s (${(effectsSeconds / unit).toFixed(1)} x loop)`,
      },
      {
        label: 'that forecast as a document',
        value: `${(JSON.stringify(forecast).length / 1e6).toFixed(2)} MB`,
      },
      { label: 'calibration loop', value: `${unit.toFixed(3)} s` },
    ]
  } finally {
    await pool.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function bundledEngine(folder: string): string {
  const outfile = join(folder, 'engine.mjs')
  buildSync({
    absWorkingDir: projectRoot,
    entryPoints: ['electron/workers/engine.worker.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    external: ['better-sqlite3'],
    logLevel: 'error',
  })
  return outfile
}

/** Two hundred partitions leave one server for nine others. */
function fleetPlanOf200() {
  const room = { availableMemoryMib: mib(8_000_000), availableCenti: centi(20_000), maxPartitions: 1000 }
  const kinds = ['app', 'ora', 'hana', 'web']
  const fleet = aFleet({
    servers: Array.from({ length: 10 }, (_, n) =>
      aServer({ id: serverIdOf(n), name: `server${n}`, ...room }),
    ),
    partitions: Array.from({ length: 200 }, (_, n) =>
      aPartition({
        serverId: serverIdOf(0),
        lparId: 10 + n,
        name: `${kinds[n % kinds.length]}${n}`,
        memoryMib: mib(8192 * (1 + (n % 8))),
        maxMemoryMib: mib(131_072),
      }),
    ),
  })
  return { fleet, plan: planOf(fleet) }
}

/** Speed of the migration engine (forecast model, section 8). */
export const forecastBench: { name: string; run: () => Promise<Measurement[]> } = {
  name: 'forecast',
  run: async () => {
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
    return [...rows, ...(await planRows())]
  },
}
