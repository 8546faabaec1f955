import type { Fleet } from '../../inventory/fleet.ts'
import type { PlanWindow } from '../../plan/plan-document.ts'
import type { MovesStage, SaveEnergy, Stage, StagedPlan } from '../../plan/staged-plan.ts'
import { fleetFor, standingAfter, standingOf } from './standing.ts'

/**
 * Stages of moves with the fleet each of them is planned, forecast and exported on. Each band of a plan that saves energy
 * begins with the fleet as it is today: everybody is home again, and the HMC hands out the slots anew that were given back.
 */
export function stageFleets(
  fleet: Fleet,
  { goal, stages }: StagedPlan,
): readonly { readonly stage: MovesStage; readonly fleet: Fleet }[] {
  let standing = standingOf(fleet)
  let band: PlanWindow | undefined
  return stages.flatMap((stage) => {
    const former = band
    if (goal.kind === 'save-energy') band = bandOf(goal, stage)
    if (band !== former) standing = standingOf(fleet)
    if (stage.kind !== 'moves') return []
    const before = fleetFor(standing, stage.plan)
    standing = standingAfter(standing, stage.plan)
    return [{ stage, fleet: before }]
  })
}

const bandOf = ({ bands }: SaveEnergy, { startMs }: Stage): PlanWindow | undefined =>
  bands.find((band) => band.startMs <= startMs && startMs < band.endMs)
