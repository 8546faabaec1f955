/**
 * Lower bounds of the time any plan needs that moves the same partitions to the same servers, at the medians, over any of
 * the movers that may be used, in any order and with any pauses. None ends before the data has passed the movers of a
 * server, before its slots have been used in turn, or before the longest chain of moves that wait for each other would end
 * with nothing beside it.
 *
 * A move counts with what it copies at least (`least-copy.ts`), at the rate of its best mover pair. Before its first byte
 * lies its preparation, and everything it has to wait for; after its last one the clean-up, and what waits for it. The
 * fixed standstill lies before what is sent last, where others may copy.
 */
import type { Scenario, ScenarioPart } from '../forecast/scenario.ts'
import type { PlanDocument } from '../plan/plan-document.ts'
import { remainingChains } from './critical-moves.ts'
import { leastLargestShare } from './even-shares.ts'
import { leastCopied } from './least-copy.ts'

export interface BoundMove {
  readonly id: string
  readonly name: string
  readonly sourceServerId: string
  readonly sourceName: string
  readonly targetServerId: string
  readonly targetName: string
  /** Ids of moves it waits for in every order: for their room. */
  readonly after?: readonly string[]
}

/** What a mover carries: bytes per second, all moves together and (`ceiling`) one of them; moves at once. */
export interface CarryingMover {
  readonly linkRate: number
  readonly coreByteRate: number
  readonly ceiling: number
  readonly slots: number
}

/** What a server can send or take in: its movers, each move over one of them, and moves at once over all. */
export interface ServerCapacity {
  readonly movers: readonly CarryingMover[]
  readonly slots: number
  /** Moves may go over several of its movers at once (redundant movers). */
  readonly redundant?: boolean
}

export interface BoundLimits {
  readonly ofServer: (serverId: string) => ServerCapacity | null
  /** Moves at once over the whole plan; null: no limit. */
  readonly plan: number | null
  /** Ids of moves of which a rule lets one run at a time; by rule. */
  readonly oneAtATime?: readonly (readonly string[])[]
}

/** What a move takes at least; bytes raw and on the wire, seconds. */
interface Least {
  readonly seconds: number
  readonly bytes: number
  readonly wire: number
  /** From the start of the plan to its first byte. */
  readonly before: number
  /** From its last byte to the end of the plan. */
  readonly afterwards: number
}

/** A move among those that wait for each other. */
interface Bounded extends BoundMove, Least {
  /** It and the longest chain of moves that wait for it, seconds. */
  readonly chain: number
}

type Candidate = NonNullable<PlanDocument['bound']>

/** Highest of the bounds, with how it was proven; null for a plan without moves. */
export function lowerBound(
  moves: readonly BoundMove[],
  scenario: Scenario,
  limits: BoundLimits,
): PlanDocument['bound'] {
  const bounded = leastOf(moves, scenario, limits)
  const candidates: Candidate[] = [...longestChain(bounded), ...atOnce(bounded, limits)]
  const copying = bounded.filter(({ bytes }) => bytes > 0)
  const leaving = Map.groupBy(copying, (move) => move.sourceServerId)
  const coming = Map.groupBy(copying, (move) => move.targetServerId)
  for (const serverId of new Set([...leaving.keys(), ...coming.keys()])) {
    const capacity = limits.ofServer(serverId)
    if (capacity === null) continue
    const [out = [], into = []] = [leaving.get(serverId), coming.get(serverId)]
    const name = out[0]?.sourceName ?? into[0]?.targetName ?? serverId
    // A link carries as much in one direction as in the other at the same time; cores and slots serve both.
    candidates.push(
      ...linkBounds(name, out, capacity),
      ...linkBounds(name, into, capacity),
      ...serverBounds(name, [...out, ...into], capacity),
    )
  }
  return candidates
    .filter(({ seconds }) => Number.isFinite(seconds))
    .reduce<Candidate | null>((best, one) => (best === null || one.seconds > best.seconds ? one : best), null)
}

function leastOf(moves: readonly BoundMove[], scenario: Scenario, limits: BoundLimits): readonly Bounded[] {
  const partOf = new Map(scenario.parts.map((part) => [part.name, part]))
  const alone = new Map(moves.map((move) => [move.id, aloneOf(move, partOf.get(move.id), limits)]))
  const waiting = moves.map(({ id, after }) => ({ id, after: after ?? [] }))
  const followers = new Map<string, string[]>()
  for (const { id, after } of waiting)
    for (const before of after) followers.set(before, [...(followers.get(before) ?? []), id])
  const secondsOf = ({ id }: { readonly id: string }): number => alone.get(id)?.seconds ?? 0
  const onwards = remainingChains(waiting, secondsOf)
  const backwards = remainingChains(
    waiting.map(({ id }) => ({ id, after: followers.get(id) ?? [] })),
    secondsOf,
  )
  return moves.map((move) => {
    const least = alone.get(move.id)!
    const chain = onwards.get(move.id)!
    return {
      ...move,
      ...least,
      chain,
      before: least.before + backwards.get(move.id)! - least.seconds,
      afterwards: least.afterwards + chain - least.seconds,
    }
  })
}

