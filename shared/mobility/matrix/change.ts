/** What can happen to a matrix after it was made. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { Fleet, PartitionId, ServerId } from '../../inventory/fleet.ts'
import type { TargetState } from '../target-state.ts'

/** Servers hold something else than before: a planned move, another instant of a plan. null: what they hold today. */
export interface StateChange {
  readonly kind: 'states'
  readonly states: ReadonlyMap<ServerId, TargetState | null>
}

/**
 * The inventory was edited: same servers and partitions, some with other attributes. A changed VIOS is named by its
 * server.
 */
export interface EditChange {
  readonly kind: 'edit'
  readonly index: FleetIndex
  readonly partitionIds: readonly PartitionId[]
  readonly serverIds: readonly ServerId[]
}

export type MatrixChange = StateChange | EditChange

/** Plain data, equal in every attribute. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((one, at) => same(one, b[at]))
  const [left, right] = [Object.entries(a), b as Readonly<Record<string, unknown>>]
  return (
    !Array.isArray(b) &&
    left.length === Object.keys(right).length &&
    left.every(([key, value]) => Object.hasOwn(right, key) && same(value, right[key]))
  )
}

interface Entity {
  readonly id: string
  readonly origins: unknown
}

/** Entities that differ but in their origins, which no rule reads; null where they are not the same ones. */
function changedOf<T extends Entity>(before: readonly T[], after: readonly T[]): readonly T[] | null {
  if (before.length !== after.length) return null
  const changed: T[] = []
  for (const [at, one] of after.entries()) {
    const former = before[at]
    if (former?.id !== one.id) return null
    if (!same({ ...former, origins: null }, { ...one, origins: null })) changed.push(one)
  }
  return changed
}

/**
 * The edit that leads from one fleet to another; null where a matrix has to be made anew: servers, VIOS or partitions
 * came or went, or what a person vouches for or the catalogue changed, which can touch every pair.
 */
export function editBetween(before: Fleet, after: FleetIndex): EditChange | null {
  const { fleet } = after
  if (!same(before.statements, fleet.statements) || !same(before.catalogueEdits, fleet.catalogueEdits))
    return null
  const servers = changedOf(before.servers, fleet.servers)
  const vios = changedOf(before.vios, fleet.vios)
  const partitions = changedOf(before.partitions, fleet.partitions)
  if (servers === null || vios === null || partitions === null) return null
  return {
    kind: 'edit',
    index: after,
    partitionIds: partitions.map((one) => one.id),
    serverIds: [...new Set([...servers.map((one) => one.id), ...vios.map((one) => one.serverId)])],
  }
}
