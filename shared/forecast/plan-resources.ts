/**
 * What the moves of a plan share (forecast.md section 5): links, mover cores and compression engines with a capacity, and
 * slots as groups with a limit. Each comes into being when the first move needs it.
 */
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Server } from '../inventory/fleet.ts'
import type { ForecastResourceKind, InputOrigin } from '../plan/plan-forecast.ts'
import type { Assumptions } from './assumption.ts'
import { fromAssumption, imported, notImported, type InputLedger } from './input-ledger.ts'
import { activeLimit, anyMoverLimit, inactiveLimit, moverLimit } from './migration-limits.ts'
import { moverCapacity, reaches, type MoverCapacity, type MoverPlace } from './mover-capacity.ts'
import { anyHour, leftOf, type WorkingHours } from './other-traffic.ts'
import { resolveAssumption } from './resolve-assumption.ts'
import type { CapacityChange } from './scenario.ts'

/** A resource of the scenario, as people name it. */
export interface ScenarioResource {
  readonly name: string
  readonly label: string
  readonly kind: ForecastResourceKind
  readonly viosId: string | null
  readonly serverId: string
  readonly capacity: number
  readonly unit: 'bytes/s' | 'core-seconds/s'
  /** Catalogue key whose range says how uncertain the capacity is. */
  readonly rangeKey: string
  readonly origin: InputOrigin
}

/** One way over a source and a target mover, and the slots it takes. */
export interface Route {
  readonly path: Readonly<Record<string, number | null>>
  readonly cap: number
  readonly mostCap: number
  readonly threads: number
  readonly mostThreads: number
  readonly groups: readonly string[]
}

/** First release of the system firmware whose movers compress. */
const COMPRESSION_SINCE = 920
/** First level of the HMC that lets them (V9R1.920). */
const COMPRESSION_HMC = '9.1.920'
/** Group that holds the plan's own limit. */
export const PLAN_GROUP = 'plan'
/** What the names of groups of movers begin with. */
export const MOVER_GROUP = 'mover '

export class PlanResources {
  readonly resources = new Map<string, ScenarioResource>()
  readonly limits = new Map<string, number>()
  readonly changes = new Map<string, readonly CapacityChange[]>()
  readonly #index: FleetIndex
  readonly #assumptions: Assumptions
  readonly #ledger: InputLedger
  readonly #hours: () => WorkingHours
  readonly #capacities = new Map<string, MoverCapacity>()

  /**
   * @param hours Working hours of the plan, asked for where other traffic differs by the hour.
   * @param maxConcurrent Moves the plan allows at once; null: as many as servers and movers do.
   */
  constructor(
    index: FleetIndex,
    assumptions: Assumptions,
    ledger: InputLedger,
    hours: () => WorkingHours,
    maxConcurrent: number | null,
  ) {
    this.#index = index
    this.#assumptions = assumptions
    this.#ledger = ledger
    this.#hours = hours
    if (maxConcurrent !== null) this.limits.set(PLAN_GROUP, maxConcurrent)
  }

