/**
 * Lower bounds of the time any plan needs that moves the same partitions to the same servers, at the medians: none
 * may end before the data has passed the movers of a server, before its slots have been used in turn, or before the
 * longest chain of moves that wait for each other would end with nothing beside it.
 *
 * The data of a move is its first pass and what is written during it: however fast the first pass is, so much has to be
 * sent again, in a second pass, during the standstill or after it. Slower passes leave more. Later passes are not counted:
 * whether they come depends on the rate.
 */
import { dirtiedBytes } from '../forecast/dirty-model.ts'
import type { Scenario } from '../forecast/scenario.ts'
import type { PlanDocument } from '../plan/plan-document.ts'
import { remainingChains } from './critical-moves.ts'

export interface BoundMove {
  readonly id: string
  readonly name: string
  readonly sourceServerId: string
  readonly sourceName: string
  readonly targetServerId: string
  readonly targetName: string
  /** Ids of moves it waits for. */
  readonly after?: readonly string[]
}

/** What a server can send or take in: bytes per second over all its movers, and moves at once. */
export interface ServerCapacity {
  readonly linkRate: number
  readonly coreByteRate: number
  readonly slots: number
}

/** What a move takes at least; bytes raw and on the wire, seconds before copying and without any. */
interface Shortest {
  readonly seconds: number
  readonly bytes: number
  readonly wire: number
  readonly before: number
  readonly afterwards: number
}

type Candidate = NonNullable<PlanDocument['bound']>

/** Highest of the bounds, with how it was proven; null for a plan without moves. */
export function lowerBound(
  moves: readonly BoundMove[],
  scenario: Scenario,
  limits: {
    readonly ofServer: (serverId: string) => ServerCapacity | null
    /** Moves at once over the whole plan; null: no limit. */
    readonly plan: number | null
  },
): PlanDocument['bound'] {
  const partOf = new Map(scenario.parts.map((part) => [part.name, part]))
  const shortest = (id: string): Shortest => {
    const part = partOf.get(id)
    const first = (part?.mem ?? 0) * (part?.used ?? 1)
    const rate = part?.cap ?? Infinity
    const bytes = first + (part === undefined ? 0 : writtenMeanwhile(part, first, first / rate))
    const before = part?.t_prep ?? 0
    const afterwards = (part?.t_clean ?? 0) + (part?.t_susp ?? 0)
    const wire = bytes * (part?.ratio ?? 1)
    return { bytes, wire, before, afterwards, seconds: before + afterwards + bytes / rate }
  }
  const candidates: Candidate[] = [longestChain(moves, (id) => shortest(id).seconds)].filter(
    (one) => one !== null,
  )
  if (limits.plan !== null) {
    candidates.push({
      seconds: sum(moves.map((move) => shortest(move.id).seconds)) / limits.plan,
      reason: `This plan runs at most ${limits.plan} moves at once.`,
    })
  }
  const copying = (moved: readonly BoundMove[]): readonly Shortest[] =>
    moved.map((move) => shortest(move.id)).filter(({ bytes }) => bytes > 0)
  const leaving = Map.groupBy(moves, (move) => move.sourceServerId)
  const coming = Map.groupBy(moves, (move) => move.targetServerId)
  for (const serverId of new Set([...leaving.keys(), ...coming.keys()])) {
    const capacity = limits.ofServer(serverId)
    if (capacity === null) continue
    const [out = [], into = []] = [leaving.get(serverId), coming.get(serverId)]
    const name = out[0]?.sourceName ?? into[0]?.targetName ?? serverId
    // A link carries as much in one direction as in the other at the same time; cores and slots serve both.
    candidates.push(...linkBounds(name, copying(out), capacity), ...linkBounds(name, copying(into), capacity))
    candidates.push(...serverBounds(name, copying([...out, ...into]), capacity))
  }
  return candidates
    .filter(({ seconds }) => Number.isFinite(seconds))
    .reduce<Candidate | null>((best, one) => (best === null || one.seconds > best.seconds ? one : best), null)
}

/** Least that is written while the first pass is sent, bytes. */
function writtenMeanwhile(part: Scenario['parts'][number], first: number, seconds: number): number {
  if (first === 0 || part.dirty === undefined || part.postcopy === false) return 0
  return Math.min(first, dirtiedBytes(part.dirty_model ?? 'exp', part.dirty, part.hot ?? Infinity, seconds))
}

/** Moves that wait for each other go one after the other. */
function longestChain(moves: readonly BoundMove[], secondsOf: (id: string) => number): Candidate | null {
  const chains = remainingChains(
    moves.map(({ id, after }) => ({ id, after: after ?? [] })),
    ({ id }) => secondsOf(id),
  )
  const first = moves.reduce<BoundMove | null>(
    (longest, move) => (longest === null || chains.get(move.id)! > chains.get(longest.id)! ? move : longest),
    null,
  )
  if (first === null) return null
  const seconds = chains.get(first.id)!
  const isAlone = !moves.some((move) => move.after?.includes(first.id) === true)
  const reason = isAlone
    ? `${first.name} alone takes so long at the rate of a single move.`
    : `${first.name} and the moves that wait for it in turn take so long one after the other.`
  return { seconds, reason }
}

/** Time before the first of them copies and after the last one does. */
function around(copying: readonly Shortest[]): number {
  return Math.min(...copying.map((one) => one.before)) + Math.min(...copying.map((one) => one.afterwards))
}

function linkBounds(
  name: string,
  copying: readonly Shortest[],
  { linkRate }: ServerCapacity,
): readonly Candidate[] {
  if (copying.length === 0) return []
  return [
    {
      seconds: around(copying) + sum(copying.map((one) => one.wire)) / linkRate,
      reason: `The links of the movers of ${name} carry no more.`,
    },
  ]
}

function serverBounds(
  name: string,
  copying: readonly Shortest[],
  capacity: ServerCapacity,
): readonly Candidate[] {
  if (copying.length === 0) return []
  const raw = sum(copying.map((one) => one.bytes))
  return [
    {
      seconds: around(copying) + raw / capacity.coreByteRate,
      reason: `The cores of the movers of ${name} move no more.`,
    },
    {
      seconds: sum(copying.map((one) => one.seconds)) / capacity.slots,
      reason: `${name} runs at most ${capacity.slots} of these moves at once.`,
    },
  ]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
