/** Checks of the goal: what the plan was asked for is done, or said not to be, with a reason. */
import { judgeBalance } from './check-balance.ts'
import { violation, type RefereeCheck } from './context.ts'

export const goalAccountedFor: RefereeCheck = {
  id: 'R-GOAL',
  title:
    'What the goal asks for is done: emptied servers are empty or it is said why, balanced ones more even',
  judge: (context) => {
    const { plan, index } = context
    if (plan.goal.kind === 'balance') return judgeBalance(context, plan.goal)
    if (plan.goal.kind !== 'evacuate') return []
    const moved = new Set(plan.moves.map((move) => move.partitionId))
    const unplaced = new Set(plan.unplaced.map((one) => one.partitionId))
    const emptied = new Set(plan.goal.serverIds)
    const forgotten = plan.goal.serverIds.flatMap((serverId) => {
      const server = index.serverById.get(serverId)
      if (server === undefined)
        return [violation('R-GOAL', `The inventory has no server ${serverId}.`, { serverId })]
      return index
        .partitionsOf(serverId)
        .filter(({ id }) => !moved.has(id) && !unplaced.has(id))
        .map(({ name }) =>
          violation('R-GOAL', `${name} is neither moved off ${server.name} nor named as staying.`, {
            serverId,
          }),
        )
    })
    const strangers = plan.moves
      .filter((move) => !emptied.has(move.sourceServerId))
      .map((move) =>
        violation(
          'R-GOAL',
          `${move.sourceServerName} is not emptied by this plan, yet ${move.partitionName} leaves it.`,
          {
            moveId: move.id,
            serverId: move.sourceServerId,
          },
        ),
      )
    return [...forgotten, ...strangers]
  },
}

export const unplacedHaveReasons: RefereeCheck = {
  id: 'R-UNPLACED',
  title: 'Partitions that stay have a reason and are not moved',
  judge: ({ plan, index }) => {
    const moved = new Set(plan.moves.map((move) => move.partitionId))
    return plan.unplaced.flatMap((one) => {
      const partition = index.partitionById.get(one.partitionId)
      const at = { serverId: one.serverId }
      if (partition === undefined) {
        return [
          violation(
            'R-UNPLACED',
            `The inventory has no partition "${one.partitionName}" (${one.partitionId}).`,
            at,
          ),
        ]
      }
      if (partition.serverId !== one.serverId) {
        return [violation('R-UNPLACED', `${partition.name} is not on the server it is said to stay on.`, at)]
      }
      if (moved.has(one.partitionId)) {
        return [violation('R-UNPLACED', `${partition.name} is moved and said to stay.`, at)]
      }
      if (one.reasons.length === 0 || one.reasons.some((reason) => reason.text.trim() === '')) {
        return [violation('R-UNPLACED', `No reason is given why ${partition.name} stays.`, at)]
      }
      return []
    })
  },
}
