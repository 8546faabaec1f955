/** How the adapters of a moved partition are connected on the target. */
import type { PartitionId } from '../inventory/fleet.ts'

export type AdapterKind = 'virtual SCSI' | 'virtual Fibre Channel' | 'vNIC'

/** SR-IOV port on both servers of one backing device of a vNIC. */
export interface VnicPlace {
  /** Place of the backing device in the list of its vNIC, from 0. */
  readonly device: number
  /** Hundredths of a percent. */
  readonly capacity: number
  readonly adapterId: number
  readonly portId: number
  readonly sourceAdapterId: number
  readonly sourcePortId: number
}

/** An adapter with its place; a vNIC has one for each of its backing devices. */
export interface AdapterMapping {
  readonly kind: AdapterKind
  /** Slot of the client adapter, which is kept. */
  readonly clientSlot: number
  readonly sourceViosName: string | null
  readonly targetViosId: PartitionId
  readonly targetViosName: string
  readonly targetViosLparId: number
  /** Slot of the server adapter on the target VIOS: the number it has now where that is free; null: the HMC chooses. */
  readonly targetViosSlot: number | null
  /** Physical Fibre Channel port or SR-IOV port; null where the HMC chooses. */
  readonly port: string | null
  /** For a vNIC. */
  readonly vnic?: VnicPlace | undefined
  readonly why: string
}

/** An adapter without a place. */
export interface OpenAdapter {
  readonly kind: AdapterKind
  readonly clientSlot: number
  readonly why: string
}

/** A mover with the address it uses. */
export interface MoverEnd {
  readonly viosId: PartitionId
  readonly name: string
  readonly lparId: number
  readonly address: string
}

export interface MoverRoute {
  readonly source: MoverEnd
  readonly target: MoverEnd
}

export interface PlanConnections {
  /** All adapters of the partition are known and none is open. */
  readonly complete: boolean
  /** By kind, then by client slot. */
  readonly adapters: readonly AdapterMapping[]
  readonly open: readonly OpenAdapter[]
  /** Two pairs of movers with their addresses, the first one carrying the move; absent where that is not all known. */
  readonly redundantMovers?: readonly MoverRoute[] | undefined
}
