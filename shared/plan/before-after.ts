/**
 * What a plan changes on each server: memory and entitled capacity in use before it and after it. Partitions that are
 * not active hold neither, so moving them changes nothing here (domain.md: a not activated partition has no memory).
 */
import type { Fleet, Partition, ServerId, Vios } from '../inventory/fleet.ts'
import type { PlanDocument, PlanMove } from './plan-document.ts'

export interface ResourceUse {
  /** In the unit of the resource; null where an input is not known. */
  readonly before: number | null
  readonly after: number | null
  readonly capacity: number | null
}

export interface ServerUse {
  readonly serverId: ServerId
  readonly name: string
  /** MiB. */
  readonly memory: ResourceUse
  /** Hundredths of a processing unit. */
  readonly entitled: ResourceUse
  /** The plan takes partitions away from it, or brings some. */
  readonly touched: boolean
}

const inactive = new Set(['not activated', 'powered off', 'power off', 'shutdown'])
const holds = (one: Partition | Vios): boolean => one.state === null || !inactive.has(one.state)

/** Sum that is not known as soon as one part is not. */
function total(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>((sum, part) => (sum === null || part === null ? null : sum + part), 0)
}

function use(
  capacity: number | null,
  available: number | null,
  parts: readonly (number | null)[],
  change: number,
): ResourceUse {
  const before = capacity !== null && available !== null ? capacity - available : total(parts)
  return { before, after: before === null ? null : before + change, capacity }
}

/** Use of every server before and after a plan, in the order of the fleet. */
export function beforeAfter(fleet: Fleet, plan: Pick<PlanDocument, 'moves'>): readonly ServerUse[] {
  const partitions = Map.groupBy(fleet.partitions, (one) => one.serverId)
  const vios = Map.groupBy(fleet.vios, (one) => one.serverId)
  const leaving = Map.groupBy(plan.moves, (move) => move.sourceServerId)
  const coming = Map.groupBy(plan.moves, (move) => move.targetServerId)
  const sum = (moves: readonly PlanMove[], of: (move: PlanMove) => number): number =>
    moves.filter((move) => move.type !== 'inactive').reduce((all, move) => all + of(move), 0)

  return fleet.servers.map((server) => {
    const here = [...(partitions.get(server.id) ?? []), ...(vios.get(server.id) ?? [])].filter(holds)
    const out = leaving.get(server.id) ?? []
    const into = coming.get(server.id) ?? []
    return {
      serverId: server.id,
      name: server.name,
      touched: out.length + into.length > 0,
      memory: use(
        server.configurableMemoryMib,
        server.availableMemoryMib,
        [...here.map((one) => one.memoryMib), server.firmwareMemoryMib ?? 0],
        sum(into, (move) => move.targetNeedMib) - sum(out, (move) => move.memoryMib),
      ),
      entitled: use(
        server.configurableCenti,
        server.availableCenti,
        here.map((one) => one.entitledCenti),
        sum(into, (move) => move.entitledCenti) - sum(out, (move) => move.entitledCenti),
      ),
    }
  })
}

/** Share of a capacity 0..1; null where either is not known. */
export function shareOf(value: number | null, capacity: number | null): number | null {
  return value === null || capacity === null || capacity <= 0 ? null : value / capacity
}
