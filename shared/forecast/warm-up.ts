import type { Scenario, ScenarioPart } from './scenario.ts'
import { simulate } from './simulate.ts'

/** Enough for every function of the engine to be compiled and to have seen what it will meet; costs some milliseconds. */
const MOVES = 100
const TARGETS = 4

/** Two pairs of mover links and cores, queues, passes that converge and that do not. Nobody wants its answer. */
function rehearsal(): Scenario {
  const resources: Record<string, number> = {}
  const limits: Record<string, number> = { source: 8 }
  for (const place of ['s', ...Array.from({ length: TARGETS }, (_, i) => `t${i}`)]) {
    resources[`${place} link`] = 1e9
    resources[`${place} cores`] = 3
    limits[place] = 4
  }
  const parts = Array.from({ length: MOVES }, (_, i): ScenarioPart => {
    const target = `t${i % TARGETS}`
    return {
      name: `p${i}`,
      mem: (1 + (i % 7)) * 1e10,
      dirty: (i % 9) * 1e8,
      hot: 4e9,
      path: { 's link': null, 's cores': 1e-9, [`${target} link`]: null, [`${target} cores`]: 2e-9 },
      groups: ['source', 's', target],
    }
  })
  return { resources, limits, defaults: { ratio: 0.5, cap: 8e8, t_prep: 30, t_susp: 1, t_clean: 10 }, parts }
}

/**
 * Runs the engine once on a small plan, so that the first forecast somebody waits for does not pay for the compilation
 * of the engine: worth half of the time of a plan of 200 (README). Changes no answer.
 */
export function warmUp(): void {
  simulate(rehearsal())
}
