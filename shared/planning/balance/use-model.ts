/**
 * How servers are used, and what evening them out is worth. Use is a share of what a server has: memory and entitlement
 * in use, and the busiest hour of the typical week of everybody there together (the peak of the sum).
 */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { Partition, Server } from '../../inventory/fleet.ts'
import { isActiveState } from '../../inventory/partition-state.ts'
import { centiNeed, memoryNeedMib } from '../../mobility/need.ts'
import { balanceResources, type BalanceResource, type BalanceWeights } from '../../plan/balance-goal.ts'
import type { Unit } from '../units.ts'

export const HOURS = 168
/** Points: hundredths of what a server has. */
const POINTS = 100
/** What a point over the safety level costs, in squared points: evenness never pays for it. */
const OVER_COST = 1_000

/** Resource by resource: whether it is counted, and how much. */
export interface CountedResource {
  readonly resource: BalanceResource
  /** All together: 1. */
  readonly weight: number
}

/** How even a fleet is, in shares: what a plan says it betters. */
export interface Evenness {
  /** Weighted sum of what is over the safety level. */
  readonly over: number
  /** Weighted sum of the highest use and the standard deviation over the servers. */
  readonly uneven: number
  readonly resources: readonly ResourceEvenness[]
}

export interface ResourceEvenness {
  readonly resource: BalanceResource
  readonly weight: number
  readonly highest: number
  /** Place of the server with the highest use. */
  readonly highestAt: number
  readonly lowest: number
  readonly deviation: number
  /** Sum over the servers of what is above the safety level. */
  readonly over: number
  /** Use of all together over what all have: with perfectly even use nobody would have less than this as the highest. */
  readonly overall: number
}

export interface UseInput {
  readonly index: FleetIndex
  readonly servers: readonly Server[]
  /** Partitions that may move, those that only move together as one item. */
  readonly units: readonly Unit[]
  /** Place of its server by item. */
  readonly home: Int32Array
  readonly weights: BalanceWeights
  /** 0..1 */
  readonly safety: number
}

/** Busy processing units of a partition in an hour; where they were not measured, its entitlement. */
function loadOf(partition: Partition, hour: number): number {
  if (isActiveState(partition.state) === false) return 0
  return partition.typicalWeek?.[hour] ?? (partition.entitledCenti ?? 0) / 100
}

const memoryOf = (one: Partition, server: Server): number =>
  isActiveState(one.state) === false ? 0 : (memoryNeedMib(one, server) ?? one.memoryMib ?? 0)
const centiOf = (one: Partition): number =>
  isActiveState(one.state) === false ? 0 : (centiNeed(one) ?? one.entitledCenti ?? 0)

/** Whether the week of anybody there was measured. */
export const hasWeeks = (index: FleetIndex, servers: readonly Server[]): boolean =>
  servers.some(({ id }) => index.partitionsOf(id).some(({ typicalWeek }) => typicalWeek !== null))

/** What all models of one input share: nothing of it changes when somebody moves. */
interface UseTables {
  readonly counted: readonly CountedResource[]
  readonly loadCounts: boolean
  readonly meanMib: number
  readonly meanCenti: number
  /** Of every server with everybody at home: MiB, hundredths, processing units by server x hour. */
  readonly memory: Float64Array
  readonly centi: Float64Array
  readonly hours: Float64Array
  /** Item x server, MiB; NaN until somebody asks: of a large fleet most pairs never come up. */
  readonly memoryNeed: Float64Array
  readonly centiNeed: Float64Array
  /** Item x hour. */
  readonly weeks: Float64Array
  /** Memory each item moves, MiB. */
  readonly movedMib: Float64Array
}

const tablesOf = new WeakMap<UseInput, UseTables>()

function tables(input: UseInput): UseTables {
  const known = tablesOf.get(input) ?? newTables(input)
  tablesOf.set(input, known)
  return known
}

const sumOver = (unit: Unit, of: (one: Partition) => number): number =>
  unit.reduce((all, one) => all + of(one), 0)

