/**
 * Lower bounds of the time any plan needs that moves the same partitions to the same servers, at the medians: none
 * may end before the data of the first pass has passed the movers of a server, before its slots have been used in turn,
 * or before the longest move would end alone.
 */
import type { Scenario } from '../forecast/scenario.ts'
import type { PlanDocument } from '../plan/plan-document.ts'

export interface BoundMove {
  readonly id: string
  readonly name: string
  readonly sourceServerId: string
  readonly sourceName: string
  readonly targetServerId: string
  readonly targetName: string
}

/** What a server can send or take in: bytes per second over all its movers, and moves at once. */
export interface ServerCapacity {
  readonly linkRate: number
  readonly coreByteRate: number
  readonly slots: number
}

/** What a move takes at least; bytes raw and on the wire, `fixed` the phases without copying. */
interface Shortest {
  readonly seconds: number
  readonly bytes: number
  readonly wire: number
  readonly fixed: number
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
    const bytes = (part?.mem ?? 0) * (part?.used ?? 1)
    const fixed = (part?.t_prep ?? 0) + (part?.t_clean ?? 0) + (part?.t_susp ?? 0)
    const rate = part?.cap ?? Infinity
    return { bytes, wire: bytes * (part?.ratio ?? 1), fixed, seconds: fixed + bytes / rate }
  }
  const candidates: Candidate[] = moves.map((move) => ({
    seconds: shortest(move.id).seconds,
    reason: `${move.name} alone takes so long at the rate of a single move.`,
  }))
  if (limits.plan !== null) {
    candidates.push({
      seconds: sum(moves.map((move) => shortest(move.id).seconds)) / limits.plan,
      reason: `This plan runs at most ${limits.plan} moves at once.`,
    })
  }
  for (const side of ['source', 'target'] as const) {
    for (const [serverId, group] of Map.groupBy(moves, (move) => move[`${side}ServerId`])) {
      const capacity = limits.ofServer(serverId)
      if (capacity === null) continue
      const copying = group.map((move) => shortest(move.id)).filter(({ bytes }) => bytes > 0)
      candidates.push(...serverBounds(group[0]?.[`${side}Name`] ?? serverId, copying, capacity))
    }
  }
  return candidates
    .filter(({ seconds }) => Number.isFinite(seconds))
    .reduce<Candidate | null>((best, one) => (best === null || one.seconds > best.seconds ? one : best), null)
}

function serverBounds(
  name: string,
  copying: readonly Shortest[],
  capacity: ServerCapacity,
): readonly Candidate[] {
  if (copying.length === 0) return []
  const fixed = Math.min(...copying.map((one) => one.fixed))
  const wire = sum(copying.map((one) => one.wire))
  const raw = sum(copying.map((one) => one.bytes))
  return [
    {
      seconds: fixed + wire / capacity.linkRate,
      reason: `The links of the movers of ${name} carry no more.`,
    },
    {
      seconds: fixed + raw / capacity.coreByteRate,
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
