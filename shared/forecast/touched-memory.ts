/** How much of a partition's memory has ever been touched: only that is sent. */
import type { Partition } from '../inventory/fleet.ts'
import { BYTES_PER_MIB } from '../inventory/units.ts'
import type { Assumptions, WorkloadClass } from './assumption.ts'
import { resolveAssumption } from './resolve-assumption.ts'
import { workloadClassOf } from './workload-class.ts'

/** Catalogue key of the share that holds for a partition. */
export function touchedKey(partition: Partition, workloadClass: WorkloadClass): string {
  if (workloadClass === 'oltp' || workloadClass === 'in-memory') return 'used.database'
  return partition.os === 'aix' ? 'used.aix' : 'used.general'
}

/** Bytes of the first pass at the median; 0 where the memory is not known. */
export function touchedBytes(partition: Partition, assumptions: Assumptions): number {
  const { workloadClass } = workloadClassOf(partition, assumptions)
  const place = { serverId: partition.serverId, partitionId: partition.id, workloadClass }
  const share = resolveAssumption(assumptions, touchedKey(partition, workloadClass), place).value
  return (partition.memoryMib ?? 0) * BYTES_PER_MIB * share
}
