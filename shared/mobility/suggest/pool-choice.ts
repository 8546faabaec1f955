import type { Partition, Server } from '../../inventory/fleet.ts'
import type { PoolChoice } from './suggestion.ts'

/**
 * Shared processor pool of a partition on another server: the one of the same name; where the name is not known the one
 * of the same id; else the default pool, with the reason. Null for dedicated processors and where it cannot be told.
 */
export function poolOn(partition: Partition, source: Server, target: Server): PoolChoice | null {
  if (partition.processorMode !== 'shared' || partition.poolId === null) return null
  if (partition.poolId === 0) return { id: 0, name: null, why: 'It is in the default pool now.' }
  const pools = target.processorPools
  if (pools === null) return null
  const name =
    partition.poolName ?? source.processorPools?.find((one) => one.id === partition.poolId)?.name ?? null
  if (name !== null) {
    const same = pools.find((one) => one.name === name)
    if (same !== undefined) return { id: same.id, name, why: `${target.name} has a pool of the same name.` }
    if (pools.some((one) => one.name === null)) return null
    return { id: 0, name: null, why: `${target.name} has no pool "${name}"; the default pool remains.` }
  }
  const same = pools.find((one) => one.id === partition.poolId)
  if (same === undefined)
    return {
      id: 0,
      name: null,
      why: `${target.name} has no pool ${partition.poolId}; the default pool remains.`,
    }
  return {
    id: same.id,
    name: same.name,
    why: `Its pool has no known name; ${target.name} has a pool of the same id, ${same.id}.`,
  }
}
