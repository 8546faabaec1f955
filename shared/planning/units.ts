/** Partitions that only move together, as one item of the placement: all of them arrive on a server, or none moves. */
import type { Partition, PartitionId } from '../inventory/fleet.ts'
import type { PlanRule } from '../plan/rules/plan-rule.ts'

export type Unit = readonly Partition[]

/** Units in the order of their first partitions. */
export function unitsOf(partitions: readonly Partition[], rules: readonly PlanRule[]): readonly Unit[] {
  const leader = new Map<PartitionId, PartitionId>(partitions.map(({ id }) => [id, id]))
  const leaderOf = (id: PartitionId): PartitionId => {
    let at = id
    for (let next = leader.get(at); next !== undefined && next !== at; next = leader.get(at)) at = next
    return at
  }
  for (const rule of rules) {
    if (rule.kind !== 'together' || !rule.hard) continue
    const members = rule.partitions.map(({ id }) => id).filter((id) => leader.has(id))
    for (const id of members) leader.set(leaderOf(id), leaderOf(members[0]!))
  }
  return [...Map.groupBy(partitions, ({ id }) => leaderOf(id)).values()]
}
