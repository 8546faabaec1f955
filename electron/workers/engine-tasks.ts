/** What an engine worker can be asked: pure computing on a frozen fleet, the same answer on every host. */
import type { CalibrationReport } from '../../shared/calibration/calibrate.ts'
import type { ExportFormat, ReadinessFormat } from '../../shared/contract/commands.ts'
import type { PairView, RemedyBlock, WhatIf } from '../../shared/contract/readiness.ts'
import type { ExportedFile } from '../../shared/contract/views.ts'
import type { Assumptions } from '../../shared/forecast/assumption.ts'
import type { Fleet, PartitionId, ServerId } from '../../shared/inventory/fleet.ts'
import type { MatrixView } from '../../shared/mobility/matrix/matrix-view.ts'
import type { MoveJudgement } from '../../shared/mobility/verdict.ts'
import type { StoredStagedPlan } from '../../shared/contract/staged-views.ts'
import type { StagedGoal } from '../../shared/plan/staged-plan.ts'
import type { StagedRequest } from '../../shared/planning/stages/course.ts'
import type { BalanceGoal } from '../../shared/plan/balance-goal.ts'
import type { PlanDocument } from '../../shared/plan/plan-document.ts'
import type { AssumptionEffect, EffectsBase } from '../../shared/forecast/effects.ts'
import type { HelpAttempt, HelpRequest } from '../../shared/forecast/convergence-help.ts'
import type { Summary } from '../../shared/forecast/forecast-plan.ts'
import type { DrawSlice, ForecastBase, ForecastOptions, PlanStudy } from '../../shared/forecast/plan-study.ts'
import type { BalanceInput } from '../../shared/planning/balance/plan-balance.ts'
import type { ByHandInput, ByHandPlan } from '../../shared/planning/by-hand.ts'
import type { EvacuationInput } from '../../shared/planning/settle-evacuation.ts'
import type { PlanForecast } from '../../shared/plan/plan-forecast.ts'
import type { RefereeReport } from '../../shared/plan/referee-report.ts'
import type { ReadinessStamp } from '../exporters/readiness/readiness-export.ts'
import type { StoredPlan } from '../database/plan-repository.ts'
import type { Packed } from './packed.ts'
import type { StopWish } from './stop-flag.ts'
import type { Progress } from './worker-messages.ts'

/** How long a search goes on at most; null: as its size suggests, or without a limit of time. */
export interface SearchEffort {
  readonly steps: number | null
  readonly seconds: number | null
}

/** How many searches there are at most, and for how long; null: no limit; both null: one search. */
export interface EvacuationEffort {
  readonly searches: number | null
  readonly seconds: number | null
}

export interface ComputeHooks {
  readonly progress: (progress: Progress) => void
  /** `keep`: come to an end with the best so far; `abandon`: come to an end, whatever with. */
  readonly wish: () => StopWish
}

/** Pure functions of other rooms that the engine worker runs. */
export interface EngineParts {
  readonly planEvacuation: (
    input: EvacuationInput,
    effort: EvacuationEffort,
    hooks: ComputeHooks,
  ) => PlanDocument
  /** `seconds`: of search at most; null: no limit. */
  readonly planBalance: (input: BalanceInput, seconds: number | null, hooks: ComputeHooks) => PlanDocument
  readonly planByHand: (input: ByHandInput) => ByHandPlan
  readonly refereePlan: (fleet: Fleet, plan: PlanDocument, assumptions: Assumptions) => RefereeReport
  readonly forecastBase: (
    fleet: Fleet,
    plan: PlanDocument,
    assumptions: Assumptions,
    hooks: ComputeHooks,
  ) => ForecastBase
  readonly drawStudy: (
    base: ForecastBase,
    options: ForecastOptions,
    slice: DrawSlice,
    hooks: ComputeHooks,
  ) => PlanStudy
  readonly finishForecast: (
    plan: PlanDocument,
    base: ForecastBase,
    studies: readonly PlanStudy[],
    options: ForecastOptions,
    hooks: ComputeHooks,
  ) => Summary
  readonly tryHelp: (
    base: ForecastBase,
    asked: HelpRequest,
    changes: HelpRequest['changes'],
    options: ForecastOptions,
    hooks: ComputeHooks,
  ) => readonly HelpAttempt[]
  readonly effectsBase: (
    fleet: Fleet,
    plan: PlanDocument,
    assumptions: Assumptions,
    options: ForecastOptions,
    hooks: ComputeHooks,
  ) => EffectsBase
  readonly effectsOf: (
    fleet: Fleet,
    plan: PlanDocument,
    assumptions: Assumptions,
    base: EffectsBase,
    keys: readonly string[],
    options: ForecastOptions,
    hooks: ComputeHooks,
  ) => readonly AssumptionEffect[]
  /** null: all of them. */
  readonly judgeMoves: (
    fleet: Fleet,
    partitionIds: readonly PartitionId[] | null,
    serverIds: readonly ServerId[] | null,
  ) => readonly MoveJudgement[]
  readonly calibrate: (fleet: Fleet, assumptions: Assumptions, hooks: ComputeHooks) => CalibrationReport
  readonly exportPlan: (
    input: {
      readonly plan: PlanDocument
      readonly forecast: PlanForecast | null
      readonly fleet: Fleet
    },
    format: ExportFormat,
  ) => ExportedFile
}

