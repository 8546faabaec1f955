/** A managed system as imported, with its pools, switches and SR-IOV adapters (domain.md 1.3 and 2.1). */
import type { ServerId } from './identity.ts'
import type { Origins } from './origin.ts'
import type { Centi, CentiPercent, MiB } from './units.ts'

export type Generation = 'POWER6' | 'POWER7' | 'POWER8' | 'POWER9' | 'POWER10' | 'POWER11'

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
