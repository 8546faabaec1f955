import { buildSync } from 'esbuild'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sharedEffects, sharedForecast } from '../../electron/services/shared-forecast.ts'
import type { EngineTasks } from '../../electron/workers/engine-tasks.ts'
import { pack } from '../../electron/workers/packed.ts'
import { stopFlag } from '../../electron/workers/stop-flag.ts'
import { createWorkerPool, type WorkerPool } from '../../electron/workers/worker-pool.ts'
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import { fleetPlanOf200 } from '../support/fleet-plan-200.ts'
import { projectRoot } from '../support/shared-data.ts'

type Measurement = { label: string; value: string; target?: string }

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
  const ask = (samples: number, done: (name: string) => void = () => undefined) =>
    sharedForecast(
      heard(pool, done),
      { fleet: pack(fleet), assumptions: noAssumptions, plan, options: { samples, seed: 1 } },
      job,
    )
  try {
    await ask(50)
    const began = performance.now()
    const ranges = { known: began }
    const forecast = await ask(DRAWS, (name) => {
      if (name === 'forecast-finish') ranges.known = performance.now()
    })
    const seconds = (ranges.known - began) / 1000
    const helpSeconds = (performance.now() - ranges.known) / 1000
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
        label: `  and what would help ${forecast.help.length} moves that may not converge`,
        value: `${helpSeconds.toFixed(2)} s (${(helpSeconds / unit).toFixed(1)} x loop)`,
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

/** The pool, telling of each task that is done. */
function heard(pool: WorkerPool<EngineTasks>, done: (name: string) => void): WorkerPool<EngineTasks> {
  return {
    ...pool,
    run: async (name, ...rest) => {
      const answer = await pool.run(name, ...rest)
      done(name)
      return answer
    },
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

/** Speed of the ranges of a plan (forecast model, section 8): shared among engine workers, against a calibration loop. */
export const rangesBench: { name: string; run: () => Promise<Measurement[]> } = {
  name: 'ranges',
  run: planRows,
}
