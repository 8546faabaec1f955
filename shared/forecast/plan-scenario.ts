/**
 * From a plan and a fleet to the engine's scenario (forecast.md section 5): links, mover cores and slots as resources
 * and groups, one part per move. Says of every input whether it was imported or assumed.
 */
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { PartitionId } from '../inventory/fleet.ts'
import type { PlanDocument } from '../plan/plan-document.ts'
import type { InputOrigin } from '../plan/plan-forecast.ts'
import type { Assumptions } from './assumption.ts'
import { InputLedger, type Variation } from './input-ledger.ts'
import { anyHour, workingHours, type WorkingHours } from './other-traffic.ts'
import { planPart, type PartUncertainty, type ScheduledMove } from './plan-part.ts'
import { PlanResources, type ScenarioResource } from './plan-resources.ts'
import { STRETCH_KEY } from './range-stretch.ts'
import { resolveAssumption } from './resolve-assumption.ts'
import type { Scenario } from './scenario.ts'

export interface PlanScenario {
  readonly scenario: Scenario
  readonly resources: readonly ScenarioResource[]
  /** By part, in the order of `scenario.parts`, which is the order of the plan's moves. */
  readonly uncertainty: readonly (PartUncertainty | null)[]
  /** Partition of each part, in the same order. */
  readonly partitionIds: readonly PartitionId[]
  readonly partitionNames: readonly string[]
  /** Origin of the preparation time, by part. */
  readonly preparation: readonly InputOrigin[]
  /** Standstill that is accepted, seconds, as typed; null: nothing was typed. By part. */
  readonly standstillLimits: readonly (number | null)[]
  /** Keys of the assumptions the scenario rests on. */
  readonly usedKeys: readonly string[]
  /** Factors of "range.stretch" (range-stretch.ts) for times of the plan and, by part, for durations. */
  readonly rangeStretch: { readonly fleet: number; readonly parts: readonly number[] }
  readonly assumedInputs: number
  readonly totalInputs: number
}

/** What of a plan the scenario needs; a plan in the making has no more than this. */
export type SchedulablePlan = {
  readonly moves: readonly ScheduledMove[]
  readonly options: Pick<PlanDocument['options'], 'maxConcurrent'>
  /** Absent while the start is not decided: other traffic is then taken as that of working hours. */
  readonly startMs?: number
  readonly zone?: string
}

/**
 * Scenario of a plan: moves become parts named by their id, in plan order.
 * `vary` changes assumptions on their way in, see `InputLedger`.
 * @throws RangeError where a move names a partition or server the fleet does not have (the referee says so first).
 */
export function planScenario(
  index: FleetIndex,
  plan: SchedulablePlan,
  assumptions: Assumptions,
  vary: Variation | null = null,
): PlanScenario {
  const ledger = new InputLedger(vary)
  const shared = new PlanResources(index, assumptions, ledger, hoursOf(plan), plan.options.maxConcurrent)
  const sources = { index, assumptions, ledger, shared }
  const known = new Set(plan.moves.map((move) => move.id))
  const parts = plan.moves.map((move) => planPart(sources, move, known))
  const resources = [...shared.resources.values()]
  return {
    scenario: {
      resources: Object.fromEntries(resources.map(({ name, capacity }) => [name, capacity])),
      limits: Object.fromEntries(shared.limits),
      ...(shared.changes.size === 0 ? {} : { changes: Object.fromEntries(shared.changes) }),
      parts: parts.map(({ part }) => part),
    },
    resources,
    uncertainty: parts.map(({ uncertainty }) => uncertainty),
    partitionIds: plan.moves.map((move) => move.partitionId),
    partitionNames: parts.map(({ partitionName }) => partitionName),
    preparation: parts.map(({ preparation }) => preparation),
    standstillLimits: parts.map(({ standstillLimit }) => standstillLimit),
    usedKeys: [...ledger.usedKeys],
    rangeStretch: {
      fleet: resolveAssumption(assumptions, STRETCH_KEY).value,
      parts: parts.map(
        ({ uncertainty }) =>
          resolveAssumption(
            assumptions,
            STRETCH_KEY,
            uncertainty === null ? {} : { workloadClass: uncertainty.workloadClass },
          ).value,
      ),
    },
    assumedInputs: ledger.assumed,
    totalInputs: ledger.total,
  }
}

/** Working hours of a plan, computed once, and only where somebody asks. */
function hoursOf({ startMs, zone }: SchedulablePlan): () => WorkingHours {
  let hours: WorkingHours | null = null
  return () => (hours ??= startMs === undefined || zone === undefined ? anyHour : workingHours(startMs, zone))
}
