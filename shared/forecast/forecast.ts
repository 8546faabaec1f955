import type { LoadSteps, MeanLoadSink } from './loads.ts'
import type { StopRule } from './passes.ts'

/**
 * How a part ended: `done`; `aborted` at its time limit (the source keeps running); `stalled`: it needs a resource
 * whose capacity stays 0; `not started`: no slot or predecessor ever became free.
 */
export type PartState = 'done' | 'aborted' | 'stalled' | 'not started'

/** When each phase of a move began, in seconds on the plan's clock; null: it was not reached. */
export type PhaseTimes = {
  /** Slots taken; set-up on the target. */
  prep: number | null
  /** First pass over the memory. */
  copy: number | null
  /** The partition stands still. */
  suspend: number | null
  /** It runs on the target; the rest follows. */
  resume: number | null
  /** Clean-up. */
  clean: number | null
  /** Slots given back. */
  end: number | null
}

/** What held a move back for the largest part of the time it was sending. */
export type Limit = {
  /** Resource name, or null: the move's own ceiling (its mover threads). */
  resource: string | null
  /** Share of the sending time, 0..1. */
  share: number
}

/** From `from` to `to` (s; null: for good) this held back one way of a move. */
export type Binding = {
  from: number
  to: number | null
  /** Index into the scenario's `paths`; 0 where there is one `path`. */
  path: number
  /** Resource name, or null: the move's own ceiling (its mover threads). */
  resource: string | null
}

/** Forecast of one move. Times in seconds, sizes in bytes; null: it never came to that. */
export type PartForecast = {
  state: PartState
  /** From the wanted start to admission. */
  queued: number | null
  /** Admission: slots taken, before preparation. */
  t0: number | null
  /** End of clean-up. */
  t1: number | null
  total: number | null
  passes: number
  /** Whole standstill: state, bitmap, stop-and-copy remainder, fixed part. */
  down: number | null
  /** Post-copy time. */
  post: number | null
  /** All bytes sent, on the wire. */
  wire: number
  /** All bytes sent, before compression. */
  raw: number
  /** Bytes that were dirty when the passes stopped. */
  rem: number | null
  /** The rule that ended the passes; `abort_s`: the time limit ended the move. */
  stop: StopRule | 'abort_s' | null
  /** Pages fetched on demand during post-copy, where the written set is known; null: cannot tell. */
  faults: number | null
  /** Seconds the partition is held up by those fetches after it resumed; null: cannot tell. */
  stall: number | null
  /** Raw bytes each of several paths carried; null where there is one path. */
  perPath: readonly number[] | null
  phases: PhaseTimes
  limitedBy: Limit | null
  /** What held it back from when to when while it was sending; only when loads were asked for. */
  bindings: readonly Binding[] | null
}

/** Answer of the engine. Its first names are those of the answer format (forecast model, section 5). */
export type Forecast = {
  /** End of the last move on the plan's clock; null when a move never ends. */
  makespan: number | null
  /** Events handled. */
  events: number
  /** Highest use per second of each resource. */
  peak_load: Record<string, number>
  parts: Record<string, PartForecast>
  /** Load of each resource as a step function; only when asked for. */
  loads: Record<string, LoadSteps> | null
}

export type SimulateOptions = {
  /** Keep the load of every resource, and what held each move back, as step functions. */
  loads?: boolean
  /** Gets the mean loads over time: less to keep than every step, where there are many runs. */
  meanLoads?: MeanLoadSink
  /** Asked at least every few milliseconds of work; true ends the run with `ForecastCancelled`. */
  shouldStop?: () => boolean
}

/** Thrown when `shouldStop` said so. Nothing is left behind: the engine keeps no state between runs. */
export class ForecastCancelled extends Error {
  override readonly name = 'ForecastCancelled'
  constructor() {
    super('The forecast was cancelled.')
  }
}
