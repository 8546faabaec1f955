/**
 * The forecast of a plan: what the engine says about each move and each resource, with ranges, what they rest on and what
 * would change them. Holds no clock and no duration of computing: same plan, same seed, same bytes on every host.
 */

/** 10th, 50th and 90th percentile over the draws. */
export interface Range {
  readonly p10: number
  readonly p50: number
  readonly p90: number
}

/** From `fromS` to `toS` (null: for good) this held a move back while it was sending. */
export interface MoveBinding {
  readonly fromS: number
  readonly toS: number | null
  /** Name of one of `resources`; null: the threads that one move gets. */
  readonly resource: string | null
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
  /** Seconds the partition is held up by pages fetched on demand after it resumed (median run); null: cannot tell. */
  readonly stallS: number | null
  readonly rawBytes: number
  readonly wireBytes: number
  /** Why copying stopped, e.g. "clean enough", "no gain", "max passes". */
  readonly stop: string
  /**
   * Resource that bound the rate longest, as a name of `resources`; null where the threads that one move gets bound it,
   * and for moves without copying.
   */
  readonly limitedBy: string | null
  /** What bound the rate when, in the median run; of redundant movers those of the first pair. */
  readonly bindings: readonly MoveBinding[]
  readonly start: Range
  readonly end: Range
  readonly duration: Range
  readonly standstill: Range
  /** Share of draws in which copying does not converge (relies on post-copy or a timeout), 0..1. */
  readonly notConverging: number
  /** Longest standstill that is accepted, seconds: typed for the partition, its class or all, else asked; null: none. */
  readonly standstillLimitS: number | null
  /** Share of draws in which the standstill exceeds that limit; null: no limit, or no draws. */
  readonly overStandstillLimit: number | null
}

export type ForecastResourceKind = 'link' | 'mover-cores' | 'nx' | 'other'

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

/**
 * Load of a resource over the draws: in column i, from i to i + 1 times `columnS`, a tenth, half and nine tenths of the
 * draws have a mean load below. Counted in 128 steps of what the resource can reach in any draw, so each value is true
 * to 1/128 of that.
 */
export interface LoadFan {
  /** Name of one of `resources`. */
  readonly name: string
  readonly p10: readonly number[]
  readonly p50: readonly number[]
  readonly p90: readonly number[]
}

export interface LoadFans {
  /** Width of a column in seconds; the first one begins with the plan. At most 300 columns. */
  readonly columnS: number
  readonly resources: readonly LoadFan[]
}

/**
 * Where a number comes from. `assumed`: a guess of ours; `published`: a vendor's figure; the rest is known of this fleet.
 */
export type InputOrigin = 'assumed' | 'published' | 'typed' | 'imported' | 'calibrated'

/** How much one uncertain input has to do with the outcome: one bar of the tornado. */
export interface ForecastInfluence {
  /** "goodput", "compression", "write rate 9080-HEX*78A0001/10": unique in a forecast. */
  readonly key: string
  /** For people: "Goodput of the links", "Memory written by db01". */
  readonly title: string
  /** Key on the Assumptions screen that decides its middle. */
  readonly assumptionKey: string
  /** Partition it is about; null: an input all moves share. */
  readonly partitionId: string | null
  readonly partitionName: string | null
  readonly origin: InputOrigin
  /** A guess of ours (`assumed`): to be measured. */
  readonly guessed: boolean
  /** Value at its P10 and P90, in `unit`; for factors that many resources share, relative to the middle ("share"). */
  readonly low: number
  readonly high: number
  readonly unit: string
  /** Spearman's rank correlation with the end of the plan and with the longest standstill, -1..1. */
  readonly withEnd: number
  readonly withStandstill: number
  /** End of the plan, seconds: median of the fifth of the draws in which the input is lowest, and highest. */
  readonly endAtLow: number
  readonly endAtHigh: number
  /** Longest standstill, seconds, in the same draws. */
  readonly standstillAtLow: number
  readonly standstillAtHigh: number
}

/** An estimate with the interval that holds the true value in nine of ten studies; null: never, or not to be told from so few draws. */
export interface EstimateBand {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
}

/** P50 and P90 of the end of the plan as estimated from the first `draws` draws alone, seconds. */
export interface ConvergencePoint {
  readonly draws: number
  readonly p50: EstimateBand
  readonly p90: EstimateBand
}

export interface ForecastConvergence {
  /** After 50, 100, 200, 400, ... and all draws; empty without draws. */
  readonly points: readonly ConvergencePoint[]
  /** More draws would not change what is shown: the band of P90 is narrower than 5 % of it to either side; null: no draws. */
  readonly settled: boolean | null
  /** Draws after which it would be, by the square-root law; null where it is settled, or cannot be told. */
  readonly drawsNeeded: number | null
}

