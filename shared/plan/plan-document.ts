/**
 * The plan document: what the planner proposes, the referee judges, the window shows and the exporters write. Versioned,
 * diffable, re-importable. All names stand beside their ids so that a plan can be read without its workspace.
 */
import type { PartitionId, ServerId } from '../inventory/fleet.ts'
import type { MoveType, MoveVerdict, RuleVerdict } from '../mobility/verdict.ts'
import type { BalanceGoal } from './balance-goal.ts'
import type { PlanConnections } from './connections.ts'
import type { DlparOption, MoveDlpar } from './dlpar.ts'
import type { PlanRelaxations } from './relaxations.ts'
import type { PlanRule } from './rules/plan-rule.ts'

export const PLAN_FORMAT = 'lpm-plan'
export const PLAN_VERSION = 1

export interface PlanWindow {
  readonly startMs: number
  readonly endMs: number
}

export type PlanGoal =
  | { readonly kind: 'evacuate'; readonly serverIds: readonly ServerId[] }
  | BalanceGoal
  | { readonly kind: 'by-hand' }

export interface PlanOptions {
  /** Moves at once over the whole plan; null: only the movers' and systems' limits. */
  readonly maxConcurrent: number | null
  /** Servers that may receive partitions; null: every server that is not emptied. */
  readonly targetServerIds: readonly ServerId[] | null
  /** Partitions that stay where they are by the user's wish. */
  readonly excludedPartitionIds: readonly PartitionId[]
  /** Rules whose "cannot tell" the user accepts; each such finding is named in the plan. */
  readonly acceptedUnknownRuleIds: readonly string[]
  /** Inactive partitions are moved too. */
  readonly includeInactive: boolean
  /** Use of memory and entitlement a target should not exceed after the plan, in percent (soft). */
  readonly safetyPercent: number
  /** Planning rules; absent in plans of earlier versions, and where there are none. */
  readonly rules?: readonly PlanRule[] | undefined
  /** Partitions that fit nowhere else may be made smaller for their move; absent: not allowed. */
  readonly dlpar?: DlparOption | undefined
}

export const defaultPlanOptions: PlanOptions = {
  maxConcurrent: null,
  targetServerIds: null,
  excludedPartitionIds: [],
  acceptedUnknownRuleIds: [],
  includeInactive: true,
  safetyPercent: 90,
}

export interface PlanWarning {
  readonly ruleId: string
  readonly verdict: RuleVerdict
  readonly text: string
  readonly remedy: string | null
}

export interface PlanAlternative {
  readonly serverId: ServerId
  readonly serverName: string
  readonly verdict: MoveVerdict
  readonly ruleId: string | null
  readonly text: string
}

export interface PlanMove {
  /** Stable within the plan: "m001". */
  readonly id: string
  readonly partitionId: PartitionId
  readonly partitionName: string
  readonly lparId: number
  readonly sourceServerId: ServerId
  readonly sourceServerName: string
  readonly targetServerId: ServerId
  readonly targetServerName: string
  readonly type: MoveType
  /** Movers of the pair; null for an inactive move (no mover is used) . */
  readonly sourceMoverId: PartitionId | null
  readonly sourceMoverName: string | null
  readonly targetMoverId: PartitionId | null
  readonly targetMoverName: string | null
  /** Target pool by name where the partition keeps one; null = default pool. */
  readonly targetPoolName: string | null
  /** Partition id on the target: the present one where it is free. */
  readonly targetLparId: number | null
  /** Absent in plans of earlier versions, and where the HMC is to choose. */
  readonly connections?: PlanConnections | undefined
  /** Moves that have to be finished before this one may start (they free what it needs). */
  readonly after: readonly string[]
  /** Earliest start after the start of the plan, seconds. */
  readonly notBeforeS: number
  /** 1-based wave: a label for people and scripts, not a barrier. */
  readonly wave: number
  /** What it has while it moves. */
  readonly memoryMib: number
  /** Absent where its memory stays as it is. */
  readonly dlpar?: MoveDlpar | undefined
  /** Memory the target has to have free: memory after the move, rounded to its block size, plus page tables. */
  readonly targetNeedMib: number
  readonly entitledCenti: number
  readonly verdict: MoveVerdict
  readonly warnings: readonly PlanWarning[]
  readonly whyMove: string
  readonly whyHere: string
  readonly whyNow: string
  readonly ifNot: string
  readonly alternatives: readonly PlanAlternative[]
}

/** A partition the goal wanted to move and the plan does not. */
export interface UnplacedPartition {
  readonly partitionId: PartitionId
  readonly partitionName: string
  readonly serverId: ServerId
  readonly memoryMib: number | null
  /** Rule ids with sentences, one per distinct reason, gravest first. */
  readonly reasons: readonly PlanWarning[]
  /** What would make it possible, a plain sentence; null where nothing is known. */
  readonly remedy: string | null
}

export interface PlanDocument {
  readonly format: typeof PLAN_FORMAT
  readonly version: typeof PLAN_VERSION
  readonly name: string
  readonly goal: PlanGoal
  readonly options: PlanOptions
  /** Hash of the fleet and assumptions the plan was made from (see fleet-hash.ts). */
  readonly inputHash: string
  readonly appVersion: string
  readonly createdAtMs: number
  readonly seed: number
  /** IANA zone in which window and starts are shown. */
  readonly zone: string
  /** Planned start, UTC epoch ms. */
  readonly startMs: number
  /** Maintenance window; null where none was given. */
  readonly window: PlanWindow | null
  readonly moves: readonly PlanMove[]
  readonly unplaced: readonly UnplacedPartition[]
  /**
   * What would make the whole request possible, where it is not; absent in plans of earlier versions, and where
   * nothing is to be relaxed.
   */
  readonly relaxations?: PlanRelaxations | undefined
  /** Plan-wide remarks: accepted unknowns, limits used, assumptions. */
  readonly notes: readonly string[]
  /** Lower bound of the makespan in seconds and how it was proven; null where none was computed. */
  readonly bound: { readonly seconds: number; readonly reason: string } | null
}
