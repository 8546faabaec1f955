/**
 * The fleet: a frozen picture of managed systems, their VIOS and their partitions, as imported and corrected by the
 * user. `null` always means "not known" (never imported), which is different from an empty list or zero.
 * Attribute names and units: domain.md 1.3 (HMC CLI) and 2.1 (HMC REST).
 */
import type { PastMove } from './past-move.ts'
import type { Centi, CentiPercent, EpochMs, MiB } from './units.ts'

export type Generation = 'POWER6' | 'POWER7' | 'POWER8' | 'POWER9' | 'POWER10' | 'POWER11'

/** Where a figure comes from: a line of a file, an element of an XML file, or the user. */
export interface Origin {
  /** File name as shown to the user (relative to what was imported), or "typed by you". */
  readonly file: string
  readonly line: number | null
}

/** Origin by attribute name of the entity that carries it; attributes never imported have none. */
export type Origins = Readonly<Record<string, Origin>>

/**
 * Identity of a managed system: type-model*serial, e.g. "9009-42A*7812345"; "name:<system name>" where that is unknown,
 * "uuid:<uuid>" where the source says no more than that.
 */
export type ServerId = string
/** Identity of a VIOS or client partition: "<server id>/<lpar id>". */
export type PartitionId = string

export interface ProcessorPool {
  readonly id: number
  readonly name: string | null
  /** Maximum processing units of the pool; null for the default pool, which has no limit of its own. */
  readonly maxCenti: Centi | null
  readonly reservedCenti: Centi | null
}

export interface VirtualSwitch {
  readonly name: string
  /** "VEB" or "VEPA" where known. */
  readonly mode: string | null
}

/** An SR-IOV adapter in shared mode; one in dedicated mode has no SR-IOV adapter id (hmc-mcp captures). */
export interface SriovAdapter {
  /** SR-IOV adapter id, unique on the system. */
  readonly id: number
  readonly location: string | null
  /** Normalised lower-case: "running"... */
  readonly state: string | null
  /** Number of its physical ports. */
  readonly ports: number | null
}

/** A physical port of an SR-IOV adapter in shared mode. */
export interface SriovPhysicalPort {
  readonly adapterId: number
  /** Unique on the adapter. */
  readonly portId: number
  readonly location: string | null
  /** The administrator's labels, by custom the network or switch behind the port; "" where there is none. */
  readonly label: string | null
  readonly subLabel: string | null
  readonly linkUp: boolean | null
  /** Ethernet logical ports it has, and may have. */
  readonly logicalPorts: number | null
  readonly maxLogicalPorts: number | null
  /** Capacity of a logical port is a multiple of this. */
  readonly capacityStep: CentiPercent | null
  /** Capacity that logical ports hold; all of them together hold at most 100 %. */
  readonly allocatedCapacity: CentiPercent | null
  /** Number of logical ports `allocatedCapacity` was summed up from; null where the source gives the sum itself. */
  readonly allocatedOf: number | null
}

