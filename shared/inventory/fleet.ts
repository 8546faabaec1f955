/**
 * The fleet: a frozen picture of managed systems, their VIOS and their partitions, as imported and corrected by the
 * user. `null` always means "not known" (never imported), which is different from an empty list or zero.
 * Attribute names and units: domain.md 1.3 (HMC CLI) and 2.1 (HMC REST).
 * What it is made of is described file by file and read through this one.
 */
import type { CatalogueEdit } from './catalogue-edit.ts'
import type { Partition } from './partition.ts'
import type { PastMove } from './past-move.ts'
import type { Server } from './server.ts'
import type { Statement } from './statement.ts'
import type { EpochMs } from './units.ts'
import type { Vios } from './vios.ts'

export type {
  VirtualEthernetAdapter,
  BackingKind,
  BackingDevice,
  VirtualScsiAdapter,
  VirtualFibreChannelAdapter,
  PhysicalSlot,
  VnicBackingDevice,
  VnicAdapter,
} from './adapter.ts'
export { catalogueTables, type CatalogueTable, type CatalogueEdit } from './catalogue-edit.ts'
export type { PartitionId, ServerId } from './identity.ts'
export type { Origin, Origins } from './origin.ts'
export type { OperatingSystem, Partition } from './partition.ts'
export type {
  Generation,
  ProcessorPool,
  VirtualSwitch,
  SriovAdapter,
  SriovPhysicalPort,
  Server,
} from './server.ts'
export { statementSubjects, type StatementSubject, type Statement } from './statement.ts'
export type { FibreChannelPort, PhysicalVolume, NetworkBridge, Vios } from './vios.ts'

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
