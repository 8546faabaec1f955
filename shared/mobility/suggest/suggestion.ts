/** A proposal of how a moving partition is connected on the target; the HMC decides, `migrlpar -o v` confirms. */
import type { PartitionId } from '../../inventory/fleet.ts'

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

/** An adapter nothing could be suggested for. */
export interface OpenAdapter {
  readonly kind: AdapterKind
  readonly clientSlot: number
  readonly why: string
}

export interface MoverPair {
  readonly sourceMover: string
  readonly targetMover: string
}

export interface PoolChoice {
  readonly id: number
  readonly name: string | null
  readonly why: string
}

export interface MappingSuggestion {
  /** Partition id on the target, kept where it is free; null: the ids in use there are not known, or all are taken. */
  readonly lparId: number | null
  readonly lparIdKept: boolean
  readonly lparIdWhy: string
  /** By kind, then by client slot. */
  readonly adapters: readonly AdapterMapping[]
  readonly open: readonly OpenAdapter[]
  /** All adapters of the partition are known and none is open. */
  readonly complete: boolean
  /** Shared processor pool on the target; null for dedicated processors, and where it cannot be told. */
  readonly pool: PoolChoice | null
  /** One pair, or two where redundant movers are possible; none for a move that uses none. */
  readonly movers: readonly MoverPair[]
  /**
   * Value of migrlpar -i, for the parts that are certain; "" where nothing has to be said. HMC grammar, not yet quoted
   * for a shell.
   */
  readonly migrlparAttributes: string
  readonly notes: readonly string[]
}
