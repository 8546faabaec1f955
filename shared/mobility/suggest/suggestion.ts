/** A proposal of how a moving partition is connected on the target; the HMC decides, `migrlpar -o v` confirms. */

export interface AdapterMapping {
  readonly kind: 'virtual SCSI' | 'virtual Fibre Channel' | 'vNIC'
  /** Slot of the client adapter, which is kept. */
  readonly clientSlot: number
  readonly sourceViosName: string | null
  readonly targetViosName: string
  readonly targetViosLparId: number
  /** Slot of the server adapter on the target VIOS; null: the HMC chooses. */
  readonly targetViosSlot: number | null
  /** Physical Fibre Channel port or SR-IOV port; null where the HMC chooses. */
  readonly port: string | null
  readonly why: string
}

export interface MoverPair {
  readonly sourceMover: string
  readonly targetMover: string
}

export interface MappingSuggestion {
  /** Partition id on the target; kept where it is free. */
  readonly lparId: number
  readonly lparIdKept: boolean
  readonly adapters: readonly AdapterMapping[]
  /** Adapters nothing could be suggested for, with the reason. */
  readonly open: readonly {
    readonly kind: AdapterMapping['kind']
    readonly clientSlot: number
    readonly why: string
  }[]
  /** Shared processor pool on the target; null for dedicated processors. */
  readonly pool: { readonly id: number; readonly name: string | null; readonly why: string } | null
  /** One pair, or two where redundant movers are possible. */
  readonly movers: readonly MoverPair[]
  /** Value of migrlpar -i, for the parts that are certain; "" where nothing has to be said. */
  readonly migrlparAttributes: string
  readonly notes: readonly string[]
}
