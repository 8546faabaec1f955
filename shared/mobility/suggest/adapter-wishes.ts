/** Every storage adapter of a partition with the places on the target that could serve it, or why there is none. */
import type {
  BackingDevice,
  BackingKind,
  Partition,
  Server,
  VirtualFibreChannelAdapter,
  VirtualScsiAdapter,
  Vios,
} from '../../inventory/fleet.ts'
import { capability } from '../capabilities.ts'
import { list } from '../words.ts'
import type { PlaceOption, Wish } from './assign.ts'
import type { OpenAdapter } from './suggestion.ts'
import type { TakenPlaces } from './taken-places.ts'
import type { PortOffer, ViosOffer } from './vios-offer.ts'

export type StorageKind = 'virtual SCSI' | 'virtual Fibre Channel'

/** An option with what it is about. */
export interface AdapterOption extends PlaceOption {
  readonly offer: ViosOffer
  /** Slots left on the VIOS. */
  readonly freeSlots: number
  /** The port with the places left on it; null for adapters without one. */
  readonly portOffer: PortOffer | null
}

export interface AdapterWish extends Wish {
  readonly options: readonly AdapterOption[]
  readonly kind: StorageKind
  readonly clientSlot: number
  /** Slot of its server adapter now. */
  readonly serverSlot: number | null
  /** VIOS that serves it now; null: not in the inventory. */
  readonly servedBy: Vios | null
  readonly servedByName: string | null
  /** Identifiers of its disks. */
  readonly disks: readonly string[]
  /** Names of its units of a shared storage pool. */
  readonly units: readonly string[]
}

/** A VIOS of the target as it is left by what is taken already. */
export interface ViosPlaces {
  readonly offer: ViosOffer
  readonly freeSlots: number
  /** Ports with their number among all ports of the target; null: not known. */
  readonly ports: readonly (PortOffer & { readonly at: number })[] | null
}

/** What the VIOS offer, by ordinal, without what is taken already. */
export function targetPlaces(offers: readonly ViosOffer[], taken: TakenPlaces): readonly ViosPlaces[] {
  let at = 0
  return offers.map((offer) => ({
    offer,
    freeSlots: offer.freeSlots - taken.slotsOn(offer.vios.id),
    ports:
      offer.ports?.map(({ name, free }) => ({
        name,
        free: free - taken.placesOn(offer.vios.id, name),
        at: at++,
      })) ?? null,
  }))
}

export interface WishInput {
  readonly partition: Partition
  readonly target: Server
  /** VIOS of the source by ordinal. */
  readonly sourceVios: readonly Vios[]
  /** By ordinal. */
  readonly places: readonly ViosPlaces[]
}

/** Wishes and open adapters, by kind and client slot. Lists that are not known count as empty here. */
export function storageWishes(input: WishInput): {
  readonly wishes: readonly AdapterWish[]
  readonly open: readonly OpenAdapter[]
} {
  const { partition } = input
  const bySlot = (a: { readonly slot: number }, b: { readonly slot: number }) => a.slot - b.slot
  const found = [
    ...(partition.virtualScsi ?? []).toSorted(bySlot).map((one) => scsiWish(input, one)),
    ...(partition.virtualFibreChannel ?? []).toSorted(bySlot).map((one) => fibreChannelWish(input, one)),
  ]
  return {
    wishes: found.filter((one) => 'options' in one),
    open: found.filter((one) => 'why' in one),
  }
}

function scsiWish(input: WishInput, adapter: VirtualScsiAdapter): AdapterWish | OpenAdapter {
  const open = (why: string): OpenAdapter => ({ kind: 'virtual SCSI', clientSlot: adapter.slot, why })
  const { places, sourceVios } = input
  if (adapter.backing === null) return open('What backs it is not known.')
  const units = adapter.backing.filter((one) => one.kind === 'shared-pool-unit')
  const disks = adapter.backing.filter((one) => one.kind === 'disk')
  const unfit = adapter.backing.find((one) => one.kind !== 'disk' && one.kind !== 'shared-pool-unit')
  if (unfit !== undefined) return open(`${unfit.name} ${wordsOf(unfit.kind)}`)
  const unnamed = disks.find((one) => one.uniqueId === null)
  if (unnamed !== undefined) return open(`The identifier of ${unnamed.name} is not known.`)
  const pools = units.map((unit) => poolOf(unit, sourceVios))
  const nowhere = units[pools.indexOf(null)]
  if (nowhere !== undefined)
    return open(`The storage cluster of ${nowhere.name} is not known: import cluster -list of its VIOS.`)
  const ids = [...new Set(disks.map((one) => one.uniqueId ?? ''))]
  const obstacles = places.map((place) =>
    obstacleOf(place, (offer) => poolObstacle(offer.vios, pools) ?? diskObstacle(offer, disks)),
  )
  if (!obstacles.includes(null)) return open(nobody(input, obstacles))
  const base = wishOf(input, adapter)
  return {
    ...base,
    kind: 'virtual SCSI',
    sourcePort: null,
    disks: ids,
    units: units.map(({ name }) => name).toSorted(),
    options: sorted(
      places.flatMap(({ offer, freeSlots }, vios): AdapterOption[] =>
        obstacles[vios] === null
          ? [
              {
                vios,
                port: null,
                distance: viosDistance(input, base.servedBy, vios),
                offer,
                freeSlots,
                portOffer: null,
              },
            ]
          : [],
      ),
    ),
  }
}