/** A managed system. */
export interface Server {
  readonly id: ServerId
  readonly name: string
  readonly uuid: string | null
  readonly typeModel: string | null
  readonly serial: string | null
  /** HMCs whose output named this system (folder or HMC name). */
  readonly hmcs: readonly string[]
  readonly site: string | null
  readonly generation: Generation | null
  /** Firmware as read, e.g. "VL950_099" or "VL950_FW950.40 (99)". */
  readonly firmware: string | null
  /** Release number taken out of `firmware`, e.g. 950. */
  readonly firmwareRelease: number | null
  /** Normalised lower-case state: "operating", "power off", "standby", "no connection"... */
  readonly state: string | null
  readonly installedMemoryMib: MiB | null
  readonly configurableMemoryMib: MiB | null
  readonly availableMemoryMib: MiB | null
  readonly firmwareMemoryMib: MiB | null
  /** Logical memory block (memory region) size. */
  readonly lmbMib: MiB | null
  readonly installedCenti: Centi | null
  readonly configurableCenti: Centi | null
  readonly availableCenti: Centi | null
  readonly minCentiPerVirtualProcessor: Centi | null
  readonly maxVirtualProcessorsPerPartition: number | null
  readonly maxProcessorsPerPartition: number | null
  readonly hugePagesConfigurable: number | null
  readonly hugePagesAvailable: number | null
  /** Normalised processor compatibility modes this system offers (see compat-modes.ts). */
  readonly compatModes: readonly string[] | null
  readonly maxPartitions: number | null
  readonly activeMobilityCapable: boolean | null
  readonly inactiveMobilityCapable: boolean | null
  readonly maxActiveMigrations: number | null
  readonly maxFirmwareActiveMigrations: number | null
  readonly maxInactiveMigrations: number | null
  readonly activeMigrationsInProgress: number | null
  readonly inactiveMigrationsInProgress: number | null
  /** mem_mirroring_mode as the HMC prints it: "none", "sys_firmware_only". */
  readonly memoryMirroring: string | null
  /** Whether the Dynamic Platform Optimizer (lsmemopt) or memory defragmentation is at work. */
  readonly optimizerRunning: boolean | null
  /** Lowest level of the HMCs that named this system, from lshmc -V, e.g. "10.3.1060". */
  readonly hmcLevel: string | null
  /** Cores whose activation belongs to the system (permanent and pool activations), from lscodpool or HMC REST. */
  readonly activatedCores: number | null
  /** Power Enterprise Pool it is a member of (lscodpool); "" where it is known to be in none. */
  readonly enterprisePool: string | null
  /** Other "...capable" flags, by their HMC CLI name (e.g. active_mem_expansion_capable, lpar_remote_restart_capable). */
  readonly capabilities: Readonly<Record<string, boolean>>
  readonly virtualSwitches: readonly VirtualSwitch[] | null
  readonly processorPools: readonly ProcessorPool[] | null
  readonly sriovAdapters: readonly SriovAdapter[] | null
  readonly sriovPhysicalPorts: readonly SriovPhysicalPort[] | null
  readonly origins: Origins
}

export interface FibreChannelPort {
  readonly name: string
  readonly wwpn: string | null
  /** Fabric support for NPIV as lsnports reports it. */
  readonly npivReady: boolean | null
  readonly totalPorts: number | null
  readonly availablePorts: number | null
}

export interface PhysicalVolume {
  readonly name: string
  /** World-wide identifier (UDID / VolumeUniqueID), equal on every VIOS that sees the same disk. */
  readonly uniqueId: string | null
  readonly sizeMib: MiB | null
  /** Normalised: "no_reserve", "single_path", "PR_shared", "PR_exclusive". */
  readonly reservePolicy: string | null
}

/** A shared Ethernet adapter (network bridge) and the VLANs it carries. */
export interface NetworkBridge {
  readonly name: string | null
  readonly virtualSwitch: string | null
  readonly vlanIds: readonly number[]
}

/** A Virtual I/O Server. */
export interface Vios {
  readonly id: PartitionId
  readonly serverId: ServerId
  readonly lparId: number
  readonly name: string
  readonly uuid: string | null
  readonly state: string | null
  readonly rmcState: string | null
  readonly mover: boolean | null
  /** ioslevel, e.g. "3.1.4.10". */
  readonly level: string | null
  readonly memoryMib: MiB | null
  readonly maxMemoryMib: MiB | null
  readonly processorMode: 'shared' | 'dedicated' | null
  readonly entitledCenti: Centi | null
  readonly virtualProcessors: number | null
  readonly maxVirtualSlots: number | null
  readonly nextFreeVirtualSlot: number | null
  /** cfg_msp_lpm_ops: moves this mover accepts at once. */
  readonly moverSlots: number | null
  /** concurrency_lvl 1..5. */
  readonly concurrencyLevel: number | null
  /** Fastest running media speed of the physical adapters below a mover address, in Gb/s. */
  readonly linkGbps: number | null
  /** IP addresses it moves partitions over, as lslparmigr -r msp names them; sorted. */
  readonly moverAddresses: readonly string[] | null
  /** Cluster of the shared storage pool it belongs to: 32 hexadecimal digits, equal on all its VIOS. A VIOS has one. */
  readonly clusterId: string | null
  readonly clusterName: string | null
  readonly fibreChannelPorts: readonly FibreChannelPort[] | null
  readonly physicalVolumes: readonly PhysicalVolume[] | null
  readonly networkBridges: readonly NetworkBridge[] | null
  readonly origins: Origins
}

