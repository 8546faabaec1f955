/**
 * What importers hand over: small statements about one entity, each with its origin. Many sources say different things
 * about one partition (state in one file, memory in another); `merge.ts` turns patches into a fleet.
 */
import type { EpochMs } from './units.ts'
import type {
  BackingDevice,
  FibreChannelPort,
  NetworkBridge,
  Origin,
  Partition,
  PhysicalSlot,
  PhysicalVolume,
  ProcessorPool,
  Server,
  SriovAdapter,
  SriovPhysicalPort,
  VirtualEthernetAdapter,
  VirtualFibreChannelAdapter,
  VirtualScsiAdapter,
  VirtualSwitch,
  Vios,
  VnicAdapter,
} from './fleet.ts'
import type { PastMoveRecord } from './past-move.ts'

/** How a source names a system; at least one field is set. Type-model*serial identifies, uuid and name resolve to it. */
export interface ServerRef {
  readonly typeModel?: string
  readonly serial?: string
  readonly uuid?: string
  readonly name?: string
}

/** How a source names a partition; `lparId` or `uuid` identify on a server, the name is the fallback. */
export interface PartitionRef {
  readonly lparId?: number
  readonly uuid?: string
  readonly name?: string
}

type Values<T, Fixed extends keyof T> = { readonly [K in keyof Omit<T, Fixed | 'origins'>]?: T[K] }

export type ServerValues = Values<
  Server,
  'id' | 'virtualSwitches' | 'processorPools' | 'sriovAdapters' | 'sriovPhysicalPorts'
>
export type PartitionValues = Values<
  Partition,
  'id' | 'serverId' | 'virtualEthernet' | 'virtualScsi' | 'virtualFibreChannel' | 'physicalSlots' | 'vnics'
>
export type ViosValues = Values<
  Vios,
  'id' | 'serverId' | 'fibreChannelPorts' | 'physicalVolumes' | 'networkBridges'
>

/**
 * Lists that a source supplies for one owner. A `CompletePatch` says that the source lists ALL of them for that owner
 * (so no rows means none, not unknown); rows are merged by their key (slot, name, id; a network bridge without a name:
 * virtual switch and VLANs), where a field that is null in one row is filled from another row of the same key.
 */
export interface ServerLists {
  readonly virtualSwitches: VirtualSwitch
  readonly processorPools: ProcessorPool
  readonly sriovAdapters: SriovAdapter
  readonly sriovPhysicalPorts: SriovPhysicalPort
}
export interface PartitionLists {
  readonly virtualEthernet: VirtualEthernetAdapter
  readonly virtualScsi: VirtualScsiAdapter
  readonly virtualFibreChannel: VirtualFibreChannelAdapter
  readonly physicalSlots: PhysicalSlot
  readonly vnics: VnicAdapter
}
export interface ViosLists {
  readonly fibreChannelPorts: FibreChannelPort
  readonly physicalVolumes: PhysicalVolume
  readonly networkBridges: NetworkBridge
}

/** Precedence of live output (lshwres, lssyscfg -r lpar, REST) and of what a profile merely asks for. */
export const livePrecedence = 10
export const profilePrecedence = 5
/** Client adapters as their VIOS shows them: what is, but only the adapters of that VIOS; they displace no other rows. */
export const seenFromViosPrecedence = 8

interface PatchBase {
  readonly origin: Origin
  /**
   * Absent: `livePrecedence`. Of several patches that set one attribute the non-null value of the highest precedence
   * counts; among equals, the merge decides. Rows of a list count only where no live source of higher precedence gave rows
   * of that list for this owner, nor declared it complete; a partition that is not activated may show no adapters in
   * live output, so there the rows of its profile count in spite of a complete list.
   */
  readonly precedence?: number
  /** The whole source row as read, for the preview ("show row"); may be cut to 2,000 characters. */
  readonly raw?: string
  /** When the source was collected, where it says so; of two equal statements the newer wins. */
  readonly collectedAt?: EpochMs
  /** Line by attribute or list, where a row spans many lines (XML); `origin` counts for the others. */
  readonly lines?: Readonly<Record<string, number>>
}

