/** The data centre as things, before anything is printed: servers, VIOS, partitions, adapters, disks. */
import type { Blueprint } from './blueprints.ts'
import type { Resident } from './roster.ts'
import type { Sizing } from './sizing.ts'

export interface EthernetAdapter {
  readonly slot: number
  readonly pvid: number
  /** Tagged VLANs; an adapter with any is an IEEE 802.1Q adapter. */
  readonly tagged: readonly number[]
  readonly mac: string
  /** 0: a client adapter; 1 or 2: a trunk adapter of a shared Ethernet adapter. */
  readonly trunkPriority: number
}

export type Backing =
  | { readonly kind: 'disk'; readonly lun: Lun; readonly device: string }
  | { readonly kind: 'logical volume' | 'file'; readonly path: string; readonly device: string }

export interface ScsiAdapter {
  readonly slot: number
  readonly viosId: number
  readonly viosSlot: number
  readonly backing: readonly Backing[]
}

export interface FibreChannelAdapter {
  readonly slot: number
  readonly viosId: number
  readonly viosSlot: number
  readonly wwpns: readonly string[]
  /** Physical port of the VIOS, e.g. fcs0. */
  readonly port: string
}

/** A disk of the storage network. */
export interface Lun {
  readonly name: string
  readonly site: 'north' | 'south'
  readonly sizeMib: number
  readonly identifier: string
  readonly pvid: string
  /** Last part of the location code. */
  readonly location: string
  /** The only server whose VIOS see it; null: every VIOS of the site. */
  readonly onlyServer: string | null
}

export interface IoSlot {
  readonly drcIndex: string
  readonly busId: number
  readonly place: string
  readonly description: string
  /** Owner's partition id; null: unassigned. */
  readonly ownerId: number | null
  readonly ownerName: string | null
}

export interface Client {
  readonly kind: 'client'
  readonly resident: Resident
  readonly name: string
  readonly id: number
  readonly uuid: string
  readonly running: boolean
  readonly sizing: Sizing
  readonly pool: string | null
  readonly hugePages: number
  readonly currentMode: string
  readonly desiredMode: string
  readonly rmcState: 'active' | 'inactive' | 'none'
  readonly ipAddress: string
  readonly osVersion: string
  readonly profile: string
  /** Further profiles, with the same content. */
  readonly otherProfiles: readonly string[]
  readonly ethernet: readonly EthernetAdapter[]
  readonly scsi: readonly ScsiAdapter[]
  readonly fibreChannel: readonly FibreChannelAdapter[]
}

export interface Hdisk {
  readonly name: string
  readonly sizeMib: number
  readonly identifier: string
  readonly pvid: string
  readonly reserve: 'no_reserve' | 'single_path'
  readonly lun: Lun | null
}

export interface Vios {
  readonly kind: 'vios'
  readonly name: string
  readonly id: number
  readonly uuid: string
  readonly sizing: Sizing
  readonly mover: boolean
  readonly ipAddress: string
  readonly maxVirtualSlots: number
  readonly ethernet: readonly EthernetAdapter[]
  readonly disks: readonly Hdisk[]
}

export interface Server {
  readonly blueprint: Blueprint
  readonly uuid: string
  /** Unit part of physical location codes, e.g. U78D4.ND1.CSS0A1B. */
  readonly unit: string
  readonly vios: readonly Vios[]
  readonly clients: readonly Client[]
  readonly ioSlots: readonly IoSlot[]
  readonly bridgedVlans: readonly number[]
  /** Memory and processors that are left, and what the hypervisor takes. */
  readonly firmwareMib: number
  readonly availableMib: number
  readonly availableCenti: number
}

export interface DataCentre {
  readonly servers: readonly Server[]
  readonly luns: readonly Lun[]
}

/** Clients and VIOS of a server in order of partition id, the way the HMC lists them. */
export function partitionsOf(server: Server): readonly (Vios | Client)[] {
  return [...server.vios, ...server.clients].toSorted((a, b) => a.id - b.id)
}

/** Clients that use this VIOS through virtual Fibre Channel or virtual SCSI, one row per adapter. */
export function fibreChannelOf(server: Server, viosId: number) {
  return server.clients.flatMap((client) =>
    client.fibreChannel.filter((one) => one.viosId === viosId).map((adapter) => ({ client, adapter })),
  )
}

export function scsiOf(server: Server, viosId: number) {
  return server.clients.flatMap((client) =>
    client.scsi.filter((one) => one.viosId === viosId).map((adapter) => ({ client, adapter })),
  )
}

/** First part of a location code of a virtual adapter: U9080.M9S.78A1C20. */
export function virtualUnit(server: Server): string {
  return `U${server.blueprint.typeModel.replace('-', '.')}.${server.blueprint.serial}`
}

/** The VIOS with this partition id. */
export function viosById(server: Server, id: number): Vios {
  const found = server.vios.find((one) => one.id === id)
  if (!found) throw new RangeError(`${server.blueprint.name} has no VIOS ${id}`)
  return found
}
