/**
 * The staged plan: what moves partitions more than once. A list of stages, one after the other: ordinary plan
 * documents, each made against the fleet as the stages before it leave it, and the times at which servers are out of
 * use between them. Versioned, re-importable; `resources/schema/staged-plan.schema.json` is its schema.
 */
import type { ServerId } from '../inventory/fleet.ts'
import type {
  PlanDocument,
  PlanOptions,
  PlanWarning,
  PlanWindow,
  UnplacedPartition,
} from './plan-document.ts'

export const STAGED_PLAN_FORMAT = 'lpm-staged-plan'
export const STAGED_PLAN_VERSION = 1

/** Empty servers, service them, and bring everybody home. */
export interface EvacuateAndReturn {
  readonly kind: 'evacuate-and-return'
  readonly serverIds: readonly ServerId[]
  /** How long the emptied servers are out of use. */
  readonly serviceMinutes: number
  /** All stages are within it; null: no window was given. */
  readonly window: PlanWindow | null
}

/** Service every server once, within windows. */
export interface Maintenance {
  readonly kind: 'maintenance'
  readonly serverIds: readonly ServerId[]
  /** In the order of their starts, without overlap. Every stage is within one of them. */
  readonly windows: readonly PlanWindow[]
  /** How long one server is out of use, once it is empty. Servers emptied together are serviced together. */
  readonly serviceMinutes: number
  /** Partitions go back to the server they came from as soon as it is serviced. */
  readonly returnHome: boolean
}

/** Switch servers off while they are not needed. */
export interface SaveEnergy {
  readonly kind: 'save-energy'
  /** Times in which servers may be off, in the order of their starts, without overlap. */
  readonly bands: readonly PlanWindow[]
}

export type StagedGoal = EvacuateAndReturn | Maintenance | SaveEnergy

interface StageBase {
  /** Stable within the plan: "s01". */
  readonly id: string
  /** "Empty srv-a and srv-b" */
  readonly title: string
  /** The stage begins, UTC epoch ms. */
  readonly startMs: number
  /** End of the time given to it; the next stage begins no earlier. */
  readonly endMs: number
}

/** Partitions move. */
export interface MovesStage extends StageBase {
  readonly kind: 'moves'
  /** Window it has to end in; null where none was given. The same as that of its plan. */
  readonly window: PlanWindow | null
  /**
   * Made against the fleet as the stages before it leave it (`fleetAfter`), which its `inputHash` says. Partitions are
   * called by the ids they have in the inventory the staged plan was made from, wherever they are.
   */
  readonly plan: PlanDocument
}

/** Servers that nobody runs on are serviced; they may be powered off. */
export interface ServiceStage extends StageBase {
  readonly kind: 'service'
  readonly serverIds: readonly ServerId[]
}

/** Servers that nobody runs on are off: shut down from `startMs` on, off at `offMs`, started at `iplMs`, operating at `endMs`. */
export interface OffStage extends StageBase {
  readonly kind: 'off'
  readonly serverIds: readonly ServerId[]
  readonly offMs: number
  readonly iplMs: number
}

export type Stage = MovesStage | ServiceStage | OffStage

/** A server of the goal that the plan does not service (or switch off). */
export interface UnservicedServer {
  readonly serverId: ServerId
  readonly serverName: string
  /** Rule ids with sentences, gravest first; never empty. */
  readonly reasons: readonly PlanWarning[]
  /** What would make it possible; null where nothing is known. */
  readonly remedy: string | null
}

export interface StagedPlan {
  readonly format: typeof STAGED_PLAN_FORMAT
  readonly version: typeof STAGED_PLAN_VERSION
  readonly name: string
  readonly goal: StagedGoal
  /** Wishes that hold for every stage; the plans of the stages repeat them. */
  readonly options: PlanOptions
  /** Hash of the fleet and assumptions the plan was made from: that of the first stage of moves, too. */
  readonly inputHash: string
  readonly appVersion: string
  readonly createdAtMs: number
  readonly seed: number
  /** IANA zone in which instants are shown. */
  readonly zone: string
  /** One after the other: each ends before the next one starts. */
  readonly stages: readonly Stage[]
  readonly unserviced: readonly UnservicedServer[]
  /** Partitions that the goal wanted to move, or to bring home, and the plan does not. */
  readonly unplaced: readonly UnplacedPartition[]
  readonly notes: readonly string[]
}

/** The stages in which partitions move, in their order. */
export const movesStagesOf = ({ stages }: StagedPlan): readonly MovesStage[] =>
  stages.filter((stage) => stage.kind === 'moves')
