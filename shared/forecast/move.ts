import type { PhaseTimes } from './forecast.ts'
import { firstPassBytes } from './passes.ts'
import type { StopRule } from './passes.ts'
import type { ResolvedPart } from './resolve.ts'

/** The states of one move (forecast model, section 3); "suspend" sends, "standstill" is the fixed time after it. */
export type Phase = 'wait' | 'queued' | 'prep' | 'pass' | 'suspend' | 'standstill' | 'post' | 'clean' | 'end'

/** A move under way. Times in seconds, sizes in raw bytes. */
export type Move = {
  readonly part: ResolvedPart
  phase: Phase
  /** It has a flow in service. */
  sending: boolean
  /** Bytes that wait for the latency of their path to pass; null: none do. */
  underWay: number | null
  /** Predecessors that have not ended yet. */
  waitingFor: number
  /** Bytes of the first pass, R_1. */
  readonly first: number
  readonly times: PhaseTimes
  pass: number
  passBytes: number
  passBegan: number
  /** Bytes handed to the wire so far. */
  raw: number
  /** Bytes dirty when the passes stopped, R_{k+1}. */
  remainder: number | null
  stop: StopRule | 'abort_s' | null
  down: number | null
  post: number | null
  /** Where its seconds of being held back begin in the simulation's list of them. */
  readonly heldAt: number
  /** When it began and ended to send, in turns; null: nobody asked. */
  readonly spans: number[] | null
}

export function newMove(part: ResolvedPart, peer: boolean, heldAt: number, keepSpans: boolean): Move {
  return {
    part,
    phase: 'wait',
    sending: false,
    underWay: null,
    waitingFor: part.after.length,
    first: firstPassBytes(part, peer),
    times: { prep: null, copy: null, suspend: null, resume: null, clean: null, end: null },
    pass: 0,
    passBytes: 0,
    passBegan: 0,
    raw: 0,
    remainder: null,
    stop: null,
    down: null,
    post: null,
    heldAt,
    spans: keepSpans ? [] : null,
  }
}
