/** What a departure gives back for certain; an arrival is counted with what it may need at most. */
import { isActiveState } from '../../inventory/partition-state.ts'
import type { Partition, Server } from '../../inventory/fleet.ts'
import { centiNeed, memoryNeed } from '../../mobility/need.ts'

/** A partition that does not run, or of which that is not known, may hold no memory: then none comes free. MiB. */
export function memoryGivenBack(partition: Partition, source: Server): number {
  if (isActiveState(partition.state) !== true) return 0
  const known = partition.memoryMode === 'dedicated' ? partition.memoryMib : null
  return memoryNeed(partition, source)?.atLeastMib ?? known ?? 0
}

/** Hundredths of processing units, likewise. */
export function processingGivenBack(partition: Partition): number {
  return isActiveState(partition.state) === true ? (centiNeed(partition) ?? 0) : 0
}
