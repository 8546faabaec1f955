import { loadavg } from 'node:os'
import { sampleForecasts } from '../../shared/forecast/uncertainty.ts'
import { planOf200 } from '../support/plan-200.ts'
import type { Bench, BenchRow } from './bench-table.ts'
import { benchScenario, coldCases, coldRun, coldScript, LARGEST } from './cold-runs.ts'
import { profileOf } from './forecast-profile.ts'
import { silenceOfEngine, silenceOfForecast } from './silence.ts'

const FRESH_RUNS = 15

/** Speed of the migration engine (forecast model, section 8). */
export const forecastBench: Bench = {
  name: 'forecast',
  run: () => {
    const rows: BenchRow[] = []
    for (const { name, targetMs } of coldCases) {
      const target = `<= ${targetMs} ms`
      if (benchScenario(name) === null) {
        rows.push({ label: `${name}: engine, cold`, value: 'not measured (no reference data)', target })
        continue
      }
      const run = coldRun(name, FRESH_RUNS)
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
    for (const { name, targetMs } of coldCases.filter(({ targetMs }) => targetMs < 100)) {
      if (benchScenario(name) === null) continue
      const { ms, threadMs } = coldRun(name, FRESH_RUNS, true)
      rows.push({
        label: `${name}: first forecast of an engine worker, which has warmed up`,
        value: `${ms.toFixed(1)} / ${threadMs.toFixed(1)} ms`,
        target: `<= ${targetMs} ms`,
      })
    }
    const all = benchScenario(LARGEST)
    if (all !== null) rows.push(silenceRow(LARGEST, silenceOfEngine(all)))
    rows.push(silenceRow('whole forecast of a plan of 200, 1,000 draws', silenceOfForecast(1000)))
    for (const name of ['plan of 200', LARGEST]) {
      if (benchScenario(name) === null) continue
      for (const { what, share } of profileOf(coldScript, name).slice(0, 8)) {
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

const silenceRow = (what: string, ms: number): BenchRow => ({
  label: `${what}: until a cancel is heard, at most`,
  value: `${ms.toFixed(1)} ms`,
  target: '<= 100 ms',
})
