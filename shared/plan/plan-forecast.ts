/** The forecast of a plan: what the engine says about each move and each resource, with ranges. */

/** 10th, 50th and 90th percentile over the draws. */
export interface Range {
  readonly p10: number
  readonly p50: number
  readonly p90: number
}

export interface MoveForecast {
  readonly moveId: string
  /** Median run (all inputs at their medians), seconds from the start of the plan. */
  readonly queuedS: number
  readonly startS: number
  readonly copyStartS: number
  readonly suspendS: number
  readonly resumeS: number
  readonly postEndS: number
  readonly endS: number
  readonly passes: number
  readonly standstillS: number
  readonly rawBytes: number
  readonly wireBytes: number
  /** Why copying stopped, e.g. "clean enough", "no gain", "max passes". */
  readonly stop: string
  /**
   * Resource that bound the rate longest, as a name of `resources`; null where the threads that one move gets bound it,
   * and for moves without copying.
   */
  readonly limitedBy: string | null
  readonly start: Range
  readonly end: Range
  readonly duration: Range
  readonly standstill: Range
  /** Share of draws in which copying does not converge (relies on post-copy or a timeout), 0..1. */
  readonly notConverging: number
}

export type ForecastResourceKind = 'link' | 'mover-cores' | 'other'

/** Load of one resource as a step function: value v[i] holds from t[i] to t[i+1]. */
export interface ResourceLoad {
  readonly name: string
  readonly label: string
  readonly kind: ForecastResourceKind
  /** VIOS and server it belongs to, where it does. */
  readonly viosId: string | null
  readonly serverId: string | null
  readonly capacity: number
  readonly unit: 'bytes/s' | 'core-seconds/s'
  readonly t: readonly number[]
  readonly v: readonly number[]
  readonly peak: number
}

export interface PlanForecast {
  readonly samples: number
  readonly seed: number
  readonly moves: readonly MoveForecast[]
  readonly resources: readonly ResourceLoad[]
  /** End of the plan in seconds from its start. */
  readonly makespan: Range
  /** Twenty equal quantiles of the end of the plan (seconds), for the quantile dots. */
  readonly makespanDots: readonly number[]
  /** Share of draws that end within the window; null where the plan has no window. */
  readonly fitsWindow: number | null
  readonly totalRawBytes: number
  readonly totalWireBytes: number
  readonly longestStandstill: Range
  /** Number of inputs that are assumed, of all inputs used. */
  readonly assumedInputs: number
  readonly totalInputs: number
  /** Moves that never end (a resource without capacity), by move id, with the reason. */
  readonly stalled: readonly { readonly moveId: string; readonly reason: string }[]
  readonly engineMs: number
}
