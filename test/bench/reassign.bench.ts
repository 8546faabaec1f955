import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  checkedCost,
  instances,
  missingForInstances,
  unpackInstance,
  type Instance,
} from '../support/reassignment-instances.ts'
import { projectRoot } from '../support/shared-data.ts'
import type { Bench, BenchRow } from './bench-table.ts'

/** Wanted gap to the best sourced value in percent, 30 s on one core. */
const wantedPercent: Readonly<Record<string, number>> = {
  a1_1: 0.01,
  a1_2: 0.3,
  a1_3: 0.01,
  a1_4: 5,
  a1_5: 0.01,
  a2_2: 5,
  a2_3: 5,
  a2_4: 1,
  a2_5: 10,
  b_1: 6,
  b_2: 1,
  b_3: 8,
  b_4: 0.01,
}
/** Wanted cost where a gap says nothing: the best value is next to zero. */
const wantedCost: Readonly<Record<string, number>> = { a2_1: 370 }

interface Run {
  readonly cost: number
  readonly evaluationsPerSecond: number
}

/**
 * Our search on the public instances, each run a command line of its own and judged by the independent checker.
 * `npm run bench reassign -- [instance...] [--seeds N] [--seconds S]`: all instances, one seed and 30 s where nothing
 * is said.
 */
export const reassignBench: Bench = {
  name: 'reassign',
  run: rows,
}

async function* rows(words: readonly string[]): AsyncGenerator<BenchRow> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      seeds: { type: 'string', default: '1' },
      seconds: { type: 'string', default: '30' },
    },
  })
  const missing = missingForInstances()
  if (missing !== null) {
    yield { label: 'skipped', value: `missing: ${missing}` }
    return
  }
  const folder = mkdtempSync(join(tmpdir(), 'lpm-reassign-'))
  try {
    for (const instance of instances()) {
      if (positionals.length > 0 && !positionals.includes(instance.name)) continue
      const paths = unpackInstance(instance.name, folder)
      const runs: Run[] = []
      for (let seed = 1; seed <= Number(values.seeds); seed += 1) {
        runs.push(runOnce(paths, join(folder, 'new.txt'), seed, values.seconds))
        // The row before this one is printed meanwhile.
        await Promise.resolve()
      }
      yield rowOf(instance, runs)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runOnce(
  { model, initial }: { model: string; initial: string },
  out: string,
  seed: number,
  seconds: string,
): Run {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [
      join(projectRoot, 'electron/cli/lpm-planner.ts'),
      ...['bench', 'reassign', '--model', model, '--initial', initial, '--out', out, '--json'],
      ...['--seed', String(seed), '--seconds', seconds],
    ],
    { encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(stderr)
  const run = JSON.parse(stdout) as Run
  const checked = checkedCost(model, initial, out)
  if (!checked.feasible) throw new Error(`the checker refuses ${out}`)
  if (checked.total !== run.cost)
    throw new Error(`the checker counts ${checked.total}, the search ${run.cost}`)
  return run
}

function rowOf({ name, bestSourced }: Instance, runs: readonly Run[]): BenchRow {
  const costs = runs.map(({ cost }) => cost).toSorted((a, b) => a - b)
  const median = costs[Math.floor(costs.length / 2)] ?? Number.NaN
  const percent = (cost: number): string => `${((cost / bestSourced - 1) * 100).toFixed(4)} %`
  const speed = Math.min(...runs.map((run) => run.evaluationsPerSecond)) / 1e6
  const most = wantedCost[name]
  const target = most === undefined ? `${wantedPercent[name] ?? ''} %` : String(most)
  return {
    label: `${name}: cost ${median}, ${speed.toFixed(1)} M moves judged/s, load ${(loadavg()[0] ?? 0).toFixed(1)}`,
    value: most === undefined ? percent(median) : String(median),
    target,
  }
}
