/**
 * Which servers could be off together, by the numbers alone: the consolidation of each part of the fleet within which
 * partitions can move. A proposal: whether they can be emptied in time and order is found out by planning it.
 */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { Partition, Server, ServerId } from '../../inventory/fleet.ts'
import { isActiveState } from '../../inventory/partition-state.ts'
import { centiNeed, memoryNeedMib } from '../../mobility/need.ts'
import type { PlanRule } from '../../plan/rules/plan-rule.ts'
import { consolidate, type Consolidated } from '../consolidate/consolidate.ts'
import type { ConsolidationProblem } from '../consolidate/consolidation-problem.ts'
import type { Judgements } from '../judgements.ts'
import type { Powers } from './typed-power.ts'

export interface ChoiceInput {
  readonly index: FleetIndex
  /** Servers that may be off. */
  readonly candidates: ReadonlySet<ServerId>
  /** Servers that may take partitions. */
  readonly targets: ReadonlySet<ServerId>
  readonly judgements: Judgements
  readonly rules: readonly PlanRule[]
  readonly powers: Powers
  /** Mean processing units of a partition in the band. */
  readonly loadOf: (partition: Partition) => number
  readonly seed: number
  readonly shouldStop: () => boolean
}

/** Memory and processing units, which N+1 is about, then places. */
const RESOURCES = 3
const RESERVED = 2
const STEPS_PER_SERVER = 150
const MOST_STEPS = 6_000

/** Servers to be off, in the order of the fleet; empty where nothing was found. */
export function chooseServers(input: ChoiceInput): readonly ServerId[] {
  const ways = waysOf(input)
  return partsOf(input.index.fleet.servers, ways).flatMap((servers) =>
    servers.some(({ id }) => input.candidates.has(id)) ? chosenOf(input, servers, ways) : [],
  )
}

/** By partition on a candidate: the servers it could go to today, if it went alone. */
type Ways = ReadonlyMap<Partition, ReadonlySet<ServerId>>

function waysOf({ index, candidates, targets, judgements, shouldStop }: ChoiceInput): Ways {
  const ways = new Map<Partition, ReadonlySet<ServerId>>()
  const open = index.fleet.servers.filter(({ id, state }) => targets.has(id) && state === 'operating')
  for (const partition of index.fleet.partitions) {
    if (!candidates.has(partition.serverId) || isActiveState(partition.state) === false) continue
    if (shouldStop()) break
    const found = open.filter(
      (target) =>
        target.id !== partition.serverId &&
        !judgements.isBlocked(partition, target) &&
        judgements.judge(partition, target, null).usable,
    )
    ways.set(partition, new Set(found.map(({ id }) => id)))
  }
  return ways
}

/** Servers that partitions can go between, directly or not. */
function partsOf(servers: readonly Server[], ways: Ways): readonly (readonly Server[])[] {
  const leader = new Map<ServerId, ServerId>(servers.map(({ id }) => [id, id]))
  const leaderOf = (id: ServerId): ServerId => {
    let at = id
    for (let next = leader.get(at); next !== undefined && next !== at; next = leader.get(at)) at = next
    return at
  }
  for (const [{ serverId }, targets] of ways)
    for (const target of targets) leader.set(leaderOf(target), leaderOf(serverId))
  return [...Map.groupBy(servers, ({ id }) => leaderOf(id)).values()]
}

function chosenOf(input: ChoiceInput, servers: readonly Server[], ways: Ways): readonly ServerId[] {
  const problem = problemOf(input, servers, ways)
  const start: Consolidated = {
    places: homes(input.index, servers),
    on: new Uint8Array(servers.length).fill(1),
  }
  const limits = {
    seed: input.seed,
    steps: Math.min(MOST_STEPS, STEPS_PER_SERVER * servers.length),
    start,
    shouldStop: input.shouldStop,
  }
  const { best } = consolidate(problem, limits)
  return servers.filter((_, at) => best?.on[at] === 0).map(({ id }) => id)
}

