/**
 * From a plan and a fleet to the engine's scenario (forecast.md section 5): links, mover cores and slots as resources
 * and groups, one part per move. Says of every input whether it was imported or assumed.
 */
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Partition, PartitionId, Server } from '../inventory/fleet.ts'
import { BYTES_PER_GIB, BYTES_PER_MIB } from '../inventory/units.ts'
import type { PlanDocument, PlanMove } from '../plan/plan-document.ts'
import type { ForecastResourceKind, InputOrigin } from '../plan/plan-forecast.ts'
import type { Assumptions, WorkloadClass } from './assumption.ts'
import {
  fromAssumption,
  imported,
  InputLedger,
  notImported,
  type Input,
  type Variation,
} from './input-ledger.ts'
import { activeLimit, anyMoverLimit, inactiveLimit, moverLimit } from './migration-limits.ts'
import { moverCapacity, reaches, type MoverCapacity, type MoverPlace } from './mover-capacity.ts'
import { anyHour, leftOf, workingHours, type WorkingHours } from './other-traffic.ts'
import { STRETCH_KEY } from './range-stretch.ts'
import { resolveAssumption } from './resolve-assumption.ts'
import type { CapacityChange, Scenario, ScenarioPart, ScenarioPath } from './scenario.ts'
import { touchedKey } from './touched-memory.ts'
import { workloadClassOf } from './workload-class.ts'

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

/** What the uncertainty of a part is made of; null for moves that send no memory. */
export interface PartUncertainty {
  readonly workloadClass: WorkloadClass
  /** Sigma of ln of the write rate. */
  readonly dirtySigma: number
  /** Catalogue key whose range bounds `used`. */
  readonly usedKey: string
  /** Catalogue key whose range bounds the bytes on the wire per byte of memory. */
  readonly ratioKey: string
  readonly origins: Readonly<Record<'writeRate' | 'touched' | 'ratio' | 'theta' | 'standstill', InputOrigin>>
  /** Threads of the mover that has fewer for it, and at concurrency level 1. */
  readonly threads: number
  readonly mostThreads: number
  /** How much faster a single move could go with the most threads, at least 1. */
  readonly threadGain: number
  /** Ratio if both sides compressed; null where they do. */
  readonly compressedRatio: number | null
}

export interface PlanScenario {
  readonly scenario: Scenario
  readonly resources: readonly ScenarioResource[]
  /** By part, in the order of `scenario.parts`, which is the order of the plan's moves. */
  readonly uncertainty: readonly (PartUncertainty | null)[]
  /** Partition of each part, in the same order. */
  readonly partitionIds: readonly PartitionId[]
  readonly partitionNames: readonly string[]
  /** Origin of the preparation time, by part. */
  readonly preparation: readonly InputOrigin[]
  /** Standstill that is accepted, seconds, as typed; null: nothing was typed. By part. */
  readonly standstillLimits: readonly (number | null)[]
  /** Keys of the assumptions the scenario rests on. */
  readonly usedKeys: readonly string[]
  /** Factors of "range.stretch" (range-stretch.ts) for times of the plan and, by part, for durations. */
  readonly rangeStretch: { readonly fleet: number; readonly parts: readonly number[] }
  readonly assumedInputs: number
  readonly totalInputs: number
}

/** What of a plan the scenario needs; a plan in the making has no more than this. */
export type SchedulablePlan = {
  readonly moves: readonly ScheduledMove[]
  readonly options: Pick<PlanDocument['options'], 'maxConcurrent'>
  /** Absent while the start is not decided: other traffic is then taken as that of working hours. */
  readonly startMs?: number
  readonly zone?: string
}
export type ScheduledMove = Pick<
  PlanMove,
  | 'id'
  | 'partitionId'
  | 'sourceServerId'
  | 'targetServerId'
  | 'type'
  | 'sourceMoverId'
  | 'targetMoverId'
  | 'after'
  | 'notBeforeS'
  | 'memoryMib'
  | 'connections'
