/**
 * Model parameters with unit, default, source mark and effect. The catalogue (assumption-catalogue.ts) lists them; the
 * user overrides them for the fleet, a server, a class of partitions or one partition (forecast.md section 6).
 */
import type { PublishedLimits } from './published-limits.ts'

export type AssumptionMark = 'published' | 'measured' | 'assumed' | 'calibrated' | 'typed by you'

export type AssumptionScopeKind = 'fleet' | 'server' | 'class' | 'partition'

export interface AssumptionDefinition {
  /** Stable key, e.g. "theta", "goodput.10", "class.oltp.dirtyBytesPerSecond". */
  readonly key: string
  readonly group: string
  readonly title: string
  /** What it does to the forecast, one sentence. */
  readonly effect: string
  readonly unit: string
  readonly defaultValue: number
  /** Plausible range, for input checks and uncertainty; same unit. */
  readonly low: number
  readonly high: number
  readonly mark: AssumptionMark
  readonly source: string
  readonly scopes: readonly AssumptionScopeKind[]
}

export interface AssumptionOverride {
  readonly key: string
  readonly scope: AssumptionScopeKind
  /** Server id, class name or partition id; null for the fleet. */
  readonly scopeId: string | null
  readonly value: number
  readonly reason: string | null
  /** Set where the value was taken from past moves and accepted; absent: typed by the user. */
  readonly mark?: 'calibrated'
}

/** Workload classes of forecast.md section 6. */
export type WorkloadClass = 'idle' | 'application' | 'oltp' | 'in-memory'

export interface WorkloadClassOverride {
  readonly partitionId: string
  readonly workloadClass: WorkloadClass
}

/** Everything the user decided about the model; frozen input of forecasts and plans. */
export interface Assumptions {
  readonly overrides: readonly AssumptionOverride[]
  readonly classes: readonly WorkloadClassOverride[]
  /** The table of moves at once, where the user changed it; the shipped one where absent. */
  readonly limits?: PublishedLimits
}

export const noAssumptions: Assumptions = { overrides: [], classes: [] }
