/** Which movers carry an active move, and which stand ready beside them. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { ServerId, Vios } from '../../inventory/fleet.ts'
import type { MoverEnd, MoverRoute } from '../../plan/connections.ts'
import { viosByOrdinal } from './vios-offer.ts'

export interface PairedMovers {
  readonly source: Vios
  readonly target: Vios
}

/** Movers that certainly run and answer over RMC, with their place among the VIOS of the server. */
function certainMovers(index: FleetIndex, serverId: ServerId): readonly (readonly [Vios, number])[] {
  return viosByOrdinal(index, serverId)
    .map((vios, ordinal) => [vios, ordinal] as const)
    .filter(([one]) => one.mover === true && one.state === 'running' && one.rmcState === 'active')
}

/**
 * One pair of movers, and a second one of two others where both servers have two (redundant movers, rule MSP-RED).
 * Equal link speeds come first (domain.md 4.3), then movers of the same place on their servers. `first` is a pair that
 * is already chosen; a mover of it that is not certain leaves no second pair.
 */
export function moverPairs(
  index: FleetIndex,
  sourceId: ServerId,
  targetId: ServerId,
  first: PairedMovers | null = null,
): readonly PairedMovers[] {
  const pairs: PairedMovers[] = first === null ? [] : [first]
  const sources = certainMovers(index, sourceId)
  const targets = certainMovers(index, targetId)
  if (first !== null && !(includes(sources, first.source) && includes(targets, first.target))) return pairs
  while (pairs.length < 2) {
    const next = bestPair(
      sources.filter(([one]) => !pairs.some(({ source }) => source.id === one.id)),
      targets.filter(([one]) => !pairs.some(({ target }) => target.id === one.id)),
    )
    if (next === null) break
    pairs.push(next)
  }
  return pairs
}

const includes = (movers: readonly (readonly [Vios, number])[], wanted: Vios): boolean =>
  movers.some(([one]) => one.id === wanted.id)

function bestPair(
  sources: readonly (readonly [Vios, number])[],
  targets: readonly (readonly [Vios, number])[],
): PairedMovers | null {
  let best: PairedMovers | null = null
  let lowest = Infinity
  for (const [source, from] of sources) {
    for (const [target, to] of targets) {
      const cost = speedCost(source, target) * 100 + Math.abs(from - to)
      if (cost >= lowest) continue
      best = { source, target }
      lowest = cost
    }
  }
  return best
}

function speedCost(a: Vios, b: Vios): number {
  if (a.linkGbps === null || b.linkGbps === null) return 1
  return a.linkGbps === b.linkGbps ? 0 : 2
}

/** An address without choice: the only one lslparmigr names. */
function endOf({ id, name, lparId, moverAddresses }: Vios): MoverEnd | null {
  const [address, ...others] = moverAddresses ?? []
  return address === undefined || others.length > 0 ? null : { viosId: id, name, lparId, address }
}

/**
 * Two pairs with their addresses, as redundant_msps needs them; null where there is no second pair or an address is not
 * known, or is one of several: which of them reaches the other mover is not known then.
 */
export function redundantRoutes(pairs: readonly PairedMovers[]): readonly MoverRoute[] | null {
  if (pairs.length !== 2) return null
  const routes = pairs.flatMap(({ source, target }) => {
    const [from, to] = [endOf(source), endOf(target)]
    return from === null || to === null ? [] : [{ source: from, target: to }]
  })
  return routes.length === 2 ? routes : null
}

/** Movers of the pairs of which no address is known, and those with several. */
export function addressGaps(pairs: readonly PairedMovers[]): {
  readonly unknown: readonly Vios[]
  readonly several: readonly Vios[]
} {
  const movers = pairs.flatMap(({ source, target }) => [source, target])
  return {
    unknown: movers.filter(({ moverAddresses }) => (moverAddresses?.length ?? 0) === 0),
    several: movers.filter(({ moverAddresses }) => (moverAddresses?.length ?? 0) > 1),
  }
}