/** Cluster whose pool holds the unit: that of the VIOS which maps it; null: not known. */
function poolOf(unit: BackingDevice, sourceVios: readonly Vios[]): Cluster | null {
  const holder = sourceVios.find(({ id }) => id === unit.viosId)
  return holder === undefined || holder.clusterId === null
    ? null
    : { id: holder.clusterId, name: holder.clusterName ?? holder.clusterId }
}

interface Cluster {
  readonly id: string
  readonly name: string
}

function poolObstacle({ clusterId, clusterName }: Vios, pools: readonly (Cluster | null)[]): string | null {
  const missed = pools.find((pool) => pool !== null && pool.id !== clusterId)
  if (missed === undefined || missed === null) return null
  return clusterId === null
    ? 'is in a storage cluster that is not known'
    : `is in the storage cluster ${clusterName ?? clusterId}, not in ${missed.name}`
}

function diskObstacle({ disks }: ViosOffer, wanted: readonly BackingDevice[]): string | null {
  if (wanted.length === 0) return null
  if (disks === null) return 'sees disks that are not known'
  const hidden = wanted.filter((one) => !disks.has(one.uniqueId ?? ''))
  return hidden.length === 0 ? null : `does not see ${list(hidden.map(({ name }) => name).toSorted())}`
}

const unfitWords: Partial<Record<BackingKind, string>> = {
  'logical-volume': 'is a logical volume, which no other server sees.',
  file: 'is a file, which no other server sees.',
  optical: 'is virtual optical media; whether it may stay attached is not known.',
}

function wordsOf(kind: BackingKind | null): string {
  return (kind === null ? undefined : unfitWords[kind]) ?? 'is of a kind that is not known.'
}

function fibreChannelWish(input: WishInput, adapter: VirtualFibreChannelAdapter): AdapterWish | OpenAdapter {
  const open = (why: string): OpenAdapter => ({
    kind: 'virtual Fibre Channel',
    clientSlot: adapter.slot,
    why,
  })
  const { places, target } = input
  if (adapter.wwpns.length === 1) return open('It has one WWPN where a pair is needed.')
  if (capability(target, 'virtualFibreChannel') === false)
    return open(`${target.name} does not support virtual Fibre Channel.`)
  const obstacles = places.map((place) =>
    obstacleOf(place, ({ vios }) => {
      if (place.ports === null) return 'has Fibre Channel ports that are not known'
      if (place.ports.some((port) => port.free > 0)) return null
      const silent = vios.fibreChannelPorts?.some(
        (port) => port.npivReady === null || (port.npivReady && port.availablePorts === null),
      )
      return silent === true
        ? 'has ports of which the free NPIV places are not known'
        : 'has no NPIV-ready port with a free place'
    }),
  )
  if (!obstacles.includes(null)) return open(nobody(input, obstacles))
  const base = wishOf(input, adapter)
  return {
    ...base,
    kind: 'virtual Fibre Channel',
    sourcePort: adapter.port,
    disks: [],
    units: [],
    options: sorted(
      places.flatMap(({ offer, freeSlots, ports }, vios): AdapterOption[] =>
        obstacles[vios] !== null
          ? []
          : (ports ?? [])
              .filter((port) => port.free > 0)
              .map((port) => ({
                vios,
                port: port.at,
                distance:
                  viosDistance(input, base.servedBy, vios) +
                  (adapter.port === null || port.name === adapter.port ? 0 : 1),
                offer,
                freeSlots,
                portOffer: port,
              })),
      ),
    ),
  }
}

/** What it is served by now. */
function wishOf({ sourceVios }: WishInput, adapter: VirtualScsiAdapter | VirtualFibreChannelAdapter) {
  const servedBy =
    sourceVios.find((one) =>
      adapter.viosLparId === null ? one.name === adapter.viosName : one.lparId === adapter.viosLparId,
    ) ?? null
  const servedByName = servedBy?.name ?? adapter.viosName
  return {
    clientSlot: adapter.slot,
    serverSlot: adapter.viosSlot,
    servedBy,
    servedByName,
    sourceVios: servedBy?.id ?? (adapter.viosLparId === null ? servedByName : String(adapter.viosLparId)),
  }
}

function obstacleOf(
  { offer, freeSlots }: ViosPlaces,
  kindOf: (offer: ViosOffer) => string | null,
): string | null {
  return offer.obstacle ?? (freeSlots <= 0 ? 'has no free virtual slot' : kindOf(offer))
}

function nobody({ target, places }: WishInput, obstacles: readonly (string | null)[]): string {
  if (places.length === 0) return `The VIOS of ${target.name} are not known.`
  return `${list(
    places.map(({ offer }, at) => `${offer.vios.name} ${obstacles[at] ?? ''}`),
    4,
  )}.`
}

/** 0 where the target VIOS has the place among its server's VIOS that the serving one has, or where that is not known. */
function viosDistance({ sourceVios }: WishInput, servedBy: Vios | null, vios: number): number {
  return servedBy === null || sourceVios.indexOf(servedBy) === vios ? 0 : 2
}

/** The nearest first, among equals the emptiest. */
function sorted(options: readonly AdapterOption[]): readonly AdapterOption[] {
  const name = ({ portOffer }: AdapterOption) => portOffer?.name ?? ''
  return options.toSorted(
    (a, b) =>
      a.distance - b.distance ||
      (b.portOffer?.free ?? 0) - (a.portOffer?.free ?? 0) ||
      b.freeSlots - a.freeSlots ||
      a.vios - b.vios ||
      (name(a) < name(b) ? -1 : 1),
  )
}
