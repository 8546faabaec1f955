/**
 * Who is made smaller for an evacuation, and by how much: nobody where all have a place; else as few as the trials find,
 * rather those without a place, and each by as few blocks as still let the same number move.
 */
import { indexFleet } from '../../inventory/fleet-index.ts'
import type { PartitionId } from '../../inventory/fleet.ts'
import { withMemory } from '../../plan/dlpar.ts'
import { isToStop, type PlanningHooks } from '../hooks.ts'
import { newJudgementMemory } from '../judgements.ts'
import { SeededRandom } from '../random.ts'
import { leastSteps } from '../relax/least-amounts.ts'
import { smallestSet } from '../relax/smallest-set.ts'
import { settleEvacuation, type EvacuationInput } from '../settle-evacuation.ts'
import { shrinkable } from './shrinkable.ts'

/** Placements that are tried, at the usual effort, as a smaller partition has to have its place in the plan itself. */
const MOST_TRIES = 60
const MOST_PAIRS = 200_000
const LEAST_TRIES = 6

type Sizes = ReadonlyMap<PartitionId, number>

interface Shrink {
  readonly id: PartitionId
  readonly sizeMib: number
  readonly leastMib: number
  readonly blockMib: number
}

export interface Shrinks {
  /** Memory of those that are made smaller, MiB. */
  readonly sizes: Sizes
  /** Those that found no place while all had the memory they have; empty where nobody is made smaller. */
  readonly stuck: ReadonlySet<PartitionId>
}

const nobody: Shrinks = { sizes: new Map(), stuck: new Set() }

/**
 * Who is made smaller, and for whom. Empty without the option, where nobody needs it, and where
 * it helps nobody. @throws PlanningAbandoned when the hooks say so.
 */
export function chooseShrinks(request: EvacuationInput, hooks: PlanningHooks): Shrinks {
  const option = request.options.dlpar
  if (option === undefined) return nobody
  const memory = newJudgementMemory()
  const index = indexFleet(request.fleet)
  const stuckWith = (
    sizes: Sizes,
  ): { readonly stuck: ReadonlySet<PartitionId>; readonly movable: readonly PartitionId[] } => {
    const fleet = withMemory(request.fleet, sizes)
    const { asked, placed } = settleEvacuation(
      { ...request, fleet },
      new SeededRandom(request.seed),
      quiet(hooks),
      {
        memory,
        ...(sizes.size === 0 ? { index } : {}),
      },
    )
    const done = new Set(placed.map(({ partition }) => partition.id))
    const movable = asked.partitions.map(({ id }) => id)
    return { stuck: new Set(movable.filter((id) => !done.has(id))), movable }
  }
  const { stuck, movable } = stuckWith(nobody.sizes)
  if (stuck.size === 0) return nobody
  const shrinks = movable
    .flatMap((id): readonly Shrink[] => {
      const partition = index.partitionById.get(id)
      if (partition === undefined) return []
      const found = shrinkable(
        partition,
        index.serverById.get(partition.serverId),
        option,
        request.assumptions,
      )
      return found.can ? [{ ...found, id, sizeMib: partition.memoryMib ?? 0 }] : []
    })
    // Those without a place first: they are preferred.
    .toSorted((a, b) => Number(stuck.has(b.id)) - Number(stuck.has(a.id)) || b.sizeMib - a.sizeMib)
  if (shrinks.length === 0) return nobody
  const most = Math.max(
    LEAST_TRIES,
    Math.min(MOST_TRIES, Math.floor(MOST_PAIRS / Math.max(1, movable.length * index.fleet.servers.length))),
  )
  let tries = 0
  const left = (sizes: Sizes): number => {
    tries += 1
    // Out of tries: nothing more is found, and what is known to work is kept.
    return tries > most || isToStop(hooks) ? Infinity : stuckWith(sizes).stuck.size
  }
  const own = shrinks.filter(({ id }) => stuck.has(id))
  const all = [own, shrinks].map((some) => ({
    some,
    count: some.length === 0 ? Infinity : left(smallest(some)),
  }))
  const best = all.toSorted((a, b) => a.count - b.count)[0]!
  if (best.count >= stuck.size) return nobody
  const works = (some: readonly Shrink[], sizes: Sizes = smallest(some)): boolean =>
    some.length > 0 && left(sizes) <= best.count
  const set = smallestSet(best.some, (some) => some.length === best.some.length || works(some))
  const chosen = set?.members ?? best.some
  const sizes = chosen.reduce(
    (lean, one) => leastOf(one, lean, (leaner) => works(chosen, leaner)),
    smallest(chosen),
  )
  return { sizes, stuck }
}

const smallest = (some: readonly Shrink[]): Sizes => new Map(some.map(({ id, leastMib }) => [id, leastMib]))

/** As few blocks of one partition as still do. */
function leastOf(
  { id, sizeMib, leastMib, blockMib }: Shrink,
  sizes: Sizes,
  works: (sizes: Sizes) => boolean,
): Sizes {
  const withBlocks = (blocks: number): Sizes => {
    const changed = new Map(sizes)
    if (blocks === 0) changed.delete(id)
    else changed.set(id, sizeMib - blocks * blockMib)
    return changed
  }
  return withBlocks(leastSteps((sizeMib - leastMib) / blockMib, (blocks) => works(withBlocks(blocks))))
}

/** Trials tell no progress of their own. */
const quiet = ({ shouldStop }: PlanningHooks): PlanningHooks =>
  shouldStop === undefined ? {} : { shouldStop }