export type RemedyKind = 'more-threads' | 'fewer-at-once' | 'one-at-a-time' | 'quieter-hour' | 'compression'

/** What one change would do for a move that may not converge. */
export interface ConvergenceRemedy {
  readonly kind: RemedyKind
  /** "two at a time instead of four" */
  readonly title: string
  /** Share of the same draws in which it would not converge then. */
  readonly notConverging: number
  /** Median end of the plan then, seconds; null: it would never end. */
  readonly planEndS: number | null
}

/** A move that may not converge, and what was computed to help. Nothing is listed that was not computed. */
export interface ConvergenceHelp {
  readonly moveId: string
  /** Draws every remedy was computed with: the first ones of the study. */
  readonly draws: number
  /** Share of those draws in which it does not converge as planned. */
  readonly notConverging: number
  /** Median end of the plan as planned in those draws, seconds; null: never. */
  readonly planEndS: number | null
  /** Best first. Each change is made by itself: for this move alone, or (fewer at once) for the whole plan. */
  readonly remedies: readonly ConvergenceRemedy[]
}

export interface PlanForecast {
  /** Draws that were made; fewer than asked where the forecast was stopped and kept. */
  readonly samples: number
  readonly samplesAsked: number
  readonly seed: number
  readonly moves: readonly MoveForecast[]
  readonly resources: readonly ResourceLoad[]
  /** null: no draws were made. */
  readonly fans: LoadFans | null
  /** End of the plan in seconds from its start. */
  readonly makespan: Range
  /** Twenty equal quantiles of the end of the plan (seconds), for the quantile dots. */
  readonly makespanDots: readonly number[]
  /** Share of draws that end within the window; null where the plan has no window. */
  readonly fitsWindow: number | null
  /** Share of draws in which at least one move does not converge; null: no draws. */
  readonly anyNotConverging: number | null
  /** Longest accepted standstill that was asked for, seconds; a move's own goes before it. null: none was asked for. */
  readonly standstillLimitS: number | null
  /** Share of draws in which at least one move stands still beyond its limit; null: no move has one, or no draws. */
  readonly overStandstillLimit: number | null
  readonly totalRawBytes: number
  readonly totalWireBytes: number
  readonly longestStandstill: Range
  /** Number of inputs that are assumed, of all inputs used. */
  readonly assumedInputs: number
  readonly totalInputs: number
  /** Strongest inputs first, at most twelve. */
  readonly influences: readonly ForecastInfluence[]
  /** Key of the guessed input that is worth measuring first; null: none of the strongest is a guess. */
  readonly measureNext: string | null
  readonly convergence: ForecastConvergence
  readonly help: readonly ConvergenceHelp[]
  /** Moves that never end (a resource without capacity), by move id, with the reason. */
  readonly stalled: readonly { readonly moveId: string; readonly reason: string }[]
}

/** Seconds by which the end of the plan differs between the fifths of the draws with this input lowest and highest. */
export const endSpread = ({ endAtLow, endAtHigh }: ForecastInfluence): number =>
  Math.abs(endAtHigh - endAtLow)

/** What a forecast without draws says of the study: nothing. */
export const withoutStudy = {
  fans: null,
  anyNotConverging: null,
  standstillLimitS: null,
  overStandstillLimit: null,
  influences: [],
  measureNext: null,
  convergence: { points: [], settled: null, drawsNeeded: null },
  help: [],
} as const satisfies Partial<PlanForecast>

/** What a move's forecast does not say where nothing was drawn or recorded. */
export const withoutMoveStudy = {
  stallS: null,
  bindings: [],
  standstillLimitS: null,
  overStandstillLimit: null,
} as const satisfies Partial<MoveForecast>

/** A forecast as an earlier version stored it: what came later is absent. */
export type StoredForecast = Omit<PlanForecast, 'moves' | 'samplesAsked' | keyof typeof withoutStudy> &
  Partial<Omit<PlanForecast, 'moves'>> & {
    readonly moves: readonly (Omit<MoveForecast, keyof typeof withoutMoveStudy> & Partial<MoveForecast>)[]
  }

/** A stored forecast with everything this version has; what it never said is "not known". */
export function completeForecast(stored: StoredForecast): PlanForecast {
  return {
    ...withoutStudy,
    samplesAsked: stored.samples,
    ...stored,
    moves: stored.moves.map((move) => ({ ...withoutMoveStudy, ...move })),
  }
}
