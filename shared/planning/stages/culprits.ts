/** Of servers that cannot be emptied together: who is left out. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { ServerId } from '../../inventory/fleet.ts'
import type { PlanRule } from '../../plan/rules/plan-rule.ts'
import type { Cycle } from './cycle.ts'

/**
 * Those on which the failure lies; of too many for the time, a budget or the reserve the one that moves most memory, as
 * the others are then likeliest to fit.
 */
export function culprits(
  cycle: Exclude<Cycle, { readonly kind: 'done' }>,
  serverIds: readonly ServerId[],
  index: FleetIndex,
  failsAlone: (id: ServerId) => boolean,
): readonly ServerId[] {
  switch (cycle.kind) {
    case 'blocked':
    case 'away': {
      const homes = new Set(
        cycle.partitions.map(({ partitionId }) => index.partitionById.get(partitionId)?.serverId),
      )
      return serverIds.filter((id) => homes.has(id))
    }
    case 'endless': {
      const alone = serverIds.length === 1 ? serverIds : serverIds.filter(failsAlone)
      return alone.length > 0 ? alone : serverIds
    }
    case 'late':
    case 'reserve':
    case 'budget': {
      const held = (id: ServerId): number =>
        index.partitionsOf(id).reduce((sum, { memoryMib }) => sum + (memoryMib ?? 0), 0)
      const inRule = cycle.kind === 'reserve' ? reserved(cycle.rule) : []
      const blamed = serverIds.filter((id) => inRule.includes(id))
      return (blamed.length > 0 ? blamed : serverIds)
        .toSorted((a, b) => held(b) - held(a) || (a < b ? 1 : -1))
        .slice(0, 1)
    }
  }
}

const reserved = (rule: PlanRule): readonly ServerId[] =>
  rule.kind === 'reserve' ? rule.servers.map(({ id }) => id) : []
