/**
 * From one past move back to what decided it (forecast.md section 7): B = S / T, q = S / U = 1 / (1 - lam),
 * D = B (1 - 1 / q). Made explicit: S are the raw bytes of all passes and of the post-copy, that is, the bytes of the log
 * over the bytes on the wire per byte of memory, without processor state and bitmap. U is the touched memory. T is the
 * mover's time without the fixed part of the standstill, in which nothing is sent. The closed form holds for endless
 * passes over memory that is written evenly; here the engine's own passes are inverted instead: with the set that is
 * written again and again, the clean share and the limits in force.
 */
import { dirtyAfterPass, firstPassBytes, stopRule, suspendBytes } from '../forecast/passes.ts'
import { resolveScenario, type ResolvedPart } from '../forecast/resolve.ts'
import type { ScenarioPart } from '../forecast/scenario.ts'

export interface ObservedMove {
  /** The move as the forecast has it: touched memory, hot set, clean share, fixed standstill... */
  readonly part: ScenarioPart
  /** Mover's time, seconds. */
  readonly seconds: number
  /** Bytes between the movers. */
  readonly wireBytes: number
  /** False where compression may have been at work and nobody has said or measured how much it saves. */
  readonly ratioKnown: boolean
}

export interface InvertedMove {
  /** Bytes/s on the wire while something was sent; null where the fixed standstill alone is longer than the move. */
  readonly wireRate: number | null
  /** S / U: how often touched memory was sent; null where it cannot be told. */
  readonly resent: number | null
  /** Bytes written per second; null where it cannot be told (`why`). */
  readonly dirty: number | null
  /** A second write rate that explains the move as well, beyond convergence; null: there is none. */
  readonly otherDirty: number | null
  /** Why the write rate cannot be told, one sentence; null where it can. */
  readonly why: string | null
  /** Bytes of the smallest set, written again and again, that allows what was sent; null where the set in force does. */
  readonly hotNeeded: number | null
}

const WHY = {
  short: 'It took no longer than the fixed part of the standstill.',
  memory: 'The memory of the partition is not known.',
  compressed:
    'The movers compress: the bytes do not tell rewritten memory from compression before the bytes on the wire are known.',
  less: 'No more was sent than the touched memory: too little was rewritten to be seen.',
  hot: 'More was sent again than the set of memory in force for its class allows.',
  never: 'No write rate explains how much was sent.',
} as const

/** Ratios D / B that are tried for a change of sign; between them the root is found by halving. */
const TRIED = Array.from({ length: 161 }, (_, i) => 10 ** (-4 + i / 32))
const HALVINGS = 60
const SMALLEST_SHARE = 1e-6

/** Rate and write rate of a past move. */
export function invertMove({ part, seconds, wireBytes, ratioKnown }: ObservedMove): InvertedMove {
  const resolved = resolvedPart(part)
  const sending = seconds - resolved.t_susp
  const nothing = { resent: null, dirty: null, otherDirty: null, hotNeeded: null }
  if (!(sending > 0)) return { ...nothing, wireRate: null, why: WHY.short }
  const wireRate = wireBytes / sending
  const touched = firstPassBytes(resolved, false)
  if (!ratioKnown) return { ...nothing, wireRate, why: WHY.compressed }
  if (!(touched > 0)) return { ...nothing, wireRate, why: WHY.memory }
  const rate = wireRate / resolved.ratio
  const sent = wireBytes / resolved.ratio - suspendBytes(resolved, touched, 0, false)
  const resent = sent / touched
  if (resent <= 1 + SMALLEST_SHARE) return { ...nothing, wireRate, resent, why: WHY.less }
  const [dirty, otherDirty = null] = writeRates(resolved, rate, sent)
  if (dirty !== undefined) return { wireRate, resent, dirty, otherDirty, why: null, hotNeeded: null }
  const free = { ...resolved, hot: Infinity }
  const possible = writeRates(free, rate, sent).length > 0
  return {
    ...nothing,
    wireRate,
    resent,
    why: possible ? WHY.hot : WHY.never,
    hotNeeded: possible ? smallestHot(resolved, rate, sent) : null,
  }
}

/** Bytes of all passes and of the post-copy at a constant rate, in bytes; the engine's rules end the passes. */
function copiedBytes(part: ResolvedPart, rate: number): number {
  const first = firstPassBytes(part, false)
  let sent = first
  let total = first
  let copyingSeconds = 0
  for (let pass = 1; ; pass += 1) {
    const seconds = sent / rate
    copyingSeconds += seconds
    const end = { pass, sent, seconds, copyingSeconds }
    const next = dirtyAfterPass(part, first, end, false)
    total += next
    if (next === 0 || stopRule(part, first, end, next, false) !== null) return total
    sent = next
  }
}

/** Write rates that make a move send so much, ascending: the converging one, and perhaps one beyond convergence. */
function writeRates(part: ResolvedPart, rate: number, sent: number): readonly number[] {
  const excess = (share: number): number => copiedBytes({ ...part, dirty: share * rate }, rate) / sent - 1
  const found: number[] = []
  let below = 0
  let before = excess(0)
  for (const share of TRIED) {
    const now = excess(share)
    if (before < 0 !== now < 0) found.push(rate * halved(excess, below, share, before < 0))
    below = share
    before = now
  }
  return found
}

/** Where a function changes its sign between two places; a jump over zero is a place, too. */
function halved(of: (x: number) => number, from: number, to: number, rising: boolean): number {
  let [low, high] = [from, to]
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2
    if (of(middle) < 0 === rising) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The set in bytes at which even endless writing just sends so much. */
function smallestHot(part: ResolvedPart, rate: number, sent: number): number {
  const dirty = (TRIED.at(-1) ?? 1) * rate
  const excess = (hot: number): number => copiedBytes({ ...part, dirty, hot }, rate) / sent - 1
  return halved(excess, 0, sent, true)
}

function resolvedPart(part: ScenarioPart): ResolvedPart {
  const alone = { ...part, path: { rate: 1 }, groups: [], after: [] }
  const [resolved] = resolveScenario({ resources: { rate: 1 }, parts: [alone] }).parts
  if (resolved === undefined) throw new RangeError('a scenario of one part has one part')
  return resolved
}
