/**
 * Prints, as JSON, what planning for a large fleet costs in this fresh process:
 * `large-fleet-run.ts evacuate|balance SERVERS PARTITIONS RULES SECONDS`; 0 seconds: one search, balance without a limit.
 */
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import { planBalance } from '../../shared/planning/balance/plan-balance.ts'
import { bestEvacuation } from '../../shared/planning/best-evacuation.ts'
import type { PlanningHooks } from '../../shared/planning/hooks.ts'
import { planValue, type PlanValue } from '../../shared/planning/plan-value.ts'
import { refereePlan } from '../../shared/planning/referee/referee.ts'
import { generatedFleet } from '../support/generated-fleet.ts'
import { generatedRules } from '../support/generated-rules.ts'
import { balanceOf, evacuationOf } from '../support/planning-fleets.ts'
import { threadMs } from './thread-time.ts'

export interface LargeFleetRun {
  readonly planS: number
  /** Processor time of the thread for it, seconds: what others do on the machine counts less. */
  readonly threadS: number
  readonly refereeS: number
  /** Longest time of the thread between two questions whether to stop, milliseconds. */
  readonly deafMs: number
  readonly moves: number
  readonly unplaced: number
  readonly valid: boolean
  readonly megabytes: number
  readonly value: PlanValue
  readonly lastNote: string | null
}

const EMPTIED = 10

const [goal = 'evacuate', ...sizes] = process.argv.slice(2)
const [servers = 1000, partitions = 5000, ruleCount = 500, seconds = 0] = sizes.map(Number)
const fleet = generatedFleet({ servers, partitions })
const rules = generatedRules(fleet, ruleCount)
// From all over the fleet.
const serverIds = fleet.servers.filter((_, n) => n % Math.floor(servers / EMPTIED) === 3).map(({ id }) => id)
const began = performance.now()
const beganMs = threadMs()
let askedMs = beganMs
let deafMs = 0
const hooks: PlanningHooks = {
  shouldStop: () => {
    const now = threadMs()
    deafMs = Math.max(deafMs, now - askedMs)
    askedMs = now
    return 'run'
  },
  ...(seconds === 0 ? {} : { spent: () => (performance.now() - began) / 1000 / seconds }),
}
const plan =
  goal === 'balance'
    ? planBalance(balanceOf(fleet, { options: { rules }, steps: null }), hooks)
    : bestEvacuation(
        evacuationOf(fleet, {
          goal: { kind: 'evacuate', serverIds: serverIds.slice(0, EMPTIED) },
          options: { rules },
        }),
        { searches: null },
        hooks,
      )
const planned = performance.now()
const threadS = (threadMs() - beganMs) / 1000
const { valid } = refereePlan(fleet, plan, noAssumptions)
const run: LargeFleetRun = {
  planS: (planned - began) / 1000,
  threadS,
  refereeS: (performance.now() - planned) / 1000,
  deafMs,
  moves: plan.moves.length,
  unplaced: plan.unplaced.length,
  valid,
  megabytes: process.resourceUsage().maxRSS / 1024,
  value: planValue(indexFleet(fleet), plan, noAssumptions),
  lastNote: plan.notes.at(-1) ?? null,
}
process.stdout.write(JSON.stringify(run))
