/** Use of the servers that a plan evens out, before and after it, as the plan counts it. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { ServerId } from '../../inventory/fleet.ts'
import { defaultBalanceWeights, type BalanceResource } from '../../plan/balance-goal.ts'
import type { PlanDocument } from '../../plan/plan-document.ts'
import { participatingServers } from './participants.ts'
import { UseModel } from './use-model.ts'

export interface ServerUses {
  /** Those that count, in the order of the figures. */
  readonly resources: readonly BalanceResource[]
  /** In the order of the fleet; shares of what the server has. */
  readonly servers: readonly {
    readonly serverId: ServerId
    readonly name: string
    readonly before: readonly number[]
    readonly after: readonly number[]
    readonly leaving: number
    readonly arriving: number
  }[]
}

/** Moves of partitions or to servers that the inventory does not have are left out. */
export function serverUses(
  index: FleetIndex,
  { goal, moves, options }: Pick<PlanDocument, 'goal' | 'moves' | 'options'>,
): ServerUses {
  const asked = goal.kind === 'balance' ? goal : { serverIds: null, weights: defaultBalanceWeights }
  const { servers } = participatingServers(index, asked.serverIds)
  const placeOf = new Map(servers.map(({ id }, place) => [id, place]))
  const known = moves.flatMap((move) => {
    const partition = index.partitionById.get(move.partitionId)
    const from = placeOf.get(partition?.serverId ?? '')
    const to = placeOf.get(move.targetServerId)
    return partition === undefined || from === undefined || to === undefined ? [] : [{ partition, from, to }]
  })
  const use = {
    index,
    servers,
    units: known.map(({ partition }) => [partition]),
    home: Int32Array.from(known, ({ from }) => from),
    weights: asked.weights,
    safety: options.safetyPercent / 100,
  }
  const [before, after] = [new UseModel(use), new UseModel(use)]
  for (const [item, { to }] of known.entries()) after.move(item, to)
  const resources = before.counted.map(({ resource }) => resource)
  return {
    resources,
    servers: servers.map(({ id, name }, place) => ({
      serverId: id,
      name,
      before: resources.map((resource) => before.use(resource, place)),
      after: resources.map((resource) => after.use(resource, place)),
      leaving: known.filter(({ from }) => from === place).length,
      arriving: known.filter(({ to }) => to === place).length,
    })),
  }
}
