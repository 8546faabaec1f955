/** Scenarios of the benchmark, and what one forecast of them costs in a fresh process. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseTextScenario } from '../../shared/forecast/parse-text-scenario.ts'
import type { Scenario } from '../../shared/forecast/scenario.ts'
import { planOf200 } from '../support/plan-200.ts'
import { projectRoot, sharedData } from '../support/shared-data.ts'

/** Milliseconds on the clock and of this thread, the calibration loop's, megabytes at most. */
export type ColdRun = {
  readonly ms: number
  readonly threadMs: number
  readonly calibrationMs: number
  readonly events: number
  readonly makespan: number | null
  readonly megabytes: number
}

export const coldScript = join(projectRoot, 'test', 'bench', 'forecast-cold.ts')

/** What has to be fast (forecast model, section 8), with the milliseconds it may take. */
export const coldCases: readonly { readonly name: string; readonly targetMs: number }[] = [
  { name: 'plan of 200', targetMs: 10 },
  { name: '200 moves at once', targetMs: 10 },
  { name: '2,000 moves at once', targetMs: 200 },
  { name: '10,000 moves, 8 per host', targetMs: 250 },
]
export const LARGEST = '10,000 moves, 8 per host'

const cold = new Map<string, ColdRun>()

/**
 * The first run in a fresh process, the best of a few, as others use the cores too. Measured once per process. `warmed`:
 * after the warm-up that an engine worker begins with.
 */
export function coldRun(name: string, freshRuns = 7, warmed = false): ColdRun {
  const key = `${name}${warmed ? ', warmed' : ''}`
  const known = cold.get(key)
  if (known !== undefined) return known
  const runs = Array.from({ length: freshRuns }, () => {
    const words = [coldScript, name, ...(warmed ? ['warmed'] : [])]
    const run = spawnSync(process.execPath, words, { encoding: 'utf8' })
    if (run.status !== 0) throw new Error(run.stderr)
    return JSON.parse(run.stdout) as ColdRun
  })
  const best = runs.reduce((best, run) => (run.ms < best.ms ? run : best))
  cold.set(key, best)
  return best
}

/** Scenarios by name; those that need reference data are null where it is absent. */
export function benchScenario(name: string): Scenario | null {
  if (name === 'plan of 200') return planOf200()
  if (name === '200 moves at once') return fromText('c_200.txt')
  const [, number, kind] = /^([\d,]+) moves(, 8 per host| at once| of ten thousand at once)$/.exec(name) ?? []
  if (number === undefined) throw new Error(`no such scenario: ${name}`)
  const all = fromText('perf_10000_limit8.txt')
  if (all === null) return null
  const count = Number(number.replaceAll(',', ''))
  const parts = all.parts.slice(0, count)
  if (kind === ', 8 per host') return { ...all, parts }
  // Each gets a small part of the rate: only with as much fewer writes does copying still converge.
  const calmer = parts.map((part) => ({ ...part, groups: [], dirty: (part.dirty! * 20) / count }))
  return { ...all, limits: {}, parts: calmer }
}

function fromText(file: string): Scenario | null {
  const path = sharedData(`forecast/${file}`)
  if (path === null || !existsSync(path)) return null
  const parsed = parseTextScenario(readFileSync(path, 'utf8'))
  if (!parsed.ok) throw new Error(parsed.problems[0]!.message)
  return parsed.scenario
}
