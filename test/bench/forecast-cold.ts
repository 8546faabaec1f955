/** Prints, as JSON, what one forecast costs in this fresh process: `forecast-cold.ts NAME [warmed]`. */
import { simulate } from '../../shared/forecast/simulate.ts'
import { warmUp } from '../../shared/forecast/warm-up.ts'
import { calibrationMs } from './calibration.ts'
import { benchScenario, type ColdRun } from './cold-runs.ts'
import { threadMs } from './thread-time.ts'

const scenario = benchScenario(process.argv[2] ?? '')
if (scenario === null) throw new Error('no reference data')
if (process.argv[3] === 'warmed') warmUp()
const thread = threadMs()
const began = performance.now()
const { events, makespan } = simulate(scenario)
const ms = performance.now() - began
const run: ColdRun = {
  ms,
  threadMs: threadMs() - thread,
  // Afterwards, so that it warms nothing up.
  calibrationMs: calibrationMs(),
  events,
  makespan,
  megabytes: process.resourceUsage().maxRSS / 1024,
}
process.stdout.write(JSON.stringify(run))