export interface VirtualEthernetAdapter {
  readonly slot: number
  readonly virtualSwitch: string | null
  readonly portVlanId: number | null
  readonly taggedVlanIds: readonly number[]
  readonly macAddress: string | null
}

export type BackingKind = 'disk' | 'logical-volume' | 'file' | 'shared-pool-unit' | 'optical'

export interface BackingDevice {
  readonly viosId: PartitionId
  readonly kind: BackingKind | null
  readonly name: string
  readonly uniqueId: string | null
}

export interface VirtualScsiAdapter {
  readonly slot: number
  readonly viosLparId: number | null
  readonly viosName: string | null
  readonly viosSlot: number | null
  readonly required: boolean | null
  /** null: the VIOS mapping was not imported. */
  readonly backing: readonly BackingDevice[] | null
}

export interface VirtualFibreChannelAdapter {
  readonly slot: number
  readonly viosLparId: number | null
  readonly viosName: string | null
  readonly viosSlot: number | null
  /** Lower case, no separators; a movable adapter has two. */
  readonly wwpns: readonly string[]
  /** Physical port on the VIOS, e.g. "fcs0". */
  readonly port: string | null
  /** From lsmap -npiv: whether the client is logged in to the fabric. */
  readonly loggedIn: boolean | null
}

export interface PhysicalSlot {
  /** drc_index or location, as the source names it. */
  readonly name: string
  readonly description: string | null
  readonly required: boolean | null
}

/** What backs a vNIC: a logical port of an SR-IOV adapter that a VIOS holds. */
export interface VnicBackingDevice {
  /** The VIOS, by one of these. */
  readonly viosLparId: number | null
  readonly viosName: string | null
  readonly viosUuid: string | null
  readonly adapterId: number | null
  readonly portId: number | null
  /** Desired capacity. */
  readonly capacity: CentiPercent | null
}

export interface VnicAdapter {
  readonly slot: number
  readonly portVlanId: number | null
  /** Lower case, no separators. */
  readonly macAddress: string | null
  /** How many there are. */
  readonly backingDevices: number
  /** Each of them; null: only their number is known. */
  readonly backing: readonly VnicBackingDevice[] | null
}

/** AIX and Linux share one environment on the HMC; `aix` and `linux` are told apart by the OS version where it is known. */
export type OperatingSystem = 'aix' | 'linux' | 'ibmi'

