/** How the adapters of a moved partition are connected on the target. */
import type { PartitionId } from '../inventory/fleet.ts'

export type AdapterKind = 'virtual SCSI' | 'virtual Fibre Channel' | 'vNIC'

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
  readonly why: string
}

/** An adapter without a place. */
export interface OpenAdapter {
  readonly kind: AdapterKind
  readonly clientSlot: number
  readonly why: string
}

export interface PlanConnections {
  /** All adapters of the partition are known and none is open. */
  readonly complete: boolean
  /** By kind, then by client slot. */
  readonly adapters: readonly AdapterMapping[]
  readonly open: readonly OpenAdapter[]
}
