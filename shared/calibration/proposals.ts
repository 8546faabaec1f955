/**
 * New values of assumptions out of past moves. One after another, because each decides how the next is read: the share of
 * touched memory, the bytes on the wire, the set that is written again and again, the write rate by class, and what the
 * movers and links carry. Every step takes the values before it as accepted.
 */
import { assumptionDefinition } from '../forecast/assumption-catalogue.ts'
import type {
  AssumptionDefinition,
  AssumptionMark,
  AssumptionOverride,
  Assumptions,
} from '../forecast/assumption.ts'
import { resolveAssumption } from '../forecast/resolve-assumption.ts'
import type { FleetIndex } from '../inventory/fleet-index.ts'
import { BYTES_PER_GIB } from '../inventory/units.ts'
import type { MatchedMove } from './match-moves.ts'
import { modelMove, type ModelledMove } from './past-forecast.ts'
import { median } from './statistics.ts'

export interface Proposal {
  readonly key: string
  readonly scope: 'fleet' | 'class'
  readonly scopeId: string | null
  readonly title: string
  readonly unit: string
  readonly before: { readonly value: number; readonly mark: AssumptionMark }
  readonly value: number
  /** Number of past moves it is taken from. */
  readonly moves: number
  /** The plausible range ends here; the moves say more than that. */
  readonly atBound: boolean
  /** "from 34 moves, 2026-01-05 to 2026-03-10": becomes the reason of the override. */
  readonly reason: string
}

/** A value from fewer moves is an anecdote. */
const MOVES_PER_VALUE = 5
/** Changes smaller than this are noise of the logs. */
const LEAST_CHANGE = 0.02
/** Partitions that are expected to be sent hardly more than once tell how many bytes a touched byte makes. */
const ALMOST_ONCE = 1.1
/** So often touched memory has to be sent in the middle for the write rate to be seen. */
const VISIBLE = 1.05
/** The set has to be somewhat larger than the smallest one that allows what was sent. */
const ROOM_IN_HOT_SET = 1.5
/** A changed rate may hand the limit to another resource, which is then looked at, so many times. */
const RATE_ROUNDS = 3
const DIGITS = 3

interface Draft {
  readonly key: string
  readonly value: number
  readonly from: readonly ModelledMove[]
}
type Step = (moves: readonly ModelledMove[], assumptions: Assumptions) => readonly Draft[]

const steps: readonly Step[] = [
  touchedShares,
  wireRatios,
  hotSets,
  writeRates,
  ...Array<Step>(RATE_ROUNDS).fill(rates),
]

export interface Proposed {
  readonly proposals: readonly Proposal[]
  /** The assumptions with all of them accepted. */
  readonly assumptions: Assumptions
}

/** What past moves say the assumptions should be. */
export function proposeValues(
  index: FleetIndex,
  matched: readonly MatchedMove[],
  inForce: Assumptions,
): Proposed {
  let assumptions = inForce
  const byKey = new Map<string, Proposal>()
  for (const step of steps) {
    const moves = matched.flatMap((one) => modelMove(index, one, assumptions) ?? [])
    for (const draft of step(moves, assumptions)) {
      const proposal = proposalOf(draft, inForce)
      if (proposal === null) continue
      byKey.set(proposal.key, proposal)
      assumptions = accepted(assumptions, [proposal])
    }
  }
  return {
    proposals: [...byKey.values()].filter(({ before, value }) => differs(before.value, value)),
    assumptions,
  }
}

/** Assumptions with proposals accepted as overrides that are marked "calibrated". */
export function accepted(assumptions: Assumptions, proposals: readonly Proposal[]): Assumptions {
  const fresh = proposals.map(({ key, scope, scopeId, value, reason }): AssumptionOverride => ({
    key,
    scope,
    scopeId,
    value,
    reason,
    mark: 'calibrated',
  }))
  const same = (a: AssumptionOverride, b: AssumptionOverride): boolean =>
    a.key === b.key && a.scope === b.scope && a.scopeId === b.scopeId
  const kept = assumptions.overrides.filter((one) => !fresh.some((other) => same(one, other)))
  return { ...assumptions, overrides: [...kept, ...fresh] }
}

const differs = (before: number, value: number): boolean =>
  Math.abs(value - before) > LEAST_CHANGE * Math.abs(before)

function proposalOf({ key, value, from }: Draft, inForce: Assumptions): Proposal | null {
  const definition = assumptionDefinition(key)
  if (definition === undefined || !Number.isFinite(value)) return null
  const { value: old, mark } = resolveAssumption(inForce, key)
  return {
    key,
    scope: 'fleet',
    scopeId: null,
    title: definition.title,
    unit: definition.unit,
    before: { value: old, mark },
    ...bounded(definition, value),
    moves: from.length,
    reason: reasonOf(from.map((one) => one.matched)),
  }
}

function bounded({ low, high }: AssumptionDefinition, value: number): Pick<Proposal, 'value' | 'atBound'> {
  const rounded = Number(value.toPrecision(DIGITS))
  return { value: Math.min(high, Math.max(low, rounded)), atBound: rounded < low || rounded > high }
}

