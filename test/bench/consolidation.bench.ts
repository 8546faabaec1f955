import { parseArgs } from 'node:util'
import { createSolver, type Solver } from '../../electron/workers/solver-pool.ts'
import { workerUrl } from '../../electron/workers/worker-url.ts'
import { provenGap, type ProvenGap } from '../../shared/planning/bounds/proven-gap.ts'
import { consolidate } from '../../shared/planning/consolidate/consolidate.ts'
import { consolidationFleet } from '../support/consolidation-fleets.ts'
import type { Bench, BenchRow } from './bench-table.ts'

interface Size {
  readonly items: number
  readonly servers: number
  /** Seconds of the search, and all in all. */
  readonly search: number
  readonly total: number
  readonly target: string
  /** Every failure of a server has to be covered. */
  readonly spare: boolean
}

/** Share of the time that is planned with. */
const MARGIN = 0.93

const sizes: readonly Size[] = [
  { items: 50, servers: 10, search: 1, total: 10, target: 'optimum in 10 s', spare: false },
  { items: 50, servers: 10, search: 2, total: 10, target: 'optimum in 10 s', spare: true },
  { items: 200, servers: 30, search: 8, total: 30, target: '3 % in 30 s', spare: true },
  { items: 500, servers: 60, search: 25, total: 60, target: '5 % in 60 s', spare: true },
]

/**
 * Generated fleets, with N+1 but for the smallest: what the search finds and how good it is proven to be. `npm run bench consolidation --
 * [--seeds N]`: three fleets of each size where nothing is said.
 */
export const consolidationBench: Bench = { name: 'consolidation', run: rows }

async function* rows(words: readonly string[]): AsyncGenerator<BenchRow> {
  const { values } = parseArgs({ args: [...words], options: { seeds: { type: 'string', default: '3' } } })
  const solver = createSolver(workerUrl('solver'))
  try {
    for (const size of sizes) {
      for (let seed = 1; seed <= Number(values.seeds); seed += 1) yield await rowOf(solver, size, seed)
    }
  } finally {
    await solver.close()
  }
}

const methods: Readonly<Record<ProvenGap['method'], string>> = {
  aggregate: 'all servers merged (weak)',
  none: 'linear',
  servers: 'servers whole',
  all: 'all whole',
}

async function rowOf(
  solver: Solver,
  { items, servers, search, total, target, spare }: Size,
  seed: number,
): Promise<BenchRow> {
  const problem = consolidationFleet({ items, servers, seed, spare })
  const began = performance.now()
  const seconds = (): number => (performance.now() - began) / 1000
  const found = consolidate(problem, { seed: 1, steps: Infinity, spent: () => seconds() / search })
  const gap = await provenGap(problem, found.best, {
    // What a solver takes longer than it was given.
    secondsLeft: () => total * MARGIN - seconds(),
    solve: (question) => solver.solve(question),
  })
  const on = gap.best?.on.reduce((sum, one) => sum + one, 0) ?? 0
  const proven =
    gap.gap === null ? 'no solution' : gap.optimal ? 'optimum' : `${(gap.gap * 100).toFixed(2)} %`
  return {
    label: `${items} x ${servers}${spare ? ', N+1' : ''}, ${seed}: ${on} on, ${gap.cost?.toFixed(0) ?? '-'} W; bound: ${methods[gap.method]}`,
    value: `${proven}, ${seconds().toFixed(1)} s`,
    target,
  }
}
