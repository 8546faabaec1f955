/** A Virtual I/O Server as imported: what it is, and what it gives to partitions (domain.md 1.3 and 2.1). */
import type { PartitionId, ServerId } from './identity.ts'
import type { Origins } from './origin.ts'
import type { Centi, MiB } from './units.ts'

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
