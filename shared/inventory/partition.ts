/** A client partition as imported (domain.md 1.3 and 2.1). */
import type {
  PhysicalSlot,
  VirtualEthernetAdapter,
  VirtualFibreChannelAdapter,
  VirtualScsiAdapter,
  VnicAdapter,
} from './adapter.ts'
import type { PartitionId, ServerId } from './identity.ts'
import type { Origins } from './origin.ts'
import type { Centi, MiB } from './units.ts'

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
