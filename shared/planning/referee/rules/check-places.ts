/** Rules about where partitions may be: pinned, excluded, only or never on servers, together. */
import type { PlanMove } from '../../../plan/plan-document.ts'
import { idsOf, ruleCheck, type Breach } from './rule-check.ts'

const breachBy = (move: PlanMove, text: string): Breach => ({
  text,
  moveId: move.id,
  serverId: move.targetServerId,
})

export const pinnedStay = ruleCheck('pin', 'R-RULE-PIN', 'Pinned partitions stay', (rule, { plan }) => {
  const pinned = idsOf(rule.partitions)
  return plan.moves
    .filter((move) => pinned.has(move.partitionId))
    .map((move) => breachBy(move, `${move.partitionName} moves to ${move.targetServerName}`))
})

export const excludedAreLeftAlone = ruleCheck(
  'exclude',
  'R-RULE-EXCLUDE',
  'Excluded partitions and servers are left alone',
  (rule, { plan }) => {
    const [partitions, servers] = [idsOf(rule.partitions), idsOf(rule.servers)]
    return plan.moves
      .filter(
        (move) =>
          partitions.has(move.partitionId) ||
          servers.has(move.sourceServerId) ||
          servers.has(move.targetServerId),
      )
      .map((move) =>
        breachBy(
          move,
          `${move.partitionName} moves from ${move.sourceServerName} to ${move.targetServerName}`,
        ),
      )
  },
)

export const onlyOnGroup = ruleCheck(
  'only-on',
  'R-RULE-ONLY-ON',
  'Partitions go to their group of servers only',
  (rule, { plan }) => {
    const [partitions, servers] = [idsOf(rule.partitions), idsOf(rule.servers)]
    return plan.moves
      .filter((move) => partitions.has(move.partitionId) && !servers.has(move.targetServerId))
      .map((move) => breachBy(move, `${move.partitionName} goes to ${move.targetServerName}`))
  },
)

export const neverOnGroup = ruleCheck(
  'never-on',
  'R-RULE-NEVER-ON',
  'Partitions go to no server that is closed to them',
  (rule, { plan }) => {
    const [partitions, servers] = [idsOf(rule.partitions), idsOf(rule.servers)]
    return plan.moves
      .filter((move) => partitions.has(move.partitionId) && servers.has(move.targetServerId))
      .map((move) => breachBy(move, `${move.partitionName} goes to ${move.targetServerName}`))
  },
)

export const groupsEndTogether = ruleCheck(
  'together',
  'R-RULE-TOGETHER',
  'Partitions that belong together end on one server',
  (rule, { plan, index }) => {
    const members = idsOf(rule.partitions)
    const moves = plan.moves.filter((move) => members.has(move.partitionId))
    const [first] = moves
    if (first === undefined) return []
    const moved = new Map(moves.map((move) => [move.partitionId, move.targetServerId]))
    // All of them have to be where the first that moves goes to.
    return rule.partitions.flatMap(({ id, name }) => {
      const place = moved.get(id) ?? index.partitionById.get(id)?.serverId
      if (place === undefined || place === first.targetServerId) return []
      const server = index.serverById.get(place)?.name ?? place
      const text = `${first.partitionName} ends on ${first.targetServerName}, ${name} on ${server}`
      return [{ text, moveId: first.id, serverId: place }]
    })
  },
)
