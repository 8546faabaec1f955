import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../support/shared-data.ts'
import type { PlanValue } from '../../shared/planning/plan-value.ts'
import type { Bench, BenchRow } from './bench-table.ts'
import type { LargeFleetRun } from './large-fleet-run.ts'

const script = join(projectRoot, 'test', 'bench', 'large-fleet-run.ts')
const RUNS = 3

/**
 * Planning at the size of the largest data centres (planning model, "Fleet targets"): 1,000 servers, 5,000 partitions,
 * 500 rules. `npm run bench large-fleet -- [--long SECONDS] [--balance]`: the longest search, 60 s where nothing is said;
 * evening the whole fleet out only where asked for.
 */
export const largeFleetBench: Bench = {
  name: 'large-fleet',
  run: (words) => Promise.resolve([...rows(words)]),
}

function* rows(words: readonly string[]): Generator<BenchRow> {
  const { values } = parseArgs({
    args: [...words],
    options: { long: { type: 'string', default: '60' }, balance: { type: 'boolean', default: false } },
  })
  const runs = Array.from({ length: RUNS }, () => measured('evacuate', 500, 0))
  const best = runs.reduce((a, b) => (b.threadS < a.threadS ? b : a))
  yield {
    label: '1,000 servers, 5,000 partitions, 500 rules, 10 emptied: whole plan',
    value: `${best.threadS.toFixed(2)} s of its thread, ${best.planS.toFixed(2)} s by the clock`,
    target: 'first valid plan <= 2 s',
  }
  yield* about(best)
  const short = measured('evacuate', 500, 15)
  const long = measured('evacuate', 500, Number(values.long))
  yield {
    label: `  after 15 s and after ${values.long} s of search`,
    value: `${valueWords(short.value)}; ${valueWords(long.value)}`,
    target: 'end within 2 %, the rest equal',
  }
  yield* about(long)
  if (!values.balance) return
  const even = measured('balance', 0, 0)
  yield {
    label: '1,000 servers, 5,000 partitions: evened out',
    value: `${even.threadS.toFixed(1)} s of its thread, ${even.planS.toFixed(1)} s by the clock`,
  }
  yield* about(even)
}

function* about(run: LargeFleetRun): Generator<BenchRow> {
  yield {
    label: `  ${run.moves} moves, ${run.unplaced} stay; the referee`,
    value: `${run.valid ? 'agrees' : 'REFUSES'}, ${run.refereeS.toFixed(2)} s`,
  }
  yield { label: '  memory of the process', value: `${run.megabytes.toFixed(0)} MB`, target: '<= 1024 MB' }
  yield {
    label: '  longest without asking whether to stop',
    value: `${run.deafMs.toFixed(0)} ms`,
    target: '<= 100 ms',
  }
}

const valueWords = ({ unplaced, softRules, overSafety, warnings, endS }: PlanValue): string =>
  `${unplaced} stay, soft rules ${softRules}, over safety ${overSafety}, ${warnings} warnings, ${endS.toFixed(1)} s`

function measured(goal: 'evacuate' | 'balance', rules: number, seconds: number): LargeFleetRun {
  const words = [script, goal, '1000', '5000', String(rules), String(seconds)]
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as LargeFleetRun
}
