/** What the checks across stages look at, gathered once. */
import type { Assumptions } from '../../../forecast/assumption.ts'
import { medianRun } from '../../../forecast/plan-timeline.ts'
import { hashFleet } from '../../../inventory/fleet-hash.ts'
import { indexFleet, type FleetIndex } from '../../../inventory/fleet-index.ts'
import type { Fleet } from '../../../inventory/fleet.ts'
import type { PlanDocument } from '../../../plan/plan-document.ts'
import type { StageViolation } from '../../../plan/referee-report.ts'
import type { Stage, StagedPlan } from '../../../plan/staged-plan.ts'
import { ReplayedFleet } from './replayed-fleet.ts'

/** A stage with the fleet before it. */
export interface StageAt {
  readonly stage: Stage
  /** The stage before it; null for the first. */
  readonly former: Stage | null
  /** Of a stage of moves: the fleet its plan is judged on. */
  readonly before: FleetIndex
  /** When its moves end in the median run, seconds from its start; null for other stages, and where that is never. */
  readonly endS: number | null
}

export interface StageContext {
  readonly plan: StagedPlan
  readonly assumptions: Assumptions
  readonly stages: readonly StageAt[]
  /** The fleet the plan starts from, and the one it leads to. */
  readonly start: FleetIndex
  readonly end: FleetIndex
  /** The plan was made from this fleet and these assumptions: only then can the hashes of its stages agree. */
  readonly isFresh: boolean
}

export interface StageCheck {
  readonly id: string
  readonly title: string
  readonly judge: (context: StageContext) => readonly StageViolation[]
}

export function stageContext(fleet: Fleet, plan: StagedPlan, assumptions: Assumptions): StageContext {
  let replayed = new ReplayedFleet(fleet)
  let former: Stage | null = null
  const stages = plan.stages.map((stage): StageAt => {
    // After a band everybody is home (R-ENERGY-HOME), so the next one starts from today's fleet.
    if (former !== null && bandAt(plan, stage) !== bandAt(plan, former)) replayed = new ReplayedFleet(fleet)
    const before = indexFleet(stage.kind === 'moves' ? replayed.before(stage.plan) : replayed.fleet)
    const endS = stage.kind === 'moves' ? endOf(before, stage.plan, assumptions) : null
    if (stage.kind === 'moves') replayed.carryOut(stage.plan)
    const at = { stage, former, before, endS }
    former = stage
    return at
  })
  return {
    plan,
    assumptions,
    stages,
    start: indexFleet(fleet),
    end: indexFleet(replayed.fleet),
    isFresh: hashFleet(fleet, assumptions) === plan.inputHash,
  }
}

/** Number of the band a stage starts in, of those that started before; 0 for goals without bands. */
const bandAt = ({ goal }: StagedPlan, { startMs }: Stage): number =>
  goal.kind === 'save-energy' ? goal.bands.filter((band) => band.startMs <= startMs).length : 0

/** Null where the engine cannot run it: checks of the stage itself say why. */
function endOf(index: FleetIndex, plan: PlanDocument, assumptions: Assumptions): number | null {
  try {
    return medianRun(index, plan, assumptions).forecast.makespan
  } catch {
    return null
  }
}

export function stageViolation(
  ruleId: string,
  text: string,
  where: { readonly stageId?: string; readonly serverId?: string; readonly moveId?: string } = {},
): StageViolation {
  return {
    ruleId,
    stageId: where.stageId ?? null,
    moveId: where.moveId ?? null,
    serverId: where.serverId ?? null,
    atS: null,
    text,
  }
}

/** A partition that may stay on a server that is out of use: it holds nothing there. */
export const isStopped = ({ state }: { readonly state: string | null }): boolean => state === 'not activated'

/** Servers that are out of use in a stage. */
export const outIn = (stage: Stage): readonly string[] => (stage.kind === 'moves' ? [] : stage.serverIds)

export const minutesOf = (ms: number): string => `${Math.ceil(ms / 60_000)} min`
