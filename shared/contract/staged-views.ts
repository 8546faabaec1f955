/** What the window and the command line are told about staged plans. */
import type { PlanForecast } from '../plan/plan-forecast.ts'
import type { StagedRefereeReport } from '../plan/referee-report.ts'
import type { StagedGoal, StagedPlan } from '../plan/staged-plan.ts'

/** Forecast of one stage of moves. */
export interface StageForecast {
  readonly stageId: string
  readonly forecast: PlanForecast
}

export interface StoredStagedPlan {
  readonly plan: StagedPlan
  readonly report: StagedRefereeReport
  /** One for each stage of moves; empty where none was asked for, or the inventory lacks somebody the plan names. */
  readonly forecasts: readonly StageForecast[]
}

export interface StagedPlanView extends StoredStagedPlan {
  readonly id: number
  /** Made from another inventory or other assumptions than the present ones. */
  readonly stale: boolean
}

/** A staged plan from outside, judged on the present inventory. */
export interface StagedPlanJudged extends StoredStagedPlan {
  readonly stale: boolean
}

export interface StagedPlanListing {
  readonly id: number
  readonly name: string
  readonly goal: StagedGoal['kind']
  readonly stages: number
  readonly moves: number
  readonly unserviced: number
  readonly createdAtMs: number
  /** Of the first stage and of the last; null where there is none. */
  readonly startMs: number | null
  readonly endMs: number | null
  readonly valid: boolean
  readonly stale: boolean
}

export interface StagedPlanCreated {
  readonly stagedPlanId: number
}
