/**
 * `npm run bench [name...] [-- words of that bench]`: figures against the targets, for people to read. Tests never assert times: machines
 * differ and are shared.
 */
import type { Bench } from './bench-table.ts'
import { applicationBench } from './application.bench.ts'
import { balanceBench } from './balance.bench.ts'
import { buildBench } from './build.bench.ts'
import { consolidationBench } from './consolidation.bench.ts'
import { forecastBench } from './forecast.bench.ts'
import { rangesBench } from './ranges.bench.ts'
import { fuzzBench } from './fuzz.bench.ts'
import { largeFleetBench } from './large-fleet.bench.ts'
import { planningBench } from './planning.bench.ts'
import { reassignBench } from './reassign.bench.ts'
import { reportBench } from './report.bench.ts'
import { readinessBench } from './readiness.bench.ts'
import { readinessWindowBench } from './readiness-window.bench.ts'
import { windowBench } from './window.bench.ts'

const benches: readonly Bench[] = [
  buildBench,
  forecastBench,
  reportBench,
  rangesBench,
  planningBench,
  balanceBench,
  largeFleetBench,
  fuzzBench,
  reassignBench,
  consolidationBench,
  readinessBench,
  applicationBench,
  windowBench,
  readinessWindowBench,
]
const names = new Set(benches.map(({ name }) => name))
const wanted = process.argv.slice(2).filter((word) => names.has(word))
const words = process.argv.slice(2).filter((word) => !names.has(word))
if (wanted.length === 0 && words.length > 0) {
  process.stderr.write(`No bench “${words[0] ?? ''}”: there are ${[...names].join(', ')}.\n`)
  process.exit(2)
}

for (const bench of benches) {
  if (wanted.length > 0 && !wanted.includes(bench.name)) continue
  process.stdout.write(`\n${bench.name}\n`)
  for await (const { label, value, target } of await bench.run(words)) {
    process.stdout.write(
      `  ${label.padEnd(58)} ${value.padStart(22)}${target === undefined ? '' : `   target ${target}`}\n`,
    )
  }
}
