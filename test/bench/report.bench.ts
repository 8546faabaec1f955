import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { withMeasured } from '../support/measured-page.ts'
import { projectRoot } from '../support/shared-data.ts'
import type { Bench, BenchRow } from './bench-table.ts'
import { measureAccuracy } from './report/accuracy.ts'
import { passesPlot } from './report/passes.ts'
import type { Plot } from './report/plot.ts'
import { measureSpeed } from './report/speed.ts'
import { measureSpread } from './report/spread.ts'

const room = join(projectRoot, 'shared', 'forecast')
const page = join(room, 'README.md')
const plots = join(room, 'plots')

/** Measures again what the page of the engine says, and writes its tables and plots. */
export const reportBench: Bench = {
  name: 'report',
  run: async () => {
    const { acceptance, peers, physical, plot: agreement } = await measureAccuracy()
    const { table: speed, plot: growth } = measureSpeed()
    const { table: estimate, plot: spread } = measureSpread()
    const parts = { acceptance, peers, physical, speed, estimate }
    const drawn = [agreement, growth, spread, passesPlot()].filter((plot) => plot !== null)
    writeFileSync(page, withMeasured(readFileSync(page, 'utf8'), parts))
    writePlots(drawn)
    const left = Object.entries(parts).flatMap(([name, part]) => (part === null ? [name] : []))
    return [
      ...Object.entries(parts).map(([name, part]): BenchRow => ({
        label: `shared/forecast/README.md: ${name}`,
        value: part === null ? 'left as it was' : 'written',
      })),
      ...drawn.map(({ file, svg }): BenchRow => ({
        label: `shared/forecast/plots/${file}`,
        value: `${(svg.length / 1000).toFixed(0)} kB`,
      })),
      ...(left.length === 0 ? [] : [{ label: 'no reference data', value: left.join(', ') }]),
    ]
  },
}

function writePlots(drawn: readonly Plot[]): void {
  mkdirSync(plots, { recursive: true })
  for (const { file, svg } of drawn) writeFileSync(join(plots, file), svg)
}
