/** How small a partition can be made for its move by dynamic changes, or what forbids it. What is not known forbids it. */
import type { Assumptions } from '../../forecast/assumption.ts'
import { resolveAssumption } from '../../forecast/resolve-assumption.ts'
import { touchedKey } from '../../forecast/touched-memory.ts'
import { workloadClassOf } from '../../forecast/workload-class.ts'
import type { Partition, Server } from '../../inventory/fleet.ts'
import { stateKind } from '../../mobility/move-type.ts'
import { memory } from '../../mobility/words.ts'
import type { DlparOption } from '../../plan/dlpar.ts'

export type Shrinkable =
  /** Least memory it may have, and the block it changes by, MiB. */
  | { readonly can: true; readonly leastMib: number; readonly blockMib: number }
  | { readonly can: false; readonly text: string; readonly remedy: string }

/** Looks at the partition where it is today. `source`: its server. */
export function shrinkable(
  partition: Partition,
  source: Server | undefined,
  { leastPercent }: DlparOption,
  assumptions: Assumptions,
): Shrinkable {
  const fault = faultOf(partition, source)
  if (fault !== null) return { can: false, text: `${partition.name} ${fault[0]}.`, remedy: fault[1] }
  const { memoryMib, minMemoryMib } = partition
  const blockMib = source?.lmbMib ?? 0
  const size = memoryMib ?? 0
  const kept = Math.max(minMemoryMib ?? size, (size * leastPercent) / 100, usedMib(partition, assumptions))
  // Steps are whole blocks, counted from what it has.
  const blocks = Math.floor((size - kept) / blockMib)
  return blocks > 0
    ? { can: true, leastMib: size - blocks * blockMib, blockMib }
    : {
        can: false,
        text: `${partition.name} has ${memory(size)} and has to keep ${memory(Math.ceil(kept))}: that leaves no block to take away.`,
        remedy: 'Let partitions keep a smaller share, or lower the minimum memory of its profile.',
      }
}

/** What forbids it, as the rest of a sentence, with a remedy. */
function faultOf(partition: Partition, source: Server | undefined): readonly [string, string] | null {
  const { memoryMib, minMemoryMib, memoryMode, memoryExpansion, hugePages, state, rmcState } = partition
  const importIt = 'Import the output of the HMC again with this figure.'
  if (state !== 'running' || stateKind(state) !== 'active')
    return ['cannot be made smaller: it is not known to be running', 'Start it, or move it inactive.']
  if (rmcState !== 'active')
    return [
      `cannot be made smaller: its RMC connection is ${rmcState ?? 'not known'}`,
      'Restore RMC between HMC and partition (port 657), or make it smaller inside its own tools.',
    ]
  if (partition.dlparCapable !== true)
    return [
      partition.dlparCapable === null
        ? 'cannot be made smaller: whether it takes dynamic changes is not known'
        : 'cannot be made smaller: it does not take dynamic changes',
      'Look at lspartition -dlpar on the HMC.',
    ]
  if (memoryMode !== 'dedicated' || memoryMib === null)
    return ['cannot be made smaller: it is not known to have memory of its own', importIt]
  if (minMemoryMib === null) return ['cannot be made smaller: its minimum memory is not known', importIt]
  if (hugePages !== 0) return ['cannot be made smaller: it is not known to be without huge pages', importIt]
  if (memoryExpansion !== 0)
    return ['cannot be made smaller: it is not known to be without Active Memory Expansion', importIt]
  return source?.lmbMib == null || source.lmbMib <= 0
    ? ['cannot be made smaller: the memory block size of its server is not known', importIt]
    : null
}

/** Memory in use, MiB, where somebody said or measured its share for this partition; 0: nobody knows. */
function usedMib(partition: Partition, assumptions: Assumptions): number {
  const { workloadClass } = workloadClassOf(partition, assumptions)
  const place = { serverId: partition.serverId, partitionId: partition.id, workloadClass }
  const { value, mark } = resolveAssumption(assumptions, touchedKey(partition, workloadClass), place)
  const isKnown = mark === 'typed by you' || mark === 'measured' || mark === 'calibrated'
  return isKnown ? (partition.memoryMib ?? 0) * value : 0
}