>

/** First release of the system firmware whose movers compress. */
const COMPRESSION_SINCE = 920
/** First level of the HMC that lets them (V9R1.920). */
const COMPRESSION_HMC = '9.1.920'
/** Group that holds the plan's own limit. */
export const PLAN_GROUP = 'plan'

/**
 * Scenario of a plan: moves become parts named by their id, in plan order.
 * `vary` changes assumptions on their way in, see `InputLedger`.
 * @throws RangeError where a move names a partition or server the fleet does not have (the referee says so first).
 */
export function planScenario(
  index: FleetIndex,
  plan: SchedulablePlan,
  assumptions: Assumptions,
  vary: Variation | null = null,
): PlanScenario {
  const build = new ScenarioBuilder(index, assumptions, plan, vary)
  const known = new Set(plan.moves.map((move) => move.id))
  const parts = plan.moves.map((move) => build.part(move, known))
  const resources = [...build.resources.values()]
  return {
    scenario: {
      resources: Object.fromEntries(resources.map(({ name, capacity }) => [name, capacity])),
      limits: Object.fromEntries(build.limits),
      ...(build.changes.size === 0 ? {} : { changes: Object.fromEntries(build.changes) }),
      parts: parts.map(({ part }) => part),
    },
    resources,
    uncertainty: parts.map(({ uncertainty }) => uncertainty),
    partitionIds: plan.moves.map((move) => move.partitionId),
    partitionNames: parts.map(({ partitionName }) => partitionName),
    preparation: parts.map(({ preparation }) => preparation),
    standstillLimits: parts.map(({ standstillLimit }) => standstillLimit),
    usedKeys: [...build.ledger.usedKeys],
    rangeStretch: {
      fleet: resolveAssumption(assumptions, STRETCH_KEY).value,
      parts: parts.map(
        ({ uncertainty }) =>
          resolveAssumption(
            assumptions,
            STRETCH_KEY,
            uncertainty === null ? {} : { workloadClass: uncertainty.workloadClass },
          ).value,
      ),
    },
    assumedInputs: build.ledger.assumed,
    totalInputs: build.ledger.total,
  }
}

interface BuiltPart {
  readonly part: ScenarioPart
  readonly uncertainty: PartUncertainty | null
  readonly partitionName: string
  readonly preparation: InputOrigin
  readonly standstillLimit: number | null
}

/** One way over a source and a target mover. */
interface Route {
  readonly path: Readonly<Record<string, number | null>>
  readonly cap: number
  readonly mostCap: number
  readonly threads: number
  readonly mostThreads: number
  readonly groups: readonly string[]
}

class ScenarioBuilder {
  readonly ledger: InputLedger
  readonly resources = new Map<string, ScenarioResource>()
  readonly limits = new Map<string, number>()
  readonly changes = new Map<string, readonly CapacityChange[]>()
  readonly #index: FleetIndex
  readonly #assumptions: Assumptions
  readonly #capacities = new Map<string, MoverCapacity>()
  readonly #plan: SchedulablePlan
  #hours: WorkingHours | null = null

  constructor(index: FleetIndex, assumptions: Assumptions, plan: SchedulablePlan, vary: Variation | null) {
    this.#index = index
    this.#assumptions = assumptions
    this.#plan = plan
    this.ledger = new InputLedger(vary)
    const { maxConcurrent } = plan.options
    if (maxConcurrent !== null) this.limits.set(PLAN_GROUP, maxConcurrent)
  }

