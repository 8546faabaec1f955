/** What the engine worker takes from other rooms. */
import type { EngineParts } from '../engine-tasks.ts'
import { notJoined } from './not-joined.ts'

export const engineParts: EngineParts = {
  planEvacuation: notJoined('planEvacuation'),
  refereePlan: notJoined('refereePlan'),
  forecastPlan: notJoined('forecastPlan'),
  judgeMoves: notJoined('judgeMoves'),
  exportPlan: notJoined('exportPlan'),
}
