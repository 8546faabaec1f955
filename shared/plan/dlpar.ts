/**
 * Memory that partitions give up before a move and get back after it by dynamic changes (DLPAR), as plans hold it.
 * Where it grows is said by the figures alone: a plan cannot promise what a later plan does, so "at home" is the growth
 * of the move home, and no growth means that it stays smaller.
 */
import { z } from 'zod'
import type { Fleet, Partition, PartitionId } from '../inventory/fleet.ts'
import { mib } from '../inventory/units.ts'

z.config({ jitless: true })

/** Absent from the options of a plan: nobody is made smaller. */
export interface DlparOption {
  /** Percent of its memory that a partition keeps at least. */
  readonly leastPercent: number
}

export const defaultDlpar: DlparOption = { leastPercent: 75 }

/** Memory of one partition around its move, MiB: during <= before, during <= after. */
export interface MoveDlpar {
  readonly memoryBeforeMib: number
  /** While it moves: what the copy sends and the target has to have at first. */
  readonly memoryDuringMib: number
  /** Once it has arrived. */
  readonly memoryAfterMib: number
  readonly why: string
}

export const dlparOptionSchema: z.ZodType<DlparOption> = z.strictObject({
  leastPercent: z.number().min(1).max(100),
})

const amount = z.number().int().min(0).max(1e12)

export const moveDlparSchema: z.ZodType<MoveDlpar> = z.strictObject({
  memoryBeforeMib: amount,
  memoryDuringMib: amount,
  memoryAfterMib: amount,
  why: z.string().max(4000),
})

/** The fleet with other memory for some partitions, MiB. What servers have free stays: the steps are yet to come. */
export function withMemory(fleet: Fleet, sizes: ReadonlyMap<PartitionId, number>): Fleet {
  if (sizes.size === 0) return fleet
  return { ...fleet, partitions: fleet.partitions.map((one) => sized(one, sizes.get(one.id))) }
}

/** A partition with other memory, MiB; undefined: as it is. */
export const sized = (partition: Partition, memoryMib: number | undefined): Partition =>
  memoryMib === undefined ? partition : { ...partition, memoryMib: mib(memoryMib) }
