/**
 * Lower bounds of the time any plan needs that moves the same partitions to the same servers, at the medians: none
 * may end before the data of the first pass has left the source, before its slots have been used one after the other,
 * or before the longest move would end alone.
 */
import type { Scenario } from '../forecast/scenario.ts'
import type { PlanDocument } from '../plan/plan-document.ts'

export interface BoundMove {
  readonly id: string
  readonly name: string
  readonly sourceServerId: string
  readonly sourceName: string
}

/** What a server can send out: raw bytes per second over all its movers, and moves at once. */
export interface SourceCapacity {
  readonly linkRate: number
  readonly coreByteRate: number
  readonly slots: number
}

type Candidate = NonNullable<PlanDocument['bound']>

/** Highest of the bounds, with how it was proven; null for a plan without moves. */
export function lowerBound(
  moves: readonly BoundMove[],
  scenario: Scenario,
  capacity: {
    readonly ofSource: (serverId: string) => SourceCapacity | null
    /** Moves at once over the whole plan; null: no limit. */
    readonly plan: number | null
  },
): PlanDocument['bound'] {
  const partOf = new Map(scenario.parts.map((part) => [part.name, part]))
  const shortest = (id: string): { seconds: number; bytes: number; wire: number; fixed: number } => {
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
  if (capacity.plan !== null) {
    candidates.push({
      seconds: sum(moves.map((move) => shortest(move.id).seconds)) / capacity.plan,
      reason: `This plan runs at most ${capacity.plan} moves at once.`,
    })
  }
  for (const [serverId, group] of Map.groupBy(moves, (move) => move.sourceServerId)) {
    const source = capacity.ofSource(serverId)
    const name = group[0]?.sourceName ?? serverId
    if (source === null) continue
    const copying = group.map((move) => shortest(move.id)).filter(({ bytes }) => bytes > 0)
    if (copying.length === 0) continue
    const fixed = Math.min(...copying.map((one) => one.fixed))
    const wire = sum(copying.map((one) => one.wire))
    const raw = sum(copying.map((one) => one.bytes))
    candidates.push(
      {
        seconds: fixed + wire / source.linkRate,
        reason: `The links of the movers of ${name} carry no more.`,
      },
      {
        seconds: fixed + raw / source.coreByteRate,
        reason: `The cores of the movers of ${name} move no more.`,
      },
      {
        seconds: sum(copying.map((one) => one.seconds)) / source.slots,
        reason: `${name} runs at most ${source.slots} of these moves at once.`,
      },
    )
  }
  return candidates
    .filter(({ seconds }) => Number.isFinite(seconds))
    .reduce<Candidate | null>((best, one) => (best === null || one.seconds > best.seconds ? one : best), null)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
