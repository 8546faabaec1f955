/** What a server has free and holds: today's state, or one that a plan leads to. */
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { FibreChannelPort, Partition, Server, Vios } from '../inventory/fleet.ts'
import { centi, type Centi, type MiB } from '../inventory/units.ts'
import { sumSupply, unknownSupply, type Supply } from './supply.ts'
import { viosDoubt } from './vios-list.ts'

/**
 * State of a server that capacity rules judge. A planner makes planned states by changing these values; sets and maps
 * may be replaced by any read-only view with the same methods.
 */
export interface TargetState {
  readonly freeMemoryMib: MiB | null
  readonly freeCenti: Centi | null
  /** Partitions of every kind, VIOS included; null where none were imported. */
  readonly partitionCount: number | null
  readonly usedLparIds: ReadonlySet<number>
  readonly names: ReadonlySet<string>
  /**
   * Processing units still free in each shared pool that has a maximum: maximum - reserved - entitlements of its
   * partitions; null where one of them is not known. Pools without a maximum are absent.
   */
  readonly freePoolCenti: ReadonlyMap<number, Centi | null>
  /** Virtual slots free on all running VIOS together. */
  readonly freeVirtualSlots: Supply
  /** Free places for NPIV clients on all NPIV-ready ports of running VIOS. */
  readonly freeFibreChannelPlaces: Supply
}

/** A VIOS that can take part in a move as far as its state tells; null where the state is not known. */
export function isRunning(vios: Vios): boolean | null {
  return vios.state === null ? null : vios.state === 'running'
}

/**
 * Virtual slots free on a VIOS: those from the next free one up to the maximum, without those that known client
 * adapters hold. Lower gaps are not counted, so the figure is on the safe side. Null where a limit is not known.
 */
export function freeSlots(vios: Vios, usedByClients: ReadonlySet<number>): number | null {
  const { maxVirtualSlots, nextFreeVirtualSlot } = vios
  if (maxVirtualSlots === null || nextFreeVirtualSlot === null) return null
  const above = [...usedByClients].filter((slot) => slot >= nextFreeVirtualSlot && slot < maxVirtualSlots)
  return Math.max(0, maxVirtualSlots - nextFreeVirtualSlot - above.length)
}

function freePlaces(port: FibreChannelPort): number | null {
  if (port.npivReady === false) return 0
  return port.npivReady === null ? null : port.availablePorts
}

/** Slots of a VIOS that the client adapters of these partitions hold. */
export function slotsUsed(partitions: readonly Partition[], vios: Vios): ReadonlySet<number> {
  const slots = new Set<number>()
  for (const partition of partitions) {
    const adapters = [...(partition.virtualScsi ?? []), ...(partition.virtualFibreChannel ?? [])]
    for (const adapter of adapters)
      if (adapter.viosLparId === vios.lparId && adapter.viosSlot !== null) slots.add(adapter.viosSlot)
  }
  return slots
}

function poolsOf(server: Server, partitions: readonly Partition[]): ReadonlyMap<number, Centi | null> {
  const free = new Map<number, Centi | null>()
  for (const pool of server.processorPools ?? []) {
    if (pool.id === 0 || pool.maxCenti === null) continue
    const members = partitions.filter((one) => one.processorMode !== 'dedicated' && one.poolId === pool.id)
    const strays = partitions.some((one) => one.processorMode !== 'dedicated' && one.poolId === null)
    const used = members.reduce<number | null>(
      (sum, one) => (sum === null || one.entitledCenti === null ? null : sum + one.entitledCenti),
      0,
    )
    const known = used !== null && !strays && pool.reservedCenti !== null
    free.set(pool.id, known ? centi(pool.maxCenti - pool.reservedCenti - used) : null)
  }
  return free
}

/** The state of a server as imported. */
export function targetStateOf(index: FleetIndex, server: Server): TargetState {
  const partitions = index.partitionsOf(server.id)
  const vios = index.viosOf(server.id)
  const everyone = [...vios, ...partitions]
  const usable = vios.filter((one) => isRunning(one) !== false)
  const slots = usable.map((one) =>
    isRunning(one) === null ? null : freeSlots(one, slotsUsed(partitions, one)),
  )
  const places = usable.flatMap((one) =>
    isRunning(one) === null || one.fibreChannelPorts === null
      ? [null]
      : one.fibreChannelPorts.map(freePlaces),
  )
  const noPortAtAll = usable.length > 0 && places.length === 0
  const all = viosDoubt(server, vios, partitions) === null
  return {
    freeMemoryMib: server.availableMemoryMib,
    freeCenti: server.availableCenti,
    partitionCount: everyone.length === 0 ? null : everyone.length,
    usedLparIds: new Set(everyone.map((one) => one.lparId)),
    names: new Set(everyone.map((one) => one.name)),
    freePoolCenti: poolsOf(server, partitions),
    freeVirtualSlots: of(
      all,
      vios.length === 0 ? unknownSupply : { ...sumSupply(slots), ...noneRunning(usable) },
    ),
    freeFibreChannelPlaces: of(
      all,
      noPortAtAll ? { atLeast: 0, complete: true } : sumOrNone(vios, usable, places),
    ),
  }
}

/** What the imported VIOS have is all there is only where they are all the VIOS. */
function of(all: boolean, supply: Supply): Supply {
  return all ? supply : { atLeast: supply.atLeast, complete: false }
}

/** With VIOS that are all known not to run, nothing is free for certain. */
function noneRunning(usable: readonly Vios[]): Partial<Supply> {
  return usable.length === 0 ? { atLeast: 0, complete: true } : {}
}

function sumOrNone(
  vios: readonly Vios[],
  usable: readonly Vios[],
  counts: readonly (number | null)[],
): Supply {
  if (vios.length === 0) return unknownSupply
  return { ...sumSupply(counts), ...noneRunning(usable) }
}
