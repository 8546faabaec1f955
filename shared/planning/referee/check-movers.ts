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
        ...redundantFaults(context, one).map((fault) =>
          violation('R-MOVER', `Redundant movers of ${move.partitionName}: ${fault}.`, { moveId: move.id }),
        ),
      ]
    }),
}

/** Two pairs of different movers, the first one carrying the move, with addresses the inventory knows. */
function redundantFaults(
  { index }: RefereeContext,
  { move, source, target }: ResolvedMove,
): readonly string[] {
  const routes = move.connections?.redundantMovers
  if (routes === undefined) return []
  const [first] = routes
  const faults: string[] = []
  if (routes.length !== 2) faults.push(`two pairs are needed, not ${routes.length}`)
  if (first?.source.viosId !== move.sourceMoverId || first.target.viosId !== move.targetMoverId)
    faults.push('the first pair is not the one that carries the move')
  for (const [side, server] of [
    ['source', source],
    ['target', target],
  ] as const) {
    const ends = routes.map((route) => route[side])
    if (new Set(ends.map(({ viosId }) => viosId)).size < ends.length)
      faults.push(`both pairs use one mover of ${server.name}`)
    for (const { viosId, name, lparId, address } of ends) {
      const vios = index.viosById.get(viosId)
      if (vios === undefined || vios.serverId !== server.id) faults.push(`${name} is not on ${server.name}`)
      else if (vios.name !== name || vios.lparId !== lparId)
        faults.push(`${viosId} is ${vios.name}, partition id ${vios.lparId}`)
      else if (vios.mover !== true || vios.state !== 'running' || vios.rmcState !== 'active')
        faults.push(`${name} is not known to be a mover that runs and answers over RMC`)
      else if (vios.moverAddresses?.includes(address) !== true)
        faults.push(`${address} is not known to be an address of ${name}`)
    }
  }
  return faults
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
