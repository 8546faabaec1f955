/** Which partitions of the servers to be emptied the plan tries to move, and which it leaves from the start. */
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Partition, ServerId } from '../inventory/fleet.ts'
import { moveTypeOf } from '../mobility/move-type.ts'
import type { PlanOptions, UnplacedPartition } from '../plan/plan-document.ts'
import { refusalOf, type RuleBook } from './rules/rule-book.ts'

export interface Candidates {
  /** Sorted by id. */
  readonly movable: readonly Partition[]
  /** Left by the user's wish. */
  readonly left: readonly UnplacedPartition[]
}

/** Splits the partitions of the emptied servers. */
export function candidatesOf(
  index: FleetIndex,
  serverIds: readonly ServerId[],
  options: PlanOptions,
  rules: RuleBook,
): Candidates {
  const excluded = new Set(options.excludedPartitionIds)
  const movable: Partition[] = []
  const left: UnplacedPartition[] = []
  for (const partition of [...new Set(serverIds)].flatMap((id) => index.partitionsOf(id))) {
    const keeping = rules.keepsBack(partition)
    if (keeping !== null) {
      const { ruleId, text } = refusalOf(keeping, `${partition.name} is not moved`)
      left.push(leftByWish(partition, ruleId, text, { remedy: 'Change this rule, or make it a soft one.' }))
    } else if (excluded.has(partition.id)) {
      left.push(
        leftByWish(partition, 'PLAN-EXCLUDED', `You excluded ${partition.name} from this plan.`, {
          remedy: 'Take it off the list of excluded partitions.',
        }),
      )
    } else if (!options.includeInactive && moveTypeOf(partition) === 'inactive') {
      left.push(
        leftByWish(
          partition,
          'PLAN-INACTIVE',
          `${partition.name} is not activated, and this plan moves running partitions only.`,
          { remedy: 'Let the plan move inactive partitions as well.' },
        ),
      )
    } else movable.push(withPoolName(index, partition))
  }
  return { movable: movable.toSorted((a, b) => (a.id < b.id ? -1 : 1)), left }
}

/** Pools are kept by name; where only the number was imported, the source's list of pools knows the name. */
export function withPoolName(index: FleetIndex, partition: Partition): Partition {
  if (partition.poolName !== null || partition.poolId === null) return partition
  const pools = index.serverById.get(partition.serverId)?.processorPools
  const name = pools?.find((pool) => pool.id === partition.poolId)?.name ?? null
  return name === null ? partition : { ...partition, poolName: name }
}

function leftByWish(
  partition: Partition,
  ruleId: string,
  text: string,
  { remedy }: { readonly remedy: string },
): UnplacedPartition {
  return {
    partitionId: partition.id,
    partitionName: partition.name,
    serverId: partition.serverId,
    memoryMib: partition.memoryMib,
    reasons: [{ ruleId, verdict: 'block', text, remedy }],
    remedy,
  }
}