interface Task<Input, Output> {
  readonly input: Input
  readonly output: Output
}

interface OnSnapshot {
  readonly fleet: Packed<Fleet>
  readonly assumptions: Assumptions
}

/** A question about the matrix of one edition of the inventory. */
export interface OnMatrix {
  /** Tells one state of one workspace from every other. */
  readonly edition: string
  /** The fleet of that edition, sent when the worker answered null to the question without it. */
  readonly fleet: Packed<Fleet> | null
}

interface UnderWhatIf extends OnMatrix {
  readonly whatIf: WhatIf | null
}

export type ReadinessTask = Extract<keyof EngineTasks, `readiness-${string}`>

export type StagedTask = 'plan-stages' | 'judge-stages' | 'export-stages'

export type EngineTasks = {
  /** A staged plan, judged, with the forecasts of its stages. */
  readonly 'plan-stages': Task<
    {
      readonly fleet: Packed<Fleet>
      readonly request: Omit<StagedRequest, 'fleet'> & { readonly goal: StagedGoal }
      /** Draws of each stage; 0: the median run alone. */
      readonly samples: number
    },
    Packed<StoredStagedPlan>
  >
  readonly 'judge-stages': Task<
    OnSnapshot & { readonly text: string; readonly samples: number },
    Packed<StoredStagedPlan>
  >
  readonly 'export-stages': Task<
    OnSnapshot & { readonly stored: Packed<StoredStagedPlan>; readonly format: ExportFormat },
    readonly ExportedFile[]
  >
  readonly 'readiness-view': Task<UnderWhatIf, MatrixView | null>
  readonly 'readiness-commands': Task<
    UnderWhatIf & { readonly key: string },
    { readonly block: RemedyBlock | null } | null
  >
  readonly 'readiness-cells': Task<UnderWhatIf & { readonly key: string }, number[] | null>
  readonly 'readiness-pair': Task<
    UnderWhatIf & { readonly partitionId: PartitionId; readonly serverId: ServerId },
    PairView | null
  >
  readonly 'readiness-export': Task<
    UnderWhatIf & { readonly format: ReadinessFormat; readonly stamp: ReadinessStamp },
    ExportedFile | null
  >
  readonly evacuate: Task<
    {
      readonly fleet: Packed<Fleet>
      readonly request: Omit<EvacuationInput, 'fleet' | 'goal'> & { readonly serverIds: readonly ServerId[] }
      readonly effort: EvacuationEffort
    },
    Packed<StoredPlan>
  >
  readonly balance: Task<
    {
      readonly fleet: Packed<Fleet>
      readonly request: Omit<BalanceInput, 'fleet' | 'goal' | 'steps'> & Omit<BalanceGoal, 'kind'>
      readonly effort: SearchEffort
    },
    Packed<StoredPlan>
  >
  readonly 'by-hand': Task<
    { readonly fleet: Packed<Fleet>; readonly request: Omit<ByHandInput, 'fleet'> },
    { readonly plan: PlanDocument; readonly report: RefereeReport }
  >
  /** A forecast is made in steps, so that its draws can be shared among workers: what all draws start from... */
  readonly 'forecast-base': Task<OnSnapshot & { readonly plan: PlanDocument }, Packed<ForecastBase>>
  /** ... some of the draws ... */
  readonly 'forecast-draws': Task<
    { readonly base: Packed<ForecastBase>; readonly options: ForecastOptions; readonly slice: DrawSlice },
    Packed<PlanStudy>
  >
  /** ... and the forecast out of all of them. */
  readonly 'forecast-finish': Task<
    {
      readonly plan: PlanDocument
      readonly base: Packed<ForecastBase>
      readonly studies: readonly Packed<PlanStudy>[]
      readonly options: ForecastOptions
    },
    Summary
  >
  /** What would help moves that may not converge: some of the changes that are asked about. */
  readonly 'forecast-help': Task<
    {
      readonly base: Packed<ForecastBase>
      readonly asked: HelpRequest
      readonly changes: HelpRequest['changes']
      readonly options: ForecastOptions
    },
    readonly HelpAttempt[]
  >
  readonly calibrate: Task<OnSnapshot, CalibrationReport>
  readonly 'effects-base': Task<
    OnSnapshot & { readonly plan: PlanDocument; readonly options: ForecastOptions },
    EffectsBase
  >
  readonly effects: Task<
    OnSnapshot & {
      readonly plan: PlanDocument
      readonly options: ForecastOptions
      readonly base: EffectsBase
      readonly keys: readonly string[]
    },
    readonly AssumptionEffect[]
  >
  readonly judge: Task<
    {
      readonly fleet: Packed<Fleet>
      readonly partitionIds: readonly PartitionId[] | null
      readonly serverIds: readonly ServerId[] | null
    },
    readonly MoveJudgement[]
  >
  readonly verify: Task<OnSnapshot & { readonly plan: PlanDocument }, RefereeReport>
  readonly 'read-plan': Task<OnSnapshot & { readonly text: string }, Packed<StoredPlan>>
  readonly export: Task<
    OnSnapshot & {
      readonly plan: PlanDocument
      readonly forecast: PlanForecast | null
      readonly format: ExportFormat
    },
    ExportedFile
  >
}
