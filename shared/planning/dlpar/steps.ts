/** Changes of memory as moves and notes tell them. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { Partition, PartitionId } from '../../inventory/fleet.ts'
import { count, list, memory } from '../../mobility/words.ts'
import type { MoveDlpar } from '../../plan/dlpar.ts'
import type { PlanDocument, UnplacedPartition } from '../../plan/plan-document.ts'
import type { EvacuationInput } from '../settle-evacuation.ts'
import { shrinkable } from './shrinkable.ts'

/**
 * The step of a partition that moves with `duringMib` (MiB) and arrives with it: an evacuation gives no room back later.
 * `helped`: names of those that found no place before anybody was made smaller.
 */
export function shrinkStep(
  partition: Partition,
  duringMib: number,
  serverName: string,
  helped: readonly string[],
): MoveDlpar {
  const before = partition.memoryMib ?? 0
  return {
    memoryBeforeMib: before,
    memoryDuringMib: duringMib,
    memoryAfterMib: duringMib,
    why: `With the memory that partitions have now, ${list(helped, 6)} found no place; with ${memory(duringMib)}, ${partition.name} fits on ${serverName}.`,
  }
}

/** The step of a partition that gets back what it had. */
export function growStep(nowMib: number, homeMib: number): MoveDlpar {
  return {
    memoryBeforeMib: nowMib,
    memoryDuringMib: nowMib,
    memoryAfterMib: homeMib,
    why: `It gets the ${memory(homeMib)} back that it had before it left.`,
  }
}

/** What has to be known of a plan whose partitions change their memory. */
export function dlparNotes({ moves }: PlanDocument): readonly string[] {
  const smaller = moves.flatMap(({ partitionName, dlpar }) =>
    dlpar !== undefined && dlpar.memoryAfterMib < dlpar.memoryBeforeMib
      ? [`${partitionName} (${memory(dlpar.memoryBeforeMib)} to ${memory(dlpar.memoryAfterMib)})`]
      : [],
  )
  if (smaller.length === 0) return []
  const who = count(smaller.length, 'partition is', 'partitions are')
  return [
    `${who} made smaller before the move, and this plan gives nothing of it back: ${list(smaller, 6)}. A restart from the profile asks for all of it again.`,
  ]
}

/** Says of those that stay why making them smaller did not help. */
export function withDlparReasons(
  unplaced: readonly UnplacedPartition[],
  index: FleetIndex,
  { options, assumptions }: EvacuationInput,
  sizes: ReadonlyMap<PartitionId, number>,
): readonly UnplacedPartition[] {
  const { dlpar } = options
  if (dlpar === undefined) return unplaced
  return unplaced.map((one) => {
    const partition = index.partitionById.get(one.partitionId)
    const isAboutMemory = one.reasons.some(
      ({ ruleId }) => ruleId === 'MEM-AVAIL' || ruleId === 'PLAN-NO-ROOM',
    )
    if (partition === undefined || !isAboutMemory || sizes.has(partition.id)) return one
    const found = shrinkable(partition, index.serverById.get(partition.serverId), dlpar, assumptions)
    const text = found.can
      ? `${partition.name} has no place with ${memory(found.leastMib)} either, the least that may be left of its memory.`
      : found.text
    const remedy = found.can ? null : found.remedy
    return { ...one, reasons: [...one.reasons, { ruleId: 'PLAN-DLPAR', verdict: 'block', text, remedy }] }
  })
}
