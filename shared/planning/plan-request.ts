/** What every goal is planned from, and the document that comes of it. */
import type { Assumptions } from '../forecast/assumption.ts'
import { hashFleet } from '../inventory/fleet-hash.ts'
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Fleet } from '../inventory/fleet.ts'
import {
  PLAN_FORMAT,
  PLAN_VERSION,
  type PlanDocument,
  type PlanOptions,
  type PlanWindow,
} from '../plan/plan-document.ts'
import { notesOf } from './notes.ts'
import type { ScheduledPlan } from './schedule-moves.ts'

export interface PlanRequest {
  readonly fleet: Fleet
  readonly assumptions: Assumptions
  readonly options: PlanOptions
  readonly seed: number
  /** IANA zone. */
  readonly zone: string
  readonly startMs: number
  readonly window: PlanWindow | null
  readonly name: string
  readonly appVersion: string
  readonly createdAtMs: number
}

/** What a document repeats of what it was made from. */
export const originOf = ({ fleet, assumptions, ...request }: Omit<PlanRequest, 'window'>) => ({
  name: request.name,
  options: request.options,
  inputHash: hashFleet(fleet, assumptions),
  appVersion: request.appVersion,
  createdAtMs: request.createdAtMs,
  seed: request.seed,
  zone: request.zone,
})

/** The plan document of a request, with its notes. */
export function planDocument(
  request: PlanRequest,
  index: FleetIndex,
  scheduled: ScheduledPlan,
  {
    goal,
    moves,
    unplaced,
    relaxations,
    ruleNotes,
    isReturn = false,
  }: Pick<PlanDocument, 'goal' | 'moves' | 'unplaced' | 'relaxations'> & {
    readonly ruleNotes: readonly string[]
    /** Partitions get the partition ids back that they had: not worth a note. */
    readonly isReturn?: boolean
  },
): PlanDocument {
  const plan: PlanDocument = {
    format: PLAN_FORMAT,
    version: PLAN_VERSION,
    goal,
    ...originOf(request),
    startMs: request.startMs,
    window: request.window,
    moves,
    unplaced,
    ...(relaxations === undefined ? {} : { relaxations }),
    notes: [],
    bound: scheduled.bound,
  }
  return { ...plan, notes: [...notesOf(plan, scheduled, index, { isReturn }), ...ruleNotes] }
}
