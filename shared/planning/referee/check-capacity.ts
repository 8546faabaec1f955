/**
 * Checks of capacity at every instant: a target has to have everything from the start of a move, a source gets it back
 * only after the end. Judged twice: with the times of the median run, and over every timing the order allows.
 */
import type { Partition, Server } from '../../inventory/fleet.ts'
import { centiNeed, fibreChannelNeed, memoryNeedMib, virtualSlotNeed } from '../../mobility/need.ts'
import type { Supply } from '../../mobility/supply.ts'
import { targetStateOf } from '../../mobility/target-state.ts'
import { count, memory, units } from '../../mobility/words.ts'
import type { PlanViolation } from '../../plan/referee-report.ts'
import { violation, type RefereeCheck, type RefereeContext } from './context.ts'
import { memoryGivenBack, processingGivenBack } from './given-back.ts'
import { worstAmount, type OrderedAmount } from './worst-order.ts'

/** Something a server has a number of. */
export interface Resource {
  readonly id: string
  readonly title: string
  /** What is free today; null: not known, then there is nothing to count against (R-UNKNOWN says so). */
  readonly free: (context: RefereeContext, server: Server) => number | null
  readonly need: (partition: Partition, server: Server) => number
  /** What a departure gives back for certain; absent: what it needs. */
  readonly givenBack?: (partition: Partition, server: Server) => number
  readonly words: (amount: number) => string
}

export const memoryOfServer: Resource = {
  id: 'R-MEMORY',
  title: 'Memory of the servers, on both sides while a move runs',
  free: ({ index }, server) => targetStateOf(index, server).freeMemoryMib,
  need: (partition, server) => memoryNeedMib(partition, server) ?? partition.memoryMib ?? 0,
  givenBack: memoryGivenBack,
  words: memory,
}

export const processorsOfServer: Resource = {
  id: 'R-PROCESSORS',
  title: 'Processing units of the servers',
  free: ({ index }, server) => targetStateOf(index, server).freeCenti,
  need: (partition) => centiNeed(partition) ?? partition.entitledCenti ?? 0,
  givenBack: processingGivenBack,
  words: units,
}

const placesOfServer: Resource = {
  id: 'R-PARTITIONS',
  title: 'Number of partitions of the servers',
  free: ({ index }, server) => {
    const present = targetStateOf(index, server).partitionCount
    return server.maxPartitions === null || present === null ? null : server.maxPartitions - present
  },
  need: () => 1,
  words: (amount) => count(amount, 'partition'),
}

const virtualSlots: Resource = {
  id: 'R-SLOTS',
  title: 'Virtual slots of the VIOS',
  free: ({ index, plan }, server) =>
    certain(targetStateOf(index, server).freeVirtualSlots, plan.options.acceptedUnknownRuleIds, 'TGT-VSLOTS'),
  need: (partition) => virtualSlotNeed(partition) ?? 0,
  words: (amount) => count(amount, 'virtual slot'),
}

const npivPlaces: Resource = {
  id: 'R-NPIV',
  title: 'NPIV places on the Fibre Channel ports of the VIOS',
  free: ({ index, plan }, server) =>
    certain(
      targetStateOf(index, server).freeFibreChannelPlaces,
      plan.options.acceptedUnknownRuleIds,
      'SRC-NPIV-PAIR',
    ),
  need: (partition) => fibreChannelNeed(partition) ?? 0,
  words: (amount) => count(amount, 'NPIV place'),
}

/** What is certainly there; null where some of it is not known and the user accepts that. */
function certain(supply: Supply, accepted: readonly string[], ruleId: string): number | null {
  return supply.complete || !accepted.includes(ruleId) ? supply.atLeast : null
}

const resources = [memoryOfServer, processorsOfServer, placesOfServer, virtualSlots, npivPlaces]

export const capacityChecks: readonly RefereeCheck[] = resources.map((resource) => ({
  id: resource.id,
  title: resource.title,
  judge: (context) => serversOf(context).flatMap((server) => judgeServer(context, resource, server)),
}))