function newTables({ index, servers, units, weights }: UseInput): UseTables {
  const loadCounts = weights.load > 0 && hasWeeks(index, servers)
  const used = balanceResources.filter(
    (resource) => weights[resource] > 0 && (resource !== 'load' || loadCounts),
  )
  const all = sumOf(used.map((resource) => weights[resource]))
  const weekOf = (partitions: readonly Partition[], into: Float64Array, at: number): void => {
    for (const one of partitions)
      for (let hour = 0; hour < HOURS; hour += 1)
        into[at * HOURS + hour] = into[at * HOURS + hour]! + loadOf(one, hour)
  }
  const hours = new Float64Array(loadCounts ? servers.length * HOURS : 0)
  const weeks = new Float64Array(loadCounts ? units.length * HOURS : 0)
  if (loadCounts) {
    for (const [place, { id }] of servers.entries()) weekOf(index.partitionsOf(id), hours, place)
    for (const [item, unit] of units.entries()) weekOf(unit, weeks, item)
  }
  return {
    counted: used.map((resource) => ({ resource, weight: weights[resource] / all })),
    loadCounts,
    meanMib: mean(servers.map((server) => server.configurableMemoryMib ?? 0)),
    meanCenti: mean(servers.map((server) => server.configurableCenti ?? 0)),
    memory: Float64Array.from(
      servers,
      (one) => (one.configurableMemoryMib ?? 0) - (one.availableMemoryMib ?? 0),
    ),
    centi: Float64Array.from(servers, (one) => (one.configurableCenti ?? 0) - (one.availableCenti ?? 0)),
    hours,
    memoryNeed: new Float64Array(units.length * servers.length).fill(Number.NaN),
    centiNeed: Float64Array.from(units, (unit) => sumOver(unit, centiOf)),
    weeks,
    movedMib: Float64Array.from(units, (unit) => sumOver(unit, (one) => one.memoryMib ?? 0)),
  }
}

/** Where everybody stands, with the use of every server carried along. */
export class UseModel {
  readonly servers: readonly Server[]
  readonly counted: readonly CountedResource[]
  readonly place: Int32Array
  readonly units: readonly Unit[]
  /** Mean over the servers: MiB, hundredths. */
  readonly meanMib: number
  readonly meanCenti: number
  readonly #safety: number
  readonly #memory: Float64Array
  readonly #centi: Float64Array
  /** Server x hour, processing units. */
  readonly #hours: Float64Array
  /** Item x server. */
  readonly #memoryNeed: Float64Array
  readonly #centiNeed: Float64Array
  /** Item x hour. */
  readonly #weeks: Float64Array
  readonly #loadCounts: boolean
  /** Memory each item moves, MiB. */
  readonly #movedMib: Float64Array

  /** With everybody at home. */
  constructor(input: UseInput) {
    const shared = tables(input)
    this.servers = input.servers
    this.units = input.units
    this.place = Int32Array.from(input.home)
    this.#safety = input.safety
    this.counted = shared.counted
    this.#loadCounts = shared.loadCounts
    this.meanMib = shared.meanMib
    this.meanCenti = shared.meanCenti
    this.#memory = Float64Array.from(shared.memory)
    this.#centi = Float64Array.from(shared.centi)
    this.#hours = Float64Array.from(shared.hours)
    this.#memoryNeed = shared.memoryNeed
    this.#centiNeed = shared.centiNeed
    this.#weeks = shared.weeks
    this.#movedMib = shared.movedMib
  }

  movedMib(item: number): number {
    return this.#movedMib[item]!
  }

  memoryNeed(item: number, server: number): number {
    const pair = item * this.servers.length + server
    let need = this.#memoryNeed[pair]!
    if (Number.isNaN(need)) {
      const to = this.servers[server]!
      need = sumOver(this.units[item]!, (one) => memoryOf(one, to))
      this.#memoryNeed[pair] = need
    }
    return need
  }

  centiNeed(item: number): number {
    return this.#centiNeed[item]!
  }

  /** Processing units of an item in an hour. */
  loadAt(item: number, hour: number): number {
    return this.#weeks[item * HOURS + hour]!
  }

  /** Processing units on a server in an hour. */
  loadOn(server: number, hour: number): number {
    return this.#hours[server * HOURS + hour]!
  }

  move(item: number, to: number): void {
    const from = this.place[item]!
    if (from === to) return
    this.#add(item, from, -1)
    this.#add(item, to, 1)
    this.place[item] = to
  }

