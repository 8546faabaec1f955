import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { projectRoot } from '../support/shared-data.ts'
import type { Bench } from './bench-table.ts'
import type { LargeFleetRun } from './large-fleet-run.ts'

const script = join(projectRoot, 'test', 'bench', 'large-fleet-run.ts')
const RUNS = 3

/** Planning at the size of the largest data centres (planning model, "Fleet targets"). */
export const largeFleetBench: Bench = {
  name: 'large-fleet',
  run: () => {
    const runs = Array.from({ length: RUNS }, () => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, '1000', '5000', '10'], {
        encoding: 'utf8',
      })
      if (status !== 0) throw new Error(stderr)
      return JSON.parse(stdout) as LargeFleetRun
    })
    const best = runs.reduce((a, b) => (b.threadS < a.threadS ? b : a))
    return Promise.resolve([
      {
        label: '1,000 servers, 5,000 partitions, 10 emptied: whole plan',
        value: `${best.threadS.toFixed(2)} s of its thread, ${best.planS.toFixed(2)} s by the clock`,
        target: 'first valid plan <= 2 s',
      },
      {
        label: `  ${best.moves} moves, ${best.unplaced} stay; the referee`,
        value: `${best.valid ? 'agrees' : 'REFUSES'}, ${best.refereeS.toFixed(2)} s`,
      },
      {
        label: '  memory of the process',
        value: `${best.megabytes.toFixed(0)} MB`,
        target: '<= 1024 MB',
      },
    ])
  },
}
