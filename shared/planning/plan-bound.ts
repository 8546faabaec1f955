/** The lower bound of a plan: of its moves (`bound.ts`), and with the time in which rules let none of them run. */
import type { Assumptions } from '../forecast/assumption.ts'
import { activeLimit } from '../forecast/migration-limits.ts'
import { planScenario } from '../forecast/plan-scenario.ts'
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { ServerId } from '../inventory/fleet.ts'
import type { PlanDocument, PlanOptions } from '../plan/plan-document.ts'
import type { AllowedTimes, TimedMove } from './allowed-times.ts'
import { lowerBound, type BoundLimits, type ServerCapacity } from './bound.ts'
import type { UsableMover } from './movers.ts'

export interface BoundedPlan {
  readonly index: FleetIndex
  readonly assumptions: Assumptions
  readonly options: PlanOptions
  readonly moves: readonly (TimedMove & { readonly waitsForRoom: readonly string[] })[]
  readonly moversOf: (serverId: ServerId) => readonly UsableMover[]
  /** Null where the plan does not keep its windows and blackouts. */
  readonly times: AllowedTimes | null
}

type Bound = PlanDocument['bound']

/**
 * No plan of these moves that keeps its hard windows and blackouts ends before.
 *
 * Proof: as each move runs within times allowed to it, no move spans an instant at which none of a set of moves may
 * run. Cut those instants out of a plan, and the set is left with a plan without pauses for rules, which takes as long
 * as its bound says, at least: so much of the time allowed to any of them passes before the end. That holds for all
 * moves, and for those that one rule is about.
 */
export function boundOfPlan(plan: BoundedPlan): Bound {
  const { index, assumptions, options, moves, times } = plan
  const { scenario } = planScenario(index, { moves, options }, assumptions)
  const limits = limitsOf(plan)
  const plain = (some: BoundedPlan['moves']): Bound => {
    const ids = new Set(some.map(({ id }) => id))
    return lowerBound(
      some.map((move) => ({
        id: move.id,
        name: move.partition.name,
        sourceServerId: move.sourceServerId,
        sourceName: index.serverById.get(move.sourceServerId)?.name ?? move.sourceServerId,
        targetServerId: move.targetServerId,
        targetName: move.target.name,
        after: move.waitsForRoom.filter((id) => ids.has(id)),
      })),
      scenario,
      limits,
    )
  }
  const whole = plain(moves)
  if (times?.isHard !== true) return whole
  return [moves, ...times.subjectsOf(moves)]
    .map((some) => withPauses(some === moves ? whole : plain(some), some, times))
    .reduce((best, one) => (one !== null && one.seconds > (best?.seconds ?? 0) ? one : best), whole)
}

function withPauses(bound: Bound, moves: BoundedPlan['moves'], times: AllowedTimes): Bound {
  const seconds = bound === null ? null : times.endOf(moves, bound.seconds)
  if (bound === null || seconds === null || seconds <= bound.seconds) return bound
  return { seconds, reason: `${bound.reason} Rules about times let none of these moves run in between.` }
}

function limitsOf({ index, assumptions, options, moversOf }: BoundedPlan): BoundLimits {
  return {
    ofServer: (serverId) => capacityOf(serverId, moversOf(serverId)),
    plan: options.maxConcurrent,
    oneAtATime: (options.rules ?? [])
      .filter((rule) => rule.kind === 'one-at-a-time')
      .map(({ partitions }) => partitions.map(({ id }) => id)),
  }
  function capacityOf(serverId: ServerId, movers: readonly UsableMover[]): ServerCapacity | null {
    const server = index.serverById.get(serverId)
    if (server === undefined || movers.length === 0) return null
    const slots = movers.reduce((sum, one) => sum + one.slots, 0)
    return {
      movers,
      slots: Math.min(activeLimit(server, assumptions).value, slots),
      redundant: movers.filter(({ vios }) => vios.moverAddresses?.length === 1).length > 1,
    }
  }
}
