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

/** What somebody typed about the power of a server; null: not known, and nothing is put in its place. */
export interface ServerPower {
  readonly serverId: ServerId
  /** Operating, no processor in use. */
  readonly idleW: number | null
  /** Operating, every processor in use. */
  readonly maxW: number | null
  /** Powered off; the service processor is on. */
  readonly standbyW: number | null
  /** From the command until it is off, its VIOS included. */
  readonly shutdownS: number | null
  /** From the command until its VIOS run and its movers answer. */
  readonly iplS: number | null
}

/** Switch servers off while they are not needed. */
export interface SaveEnergy {
  readonly kind: 'save-energy'
  /**
   * Times in which servers may be off, in the order of their starts; a time passes between two of them. Everybody is
   * home at the end of each.
   */
  readonly bands: readonly PlanWindow[]
  /** Servers that somebody knows something about, each once. */
  readonly power: readonly ServerPower[]
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

/** A server of the goal that the plan does not service; of a plan that saves energy: one that is never off. */
export interface UnservicedServer {
  readonly serverId: ServerId
  readonly serverName: string
  /** Rule ids with sentences, gravest first; never empty. */
  readonly reasons: readonly PlanWarning[]
  /** What would make it possible; null where nothing is known. */
  readonly remedy: string | null
}

/** Energy of one server over all bands, in kWh. */
export interface ServerKwh {
  readonly serverId: ServerId
  readonly serverName: string
  /** Seconds for which it is off. */
  readonly offS: number
  /** As it would draw without the plan; null: its watts are not known. */
  readonly withoutKwh: number | null
  readonly withKwh: number | null
}

/** What a plan that saves energy does to it, within its bands: outside of them nothing changes. */
export interface PlannedEnergy {
  /** Those that are off at times, and those that take their partitions. */
  readonly servers: readonly ServerKwh[]
  /** For copying memory, there and back. */
  readonly migrationKwh: number
  /** Sums over the servers; null where the watts of one of them are not known. */
  readonly withoutKwh: number | null
  /** Migrations included. */
  readonly withKwh: number | null
  readonly netKwh: number | null
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
  /** Only of a plan that saves energy, and only where watts of one of its servers are known. */
  readonly energy?: PlannedEnergy | undefined
}

/** The stages in which partitions move, in their order. */
export const movesStagesOf = ({ stages }: Pick<StagedPlan, 'stages'>): readonly MovesStage[] =>
  stages.filter((stage) => stage.kind === 'moves')
