/** Every storage adapter of a partition with the places on the target that could serve it, or why there is none. */
import type {
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
import type { ViosOffer } from './vios-offer.ts'

export type StorageKind = 'virtual SCSI' | 'virtual Fibre Channel'

export interface AdapterWish extends Wish {
  readonly kind: StorageKind
  readonly clientSlot: number
  /** Slot of its server adapter now. */
  readonly serverSlot: number | null
  /** VIOS that serves it now; null: not in the inventory. */
  readonly servedBy: Vios | null
  readonly servedByName: string | null
  /** Identifiers of its disks. */
  readonly disks: readonly string[]
}

/** The target as the assignment counts it. */
export interface TargetPlaces {
  readonly offers: readonly ViosOffer[]
  /** By place in `offers`. */
  readonly freeSlots: readonly number[]
  readonly ports: readonly { readonly vios: number; readonly name: string; readonly free: number }[]
}

/** What the VIOS offer, without what is taken already. */
export function targetPlaces(offers: readonly ViosOffer[], taken: TakenPlaces): TargetPlaces {
  return {
    offers,
    freeSlots: offers.map(({ vios, freeSlots }) => freeSlots - taken.slotsOn(vios.id)),
    ports: offers.flatMap((offer, vios) =>
      (offer.ports ?? []).map(({ name, free }) => ({
        vios,
        name,
        free: free - taken.placesOn(offer.vios.id, name),
      })),
    ),
  }
}

export interface WishInput {
  readonly partition: Partition
  readonly target: Server
  /** VIOS of the source by ordinal. */
  readonly sourceVios: readonly Vios[]
  readonly places: TargetPlaces
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
  const { places } = input
  if (adapter.backing === null) return open('What backs it is not known.')
  const unfit = adapter.backing.find((one) => one.kind !== 'disk')
  if (unfit !== undefined) return open(`${unfit.name} ${unfitWords[unfit.kind ?? 'unknown']}`)
  const unnamed = adapter.backing.find((one) => one.uniqueId === null)
  if (unnamed !== undefined) return open(`The identifier of ${unnamed.name} is not known.`)
  const ids = [...new Set(adapter.backing.map((one) => one.uniqueId ?? ''))]
  const obstacles = places.offers.map((offer, at) =>
    obstacleOf(offer, places.freeSlots[at]!, () => {
      if (ids.length === 0) return null
      if (offer.disks === null) return 'sees disks that are not known'
      const hidden = adapter.backing?.filter((one) => !offer.disks?.has(one.uniqueId ?? '')) ?? []
      return hidden.length === 0 ? null : `does not see ${list(hidden.map(({ name }) => name).toSorted())}`
    }),
  )
  if (!obstacles.includes(null)) return open(nobody(input, obstacles))
  const base = wishOf(input, adapter)
  return {
    ...base,
    kind: 'virtual SCSI',
    sourcePort: null,
    disks: ids,
    options: sorted(
      places,
      obstacles.flatMap((obstacle, vios): PlaceOption[] =>
        obstacle === null ? [{ vios, port: null, distance: viosDistance(input, base.servedBy, vios) }] : [],
      ),
    ),
  }
}

const unfitWords = {
  disk: '',
  'logical-volume': 'is a logical volume, which no other server sees.',
  file: 'is a file, which no other server sees.',
  'shared-pool-unit':
    'is a unit of a shared storage pool; whether the target belongs to the pool is not known.',
  optical: 'is virtual optical media; whether it may stay attached is not known.',
  unknown: 'is of a kind that is not known.',
} as const

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
  const portsOn = (vios: number) =>
    places.ports.flatMap((port, at) => (port.vios === vios && port.free > 0 ? [at] : []))
  const obstacles = places.offers.map((offer, at) =>
    obstacleOf(offer, places.freeSlots[at]!, () => {
      if (offer.ports === null) return 'has Fibre Channel ports that are not known'
      if (portsOn(at).length > 0) return null
      const silent = offer.vios.fibreChannelPorts?.some(
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
    options: sorted(
      places,
      obstacles.flatMap((obstacle, vios): PlaceOption[] =>
        obstacle !== null
          ? []
          : portsOn(vios).map((port) => ({
              vios,
              port,
              distance:
                viosDistance(input, base.servedBy, vios) +
                (adapter.port === null || places.ports[port]!.name === adapter.port ? 0 : 1),
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

function obstacleOf(offer: ViosOffer, freeSlots: number, kindOf: () => string | null): string | null {
  return offer.obstacle ?? (freeSlots <= 0 ? 'has no free virtual slot' : kindOf())
}

function nobody({ target, places }: WishInput, obstacles: readonly (string | null)[]): string {
  if (obstacles.length === 0) return `The VIOS of ${target.name} are not known.`
  return `${list(
    obstacles.map((obstacle, at) => `${places.offers[at]!.vios.name} ${obstacle ?? ''}`),
    4,
  )}.`
}

/** 0 where the target VIOS has the place among its server's VIOS that the serving one has, or where that is not known. */
function viosDistance({ sourceVios }: WishInput, servedBy: Vios | null, vios: number): number {
  return servedBy === null || sourceVios.indexOf(servedBy) === vios ? 0 : 2
}

/** The nearest first, among equals the emptiest. */
function sorted(places: TargetPlaces, options: readonly PlaceOption[]): readonly PlaceOption[] {
  const free = (port: number | null) => (port === null ? 0 : places.ports[port]!.free)
  const name = (port: number | null) => (port === null ? '' : places.ports[port]!.name)
  return options.toSorted(
    (a, b) =>
      a.distance - b.distance ||
      free(b.port) - free(a.port) ||
      places.freeSlots[b.vios]! - places.freeSlots[a.vios]! ||
      a.vios - b.vios ||
      (name(a.port) < name(b.port) ? -1 : 1),
  )
}