/** A client partition (never a VIOS). */
export interface Partition {
  readonly id: PartitionId
  readonly serverId: ServerId
  readonly lparId: number
  readonly name: string
  readonly uuid: string | null
  /** null: aixlinux environment with unknown OS version. */
  readonly os: OperatingSystem | null
  /** As the HMC prints it: aixlinux, os400. */
  readonly environment: string | null
  readonly osVersion: string | null
  /** Normalised lower-case: "running", "not activated", "open firmware", "suspended", "shutting down"... */
  readonly state: string | null
  readonly rmcState: string | null
  readonly migrationState: string | null
  readonly migrationDisabled: boolean | null
  /** Profile of the last activation; the default profile where there was none. */
  readonly currentProfile: string | null
  readonly defaultProfile: string | null
  /** Names of its profiles. */
  readonly profileNames: readonly string[] | null
  /** sync_curr_profile: whether the HMC writes configuration changes into the current profile. */
  readonly profileSynchronised: boolean | null
  readonly currentMode: string | null
  readonly desiredMode: string | null
  readonly memoryMode: 'dedicated' | 'shared' | null
  /** Current memory while active, else the profile's or pending memory. */
  readonly memoryMib: MiB | null
  readonly minMemoryMib: MiB | null
  readonly maxMemoryMib: MiB | null
  /** n of the hardware page table ratio 1:n. */
  readonly hptRatio: number | null
  readonly hugePages: number | null
  /** Barrier synchronization register arrays in use (curr_bsr_arrays). */
  readonly barrierArrays: number | null
  /** Power11: score below which an action is taken, 0 to 100; 0 where no minimum is set. */
  readonly minAffinityScore: number | null
  readonly minAffinityAction: 'warn' | 'fail' | null
  readonly memoryExpansion: number | null
  readonly processorMode: 'shared' | 'dedicated' | null
  /** Entitled capacity, or whole cores x 100 for dedicated processors. */
  readonly entitledCenti: Centi | null
  readonly minCenti: Centi | null
  readonly maxCenti: Centi | null
  readonly virtualProcessors: number | null
  readonly maxVirtualProcessors: number | null
  /** cap, uncap, keep_idle_procs, share_idle_procs, share_idle_procs_active, share_idle_procs_always. */
  readonly sharingMode: string | null
  readonly uncappedWeight: number | null
  readonly poolId: number | null
  readonly poolName: string | null
  readonly allResources: boolean | null
  readonly servicePartition: boolean | null
  readonly timeReference: boolean | null
  readonly redundantErrorPathReporting: boolean | null
  readonly restrictedIo: boolean | null
  readonly vtpm: boolean | null
  readonly simplifiedRemoteRestart: boolean | null
  readonly workGroupId: string | null
  /** Whether the operating system takes dynamic changes of memory, processors and I/O. */
  readonly dlparCapable: boolean | null
  /** Virtual serial number; "" where it is known to have none. */
  readonly virtualSerialNumber: string | null
  readonly maxVirtualSlots: number | null
  readonly physicalSlots: readonly PhysicalSlot[] | null
  readonly hostEthernetPorts: readonly string[] | null
  readonly hostChannelAdapters: readonly string[] | null
  readonly sriovPorts: readonly string[] | null
  readonly vnics: readonly VnicAdapter[] | null
  readonly virtualEthernet: readonly VirtualEthernetAdapter[] | null
  readonly virtualScsi: readonly VirtualScsiAdapter[] | null
  readonly virtualFibreChannel: readonly VirtualFibreChannelAdapter[] | null
  /** Number of virtual serial adapters beyond the two reserved ones. */
  readonly extraSerialAdapters: number | null
  /** Busy processing units, mean per hour of the week (168 values from Monday 00:00 local); null where not imported. */
  readonly typicalWeek: readonly (number | null)[] | null
  readonly origins: Origins
}

/**
 * What HMC and VIOS output cannot tell and a person can. Read as a sentence about the subject's owner: "cluster-software
 * is installed", "serial-licences are used", "console-sessions are open", "npiv-zoning of both WWPNs is done",
 * "same-networks: a VLAN id is the same network on every server".
 */
export const statementSubjects = [
  'cluster-software',
  'serial-licences',
  'console-sessions',
  'npiv-zoning',
  'same-networks',
] as const
export type StatementSubject = (typeof statementSubjects)[number]

/** The narrowest scope wins: partition, then server, then fleet. */
export interface Statement {
  readonly subject: StatementSubject
  readonly scope: 'fleet' | 'server' | 'partition'
  /** Server or partition id; null for the fleet. */
  readonly scopeId: string | null
  readonly holds: boolean
  readonly reason: string | null
}

export const catalogueTables = ['compat-modes', 'firmware-matrix', 'mobility-levels'] as const
export type CatalogueTable = (typeof catalogueTables)[number]

/** One value of a catalogue table as the user wants it; the shipped table stays as it is. */
export interface CatalogueEdit {
  readonly table: CatalogueTable
  /** Key of the row, as `catalogueRows` names it. */
  readonly key: string
  /** In the notation of the row, checked before it is stored. */
  readonly value: string
  readonly reason: string | null
}

/** The frozen inventory every function works on. Sorted by id, so that equal fleets are equal documents. */
export interface Fleet {
  readonly servers: readonly Server[]
  readonly vios: readonly Vios[]
  readonly partitions: readonly Partition[]
  /** When the newest source was collected or imported; null where unknown. */
  readonly importedAt: EpochMs | null
  /** What the user vouches for because no import can tell it. */
  readonly statements: readonly Statement[]
  /** The user's changes to the dated tables of `resources/catalogue`. */
  readonly catalogueEdits: readonly CatalogueEdit[]
  /** Moves read from the movers' logs; see past-move.ts for why they change no plan. */
  readonly pastMoves: readonly PastMove[]
}

export const emptyFleet: Fleet = {
  servers: [],
  vios: [],
  partitions: [],
  importedAt: null,
  statements: [],
  catalogueEdits: [],
  pastMoves: [],
}