/** Shared pools: like capacity, by target pool. */
export const poolsHold: RefereeCheck = {
  id: 'R-POOL',
  title: 'Shared processor pools of the targets',
  judge: (context) =>
    serversOf(context).flatMap((server) => {
      const arrivals = context.moves.filter(
        ({ move, target }) => target.id === server.id && move.targetPoolName !== null,
      )
      const byPool = Map.groupBy(arrivals, ({ move }) => move.targetPoolName ?? '')
      return [...byPool].flatMap(([name, members]) => {
        const pool = server.processorPools?.find((one) => one.name === name)
        if (pool === undefined) {
          return members.map(({ move }) =>
            violation('R-POOL', `${server.name} has no shared processor pool "${name}".`, {
              moveId: move.id,
              serverId: server.id,
            }),
          )
        }
        const free = targetStateOf(context.index, server).freePoolCenti.get(pool.id)
        if (free == null) return []
        const taken = members.reduce(
          (sum, { partition }) => sum + processorsOfServer.need(partition, server),
          0,
        )
        if (taken <= free) return []
        const text = `Pool "${name}" of ${server.name} has ${units(free)} free; the plan puts ${units(taken)} into it.`
        return [violation('R-POOL', text, { serverId: server.id })]
      })
    }),
}

function judgeServer(context: RefereeContext, resource: Resource, server: Server): readonly PlanViolation[] {
  const free = resource.free(context, server)
  if (free === null) return []
  const atOnce = overTime(context, resource, server, free)
  return atOnce === null ? inAnyOrder(context, resource, server, free) : [atOnce]
}

interface Event {
  readonly atS: number
  readonly change: number
  readonly moveId: string
}

/** What moves take and give back on a server, in the times of the median run. At one instant, ends come before starts. */
function eventsOn({ moves, spans }: RefereeContext, resource: Resource, server: Server): readonly Event[] {
  const events: Event[] = moves.flatMap(({ move, partition, source, target }) => {
    const span = spans.get(move.id)
    if (span === undefined) return []
    if (target.id === server.id) {
      return [{ atS: span.startS, change: resource.need(partition, server), moveId: move.id }]
    }
    return source.id === server.id
      ? [{ atS: span.endS, change: -givenBack(resource, partition, server), moveId: move.id }]
      : []
  })
  return events.toSorted((a, b) => a.atS - b.atS || a.change - b.change)
}

/** The first instant of the median run at which too much is taken. */
function overTime(
  context: RefereeContext,
  resource: Resource,
  server: Server,
  free: number,
): PlanViolation | null {
  let taken = 0
  for (const event of eventsOn(context, resource, server)) {
    taken += event.change
    if (event.change <= 0 || taken <= free) continue
    const text = `${server.name} has ${resource.words(free)} free today; at this instant the plan takes ${resource.words(taken)}.`
    return violation(resource.id, text, { moveId: event.moveId, serverId: server.id, atS: event.atS })
  }
  return null
}

/** The most that is taken at once, and when; `atS` null: only in another order that the plan allows. */
export function mostTaken(
  context: RefereeContext,
  resource: Resource,
  server: Server,
): { readonly taken: number; readonly atS: number | null; readonly moveId: string | null } {
  let now = 0
  let most: { taken: number; atS: number | null; moveId: string | null } = {
    taken: 0,
    atS: null,
    moveId: null,
  }
  for (const { change, atS, moveId } of eventsOn(context, resource, server)) {
    now += change
    if (now > most.taken) most = { taken: now, atS, moveId }
  }
  const worst = worstAmount(amountsOn(context, resource, server), context.ancestors)
  return worst > most.taken ? { taken: worst, atS: null, moveId: null } : most
}

function amountsOn({ moves }: RefereeContext, resource: Resource, server: Server): readonly OrderedAmount[] {
  return moves.flatMap(({ move, partition, source, target }) => {
    if (target.id === server.id) return [{ moveId: move.id, amount: resource.need(partition, server) }]
    return source.id === server.id
      ? [{ moveId: move.id, amount: -givenBack(resource, partition, server) }]
      : []
  })
}

function inAnyOrder(
  context: RefereeContext,
  resource: Resource,
  server: Server,
  free: number,
): readonly PlanViolation[] {
  const worst = worstAmount(amountsOn(context, resource, server), context.ancestors)
  if (worst <= free) return []
  const text =
    `${server.name} has ${resource.words(free)} free today; ` +
    `in an order the plan allows, moves take ${resource.words(worst)} before others give it back.`
  return [violation(resource.id, text, { serverId: server.id })]
}

function givenBack(resource: Resource, partition: Partition, server: Server): number {
  return (resource.givenBack ?? resource.need)(partition, server)
}

function serversOf({ moves }: RefereeContext): readonly Server[] {
  return [...new Set(moves.map(({ target }) => target))]
}
