import type { Fleet } from '../../inventory/fleet.ts'
import type { MovesStage, StagedPlan } from '../../plan/staged-plan.ts'
import { fleetFor, standingAfter, standingOf } from './standing.ts'

/** Stages of moves with the fleet each of them is planned, forecast and exported on. */
export function stageFleets(
  fleet: Fleet,
  { stages }: StagedPlan,
): readonly { readonly stage: MovesStage; readonly fleet: Fleet }[] {
  let standing = standingOf(fleet)
  return stages.flatMap((stage) => {
    if (stage.kind !== 'moves') return []
    const before = fleetFor(standing, stage.plan)
    standing = standingAfter(standing, stage.plan)
    return [{ stage, fleet: before }]
  })
}
