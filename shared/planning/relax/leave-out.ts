/** The smallest partitions that make way for the rest by staying where they are. */
import type { Partition } from '../../inventory/fleet.ts'
import { centiNeed } from '../../mobility/need.ts'
import type { RelaxationChange } from '../../plan/relaxations.ts'
import { named } from './possible-changes.ts'
import type { Trials } from './trials.ts'

/** Sets that are tried. */
const MOST_SETS = 30

export interface LeftOut {
  readonly changes: readonly RelaxationChange[]
  /** Every set of less memory is proven not to do. */
  readonly proven: boolean
}

export const leaving = (partition: Partition): RelaxationChange => ({ kind: 'leave', ...named(partition) })

/**
 * One partition, or two, that take less memory than those who stay anyway. Null: none found; the plan as it is leaves
 * the least then. @throws OutOfTries
 */
export function leaveOut(
  trials: Trials,
  base: readonly RelaxationChange[],
  movable: readonly Partition[],
  stuck: readonly Partition[],
): LeftOut | null {
  const staying = new Set(stuck.map(({ id }) => id))
  const most = total(stuck)
  const single = movable.map((one) => [one])
  const pairs =
    stuck.length < 2 ? [] : movable.flatMap((one, at) => movable.slice(at + 1).map((other) => [one, other]))
  const sets = [...single, ...pairs]
    .filter((set) => total(set) < most || (total(set) === most && set.length < stuck.length))
    .filter((set) => set.length < stuck.length || set.some(({ id }) => !staying.has(id)))
    .toSorted((a, b) => total(a) - total(b) || a.length - b.length)
  let proven = true
  let tried = 0
  for (const set of sets) {
    const changes = [...base, ...set.map((one) => leaving(one))]
    // Sums alone prove most of the small ones too small, which is sooner found out than tried.
    if (tried >= MOST_SETS) return null
    tried += 1
    if (trials.works(changes)) return { changes, proven }
    proven &&= trials.isProvenShort(changes)
  }
  return null
}

const total = (set: readonly Partition[]): number =>
  set.reduce((sum, one) => sum + (one.memoryMib ?? 0) + (centiNeed(one) ?? 0) / 1e6, 0)
