/** Prints, as JSON, what emptying servers of a large fleet costs in this fresh process: `large-fleet-run.ts SERVERS PARTITIONS EMPTIED`. */
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import { refereePlan } from '../../shared/planning/referee/referee.ts'
import { generatedFleet } from '../support/generated-fleet.ts'
import { planOf } from '../support/planning-fleets.ts'
import { threadMs } from './thread-time.ts'

export interface LargeFleetRun {
  readonly planS: number
  /** Processor time of the thread for it, seconds: what others do on the machine counts less. */
  readonly threadS: number
  readonly refereeS: number
  readonly moves: number
  readonly unplaced: number
  readonly valid: boolean
  readonly megabytes: number
}

const [servers = 1000, partitions = 5000, emptied = 10] = process.argv.slice(2).map(Number)
const fleet = generatedFleet({ servers, partitions })
const serverIds = fleet.servers.slice(0, emptied).map(({ id }) => id)
const began = performance.now()
const beganMs = threadMs()
const plan = planOf(fleet, { goal: { kind: 'evacuate', serverIds } })
const planned = performance.now()
const threadS = (threadMs() - beganMs) / 1000
const { valid } = refereePlan(fleet, plan, noAssumptions)
const run: LargeFleetRun = {
  planS: (planned - began) / 1000,
  threadS,
  refereeS: (performance.now() - planned) / 1000,
  moves: plan.moves.length,
  unplaced: plan.unplaced.length,
  valid,
  megabytes: process.resourceUsage().maxRSS / 1024,
}
process.stdout.write(JSON.stringify(run))
