/** The changes that could help a request, by kind, each as large as it may get. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { Partition, Server } from '../../inventory/fleet.ts'
import { centiNeed, memoryNeedMib } from '../../mobility/need.ts'
import type { RelaxationChange } from '../../plan/relaxations.ts'
import { ruleSentence, type PlanRule } from '../../plan/rules/plan-rule.ts'
import type { Judgements } from '../judgements.ts'
import { isReasonOfRule, reasonId } from '../rules/rule-book.ts'
import type { EvacuationInput } from '../settle-evacuation.ts'

export type RoomChange = Extract<RelaxationChange, { kind: 'more-room' }>

export interface PossibleChanges {
  readonly targets: readonly RelaxationChange[]
  readonly unknowns: readonly RelaxationChange[]
  readonly rules: readonly RelaxationChange[]
  /** Room for everybody, by server; those that may take most of the stuck ones first. */
  readonly rooms: readonly RoomChange[]
}

/** What was found out while planning. */
export interface StuckRequest {
  readonly request: EvacuationInput
  readonly index: FleetIndex
  readonly judgements: Judgements
  /** Partitions the plan should move. */
  readonly movable: readonly Partition[]
  readonly stuck: readonly Partition[]
  /** Ids of the reasons why they are stuck. */
  readonly reasonIds: ReadonlySet<string>
}

/** Servers whose room is looked at one by one. */
const MOST_ROOMS = 24

export function possibleChanges(found: StuckRequest): PossibleChanges {
  const { index, request } = found
  const emptied = new Set(request.goal.serverIds)
  const { targetServerIds } = request.options
  const servers = index.fleet.servers.filter(({ id }) => !emptied.has(id))
  const welcoming = servers
    .map((server) => ({ server, count: mayTake(found, server) }))
    .filter(({ count }) => count > 0)
  const allowed = targetServerIds === null ? null : new Set(targetServerIds)
  const isTarget = (server: Server): boolean => allowed === null || allowed.has(server.id)
  return {
    targets: welcoming
      .filter(({ server }) => !isTarget(server))
      .map(({ server }) => ({ kind: 'allow-target', serverId: server.id, serverName: server.name })),
    unknowns: unknownsOf(
      found,
      welcoming.map(({ server }) => server),
    ).map((ruleId) => ({ kind: 'accept-unknown', ruleId })),
    rules: relevantRules(found).map(softened),
    rooms: welcoming
      .filter(({ server }) => isTarget(server))
      .toSorted((a, b) => b.count - a.count || freeMib(b.server) - freeMib(a.server))
      .slice(0, MOST_ROOMS)
      .map(({ server }) => roomForAll(server, found.movable)),
  }
}

export const softened = (rule: PlanRule): RelaxationChange => ({
  kind: 'soft-rule',
  ruleId: rule.id,
  sentence: ruleSentence(rule),
})

/** A partition as changes name it. */
export const named = ({ id, name, memoryMib }: Partition) => ({
  partitionId: id,
  partitionName: name,
  memoryMib,
})

const freeMib = (server: Server): number => server.availableMemoryMib ?? 0

/** How many of the stuck ones nothing but capacity, rules and what is not known may keep from a server. */
const mayTake = ({ stuck, judgements }: StuckRequest, server: Server): number =>
  stuck.filter((partition) => !judgements.isBlocked(partition, server)).length

/** Hard rules; those that are among the reasons first. A pin keeps its partitions out of the plan, nobody stuck. */
function relevantRules({ request, reasonIds }: StuckRequest): readonly PlanRule[] {
  const hard = (request.options.rules ?? []).filter(({ hard: isHard, kind }) => isHard && kind !== 'pin')
  const isNamed = (rule: PlanRule): number => (reasonIds.has(reasonId(rule)) ? 0 : 1)
  return hard.toSorted((a, b) => isNamed(a) - isNamed(b))
}

function unknownsOf({ stuck, judgements }: StuckRequest, servers: readonly Server[]): readonly string[] {
  const ids = new Set<string>()
  for (const partition of stuck) {
    for (const server of servers) {
      if (judgements.isBlocked(partition, server)) continue
      for (const finding of judgements.judge(partition, server, null).findings) {
        if (finding.verdict !== 'unknown' || isReasonOfRule(finding.ruleId)) continue
        if (judgements.refuses(finding)) ids.add(finding.ruleId)
      }
    }
  }
  return [...ids]
}

/** Room in which everybody who is to move would fit. */
function roomForAll(server: Server, movable: readonly Partition[]): RoomChange {
  const memory = movable.reduce((sum, one) => sum + (memoryNeedMib(one, server) ?? one.memoryMib ?? 0), 0)
  const centi = movable.reduce((sum, one) => sum + (centiNeed(one) ?? one.entitledCenti ?? 0), 0)
  const block = blockOf(server)
  return {
    kind: 'more-room',
    serverId: server.id,
    serverName: server.name,
    memoryMib: Math.ceil(memory / block) * block,
    // A dedicated core may need one more than what is free in parts.
    centi: Math.ceil(centi) + 100,
  }
}

/** Memory is added in the blocks of the server. */
export const blockOf = ({ lmbMib }: Server): number => (lmbMib === null || lmbMib <= 0 ? 256 : lmbMib)
