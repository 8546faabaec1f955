/** How good an evacuation is, by the goal's objective (planning model, "Goals"), told from the plan document alone. */
import type { Assumptions } from '../forecast/assumption.ts'
import { medianRun } from '../forecast/plan-timeline.ts'
import type { FleetIndex } from '../inventory/fleet-index.ts'
import { beforeAfter, shareOf } from '../plan/before-after.ts'
import type { PlanDocument } from '../plan/plan-document.ts'
import { outcomeOf } from './rules/outcome.ts'
import { RuleBook } from './rules/rule-book.ts'

/** Most important first; each is better where it is smaller. */
export interface PlanValue {
  /** Partitions that stay though nobody wants them to. */
  readonly unplaced: number
  /** Whether the median run ends after the window, 0 or 1. */
  readonly late: number
  /** Weight of the soft rules that are broken or cannot be told. */
  readonly softRules: number
  /** Squares of what servers are over the safety level, percent of the server, whole. */
  readonly overSafety: number
  readonly warnings: number
  /** End of the median run, seconds to the millisecond; Infinity where a move never ends. */
  readonly endS: number
}

const levels: readonly (keyof PlanValue)[] = [
  'unplaced',
  'late',
  'softRules',
  'overSafety',
  'warnings',
  'endS',
]

/** Negative where `a` is better. */
export function compareValues(a: PlanValue, b: PlanValue): number {
  const level = levels.find((one) => a[one] !== b[one])
  return level === undefined ? 0 : a[level] < b[level] ? -1 : 1
}

/** The value of a plan that empties servers of this fleet. */
export function planValue(index: FleetIndex, plan: PlanDocument, assumptions: Assumptions): PlanValue {
  const { forecast } = medianRun(index, plan, assumptions)
  const endS = forecast.makespan ?? Infinity
  return {
    unplaced: plan.unplaced.length,
    late: plan.window !== null && plan.startMs + endS * 1000 > plan.window.endMs ? 1 : 0,
    softRules: softWeight(index, plan, forecast),
    overSafety: overSafety(index, plan),
    warnings: plan.moves.reduce((sum, { warnings }) => sum + warnings.length, 0),
    endS: Math.round(endS * 1000) / 1000,
  }
}

function softWeight(
  index: FleetIndex,
  { goal, startMs, moves, options }: PlanDocument,
  forecast: Parameters<typeof outcomeOf>[2],
): number {
  const { rules = [] } = options
  if (rules.every(({ hard }) => hard)) return 0
  const emptied = new Set(goal.kind === 'evacuate' ? goal.serverIds : [])
  const known = moves.flatMap(({ id, partitionId, targetServerId }) => {
    const partition = index.partitionById.get(partitionId)
    const target = index.serverById.get(targetServerId)
    return partition === undefined || target === undefined ? [] : [{ id, partition, target }]
  })
  const judged = new RuleBook(index, rules).judge(outcomeOf({ index, emptied, startMs }, known, forecast), {
    timed: true,
  })
  return judged
    .filter(({ rule, finding: { state } }) => !rule.hard && (state === 'broken' || state === 'unknown'))
    .reduce((sum, { rule }) => sum + rule.weight, 0)
}

function overSafety({ fleet }: FleetIndex, plan: PlanDocument): number {
  const targets = new Set(plan.moves.map(({ targetServerId }) => targetServerId))
  const over = (use: { readonly after: number | null; readonly capacity: number | null }): number =>
    Math.max(0, 100 * (shareOf(use.after, use.capacity) ?? 0) - plan.options.safetyPercent) ** 2
  return Math.round(
    beforeAfter(fleet, plan)
      .filter(({ serverId }) => targets.has(serverId))
      .reduce((sum, { memory, entitled }) => sum + over(memory) + over(entitled), 0),
  )
}
