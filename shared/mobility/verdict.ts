/** Verdicts of the mobility rules: three-valued per rule, four words per move (design: can, warn, cannot, tell). */
import type { PartitionId, ServerId } from '../inventory/fleet.ts'

export type MoveType = 'active' | 'inactive' | 'suspended'

/** What one rule says: `unknown` means that an input it needs was never imported. */
export type RuleVerdict = 'pass' | 'warn' | 'block' | 'unknown'

/** What all rules together say about one partition on one server. `tell` = cannot tell. */
export type MoveVerdict = 'can' | 'warn' | 'cannot' | 'tell'

/** A value behind a verdict, with its name: facts, not prose. */
export interface Fact {
  readonly name: string
  readonly value: string | number | boolean | null
  /** Unit of a numeric value: "MiB", "centi", "VLAN id"... */
  readonly unit?: string
}

export interface RuleFinding {
  /** Stable id of domain.md 3.4, e.g. "MEM-AVAIL". */
  readonly ruleId: string
  readonly verdict: RuleVerdict
  /** One plain sentence that names the values. */
  readonly text: string
  readonly facts: readonly Fact[]
  /** For `unknown`: the missing input and the command that supplies it. */
  readonly missing: { readonly input: string; readonly command: string } | null
  /** Set for `unknown`: what the missing input could reveal at worst. Only `block` makes the move "cannot tell". */
  readonly atWorst?: 'warn' | 'block'
  /** What a person would do, with the HMC or VIOS command where one exists; null for a pass. */
  readonly remedy: string | null
}

/** Judgement of one partition on one target server. */
export interface MoveJudgement {
  readonly partitionId: PartitionId
  readonly targetServerId: ServerId
  readonly moveType: MoveType
  readonly verdict: MoveVerdict
  /** Everything that is not a plain pass, gravest first (block, unknown that could block, warn, unknown that could warn). */
  readonly findings: readonly RuleFinding[]
  readonly passes: number
  /** For a refused active move: whether an inactive move would be allowed. */
  readonly inactiveWouldWork: boolean | null
}
