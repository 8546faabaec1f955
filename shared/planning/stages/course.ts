/** A staged plan in the making: what it was asked for, and how far it has got. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { PartitionId, ServerId } from '../../inventory/fleet.ts'
import { list } from '../../mobility/words.ts'
import type { UnplacedPartition } from '../../plan/plan-document.ts'
import {
  STAGED_PLAN_FORMAT,
  STAGED_PLAN_VERSION,
  type Stage,
  type StagedGoal,
  type StagedPlan,
  type UnservicedServer,
} from '../../plan/staged-plan.ts'
import { originOf, type PlanRequest } from '../plan-request.ts'
import { standingOf, type Standing } from './standing.ts'

export type StagedRequest = Omit<PlanRequest, 'window'>

export interface Course {
  readonly standing: Standing
  /** The next stage begins here at the earliest, UTC epoch ms. */
  readonly atMs: number
  readonly stages: readonly Stage[]
  /** How often each partition has moved. */
  readonly moves: ReadonlyMap<PartitionId, number>
  readonly serviced: ReadonlySet<ServerId>
  readonly unplaced: readonly UnplacedPartition[]
  readonly movedMib: number
}

export const courseFrom = ({ fleet, startMs }: StagedRequest): Course => ({
  standing: standingOf(fleet),
  atMs: startMs,
  stages: [],
  moves: new Map(),
  serviced: new Set(),
  unplaced: [],
  movedMib: 0,
})

/** "s01", "s02"... */
export const stageId = (number: number): string => `s${String(number).padStart(2, '0')}`

export const serverNames = (index: FleetIndex, ids: readonly ServerId[]): string =>
  list(
    ids.map((id) => index.serverById.get(id)?.name ?? id),
    4,
  )

/** The document of a course that goes no further. */
export function stagedPlan(
  request: StagedRequest,
  goal: StagedGoal,
  { stages, unplaced }: Pick<Course, 'stages' | 'unplaced'>,
  unserviced: readonly UnservicedServer[],
  notes: readonly string[],
): StagedPlan {
  return {
    format: STAGED_PLAN_FORMAT,
    version: STAGED_PLAN_VERSION,
    goal,
    ...originOf(request),
    stages: stages.map((stage, at) => ({ ...stage, id: stageId(at + 1) })),
    unserviced,
    unplaced,
    notes,
  }
}
