/** Prints, as JSON, what emptying servers of a large fleet costs in this fresh process: `large-fleet-run.ts SERVERS PARTITIONS EMPTIED`. */
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import { refereePlan } from '../../shared/planning/referee/referee.ts'
import { generatedFleet } from '../support/generated-fleet.ts'
import { planOf } from '../support/planning-fleets.ts'

export interface LargeFleetRun {
  readonly planS: number
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
const plan = planOf(fleet, { goal: { kind: 'evacuate', serverIds } })
const planned = performance.now()
const { valid } = refereePlan(fleet, plan, noAssumptions)
const run: LargeFleetRun = {
  planS: (planned - began) / 1000,
  refereeS: (performance.now() - planned) / 1000,
  moves: plan.moves.length,
  unplaced: plan.unplaced.length,
  valid,
  megabytes: process.resourceUsage().maxRSS / 1024,
}
process.stdout.write(JSON.stringify(run))
