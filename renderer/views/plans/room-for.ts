import type { Partition } from '../../../shared/inventory/fleet.ts'
import type { ServerUse } from '../../../shared/plan/before-after.ts'

export interface Room {
  /** Memory of the partitions that are active, MiB; partitions without known memory count 0. */
  readonly neededMib: number
  readonly freeMib: number
  /** Free memory up to the safety level, summed over targets; a target above it has none. */
  readonly roomMib: number
  readonly leftMib: number
}

/** Memory needed and memory there is, over all targets: a first look, not a placement. Targets without data count none. */
export function roomFor(
  partitions: readonly Partition[],
  targets: readonly ServerUse[],
  safetyPercent: number,
): Room {
  const neededMib = partitions
    .filter((one) => one.state === 'running' || one.state === null)
    .reduce((sum, one) => sum + (one.memoryMib ?? 0), 0)
  const known = targets.flatMap(({ memory }) =>
    memory.before === null || memory.capacity === null ? [] : [{ used: memory.before, all: memory.capacity }],
  )
  const freeMib = known.reduce((sum, { used, all }) => sum + Math.max(0, all - used), 0)
  const roomMib = known.reduce(
    (sum, { used, all }) => sum + Math.max(0, (all * safetyPercent) / 100 - used),
    0,
  )
  return { neededMib, freeMib, roomMib, leftMib: roomMib - neededMib }
}
