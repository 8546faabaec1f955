import type { Fleet, ServerId } from '../../../shared/inventory/fleet.ts'
import type { PlanMove } from '../../../shared/plan/plan-document.ts'

/** Where the commands of one move are typed, and which other HMC they have to name. */
export interface HmcRoute {
  /** HMC of the move there; '' where none is known. */
  readonly hmcThere: string
  /** HMC of the target where that is another one; null: one HMC sees both servers, or it is not known. */
  readonly remoteThere: string | null
  /** HMC of the move back. */
  readonly hmcBack: string
  readonly remoteBack: string | null
}

/**
 * Routes of all moves by their ids. A server may have two HMCs: one that manages both servers is taken where there is
 * one (rule HMC-REMOTE), else the move starts on the HMC of its source and names the one of its target.
 */
export function hmcRoutes(moves: readonly PlanMove[], fleet: Fleet): ReadonlyMap<string, HmcRoute> {
  const hmcsOf = new Map(fleet.servers.map((server) => [server.id, server.hmcs]))
  const of = (id: ServerId): readonly string[] => hmcsOf.get(id) ?? []
  return new Map(moves.map((move) => [move.id, route(of(move.sourceServerId), of(move.targetServerId))]))
}

function route(source: readonly string[], target: readonly string[]): HmcRoute {
  const common = source.find((name) => target.includes(name))
  if (common !== undefined) return { hmcThere: common, remoteThere: null, hmcBack: common, remoteBack: null }
  const [there, back] = [source[0] ?? '', target[0] ?? '']
  const apart = there !== '' && back !== ''
  return {
    hmcThere: there,
    remoteThere: apart ? back : null,
    hmcBack: back,
    remoteBack: apart ? there : null,
  }
}

/** Every HMC that commands are typed on, each once. */
export const hmcsUsed = (routes: Iterable<HmcRoute>): string[] => [
  ...new Set([...routes].flatMap((one) => [one.hmcThere, one.hmcBack]).filter((name) => name !== '')),
]
