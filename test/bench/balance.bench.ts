import { noAssumptions } from '../../shared/forecast/assumption.ts'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import { memory } from '../../shared/mobility/words.ts'
import { planBalance } from '../../shared/planning/balance/plan-balance.ts'
import { serverUses } from '../../shared/planning/balance/server-uses.ts'
import { refereePlan } from '../../shared/planning/referee/referee.ts'
import { fleetAfter } from '../../shared/planning/stages/fleet-after.ts'
import { generatedFleet } from '../support/generated-fleet.ts'
import { balanceOf } from '../support/planning-fleets.ts'
import type { Bench, BenchRow } from './bench-table.ts'
import { threadMs } from './thread-time.ts'

const sizes = [
  { servers: 10, partitions: 60 },
  { servers: 50, partitions: 300 },
  { servers: 200, partitions: 1_000 },
]

const percent = (share: number): string => (share * 100).toFixed(1)

/** Highest use and standard deviation of a resource. */
function spread(uses: readonly number[]): string {
  const mean = uses.reduce((sum, use) => sum + use, 0) / uses.length
  const deviation = Math.sqrt(uses.reduce((sum, use) => sum + (use - mean) ** 2, 0) / uses.length)
  return `${percent(Math.max(...uses))} ± ${percent(deviation)}`
}

function measured({ servers, partitions }: (typeof sizes)[number]): BenchRow[] {
  const fleet = generatedFleet({ servers, partitions, seed: 3 })
  const began = threadMs()
  const plan = planBalance(balanceOf(fleet, { steps: null }))
  const seconds = (threadMs() - began) / 1000
  const uses = serverUses(indexFleet(fleet), plan)
  const again = planBalance(balanceOf(fleetAfter(fleet, plan), { steps: null }))
  const label = `${servers} servers, ${partitions} partitions`
  return [
    ...uses.resources.map((resource, at) => ({
      label: `${label}: highest ${resource} ± deviation, %`,
      value: `${spread(uses.servers.map((one) => one.before[at]!))} to ${spread(uses.servers.map((one) => one.after[at]!))}`,
    })),
    {
      label: `${label}: moves`,
      value: `${plan.moves.length} with ${memory(plan.moves.reduce((sum, move) => sum + move.memoryMib, 0))}`,
    },
    { label: `${label}: thread time`, value: `${seconds.toFixed(1)} s` },
    {
      label: `${label}: violations, moves when planned again`,
      value: `${refereePlan(fleet, plan, noAssumptions).violations.length}, ${again.moves.length}`,
      target: '0, 0',
    },
  ]
}

export const balanceBench: Bench = {
  name: 'balance',
  run: () => Promise.resolve(sizes.flatMap(measured)),
}
