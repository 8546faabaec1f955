/** What the data worker can be asked: short, synchronous pieces of work on the open workspace. */
import type {
  AssumptionsView,
  FleetView,
  HistoryEntry,
  ImportCommitted,
  ImportPreview,
  PlanCreated,
  PlanListing,
  PlanView,
  WorkspaceState,
} from '../../shared/contract/views.ts'
import type { AssumptionScopeKind, Assumptions, WorkloadClass } from '../../shared/forecast/assumption.ts'
import type { CatalogueEdit, Fleet, Statement } from '../../shared/inventory/fleet.ts'
import type { CatalogueRow } from '../../shared/mobility/catalogue/edits.ts'
import type {
  StagedPlanCreated,
  StagedPlanListing,
  StagedPlanView,
  StoredStagedPlan,
} from '../../shared/contract/staged-views.ts'
import type { PlanForecast } from '../../shared/plan/plan-forecast.ts'
import type { StoredPlan } from '../database/plan-repository.ts'
import type { Packed } from './packed.ts'

/** Which state of which workspace an answer is about. */
export interface Edition {
  /** Tells this opening of this workspace from every other, so that an answer does not land in another file. */
  readonly session: string
  /** Increases with every change of the inventory. */
  readonly inventoryRevision: number
  /** Increases with every change of the workspace; what the window knows. */
  readonly revision: number
}

/** A frozen picture of the workspace for work elsewhere. */
export interface Snapshot extends Edition {
  /** Hash of this fleet and these assumptions; plans made from it carry it. */
  readonly inputHash: string
  readonly fleet: Packed<Fleet>
  readonly assumptions: Assumptions
}

/** An import that waits for its commit: exactly the fleet that was previewed. */
export interface StagedImport {
  readonly label: string
  readonly fleet: Fleet
  readonly files: ImportPreview['files']
  readonly totals: ImportPreview['totals']
  readonly problems: number
}

export interface OverrideChange {
  readonly key: string
  readonly scope: AssumptionScopeKind
  readonly scopeId: string | null
  readonly value: number | null
  readonly reason: string | null
}

/** A value that past moves speak for, accepted by the user. */
export interface CalibratedValue {
  readonly key: string
  readonly scope: 'fleet' | 'class'
  readonly scopeId: string | null
  readonly value: number
  readonly reason: string
}

export interface PastMoveChoice {
  readonly moveId: string
  /** null: as the log says. */
  readonly partitionId: string | null
  readonly leftOut: boolean
}

export type StatementChange = Omit<Statement, 'holds'> & { readonly holds: boolean | null }

export type CatalogueChange = Omit<CatalogueEdit, 'value'> & { readonly value: string | null }

interface At {
  readonly nowMs: number
}

type Nothing = Readonly<Record<string, never>>

interface Task<Input, Output> {
  readonly input: Input
  readonly output: Output
}

export type DataTasks = {
  readonly open: Task<{ readonly path: string } & At, WorkspaceState>
  readonly create: Task<{ readonly path: string } & At, WorkspaceState>
  readonly close: Task<Nothing, null>
  readonly state: Task<Nothing, WorkspaceState | null>
  readonly edition: Task<Nothing, Edition>
  readonly snapshot: Task<Nothing, Snapshot>
  readonly fleet: Task<Nothing, FleetView>
  readonly history: Task<Nothing, readonly HistoryEntry[]>
  readonly undo: Task<At, WorkspaceState>
  readonly redo: Task<At, WorkspaceState>
  readonly assumptions: Task<Nothing, AssumptionsView>
  readonly 'set-assumption': Task<OverrideChange & At, null>
  readonly 'set-class': Task<
    { readonly partitionId: string; readonly workloadClass: WorkloadClass | null } & At,
    null
  >
  readonly 'accept-calibration': Task<{ readonly values: readonly CalibratedValue[] } & At, null>
  readonly 'assign-past-move': Task<PastMoveChoice & At, null>
  readonly 'set-statement': Task<StatementChange & At, null>
  readonly 'catalogue-rows': Task<Nothing, readonly CatalogueRow[]>
  readonly 'set-catalogue': Task<CatalogueChange & At, null>
  readonly 'stage-import': Task<
    {
      readonly importId: string
      readonly session: string
      readonly inventoryRevision: number
      readonly staged: Packed<StagedImport>
    },
    null
  >
  readonly 'commit-import': Task<{ readonly importId: string } & At, ImportCommitted>
  readonly 'discard-import': Task<{ readonly importId: string }, null>
  readonly plans: Task<Nothing, readonly PlanListing[]>
  readonly plan: Task<{ readonly planId: number }, PlanView>
  readonly 'store-plan': Task<
    { readonly session: string; readonly stored: Packed<StoredPlan> } & At,
    PlanCreated
  >
  readonly 'store-forecast': Task<
    { readonly session: string; readonly planId: number; readonly forecast: PlanForecast } & At,
    null
  >
  readonly 'staged-plans': Task<Nothing, readonly StagedPlanListing[]>
  readonly 'staged-plan': Task<{ readonly stagedPlanId: number }, StagedPlanView>
  readonly 'store-staged-plan': Task<
    { readonly session: string; readonly stored: Packed<StoredStagedPlan> } & At,
    StagedPlanCreated
  >
  readonly 'remove-staged-plan': Task<{ readonly stagedPlanId: number } & At, null>
  readonly 'rename-staged-plan': Task<{ readonly stagedPlanId: number; readonly name: string } & At, null>
  readonly 'rename-plan': Task<{ readonly planId: number; readonly name: string } & At, null>
  readonly 'remove-plan': Task<{ readonly planId: number } & At, null>
}
