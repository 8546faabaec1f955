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

/** What a move asks of its movers. */
export interface MovedBytes {
  readonly sourceServerId: ServerId
  readonly targetServerId: ServerId
  /** Raw bytes to be copied. */
  readonly bytes: number
  /** Seconds it holds its slots without copying. */
  readonly fixedS: number
}
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
  const server = index.serverById.get(serverId)
  return candidates.map((vios) => {
    const place = {
      id: vios.id,
      serverId,
      generation: server?.generation ?? null,
      vios,
      hmcLevel: server?.hmcLevel ?? null,
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
