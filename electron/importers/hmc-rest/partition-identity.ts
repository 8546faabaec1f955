/** What LogicalPartition and VirtualIOServer objects say in the same words: who they are and how they are. */
import type { PartitionRef } from '../../../shared/inventory/patch.ts'
import { knownOnly, type ObjectReader } from './object-reader.ts'

/** How the object names itself. */
export function partitionRef(reader: ObjectReader): PartitionRef {
  return knownOnly<PartitionRef>({
    lparId: reader.whole(['PartitionID']),
    uuid: reader.text(['PartitionUUID']) ?? reader.text(['Metadata', 'Atom', 'AtomID']),
    name: reader.text(['PartitionName']),
  })
}

export function stateOf(reader: ObjectReader): string | null {
  return reader.text(['PartitionState'])?.toLowerCase() ?? null
}

/** "none" is an answer here: IBM i has no RMC. */
export function rmcStateOf(reader: ObjectReader): string | null {
  const state = reader.text(['ResourceMonitoringControlState'])?.toLowerCase() ?? null
  return state === 'unknown' ? null : state
}
