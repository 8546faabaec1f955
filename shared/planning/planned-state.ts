/** What a target holds when the moves planned so far have arrived; the mobility rules judge it like today's state. */
import type { Partition, Server } from '../inventory/fleet.ts'
import { centi, mib } from '../inventory/units.ts'
import type { Centi, MiB } from '../inventory/units.ts'
import { centiNeed, fibreChannelNeed, memoryNeedMib, virtualSlotNeed } from '../mobility/need.ts'
import { take, type Supply } from '../mobility/supply.ts'
import type { TargetState } from '../mobility/target-state.ts'
import { givenBack } from './given-back.ts'

/** A server's state that partitions arrive in and leave again; unknown figures stay unknown. */
export class PlannedState implements TargetState {
  readonly server: Server
  freeMemoryMib: MiB | null
  freeCenti: Centi | null
  partitionCount: number | null
  readonly usedLparIds: Set<number>
  readonly names: Set<string>
  readonly freePoolCenti: Map<number, Centi | null>
  freeVirtualSlots: Supply
  freeFibreChannelPlaces: Supply

  constructor(server: Server, today: TargetState) {
    this.server = server
    this.freeMemoryMib = today.freeMemoryMib
    this.freeCenti = today.freeCenti
    this.partitionCount = today.partitionCount
    this.usedLparIds = new Set(today.usedLparIds)
    this.names = new Set(today.names)
    this.freePoolCenti = new Map(today.freePoolCenti)
    this.freeVirtualSlots = today.freeVirtualSlots
    this.freeFibreChannelPlaces = today.freeFibreChannelPlaces
  }

  /** A partition takes what it needs, under a partition id of this server. */
  arrive(partition: Partition, lparId: number): void {
    this.#change(partition, 1)
    this.usedLparIds.add(lparId)
    this.names.add(partition.name)
  }

  /** A partition that arrived gives everything back. */
  leave(partition: Partition, lparId: number): void {
    this.#change(partition, -1)
    this.usedLparIds.delete(lparId)
    this.names.delete(partition.name)
  }

  /** A partition that is here today leaves, and gives back what is certain. */
  moveOut(partition: Partition): void {
    const given = givenBack(partition, this.server)
    this.#take({
      memory: -given.memoryMib,
      processing: -given.centi,
      places: -1,
      slots: -given.virtualSlots,
      npiv: -given.fibreChannelPlaces,
    })
    this.usedLparIds.delete(partition.lparId)
    this.names.delete(partition.name)
  }

  #change(partition: Partition, sign: 1 | -1): void {
    const processing = centiNeed(partition) ?? partition.entitledCenti ?? 0
    this.#take({
      memory: sign * (memoryNeedMib(partition, this.server) ?? partition.memoryMib ?? 0),
      processing: sign * processing,
      places: sign,
      slots: sign * (virtualSlotNeed(partition) ?? 0),
      npiv: sign * (fibreChannelNeed(partition) ?? 0),
    })
    const pool = targetPool(partition, this.server)
    const free = pool === null ? undefined : this.freePoolCenti.get(pool.id)
    if (pool !== null && free != null) this.freePoolCenti.set(pool.id, centi(free - sign * processing))
  }

  #take(amount: Readonly<Record<'memory' | 'processing' | 'places' | 'slots' | 'npiv', number>>): void {
    if (this.freeMemoryMib !== null) this.freeMemoryMib = mib(this.freeMemoryMib - amount.memory)
    if (this.freeCenti !== null) this.freeCenti = centi(this.freeCenti - amount.processing)
    if (this.partitionCount !== null) this.partitionCount += amount.places
    this.freeVirtualSlots = take(this.freeVirtualSlots, amount.slots)
    this.freeFibreChannelPlaces = take(this.freeFibreChannelPlaces, amount.npiv)
  }
}

/**
 * The shared processor pool a partition is put into on a server: the one of the same name. Null for dedicated
 * processors, for the default pool, and where the server has no pool of that name.
 */
export function targetPool(
  partition: Partition,
  server: Server,
): { readonly id: number; readonly name: string } | null {
  if (partition.processorMode === 'dedicated' || partition.poolName === null) return null
  if (partition.poolId === 0) return null
  const pool = server.processorPools?.find((one) => one.name === partition.poolName)
  return pool === undefined || pool.id === 0 ? null : { id: pool.id, name: partition.poolName }
}