export interface ServerPatch extends PatchBase {
  readonly entity: 'server'
  readonly server: ServerRef
  readonly values: ServerValues
  readonly lists?: { readonly [K in keyof ServerLists]?: readonly ServerLists[K][] }
}

/** A statement about a partition of which the source does not say whether it is a VIOS (e.g. lshwres) has kind "either". */
export interface PartitionPatch extends PatchBase {
  readonly entity: 'partition'
  readonly server: ServerRef
  readonly partition: PartitionRef
  readonly kind: 'client' | 'vios' | 'either'
  /**
   * Set where the values come from a partition profile of this name: they count only if it is the partition's
   * `currentProfile` (as merged from the other patches) or, where that is not known or names none of them, if it is the
   * only profile seen for the partition. The lists of such a patch are whole: an empty list means "none".
   */
  readonly profile?: string
  readonly values: PartitionValues
  readonly viosValues?: ViosValues
  readonly lists?: { readonly [K in keyof PartitionLists]?: readonly PartitionLists[K][] }
  readonly viosLists?: { readonly [K in keyof ViosLists]?: readonly ViosLists[K][] }
  /**
   * How many rows a list of this partition has, where the source counts them without describing them (links of REST).
   * A list of which fewer rows are described is not known: a rule must not judge half of the adapters. Where as many rows
   * are described, they are all.
   */
  readonly listSizes?: { readonly [K in keyof PartitionLists]?: number }
}

/** All client partitions, or all VIOS, of a system: one that is not listed is gone. */
export type EntityList = 'partitions' | 'vios'

/**
 * A file that lists all rows of a kind for a system was read to its end: partitions of that system without rows have
 * none (an empty list), instead of "not known". `profileNames`, `sriovPorts` and `servicePartition` are values: partitions
 * of the system for which no patch set them have `[]` and `false`. Partitions an `EntityList` does not name are gone.
 */
export interface CompletePatch extends PatchBase {
  readonly entity: 'complete'
  readonly server: ServerRef
  /** Set where only one partition's (VIOS's) list is complete. */
  readonly partition?: PartitionRef
  readonly list:
    | keyof PartitionLists
    | keyof ViosLists
    | keyof ServerLists
    | EntityList
    | 'profileNames'
    | 'sriovPorts'
    | 'servicePartition'
}

/** VIOS-side mapping of a virtual SCSI server adapter to its backing devices (lsmap -all). */
export interface ScsiMappingPatch extends PatchBase {
  readonly entity: 'scsi-mapping'
  readonly server: ServerRef
  readonly vios: PartitionRef
  /** Virtual slot of the server adapter on the VIOS. */
  readonly viosSlot: number
  readonly clientLparId: number | null
  readonly backing: readonly Omit<BackingDevice, 'viosId'>[]
}

/** VIOS-side mapping of a virtual Fibre Channel server adapter to a physical port (lsmap -all -npiv). */
export interface FibreChannelMappingPatch extends PatchBase {
  readonly entity: 'fc-mapping'
  readonly server: ServerRef
  readonly vios: PartitionRef
  readonly viosSlot: number | null
  readonly clientLparId: number | null
  readonly clientSlot: number | null
  readonly port: string | null
  readonly loggedIn: boolean | null
}

/** What a mover's log says of one move. It describes nothing of the inventory. */
export interface PastMovePatch extends PatchBase {
  readonly entity: 'past-move'
  readonly move: PastMoveRecord
}

/** Patches that describe managed systems and what is on them. */
export type SystemPatch =
  ServerPatch | PartitionPatch | CompletePatch | ScsiMappingPatch | FibreChannelMappingPatch

export type FleetPatch = SystemPatch | PastMovePatch