/** A move with nothing beside it. */
function aloneOf(move: BoundMove, part: ScenarioPart | undefined, limits: BoundLimits): Least {
  if (part === undefined) return { seconds: 0, bytes: 0, wire: 0, before: 0, afterwards: 0 }
  const rate = bestRate(move, part, limits)
  const bytes = leastCopied(part, rate)
  const before = part.t_prep ?? 0
  const afterwards = part.t_clean ?? 0
  const seconds = before + bytes / rate + (part.t_susp ?? 0) + afterwards
  return { bytes, wire: bytes * (part.ratio ?? 1), before, afterwards, seconds }
}

/** Raw bytes/s over the best pair of movers, with nothing beside it. */
function bestRate(move: BoundMove, part: ScenarioPart, { ofServer }: BoundLimits): number {
  const ratio = part.ratio ?? 1
  const ends = [ofServer(move.sourceServerId), ofServer(move.targetServerId)].filter((end) => end !== null)
  const rates = ends.map(({ movers, redundant }) => {
    const fastest = movers
      .map((one) => Math.min(one.ceiling, one.coreByteRate, one.linkRate / ratio))
      .toSorted((a, b) => b - a)
    return sum(fastest.slice(0, redundant === true ? 2 : 1))
  })
  // Where the movers of a server are not known, there is no choice: the ceiling is that of the part.
  return Math.min(...rates, ends.length === 2 ? Infinity : (part.cap ?? Infinity))
}

/** Moves that wait for each other go one after the other. */
function longestChain(moves: readonly Bounded[]): readonly Candidate[] {
  const first = moves.reduce<Bounded | null>(
    (longest, move) => (longest === null || move.chain > longest.chain ? move : longest),
    null,
  )
  if (first === null) return []
  const isAlone = !moves.some((move) => move.after?.includes(first.id) === true)
  const reason = isAlone
    ? `${first.name} alone takes so long at the rate of a single move.`
    : `${first.name} and the moves that wait for it in turn take so long one after the other.`
  return [{ seconds: first.chain, reason }]
}

/** Limits of the plan and of its rules on moves at once. */
function atOnce(moves: readonly Bounded[], { plan, oneAtATime = [] }: BoundLimits): readonly Candidate[] {
  const secondsOf = new Map(moves.map(({ id, seconds }) => [id, seconds]))
  const ruled = oneAtATime.map((ids) => ({
    seconds: sum(ids.map((id) => secondsOf.get(id) ?? 0)),
    reason: 'A rule of this plan lets only one of some moves run at a time.',
  }))
  if (plan === null) return ruled
  const seconds = leastLargestShare([...secondsOf.values()], plan)
  return [...ruled, { seconds, reason: `This plan runs at most ${plan} moves at once.` }]
}

function linkBounds(
  name: string,
  moves: readonly Bounded[],
  { movers }: ServerCapacity,
): readonly Candidate[] {
  const rate = sum(movers.map((one) => one.linkRate))
  const seconds = inTurn(moves.map((one) => ({ ...one, work: one.wire / rate })))
  return [{ seconds, reason: `The links of the movers of ${name} carry no more.` }]
}

function serverBounds(
  name: string,
  moves: readonly Bounded[],
  { movers, slots, redundant }: ServerCapacity,
): readonly Candidate[] {
  const rates = movers.map((one) => one.coreByteRate)
  const rate = sum(rates)
  const fastest = Math.max(...rates)
  const bounds = [
    {
      seconds: inTurn(moves.map((one) => ({ ...one, work: one.bytes / rate }))),
      reason: `The cores of the movers of ${name} move no more.`,
    },
    {
      seconds: leastLargestShare(
        moves.map((one) => one.seconds),
        slots,
      ),
      reason: `${name} runs at most ${slots} of these moves at once.`,
    },
  ]
  if (redundant === true || moves.length === 0) return bounds
  const largest = leastLargestShare(
    moves.map((one) => one.bytes / fastest),
    movers.length,
  )
  const around = Math.min(...moves.map((one) => one.before)) + Math.min(...moves.map((one) => one.afterwards))
  return [
    ...bounds,
    {
      seconds: around + largest,
      reason: `However the moves are shared out over the movers of ${name}, the cores of one have so much to move.`,
    },
  ]
}

/**
 * Work that shares one capacity: for those that cannot begin before some time, and after which some time passes, all of
 * it lies in between. The latest such bound over all times.
 */
function inTurn(
  moves: readonly { readonly before: number; readonly afterwards: number; readonly work: number }[],
): number {
  let latest = 0
  for (const before of new Set(moves.map((one) => one.before))) {
    const later = moves.filter((one) => one.before >= before).toSorted((a, b) => b.afterwards - a.afterwards)
    let work = 0
    for (const one of later) {
      work += one.work
      latest = Math.max(latest, before + work + one.afterwards)
    }
  }
  return latest
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