  /** Share of what a server has of a resource. */
  use(resource: BalanceResource, server: number): number {
    if (resource === 'memory')
      return share(this.#memory[server]!, this.servers[server]!.configurableMemoryMib)
    const centi = this.servers[server]!.configurableCenti
    if (resource === 'entitlement') return share(this.#centi[server]!, centi)
    let peak = 0
    for (let at = server * HOURS; at < (server + 1) * HOURS; at += 1) {
      if (this.#hours[at]! > peak) peak = this.#hours[at]!
    }
    return share(peak * 100, centi)
  }

  /** Hour of the week with the highest load of a server. */
  peakHour(server: number): number {
    let best = 0
    for (let hour = 1; hour < HOURS; hour += 1) {
      if (this.loadOn(server, hour) > this.loadOn(server, best)) best = hour
    }
    return best
  }

  /** What a server has beside the average one, by resource. */
  sizeOf(resource: BalanceResource, server: number): number {
    const { configurableMemoryMib, configurableCenti } = this.servers[server]!
    return resource === 'memory'
      ? (configurableMemoryMib ?? 0) / this.meanMib
      : (configurableCenti ?? 0) / this.meanCenti
  }

  /**
   * What the use of a server costs: squared points, by its size. Moving an amount then gains as much as it is worth in
   * points of an average server, times the difference of use of the two servers before and after it, whatever their
   * sizes; and nobody has to say which use is the right one.
   */
  cost(server: number): number {
    let sum = 0
    for (const { resource, weight } of this.counted) {
      const points = this.use(resource, server) * POINTS
      const over = Math.max(0, points - this.#safety * POINTS)
      sum += weight * this.sizeOf(resource, server) * (points * points + OVER_COST * over)
    }
    return sum
  }

  /**
   * What all servers would cost with the use of everybody spread evenly: a lower bound, by the convexity of squares.
   */
  costOfEven(): number {
    return this.counted.reduce((sum, { resource, weight }) => {
      const points = this.#overall(resource) * POINTS
      const over = Math.max(0, points - this.#safety * POINTS)
      return sum + weight * this.servers.length * (points * points + OVER_COST * over)
    }, 0)
  }

  /** What it would cost more (less: negative) if an item were elsewhere. */
  costOfShift(item: number, to: number): number {
    const from = this.place[item]!
    const before = this.cost(from) + this.cost(to)
    this.move(item, to)
    const after = this.cost(from) + this.cost(to)
    this.move(item, from)
    return after - before
  }

  evenness(): Evenness {
    const servers = [...this.servers.keys()]
    const resources = this.counted.map(({ resource, weight }): ResourceEvenness => {
      const uses = servers.map((server) => this.use(resource, server))
      const middle = mean(uses)
      const highest = Math.max(...uses)
      return {
        resource,
        weight,
        highest,
        highestAt: uses.indexOf(highest),
        lowest: Math.min(...uses),
        deviation: Math.sqrt(mean(uses.map((use) => (use - middle) ** 2))),
        over: sumOf(uses.map((use) => Math.max(0, use - this.#safety))),
        overall: this.#overall(resource),
      }
    })
    const over = sumOf(resources.map((one) => one.weight * one.over))
    const uneven = sumOf(resources.map(({ weight, highest, deviation }) => weight * (highest + deviation)))
    return { over, uneven, resources }
  }

  /** For load: the peak of the sum of all, over what all have. */
  #overall(resource: BalanceResource): number {
    const servers = [...this.servers.keys()]
    const centi = this.meanCenti * servers.length
    if (resource === 'memory') return sumOf(this.#memory) / (this.meanMib * servers.length)
    if (resource === 'entitlement') return sumOf(this.#centi) / centi
    const sums = Array.from({ length: HOURS }, (_, hour) =>
      servers.reduce((sum, server) => sum + this.loadOn(server, hour), 0),
    )
    return (Math.max(...sums) * 100) / centi
  }

  #add(item: number, server: number, sign: 1 | -1): void {
    this.#memory[server] = this.#memory[server]! + sign * this.memoryNeed(item, server)
    this.#centi[server] = this.#centi[server]! + sign * this.centiNeed(item)
    if (!this.#loadCounts) return
    for (let hour = 0, a = server * HOURS, p = item * HOURS; hour < HOURS; hour += 1, a += 1, p += 1) {
      this.#hours[a] = this.#hours[a]! + sign * this.#weeks[p]!
    }
  }
}

const share = (used: number, all: number | null): number => (all === null || all <= 0 ? 0 : used / all)
const sumOf = (values: Iterable<number>): number => {
  let sum = 0
  for (const value of values) sum += value
  return sum
}
const mean = (values: readonly number[]): number => sumOf(values) / Math.max(1, values.length)

/** Shares closer than this are the same. */
const SAME = 1e-9

/** Whether one state is better than another: less over the safety level, or as much and more even. */
export function isBetter(one: Evenness, other: Evenness): boolean {
  if (one.over < other.over - SAME) return true
  return one.over <= other.over + SAME && one.uneven < other.uneven - SAME
}
