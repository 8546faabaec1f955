/** Checks of movers and of the limits on moves at once, with limits read from the fleet, not from the scenario. */
import { activeLimit, inactiveLimit, moverLimit } from '../../forecast/migration-limits.ts'
import type { Vios } from '../../inventory/fleet.ts'
import type { PlanViolation } from '../../plan/referee-report.ts'
import { violation, type RefereeCheck, type RefereeContext, type ResolvedMove } from './context.ts'

export const moversAreMovers: RefereeCheck = {
  id: 'R-MOVER',
  title: 'Movers are running mover service partitions of their server',
  judge: (context) =>
    context.moves.flatMap((one) => {
      const { move, source, target } = one
      if (move.type !== 'active') {
        return move.sourceMoverId === null && move.targetMoverId === null
          ? []
          : [
              violation('R-MOVER', `${move.partitionName} moves ${move.type} and uses no mover.`, {
                moveId: move.id,
              }),
            ]
      }
      return [
        ...judgeMover(context, one, move.sourceMoverId, source.id, source.name),
        ...judgeMover(context, one, move.targetMoverId, target.id, target.name),
      ]
    }),
}

function judgeMover(
  { index, plan }: RefereeContext,
  { move }: ResolvedMove,
  viosId: string | null,
  serverId: string,
  serverName: string,
): readonly PlanViolation[] {
  const at = { moveId: move.id, serverId }
  if (viosId === null) {
    // Without any imported VIOS nobody can name a mover; the user may have accepted that.
    const accepted = plan.options.acceptedUnknownRuleIds.includes('MSP-PAIR')
    if (index.viosOf(serverId).length === 0 && accepted) return []
    return [violation('R-MOVER', `${move.partitionName} has no mover on ${serverName}.`, at)]
  }
  const vios = index.viosById.get(viosId)
  if (vios === undefined) return [violation('R-MOVER', `The inventory has no VIOS ${viosId}.`, at)]
  if (vios.serverId !== serverId) return [violation('R-MOVER', `${vios.name} is not on ${serverName}.`, at)]
  const fault = moverFault(vios, plan.options.acceptedUnknownRuleIds)
  return fault === null ? [] : [violation('R-MOVER', `${vios.name} on ${serverName} ${fault}.`, at)]
}

function moverFault(vios: Vios, accepted: readonly string[]): string | null {
  if (vios.mover === false) return 'is not a mover service partition'
  if (vios.mover === null && !accepted.includes('MSP-PAIR'))
    return 'is not known to be a mover service partition'
  if (vios.state !== null && vios.state !== 'running') return `is ${vios.state}`
  if (vios.rmcState !== null && vios.rmcState !== 'active') return `has RMC ${vios.rmcState}`
  return null
}

/** Moves that take a slot of one mover, system or of the plan. */
interface SlotGroup {
  readonly label: string
  readonly serverId: string | null
  readonly limit: number
  readonly members: ResolvedMove[]
}

export const limitsHold: RefereeCheck = {
  id: 'R-CONCURRENCY',
  title: 'No mover, server or plan runs more moves at once than it may',
  judge: (context) => slotGroups(context).flatMap((group) => judgeGroup(context, group)),
}

function slotGroups({ moves, index, assumptions, plan }: RefereeContext): readonly SlotGroup[] {
  const groups = new Map<string, SlotGroup>()
  const join = (key: string, member: ResolvedMove, make: () => Omit<SlotGroup, 'members'>): void => {
    const group = groups.get(key) ?? { ...make(), members: [] }
    groups.set(key, group)
    if (!group.members.includes(member)) group.members.push(member)
  }
  for (const one of moves) {
    const active = one.move.type === 'active'
    for (const server of [one.source, one.target]) {
      join(`${active ? 'active' : 'inactive'} ${server.id}`, one, () => ({
        label: `${server.name}, ${active ? 'active' : 'inactive'} moves`,
        serverId: server.id,
        limit: (active ? activeLimit : inactiveLimit)(server, assumptions).value,
      }))
    }
    for (const viosId of [one.move.sourceMoverId, one.move.targetMoverId]) {
      const vios = viosId === null ? undefined : index.viosById.get(viosId)
      if (vios === undefined) continue
      join(`mover ${vios.id}`, one, () => ({
        label: `mover ${vios.name}`,
        serverId: vios.serverId,
        limit: moverLimit(vios, assumptions).value,
      }))
    }
    const { maxConcurrent } = plan.options
    if (maxConcurrent !== null) {
      join('plan', one, () => ({ label: 'the plan', serverId: null, limit: maxConcurrent }))
    }
  }
  return [...groups.values()]
}

function judgeGroup({ spans }: RefereeContext, group: SlotGroup): readonly PlanViolation[] {
  const running = group.members.flatMap(({ move }) => {
    const span = spans.get(move.id)
    return span === undefined ? [] : [{ move, ...span }]
  })
  const starts = running.toSorted((a, b) => a.startS - b.startS)
  for (const { move, startS } of starts) {
    const atOnce = running.filter((other) => other.startS <= startS && other.endS > startS).length
    if (atOnce > group.limit) {
      const text = `${atOnce} moves at once on ${group.label}; ${group.limit} are possible.`
      const where = { moveId: move.id, atS: startS }
      return [
        violation(
          'R-CONCURRENCY',
          text,
          group.serverId === null ? where : { ...where, serverId: group.serverId },
        ),
      ]
    }
  }
  return []
}