  /** The groups of an active move: both servers, the movers of its ways, the plan. */
  activeGroups(source: Server, target: Server, routes: readonly Route[]): readonly string[] {
    const ofMovers = routes.flatMap((route) => route.groups)
    return unique([this.#active(source), this.#active(target), ...ofMovers, ...this.#ofPlan()])
  }

  /** The groups of an inactive move: both servers, the plan. */
  inactiveGroups(source: Server, target: Server): readonly string[] {
    return unique([this.#inactive(source), this.#inactive(target), ...this.#ofPlan()])
  }

  /** The way over two movers; null: those of the server, of which no VIOS was imported. */
  route(
    sourceMoverId: string | null,
    source: Server,
    targetMoverId: string | null,
    target: Server,
    compress: boolean,
  ): Route {
    const from = this.#mover(sourceMoverId, source, 'out')
    const to = this.#mover(targetMoverId, target, 'in')
    const engines = compress ? [this.#engine(source), this.#engine(target)] : []
    const fewest = from.capacity.threads <= to.capacity.threads ? from.capacity : to.capacity
    return {
      path: {
        [from.link]: null,
        [from.cores]: 1 / from.capacity.coreRate,
        [to.cores]: 1 / to.capacity.coreRate,
        [to.link]: null,
        ...Object.fromEntries(engines.map((name) => [name, 1])),
      },
      cap: Math.min(from.capacity.ceiling, to.capacity.ceiling),
      mostCap: Math.min(from.capacity.mostCeiling, to.capacity.mostCeiling),
      threads: fewest.threads,
      mostThreads: fewest.mostThreads,
      groups: [from.group, to.group],
    }
  }

  /** Whether movers compress. An unknown firmware is not trusted to; an HMC of an unknown level is, as all that are still serviced are newer. */
  compresses(server: Server): boolean {
    const { firmwareRelease: release, hmcLevel } = server
    const firmware = this.#ledger.take(
      `${server.id} firmware`,
      release === null ? notImported(0) : imported(release),
    )
    const console = hmcLevel === null ? notImported(1) : imported(reaches(hmcLevel, COMPRESSION_HMC) ? 1 : 0)
    return firmware >= COMPRESSION_SINCE && this.#ledger.take(`${server.id} HMC`, console) === 1
  }

  /** Compression engine of a server: both directions of all its moves go through it. */
  #engine(server: Server): string {
    const name = `nx ${server.id}`
    if (this.resources.has(name)) return name
    const input = fromAssumption(resolveAssumption(this.#assumptions, 'nx.rate', { serverId: server.id }))
    this.resources.set(name, {
      name,
      label: `Compression engine, ${server.name}`,
      kind: 'nx',
      viosId: null,
      serverId: server.id,
      capacity: this.#ledger.take(name, input),
      rangeKey: 'nx.rate',
      origin: input.origin,
      unit: 'bytes/s',
    })
    return name
  }

  #mover(viosId: string | null, server: Server, direction: 'in' | 'out') {
    const vios = viosId === null ? null : found(this.#index.viosById, viosId)
    const place: MoverPlace = {
      id: vios?.id ?? server.id,
      serverId: server.id,
      generation: server.generation,
      vios,
      hmcLevel: server.hmcLevel,
    }
    let capacity = this.#capacities.get(place.id)
    if (capacity === undefined) {
      capacity = moverCapacity(place, this.#assumptions, this.#ledger)
      this.#capacities.set(place.id, capacity)
    }
    const who = vios === null ? `movers of ${server.name}` : `${vios.name} on ${server.name}`
    const base = { viosId: vios?.id ?? null, serverId: server.id }
    const link = this.#link(place, who, server, capacity, direction)
    const cores = `cores ${place.id}`
    this.resources.set(cores, {
      ...base,
      name: cores,
      label: `Mover cores, ${who}`,
      kind: 'mover-cores',
      capacity: capacity.cores,
      rangeKey: `coreRate.${server.generation ?? 'unknown'}`,
      origin: capacity.coreRateOrigin,
      unit: 'core-seconds/s',
    })
    const group = `${MOVER_GROUP}${place.id}`
    const slots =
      vios === null ? anyMoverLimit(server.id, this.#assumptions) : moverLimit(vios, this.#assumptions)
    this.limits.set(group, this.#ledger.take(group, slots))
    return { link, cores, group, capacity }
  }

  /** The link of a mover in one direction, less what other traffic takes; one for all movers of a server that share it. */
  #link(
    place: MoverPlace,
    who: string,
    server: Server,
    capacity: MoverCapacity,
    direction: 'in' | 'out',
  ): string {
    const assume = (key: string): number =>
      this.#ledger.take(
        `${place.id} ${key}`,
        fromAssumption(
          resolveAssumption(this.#assumptions, key, { serverId: server.id, partitionId: place.id }),
        ),
      )
    const shared = assume('link.shared') >= 0.5
    const name = `link ${shared ? server.id : place.id} ${direction}`
    const onWorkdays = assume('link.otherTrafficDay')
    const left = leftOf(
      capacity.linkRate,
      assume('link.otherTraffic'),
      onWorkdays,
      onWorkdays > 0 ? this.#hours() : anyHour,
    )
    // Movers that share a link name the same one: the fastest speed that was imported is its own.
    if ((this.resources.get(name)?.capacity ?? -1) >= left.capacity) return name
    if (left.changes.length > 0) this.changes.set(name, left.changes)
    this.resources.set(name, {
      name,
      label: `Link ${direction}, ${shared ? `all movers of ${server.name}` : who}`,
      kind: 'link',
      viosId: shared ? null : (place.vios?.id ?? null),
      serverId: server.id,
      capacity: left.capacity,
      rangeKey: capacity.goodputKey,
      origin: capacity.goodputOrigin,
      unit: 'bytes/s',
    })
    return name
  }

  #active(server: Server): string {
    const group = `active ${server.id}`
    this.limits.set(group, this.#ledger.take(group, activeLimit(server, this.#assumptions)))
    return group
  }

  #inactive(server: Server): string {
    const group = `inactive ${server.id}`
    this.limits.set(group, this.#ledger.take(group, inactiveLimit(server, this.#assumptions)))
    return group
  }

  #ofPlan(): readonly string[] {
    return this.limits.has(PLAN_GROUP) ? [PLAN_GROUP] : []
  }
}

const unique = (names: readonly string[]): readonly string[] => [...new Set(names)]

/** @throws RangeError where the fleet has no such entity. */
export function found<T>(entities: ReadonlyMap<string, T>, id: string): T {
  const entity = entities.get(id)
  if (entity === undefined) throw new RangeError(`The fleet has no "${id}"`)
  return entity
}
