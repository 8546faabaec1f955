/** Adapters and slots of a partition, and what of a VIOS stands behind them (domain.md 1.3 and 2.1). */
import type { PartitionId } from './identity.ts'
import type { CentiPercent } from './units.ts'

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
