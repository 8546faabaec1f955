/** Ways to roll through a fleet: in which order servers are offered, and how many are emptied together at most. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { ServerId } from '../../inventory/fleet.ts'
import type { Maintenance } from '../../plan/staged-plan.ts'
import { SeededRandom } from '../random.ts'

export interface Strategy {
  /** Each server of the goal once. */
  readonly order: readonly ServerId[]
  readonly mostTogether: number
}

const SHUFFLES = 6
const SIZES = [Infinity, 2, 3, 1] as const

/** The emptiest first (they are soon done and then have room), the fullest first, then orders by chance. */
export function strategies(index: FleetIndex, goal: Maintenance, seed: number): readonly Strategy[] {
  const serverIds = [...new Set(goal.serverIds)].toSorted()
  const held = (id: ServerId): number =>
    index.partitionsOf(id).reduce((sum, { memoryMib }) => sum + (memoryMib ?? 0), 0)
  const emptiest = serverIds.toSorted((a, b) => held(a) - held(b) || (a < b ? -1 : 1))
  const random = new SeededRandom(seed)
  const known = [emptiest, emptiest.toReversed()].flatMap((order) =>
    SIZES.map((mostTogether) => ({ order, mostTogether })),
  )
  const byChance = Array.from({ length: SHUFFLES }, () => ({
    order: shuffled(serverIds, random),
    mostTogether: SIZES[random.below(SIZES.length)] ?? Infinity,
  }))
  const all = [...known, ...byChance]
  return all.filter(
    (one, at) =>
      all.findIndex(
        (other) =>
          Math.min(other.mostTogether, serverIds.length) === Math.min(one.mostTogether, serverIds.length) &&
          other.order.join() === one.order.join(),
      ) === at,
  )
}

function shuffled<T>(list: readonly T[], random: SeededRandom): readonly T[] {
  const result = [...list]
  for (let at = result.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1)
    const [a, b] = [result[at]!, result[other]!]
    result[at] = b
    result[other] = a
  }
  return result
}
