/** Prints the engine time, in milliseconds, of one forecast in this fresh process: `forecast-cold.ts NAME`. */
import { simulate } from '../../shared/forecast/simulate.ts'
import { benchScenario } from './forecast.bench.ts'

const scenario = benchScenario(process.argv[2] ?? '')
if (scenario === null) throw new Error('no such scenario')
const began = performance.now()
simulate(scenario)
process.stdout.write(String(performance.now() - began))
