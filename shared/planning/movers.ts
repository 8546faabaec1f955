/** Which mover pair each active move uses: load spread over the movers, equal link speeds preferred. */
import type { Assumptions } from '../forecast/assumption.ts'
import { InputLedger } from '../forecast/input-ledger.ts'
import { moverLimit } from '../forecast/migration-limits.ts'
import { moverCapacity } from '../forecast/mover-capacity.ts'
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { ServerId, Vios } from '../inventory/fleet.ts'

/** A mover of a server with what it carries. */
export interface UsableMover {
  readonly vios: Vios
  /** Raw bytes/s it moves at most, all moves together. */
  readonly rate: number
  readonly linkRate: number
  readonly coreByteRate: number
  /** Raw bytes/s of a single move at most. */
  readonly ceiling: number
  readonly slots: number
}

export interface MoverPair {
  readonly source: Vios | null
  readonly target: Vios | null
}

export interface MovedBytes {
  readonly sourceServerId: ServerId
  readonly targetServerId: ServerId
  /** Raw bytes to be copied. */
  readonly bytes: number
}

/** Unequal speeds cause retransmissions and stalls (domain.md 4.3): such a pair has to be this much less loaded. */
const UNEQUAL_SPEED_PENALTY = 1.5

/**
 * Movers of a server that may be used: movers that run and have RMC. Only where none is certain, those of which
 * something is not known; a VIOS that may be no mover at all only where `acceptUnknown` says so.
 */
export function usableMovers(
  index: FleetIndex,
  serverId: ServerId,
  assumptions: Assumptions,
  acceptUnknown: boolean,
): readonly UsableMover[] {
  const known = index.viosOf(serverId)
  const certain = known.filter(
    (one) => one.mover === true && one.state === 'running' && one.rmcState === 'active',
  )
  const possible = known.filter(
    (one) =>
      (one.mover === true || (acceptUnknown && one.mover === null)) &&
      (one.state === null || one.state === 'running') &&
      (one.rmcState === null || one.rmcState === 'active'),
  )
  const candidates = certain.length > 0 ? certain : possible
  return candidates.map((vios) => {
    const place = {
      id: vios.id,
      serverId,
      generation: index.serverById.get(serverId)?.generation ?? null,
      vios,
    }
    const capacity = moverCapacity(place, assumptions, new InputLedger())
    const coreByteRate = capacity.cores * capacity.coreRate
    return {
      vios,
      rate: Math.min(capacity.linkRate, coreByteRate),
      linkRate: capacity.linkRate,
      coreByteRate,
      ceiling: capacity.ceiling,
      slots: moverLimit(vios, assumptions).value,
    }
  })
}

/** Picks pairs, largest move first, always the pair that would be done soonest. Answers in the order of `moves`. */
export function pairMovers(
  moves: readonly MovedBytes[],
  moversOf: (serverId: ServerId) => readonly UsableMover[],
): readonly MoverPair[] {
  const load = new Map<Vios, { seconds: number; moves: number }>()
  const loadOf = (mover: UsableMover): { seconds: number; moves: number } => {
    const known = load.get(mover.vios) ?? { seconds: 0, moves: 0 }
    load.set(mover.vios, known)
    return known
  }
  /** Seconds until this mover would be done, counted also in rounds of its slots. */
  const doneAfter = (mover: UsableMover, bytes: number): number => {
    const { seconds, moves: count } = loadOf(mover)
    const rounds = mover.slots > 0 ? (count + 1) / mover.slots : Infinity
    return mover.rate > 0 ? seconds + bytes / mover.rate + rounds : Infinity
  }
  const pairs: MoverPair[] = moves.map(() => ({ source: null, target: null }))
  const largestFirst = moves.map((_, i) => i).toSorted((a, b) => moves[b]!.bytes - moves[a]!.bytes || a - b)
  for (const i of largestFirst) {
    const move = moves[i]!
    const sources = moversOf(move.sourceServerId)
    const targets = moversOf(move.targetServerId)
    let best: { source: UsableMover; target: UsableMover } | null = null
    let lowest = [Infinity, Infinity] as const
    for (const source of sources) {
      for (const target of targets) {
        const equal = source.vios.linkGbps === target.vios.linkGbps
        const a = doneAfter(source, move.bytes)
        const b = doneAfter(target, move.bytes)
        const cost = [Math.max(a, b) * (equal ? 1 : UNEQUAL_SPEED_PENALTY), a + b] as const
        if (best === null || cost[0] < lowest[0] || (cost[0] === lowest[0] && cost[1] < lowest[1])) {
          best = { source, target }
          lowest = cost
        }
      }
    }
    if (best === null) {
      pairs[i] = { source: sources[0]?.vios ?? null, target: targets[0]?.vios ?? null }
      continue
    }
    for (const mover of [best.source, best.target]) {
      const known = loadOf(mover)
      known.seconds += mover.rate > 0 ? move.bytes / mover.rate : 0
      known.moves += 1
    }
    pairs[i] = { source: best.source.vios, target: best.target.vios }
  }
  return pairs
}
