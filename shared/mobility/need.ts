/** What a partition needs on a target: memory with page tables, processing units, virtual slots, NPIV places. */
import type { Partition, Server } from '../inventory/fleet.ts'
import { centi, mib, type Centi, type MiB } from '../inventory/units.ts'

/** Hardware page table ratios 1:n that systems offer (possible_hpt_ratios in HMC captures, domain.md 1.4). */
const hptRatios = { smallestTable: 512, largestTable: 32 } as const

/**
 * Blocks of memory that the hypervisor takes for a partition beside its hardware page table: tables for virtual I/O and
 * for the move itself. IBM names the causes (maximum memory, virtual I/O, number of partitions) but no figure:
 * one logical memory block is an assumption on the safe side, because the hypervisor hands out whole blocks.
 */
export const overheadBlocks = 1

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step
}

/**
 * Memory a partition takes on a server, in MiB. `cautious` is what planning counts with; `atLeast` is certain even
 * where the page table ratio or the maximum memory is not known; `cautious` is null where no bound can be given.
 */
export interface MemoryNeed {
  readonly atLeastMib: MiB
  readonly cautiousMib: MiB | null
  /** Parts of the cautious figure (of the certain one where that is null). */
  readonly partitionMib: MiB
  readonly pageTableMib: MiB
  readonly overheadMib: MiB
}

/**
 * Memory need of a partition on a server: current memory rounded up to the target's logical memory blocks, plus the
 * hardware page table (maximum memory / ratio, whole blocks), plus `overheadBlocks` (domain.md MEM-AVAIL; HPT from
 * maximum memory: IBM LPAR memory documentation). Null: memory or block size not known, or memory comes from a shared
 * pool, whose entitled memory is not in the inventory.
 */
export function memoryNeed(partition: Partition, targetServer: Server): MemoryNeed | null {
  const block = targetServer.lmbMib
  if (block === null || block <= 0 || partition.memoryMib === null || partition.memoryMode !== 'dedicated')
    return null
  const partitionMib = roundUp(partition.memoryMib, block)
  const overheadMib = overheadBlocks * block
  const ratio = partition.hptRatio
  const largest = partition.maxMemoryMib
  const certain = roundUp((largest ?? partition.memoryMib) / (ratio ?? hptRatios.smallestTable), block)
  const cautious = largest === null ? null : roundUp(largest / (ratio ?? hptRatios.largestTable), block)
  return {
    atLeastMib: mib(partitionMib + certain),
    cautiousMib: cautious === null ? null : mib(partitionMib + cautious + overheadMib),
    partitionMib: mib(partitionMib),
    pageTableMib: mib(cautious ?? certain),
    overheadMib: mib(overheadMib),
  }
}

/** The figure of `memoryNeed` that planning counts with, in MiB; null where it cannot be bounded. */
export function memoryNeedMib(partition: Partition, targetServer: Server): MiB | null {
  return memoryNeed(partition, targetServer)?.cautiousMib ?? null
}

/** Processing units a partition takes on any server, in hundredths: its entitlement, or its whole cores. */
export function centiNeed(partition: Partition): Centi | null {
  if (partition.entitledCenti === null || partition.processorMode === null) return null
  return partition.processorMode === 'dedicated'
    ? centi(roundUp(partition.entitledCenti, 100))
    : partition.entitledCenti
}

/**
 * Server adapters that the target's VIOS create for a partition, one virtual slot each; null where a storage list is
 * missing. A missing list of vNIC adapters counts as none: SRC-VNIC reports it.
 */
export function virtualSlotNeed(partition: Partition): number | null {
  const { virtualScsi, virtualFibreChannel, vnics } = partition
  if (virtualScsi === null || virtualFibreChannel === null) return null
  const backing = (vnics ?? []).reduce((sum, vnic) => sum + vnic.backingDevices, 0)
  return virtualScsi.length + virtualFibreChannel.length + backing
}

/** NPIV places on physical ports that a partition takes: one for each virtual Fibre Channel adapter. */
export function fibreChannelNeed(partition: Partition): number | null {
  return partition.virtualFibreChannel?.length ?? null
}
