/** Rules about amounts: budget of the plan, use of servers, licensed cores. */
import type { Partition, Server } from '../../../inventory/fleet.ts'
import { memory } from '../../../mobility/words.ts'
import type { LicenceRule } from '../../../plan/rules/licence.ts'
import { memoryOfServer, mostTaken, processorsOfServer, type Resource } from '../check-capacity.ts'
import type { RefereeContext } from '../context.ts'
import { worstAmount } from '../worst-order.ts'
import { idsOf, ruleCheck, type Breach } from './rule-check.ts'

export const withinBudget = ruleCheck(
  'budget',
  'R-RULE-BUDGET',
  'The plan moves no more than its budget',
  ({ moves: most, memoryGib }, { plan, moves }) => {
    const mib = moves.reduce((sum, { partition }) => sum + (partition.memoryMib ?? 0), 0)
    return [
      ...(most !== null && plan.moves.length > most ? [{ text: `it makes ${plan.moves.length} moves` }] : []),
      ...(memoryGib !== null && mib > memoryGib * 1024 ? [{ text: `it moves ${memory(mib)}` }] : []),
    ]
  },
)

/** A fraction of a MiB is a rounding of percentages. */
const ROUNDING = 1e-6

export const belowSafety = ruleCheck(
  'safety',
  'R-RULE-SAFETY',
  'Servers stay below the levels of use of their rules, at every instant',
  ({ servers, memoryPercent, processorPercent }, context) => {
    const named = idsOf(servers)
    const targets = new Set(context.moves.map(({ target }) => target))
    return [...targets]
      .filter(({ id }) => named.size === 0 || named.has(id))
      .flatMap((server) => [
        ...overLevel(context, server, memoryOfServer, memoryPercent, server.configurableMemoryMib, 'memory'),
        ...overLevel(
          context,
          server,
          processorsOfServer,
          processorPercent,
          server.configurableCenti,
          'processing units',
        ),
      ])
  },
)

function overLevel(
  context: RefereeContext,
  server: Server,
  resource: Resource,
  percent: number | null,
  all: number | null,
  what: string,
): readonly Breach[] {
  if (percent === null) return []
  const free = resource.free(context, server)
  if (free === null || all === null || all <= 0)
    return [
      { text: `the ${what} of ${server.name} in use are not known`, unknown: true, serverId: server.id },
    ]
  const room = (percent / 100) * all - (all - free)
  const { taken, atS, moveId } = mostTaken(context, resource, server)
  if (taken <= 0 || taken <= room + ROUNDING) return []
  const use = (((all - free + taken) / all) * 100).toFixed(1)
  return [
    {
      text: `${server.name} gets to ${use} % of its ${what}`,
      serverId: server.id,
      ...(atS === null ? {} : { atS }),
      ...(moveId === null ? {} : { moveId }),
    },
  ]
}

export const withinLicences = ruleCheck(
  'licence',
  'R-RULE-LICENCE',
  'Groups of servers use no more cores than are licensed',
  (rule, { index, moves, spans, ancestors }) => {
    const [group, named] = [idsOf(rule.servers), idsOf(rule.partitions)]
    const counts = ({ id }: Partition): boolean => named.size === 0 || named.has(id)
    const crossing = moves.filter(
      ({ partition, source, target }) => counts(partition) && group.has(source.id) !== group.has(target.id),
    )
    if (!crossing.some(({ target }) => group.has(target.id))) return []
    const there = index.fleet.partitions.filter((one) => counts(one) && group.has(one.serverId))
    const unknown = [...there, ...crossing.map(({ partition }) => partition)].find(
      (one) => cores(one, rule) === null,
    )
    if (unknown !== undefined) return [{ text: `the cores of ${unknown.name} are not known`, unknown: true }]
    const coresOf = (one: Partition): number => cores(one, rule) ?? 0
    const present = there.reduce((sum, one) => sum + coresOf(one), 0)
    const events = crossing.flatMap(({ move, partition, target }) => {
      const span = spans.get(move.id)
      if (span === undefined) return []
      return group.has(target.id)
        ? [{ atS: span.startS, change: coresOf(partition), moveId: move.id }]
        : [{ atS: span.endS, change: -coresOf(partition), moveId: move.id }]
    })
    let used = present
    for (const { atS, change, moveId } of events.toSorted((a, b) => a.atS - b.atS || a.change - b.change)) {
      used += change
      if (change > 0 && used > rule.cores + ROUNDING) return [{ text: `${used} cores are used`, atS, moveId }]
    }
    const amounts = crossing.map(({ move, partition, target }) => ({
      moveId: move.id,
      amount: group.has(target.id) ? coresOf(partition) : -coresOf(partition),
    }))
    const worst = present + worstAmount(amounts, ancestors)
    return worst > rule.cores + ROUNDING
      ? [{ text: `in an order the plan allows, ${worst} cores are used` }]
      : []
  },
)

/** Licensed cores of a partition; null where not known. */
function cores(partition: Partition, { measure }: LicenceRule): number | null {
  const { processorMode, entitledCenti, virtualProcessors } = partition
  switch (processorMode) {
    case null:
      return null
    case 'dedicated':
      return entitledCenti === null ? null : Math.ceil(entitledCenti / 100)
    case 'shared':
      if (measure === 'virtual-processors') return virtualProcessors
      return entitledCenti === null ? null : entitledCenti / 100
  }
}