/** "from 34 moves, 2026-01-05 to 2026-03-10". */
export function reasonOf(matched: readonly Pick<MatchedMove, 'move'>[]): string {
  const ends = matched.flatMap(({ move }) => move.endedAt ?? []).toSorted((a, b) => a - b)
  const day = (at: number | undefined): string =>
    at === undefined ? '' : new Date(at).toISOString().slice(0, 10)
  const [first, last] = [day(ends[0]), day(ends.at(-1))]
  const when = first === '' ? '' : first === last ? `, ${first}` : `, ${first} to ${last}`
  return `from ${matched.length} ${matched.length === 1 ? 'move' : 'moves'}${when}`
}

function groups(
  moves: readonly ModelledMove[],
  keyOf: (move: ModelledMove) => string,
  draft: (key: string, mine: readonly ModelledMove[]) => number | null,
): readonly Draft[] {
  return [...Map.groupBy(moves, keyOf)].flatMap(([key, from]) => {
    if (from.length < MOVES_PER_VALUE) return []
    const value = draft(key, from)
    return value === null ? [] : [{ key, value, from }]
  })
}

const memoryOf = ({ part }: ModelledMove): number => part.mem ?? 0
const touchedOf = (move: ModelledMove): number => memoryOf(move) * (move.part.used ?? 1)
const timesSent = (move: ModelledMove): number => move.rawBytes / touchedOf(move)
const ratioIsKnown = ({ inverted }: ModelledMove): boolean => inverted.resent !== null

/**
 * Share of touched memory: from partitions that write hardly anything; of others only where they sent less than once
 * what is assumed to be touched, because more may be touched or written again.
 */
function touchedShares(moves: readonly ModelledMove[]): readonly Draft[] {
  const share = (move: ModelledMove): number =>
    ((move.inverted.resent ?? 0) * touchedOf(move)) / memoryOf(move)
  return groups(
    moves.filter(ratioIsKnown),
    (move) => move.usedKey,
    (_key, mine) => {
      const idle = mine.filter((move) => move.workloadClass === 'idle')
      if (idle.length >= MOVES_PER_VALUE) return median(idle.map((move) => share(move) / timesSent(move)))
      return (median(mine.map((move) => move.inverted.resent ?? 0)) ?? 1) < 1 ? median(mine.map(share)) : null
    },
  )
}

/** Bytes on the wire per byte of memory, from moves that are expected to send hardly anything twice. */
function wireRatios(moves: readonly ModelledMove[], assumptions: Assumptions): readonly Draft[] {
  const once = moves.filter(
    (move) => timesSent(move) <= ALMOST_ONCE && move.matched.partition.memoryMib !== null,
  )
  return groups(
    once,
    (move) => move.ratioKey,
    (key, mine) => {
      const { value, mark } = resolveAssumption(assumptions, key)
      if (mark === 'published' || mark === 'typed by you') return null
      return value * (median(mine.map((move) => move.matched.move.bytes / move.wireBytes)) ?? 1)
    },
  )
}

/** The set of memory that is written again and again, where most moves sent more than the one in force allows. */
function hotSets(moves: readonly ModelledMove[]): readonly Draft[] {
  const known = moves.filter(ratioIsKnown)
  return groups(
    known,
    (move) => `class.${move.workloadClass}.hot`,
    (_key, mine) => {
      const needed = mine.flatMap((move) => {
        const { hotNeeded } = move.inverted
        if (hotNeeded === null) return []
        return hotNeeded / (move.workloadClass === 'idle' ? BYTES_PER_GIB : memoryOf(move))
      })
      if (needed.length <= mine.length / 2) return null
      return ROOM_IN_HOT_SET * (median(needed) ?? 0)
    },
  )
}

/** The write rate of a class: a move that sent nothing again counts as one that wrote nothing. */
function writeRates(moves: readonly ModelledMove[]): readonly Draft[] {
  const known = moves.filter(
    ({ inverted: { dirty, resent } }) => dirty !== null || (resent !== null && resent <= 1),
  )
  return groups(
    known,
    (move) => `class.${move.workloadClass}.dirtyBytesPerSecond`,
    (_key, mine) => {
      // Where hardly anything is sent twice, the share of touched memory decides and not the writing.
      if ((median(mine.map((move) => move.inverted.resent ?? 0)) ?? 0) < VISIBLE) return null
      const rate = median(mine.map((move) => move.inverted.dirty ?? 0)) ?? 0
      return rate > 0 ? rate : null
    },
  )
}

/** What links and movers carry, by what holds the model back. */
function rates(moves: readonly ModelledMove[], assumptions: Assumptions): readonly Draft[] {
  return groups(
    moves,
    (move) => move.limitKey,
    (key, mine) => {
      const factor = median(
        mine.flatMap(({ inverted, wireBytes, seconds, part }) => {
          const sending = seconds - (part.t_susp ?? 0)
          return inverted.wireRate === null || sending <= 0 ? [] : [inverted.wireRate / (wireBytes / sending)]
        }),
      )
      return factor === null ? null : resolveAssumption(assumptions, key).value * factor
    },
  )
}
