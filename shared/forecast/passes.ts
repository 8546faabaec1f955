import { dirtiedBytes } from './dirty-model.ts'
import type { ResolvedPart } from './resolve.ts'

/** The rule that ended the copying passes, by the name of the setting that carries its number. */
export type StopRule = 'theta' | 'max_down_s' | 'max_passes' | 'max_copy_s' | 'min_gain'

/** SimGrid 3.32, live migration plugin: aimed-at standstill and time limit of the pre-copy loop, in seconds. */
const PEER_MAX_DOWN_S = 0.03
const PEER_TIMEOUT_S = 1e7
/** The peer has no limit of passes; this one only keeps a hopeless comparison run finite. */
const PEER_MAX_PASSES = 100_000

/** What is known when a pass has ended. Sizes in raw bytes, times in seconds. */
export type PassEnd = {
  /** Number of this pass, from 1. */
  pass: number
  /** Bytes this pass has sent, R_k. */
  sent: number
  /** How long it took. */
  seconds: number
  /** Since the first pass began. */
  copyingSeconds: number
}

/** Bytes of the first pass, R_1. */
export function firstPassBytes(part: ResolvedPart, peer: boolean): number {
  return peer ? Math.trunc(part.used * part.mem) : part.used * part.mem
}

/** Bytes dirtied while a pass was sent: what the next pass, the standstill or post-copy has to carry, R_{k+1}. */
export function dirtyAfterPass(part: ResolvedPart, first: number, end: PassEnd, peer: boolean): number {
  if (peer) return Math.min(Math.trunc(part.dirty * end.seconds), Math.trunc(part.hot))
  return Math.min(dirtiedBytes(part.dirty_model, part.dirty, part.hot, end.seconds), first)
}

/** The rule that ends copying after this pass, or null: another pass follows. `next` is R_{k+1}. */
export function stopRule(
  part: ResolvedPart,
  first: number,
  end: PassEnd,
  next: number,
  peer: boolean,
): StopRule | null {
  const averageRate = end.seconds > 0 ? end.sent / end.seconds : 0
  if (peer) {
    // A pass of no bytes says nothing of the rate; nothing is left to send then either.
    if (next === 0 || averageRate * PEER_MAX_DOWN_S >= next) return 'max_down_s'
    if (end.copyingSeconds >= PEER_TIMEOUT_S) return 'max_copy_s'
    return end.pass >= PEER_MAX_PASSES ? 'max_passes' : null
  }
  if (next <= (1 - part.theta) * first) return 'theta'
  if (next <= averageRate * part.max_down_s) return 'max_down_s'
  if (end.pass >= part.max_passes) return 'max_passes'
  if (end.copyingSeconds >= part.max_copy_s) return 'max_copy_s'
  if (next > part.min_gain * end.sent) return 'min_gain'
  return null
}

/** Bytes sent while the partition stands still: its state, the bitmap of dirty pages, or the rest itself. */
export function suspendBytes(part: ResolvedPart, first: number, rest: number, peer: boolean): number {
  if (peer || !part.postcopy) return part.state_bytes + rest
  return part.state_bytes + part.bitmap * (first / part.page / 8)
}
