/** The referee's answer about one plan: every broken rule with the instant and the partition, or none. */
export interface PlanViolation {
  /** Rule id of the mobility catalogue or of the referee: "R-CAPACITY-MEMORY", "R-WINDOW", "R-ORDER"... */
  readonly ruleId: string
  readonly moveId: string | null
  readonly serverId: string | null
  /** Seconds from the start of the plan; null where the violation is not bound to an instant. */
  readonly atS: number | null
  readonly text: string
  /**
   * The planning rule of the plan that it is about; absent where it is about none, and in reports of earlier versions.
   * unknown: what the rule needs is not known, so nobody can say whether it holds.
   */
  readonly planRule?: { readonly id: string; readonly state: 'broken' | 'unknown' } | undefined
}

export interface RefereeReport {
  readonly valid: boolean
  readonly violations: readonly PlanViolation[]
  /** Ids of the checks that were made, so that "no violation" says what was looked at. */
  readonly checks: readonly string[]
  readonly warnings: readonly PlanViolation[]
}

/** A broken rule of a staged plan. */
export interface StageViolation extends PlanViolation {
  /** Null where it is about the plan as a whole. */
  readonly stageId: string | null
}

/** The referee's answer about a staged plan: what is broken between its stages and in each of them. */
export interface StagedRefereeReport {
  readonly valid: boolean
  /** Those of the stages included. */
  readonly violations: readonly StageViolation[]
  /** Ids of the checks made across the stages; those of each stage stand in its report. */
  readonly checks: readonly string[]
  readonly warnings: readonly StageViolation[]
  /** One for each stage of moves. */
  readonly stages: readonly { readonly stageId: string; readonly report: RefereeReport }[]
}
