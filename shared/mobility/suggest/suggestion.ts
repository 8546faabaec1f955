/** A proposal of how a moving partition is connected on the target; the HMC decides, `migrlpar -o v` confirms. */
import type { PlanConnections } from '../../plan/connections.ts'

export type { AdapterKind, AdapterMapping, OpenAdapter } from '../../plan/connections.ts'

export interface MoverPair {
  readonly sourceMover: string
  readonly targetMover: string
}

export interface PoolChoice {
  readonly id: number
  readonly name: string | null
  readonly why: string
}

export interface MappingSuggestion extends PlanConnections {
  /** Partition id on the target, kept where it is free; null: the ids in use there are not known, or all are taken. */
  readonly lparId: number | null
  readonly lparIdKept: boolean
  readonly lparIdWhy: string
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