  part(move: ScheduledMove, known: ReadonlySet<string>): BuiltPart {
    const partition = found(this.#index.partitionById.get(move.partitionId), move.partitionId)
    const source = found(this.#index.serverById.get(move.sourceServerId), move.sourceServerId)
    const target = found(this.#index.serverById.get(move.targetServerId), move.targetServerId)
    const { workloadClass } = workloadClassOf(partition, this.#assumptions)
    const place = { serverId: source.id, partitionId: partition.id, workloadClass }
    const input = (key: string): Input => fromAssumption(resolveAssumption(this.#assumptions, key, place))
    const assume = (key: string): number => this.ledger.take(`${partition.id} ${key}`, input(key))
    const common = {
      name: move.id,
      start: move.notBeforeS,
      after: move.after.filter((id) => known.has(id)),
      t_prep: assume('tPrepS') + this.#adapterCount(partition) * assume('tPrepPerAdapterS'),
      t_clean: assume('tCleanS'),
    }
    const limit = resolveAssumption(this.#assumptions, 'standstillLimitS', place).value
    const about = {
      partitionName: partition.name,
      preparation: input('tPrepS').origin,
      standstillLimit: limit > 0 ? limit : null,
    }
    if (move.type !== 'active') {
      const groups = [this.#inactiveGroup(source), this.#inactiveGroup(target), ...this.#planGroup()]
      // No memory goes through the movers: the image is on disks both servers see. The ceiling is never reached.
      const part = { ...common, mem: 0, path: {}, cap: 1, bitmap: 0, groups: [...new Set(groups)] }
      return { part, uncertainty: null, ...about }
    }
    const classDefaults = this.#classInputs(partition, workloadClass, assume)
    const compress = [source, target].map((server) => this.#compresses(server)).every(Boolean)
    const routes = this.#moverPairs(move).map(([from, to]) => this.#route(from, source, to, target, compress))
    const groups = [
      this.#activeGroup(source),
      this.#activeGroup(target),
      ...routes.flatMap((route) => route.groups),
      ...this.#planGroup(),
    ]
    const maxCopyS = assume('maxCopyS')
    const ratioKey = compress ? 'rho.from920' : 'rho.before920'
    const fewest = routes.reduce((a, b) => (b.threads < a.threads ? b : a))
    return {
      part: {
        ...common,
        ...classDefaults.settings,
        mem: this.ledger.take(`${partition.id} memory`, imported(move.memoryMib)) * BYTES_PER_MIB,
        ...waysOf(routes),
        ratio: assume(ratioKey),
        groups: [...new Set(groups)],
        theta: assume('theta'),
        max_passes: Math.round(assume('maxPasses')),
        min_gain: assume('minGain'),
        max_copy_s: maxCopyS > 0 ? maxCopyS : null,
        page: assume('page'),
        state_bytes: assume('stateMib') * BYTES_PER_MIB,
        t_susp: assume('tSuspS'),
        fault_s: assume('faultMs') / 1000,
      },
      uncertainty: {
        ...classDefaults.uncertainty,
        ratioKey,
        origins: {
          writeRate: input(`class.${workloadClass}.dirtyBytesPerSecond`).origin,
          touched: input(classDefaults.uncertainty.usedKey).origin,
          ratio: input(ratioKey).origin,
          theta: input('theta').origin,
          standstill: input('tSuspS').origin,
        },
        threads: fewest.threads,
        mostThreads: fewest.mostThreads,
        threadGain: Math.max(1, ...routes.map((route) => route.mostCap / route.cap)),
        compressedRatio: compress ? null : input('rho.from920').value,
      },
      ...about,
    }
  }

  /** The two pairs of redundant movers where the plan names them, else the pair of the move. */
  #moverPairs(move: ScheduledMove): readonly (readonly [string | null, string | null])[] {
    const redundant = move.connections?.redundantMovers ?? []
    if (redundant.length > 1) return redundant.map(({ source, target }) => [source.viosId, target.viosId])
    return [[move.sourceMoverId, move.targetMoverId]]
  }

  #route(
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

  #classInputs(partition: Partition, workloadClass: WorkloadClass, assume: (key: string) => number) {
    const usedKey = touchedKey(partition, workloadClass)
    const hot = assume(`class.${workloadClass}.hot`)
    const memoryBytes = (partition.memoryMib ?? 0) * BYTES_PER_MIB
    return {
      settings: {
        used: assume(usedKey),
        dirty: assume(`class.${workloadClass}.dirtyBytesPerSecond`),
        hot: workloadClass === 'idle' ? hot * BYTES_PER_GIB : hot * memoryBytes,
      },
      uncertainty: { workloadClass, dirtySigma: assume(`class.${workloadClass}.dirtySigma`), usedKey },
    }
  }

  /** Number of virtual Fibre Channel adapters; not imported counts as none, and as a guess. */
  #adapterCount(partition: Partition): number {
    const adapters = partition.virtualFibreChannel
    const input = adapters === null ? notImported(0) : imported(adapters.length)
    return this.ledger.take(`${partition.id} Fibre Channel adapters`, input)
  }

  /** An unknown firmware is not trusted to; an HMC of an unknown level is, as all that are still serviced are newer. */
  #compresses(server: Server): boolean {
    const { firmwareRelease: release, hmcLevel } = server
    const firmware = this.ledger.take(
      `${server.id} firmware`,
      release === null ? notImported(0) : imported(release),
    )
    const console = hmcLevel === null ? notImported(1) : imported(reaches(hmcLevel, COMPRESSION_HMC) ? 1 : 0)
    return firmware >= COMPRESSION_SINCE && this.ledger.take(`${server.id} HMC`, console) === 1
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
      capacity: this.ledger.take(name, input),
      rangeKey: 'nx.rate',
      origin: input.origin,
      unit: 'bytes/s',
    })
    return name
  }

  #mover(viosId: string | null, server: Server, direction: 'in' | 'out') {
    const vios = viosId === null ? null : found(this.#index.viosById.get(viosId), viosId)
    const place: MoverPlace = {
      id: vios?.id ?? server.id,
      serverId: server.id,
      generation: server.generation,
      vios,
      hmcLevel: server.hmcLevel,
    }
    let capacity = this.#capacities.get(place.id)
    if (capacity === undefined) {
      capacity = moverCapacity(place, this.#assumptions, this.ledger)
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
    const group = `mover ${place.id}`
    const slots =
      vios === null ? anyMoverLimit(server.id, this.#assumptions) : moverLimit(vios, this.#assumptions)
    this.limits.set(group, this.ledger.take(group, slots))
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
      this.ledger.take(
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
      onWorkdays > 0 ? this.#workingHours() : anyHour,
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

  #workingHours(): WorkingHours {
    const { startMs, zone } = this.#plan
    this.#hours ??= startMs === undefined || zone === undefined ? anyHour : workingHours(startMs, zone)
    return this.#hours
  }

  #activeGroup(server: Server): string {
    const group = `active ${server.id}`
    this.limits.set(group, this.ledger.take(group, activeLimit(server, this.#assumptions)))
    return group
  }

  #inactiveGroup(server: Server): string {
    const group = `inactive ${server.id}`
    this.limits.set(group, this.ledger.take(group, inactiveLimit(server, this.#assumptions)))
    return group
  }

  #planGroup(): readonly string[] {
    return this.limits.has(PLAN_GROUP) ? [PLAN_GROUP] : []
  }
}

/** One path where there is one pair of movers; else ways that share the memory, each with a ceiling of its own. */
function waysOf(routes: readonly Route[]): Pick<ScenarioPart, 'path' | 'paths' | 'cap'> {
  const [only, second] = routes
  if (only !== undefined && second === undefined) return { path: only.path, cap: only.cap }
  return { paths: routes.map(({ path, cap }): ScenarioPath => ({ path, cap })), cap: null }
}

function found<T>(entity: T | undefined, id: string): T {
  if (entity === undefined) throw new RangeError(`The fleet has no "${id}"`)
  return entity
}
