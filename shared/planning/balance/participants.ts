/** Which servers are evened out, and which of their partitions may move for it. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { Partition, Server, ServerId } from '../../inventory/fleet.ts'
import { isActiveState } from '../../inventory/partition-state.ts'
import { moveTypeOf } from '../../mobility/move-type.ts'
import { list } from '../../mobility/words.ts'
import type { BalanceGoal } from '../../plan/balance-goal.ts'
import type { PlanOptions } from '../../plan/plan-document.ts'
import type { PlanRule } from '../../plan/rules/plan-rule.ts'
import { withPoolName } from '../candidates.ts'
import type { RuleBook } from '../rules/rule-book.ts'
import { unitsOf, type Unit } from '../units.ts'

export interface Participants {
  /** In the order of the fleet. */
  readonly servers: readonly Server[]
  readonly units: readonly Unit[]
  /** Who was asked for and takes no part, and why; sentences. */
  readonly notes: readonly string[]
}

/**
 * Servers of the goal that operate and whose use is known, and partitions that run on them: one that is stopped holds
 * nothing, and of one whose state is not known that cannot be told, so moving it may even nothing out. Units are in an order that a move does not change.
 */
export function participantsOf(
  index: FleetIndex,
  goal: BalanceGoal,
  options: PlanOptions,
  rules: RuleBook,
): Participants {
  const { servers, off, unknown } = participatingServers(index, goal.serverIds)
  const excluded = new Set(options.excludedPartitionIds)
  const movable = servers
    .flatMap(({ id }) => index.partitionsOf(id))
    .filter(
      (one) =>
        isActiveState(one.state) === true &&
        moveTypeOf(one) === 'active' &&
        one.memoryMib !== null &&
        one.entitledCenti !== null &&
        !excluded.has(one.id) &&
        rules.keepsBack(one) === null,
    )
    .toSorted(inLastingOrder)
    .map((one) => withPoolName(index, one))
  return {
    servers,
    units: wholeUnits(index, movable, rules.rules),
    notes: [
      ...left(off, 'does not operate', 'do not operate'),
      ...left(unknown, 'is used to an extent that is not known', 'are used to an extent that is not known'),
    ],
  }
}

/** In the order of the fleet. `serverIds` null: all. */
export function participatingServers(
  { fleet }: FleetIndex,
  serverIds: readonly ServerId[] | null,
): Readonly<Record<'servers' | 'off' | 'unknown', readonly Server[]>> {
  const wanted = serverIds === null ? null : new Set(serverIds)
  const asked = fleet.servers.filter(({ id }) => wanted?.has(id) !== false)
  const [on, off] = [asked.filter(isOn), asked.filter((one) => !isOn(one))]
  return { servers: on.filter(isKnown), off, unknown: on.filter((one) => !isKnown(one)) }
}

const isOn = ({ state }: Server): boolean => state === null || state === 'operating'
const isKnown = (server: Server): boolean =>
  server.availableMemoryMib !== null &&
  server.availableCenti !== null &&
  (server.configurableMemoryMib ?? 0) > 0 &&
  (server.configurableCenti ?? 0) > 0

/** A partition keeps its name and size where it goes, but not its id: equal searches need equal orders. */
function inLastingOrder(a: Partition, b: Partition): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1
  return (a.memoryMib ?? 0) - (b.memoryMib ?? 0) || (a.id < b.id ? -1 : 1)
}

/** Those that only move together have to be together today, all of them free to move: half of them never leaves. */
function wholeUnits(
  index: FleetIndex,
  movable: readonly Partition[],
  rules: readonly PlanRule[],
): readonly Unit[] {
  const may = new Set(movable.map(({ id }) => id))
  const tied = rules.filter((rule) => rule.kind === 'together' && rule.hard)
  return unitsOf(movable, rules).filter((unit) => {
    const ids = new Set(unit.map(({ id }) => id))
    if (unit.some(({ serverId }) => serverId !== unit[0]!.serverId)) return false
    return tied.every((rule) => {
      const named = rule.kind === 'together' ? rule.partitions.map(({ id }) => id) : []
      if (!named.some((id) => ids.has(id))) return true
      return named.every((id) => may.has(id) || !index.partitionById.has(id))
    })
  })
}

function left(servers: readonly Server[], one: string, several: string): readonly string[] {
  if (servers.length === 0) return []
  const names = list(
    servers.map(({ name }) => name),
    6,
  )
  return [
    `${names} ${servers.length === 1 ? one : several} and ${servers.length === 1 ? 'takes' : 'take'} no part.`,
  ]
}
