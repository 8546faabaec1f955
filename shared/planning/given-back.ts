/** What a partition that leaves a server gives back there for certain. */
import type { Partition, Server } from '../inventory/fleet.ts'
import { centi, mib, type Centi, type MiB } from '../inventory/units.ts'
import { stateKind } from '../mobility/move-type.ts'
import { centiNeed, fibreChannelNeed, memoryNeed, virtualSlotNeed } from '../mobility/need.ts'

export interface GivenBack {
  readonly memoryMib: MiB
  readonly centi: Centi
  readonly virtualSlots: number
  readonly fibreChannelPlaces: number
}

/**
 * Only what is certain: no allowance on the safe side is given back that may never have been taken, and nothing that
 * is not known. A partition that does not run holds neither memory nor processing units (domain.md: a not activated
 * partition has no memory), so none of either comes free; its slots do. Nothing is given back to a pool: its figure of
 * today is the one that every arrival is judged by.
 */
export function givenBack(partition: Partition, source: Server): GivenBack {
  const isRunning = partition.state !== null && stateKind(partition.state) === 'active'
  const known = partition.memoryMode === 'dedicated' ? partition.memoryMib : null
  return {
    memoryMib: isRunning ? (memoryNeed(partition, source)?.atLeastMib ?? known ?? mib(0)) : mib(0),
    centi: isRunning ? (centiNeed(partition) ?? centi(0)) : centi(0),
    virtualSlots: virtualSlotNeed(partition) ?? 0,
    fibreChannelPlaces: fibreChannelNeed(partition) ?? 0,
  }
}
