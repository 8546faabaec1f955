/**
 * Prints, as JSON, how much work lies between two questions whether to stop: `work-between-polls.ts CASE`. Work is
 * counted by V8 as executions of blocks of code of shared/ (branches, loop bodies, calls), so that the figure depends
 * neither on the machine nor on what else it does. Work inside built-in functions is not seen.
 */
import { Session } from 'node:inspector'

interface Coverage {
  readonly result: readonly {
    readonly url: string
    readonly functions: readonly {
      readonly functionName: string
      readonly ranges: readonly { readonly count: number }[]
    }[]
  }[]
}

/** Block executions; `where`: the function with the most of them. */
interface Stretch {
  readonly blocks: number
  readonly where: string
}

const session = new Session()
session.connect()
// Before the engine is loaded: what is compiled already is not counted.
session.post('Profiler.enable')
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })

/** Work since it was last asked. */
function workDone(): Stretch {
  let blocks = 0
  let most = 0
  let where = ''
  session.post('Profiler.takePreciseCoverage', (failure, taken) => {
    if (failure !== null) throw failure
    for (const { url, functions } of (taken as Coverage).result) {
      if (!url.includes('/shared/')) continue
      for (const { functionName, ranges } of functions) {
        const own = ranges.reduce((sum, range) => sum + range.count, 0)
        blocks += own
        if (own <= most) continue
        most = own
        where = `${url.slice(url.lastIndexOf('/') + 1)}: ${functionName}`
      }
    }
  })
  return { blocks, where }
}

/** After so many questions in a row only two of ten are looked at: looking takes longer than the work. */
const CLOSELY = 700

/** Notes the longest stretch between two questions. */
class Listener {
  polls = 0
  longest: Stretch = { blocks: 0, where: '' }
  #asked = 0
  #skipped = false

  readonly ask = (): boolean => {
    this.#asked += 1
    if (this.#asked > CLOSELY && this.#asked % 10 > 2) return this.skip()
    this.polls += 1
    const stretch = workDone()
    if (!this.#skipped && stretch.blocks > this.longest.blocks) this.longest = stretch
    this.#skipped = false
    return false
  }

  /** A question nobody measures: nor is the work up to the next one. */
  readonly skip = (): boolean => {
    this.polls += 1
    this.#skipped = true
    return false
  }

  /** Something new begins: every question counts again. */
  closely(): void {
    this.#asked = 0
  }
}

const listener = new Listener()

/** `apart`: seconds between the starts of two moves; `slots` per host, of which there are fifty. */
async function manyMoves(count: number, apart: number, slots: number): Promise<void> {
  const { simulate } = await import('../../../shared/forecast/simulate.ts')
  const hosts = Array.from({ length: 50 }, (_, index) => `host${index}`)
  const scenario = {
    resources: { core: 5e10, ...Object.fromEntries(hosts.map((host) => [host, 1.25e9])) },
    limits: Object.fromEntries(hosts.map((host) => [host, slots])),
    parts: Array.from({ length: count }, (_, index) => {
      const host = hosts[index % hosts.length]!
      const path = { [host]: 1, core: 1 }
      return { name: `p${index}`, mem: 1e9 + index, dirty: 1e6, start: index * apart, path, groups: [host] }
    }),
  }
  workDone()
  simulate(scenario, { shouldStop: listener.ask })
  listener.ask()
}

/** The whole forecast of a plan of 200, and what one draw of it takes. */
async function planForecast(draws: number): Promise<number> {
  const { drawStudy, forecastBase } = await import('../../../shared/forecast/plan-study.ts')
  const { forecastPlan } = await import('../../../shared/forecast/forecast-plan.ts')
  const { noAssumptions } = await import('../../../shared/forecast/assumption.ts')
  const { fleetPlanOf200 } = await import('../fleet-plan-200.ts')
  const { fleet, plan } = fleetPlanOf200()
  const options = { samples: draws, seed: 1 }
  const base = forecastBase(fleet, plan, noAssumptions)
  workDone()
  drawStudy(base, options, { from: 0, to: 1 })
  const oneDraw = workDone().blocks
  // All draws are alike: only the first and last few are listened to, and all that follows.
  let done = 0
  forecastPlan(fleet, plan, noAssumptions, options, {
    shouldStop: () => (done > 5 && done < draws - 3 ? listener.skip() : listener.ask()),
    progress: (made) => {
      done = made
      if (made === draws) listener.closely()
    },
  })
  listener.ask()
  return oneDraw
}

const [what = ''] = process.argv.slice(2)
let oneDraw: number | null = null
if (what === 'forecast of a plan') oneDraw = await planForecast(200)
else if (what === '10,000 moves') await manyMoves(10_000, 0, 8)
else if (what === '200,000 moves') await manyMoves(200_000, 0.1, 8)
else if (what === '200,000 moves at one instant') await manyMoves(200_000, 0, 200_000)
else throw new Error(`no such case: ${what}`)
process.stdout.write(JSON.stringify({ polls: listener.polls, oneDraw, ...listener.longest }))