const itemsOn = (index: FleetIndex, servers: readonly Server[]): readonly Partition[] =>
  servers.flatMap(({ id }) => index.partitionsOf(id).filter(({ state }) => isActiveState(state) !== false))

function homes(index: FleetIndex, servers: readonly Server[]): Int32Array {
  const at = new Map(servers.map(({ id }, place) => [id, place]))
  return Int32Array.from(itemsOn(index, servers).map(({ serverId }) => at.get(serverId) ?? 0))
}

const memoryOf = (one: Partition, server: Server): number => memoryNeedMib(one, server) ?? one.memoryMib ?? 0
const centiOf = (one: Partition): number => centiNeed(one) ?? one.entitledCenti ?? 0

function problemOf(
  { index, candidates, rules, powers, loadOf }: ChoiceInput,
  servers: readonly Server[],
  ways: Ways,
): ConsolidationProblem {
  const items = itemsOn(index, servers)
  const kinds = [...new Map(servers.map((server) => [server.lmbMib, server])).values()]
  const watts = servers.map(({ id }) => powers.get(id))
  const priced = servers.every(({ id }, at) => !candidates.has(id) || openWatts(watts[at]) !== null)
  const itemAt = new Map(items.map(({ id }, at) => [id, at]))
  const sharers = [
    ...rules.flatMap((rule) =>
      rule.kind === 'apart' && rule.hard ? [rule.partitions.flatMap(({ id }) => itemAt.get(id) ?? [])] : [],
    ),
    ...Map.groupBy(items.keys(), (at) => items[at]!.name).values(),
  ]
  return {
    itemCount: items.length,
    serverCount: servers.length,
    resourceCount: RESOURCES,
    kind: Int32Array.from(servers.map(({ lmbMib }) => kinds.findIndex((kind) => kind.lmbMib === lmbMib))),
    need: Float64Array.from(
      kinds.flatMap((kind) => items.flatMap((one) => [memoryOf(one, kind), centiOf(one), 1])),
    ),
    capacity: Float64Array.from(servers.flatMap((server) => roomWhenEmpty(index, server))),
    allowed: Uint8Array.from(
      items.flatMap((one) => {
        const targets = ways.get(one)
        return servers.map(({ id }) => (id === one.serverId || targets?.has(id) === true ? 1 : 0))
      }),
    ),
    apart: sharers.filter((set) => set.length > 1).map((set) => Int32Array.from(set)),
    staysOn: Uint8Array.from(servers.map(({ id }) => (candidates.has(id) ? 0 : 1))),
    openCost: Float64Array.from(watts.map((one) => (priced ? (openWatts(one) ?? 0) : 1))),
    unitCost: Float64Array.from(servers.map((server, at) => (priced ? wattsPerUnit(server, watts[at]) : 0))),
    use: Float64Array.from(items.map(loadOf)),
    reserved: RESERVED,
  }
}

const openWatts = (power: ReturnType<Powers['get']>): number | null =>
  power?.idleW == null || power.standbyW === null ? null : Math.max(0, power.idleW - power.standbyW)

function wattsPerUnit({ configurableCenti }: Server, power: ReturnType<Powers['get']>): number {
  if (power?.idleW == null || power.maxW === null || !configurableCenti) return 0
  return (power.maxW - power.idleW) / (configurableCenti / 100)
}

/** What a server has for partitions once all that run there are gone; no more than they take, where that is not known. */
function roomWhenEmpty(index: FleetIndex, server: Server): readonly number[] {
  const there = itemsOn(index, [server])
  const sum = (of: (one: Partition) => number): number => there.reduce((all, one) => all + of(one), 0)
  const known = server.availableMemoryMib !== null && server.availableCenti !== null
  return [
    sum((one) => memoryOf(one, server)) + (known ? Math.max(0, server.availableMemoryMib) : 0),
    sum(centiOf) + (known ? Math.max(0, server.availableCenti) : 0),
    Math.max(there.length, server.maxPartitions ?? Infinity),
  ]
}
