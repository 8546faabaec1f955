/**
 * From a plan and a fleet to the engine's scenario (forecast.md section 5): links, mover cores and slots as resources
 * and groups, one part per move. Says of every input whether it was imported or assumed.
 */
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Partition, PartitionId, Server } from '../inventory/fleet.ts'
import { BYTES_PER_GIB, BYTES_PER_MIB } from '../inventory/units.ts'
import type { PlanDocument, PlanMove } from '../plan/plan-document.ts'
import type { ForecastResourceKind } from '../plan/plan-forecast.ts'
import type { Assumptions, WorkloadClass } from './assumption.ts'
import { fromAssumption, imported, InputLedger } from './input-ledger.ts'
import { activeLimit, anyMoverLimit, inactiveLimit, moverLimit } from './migration-limits.ts'
import { moverCapacity, type MoverCapacity, type MoverPlace } from './mover-capacity.ts'
import { STRETCH_KEY } from './range-stretch.ts'
import { resolveAssumption } from './resolve-assumption.ts'
import type { Scenario, ScenarioPart } from './scenario.ts'
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
}

export interface PlanScenario {
  readonly scenario: Scenario
  readonly resources: readonly ScenarioResource[]
  /** By part, in the order of `scenario.parts`, which is the order of the plan's moves. */
  readonly uncertainty: readonly (PartUncertainty | null)[]
  /** Partition of each part, in the same order. */
  readonly partitionIds: readonly PartitionId[]
  /** Factors of "range.stretch" (range-stretch.ts) for times of the plan and, by part, for durations. */
  readonly rangeStretch: { readonly fleet: number; readonly parts: readonly number[] }
  readonly assumedInputs: number
  readonly totalInputs: number
}

/** What of a plan the scenario needs; a plan in the making has no more than this. */
export type SchedulablePlan = {
  readonly moves: readonly ScheduledMove[]
  readonly options: Pick<PlanDocument['options'], 'maxConcurrent'>
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
>

/** First release of the system firmware whose movers compress. */
const COMPRESSION_SINCE = 920
/** Group that holds the plan's own limit. */
const PLAN_GROUP = 'plan'

/**
 * Scenario of a plan: moves become parts named by their id, in plan order.
 * @throws RangeError where a move names a partition or server the fleet does not have (the referee says so first).
 */
export function planScenario(
  index: FleetIndex,
  plan: SchedulablePlan,
  assumptions: Assumptions,
): PlanScenario {
  const build = new ScenarioBuilder(index, assumptions, plan.options.maxConcurrent)
  const known = new Set(plan.moves.map((move) => move.id))
  const parts = plan.moves.map((move) => build.part(move, known))
  const resources = [...build.resources.values()]
  return {
    scenario: {
      resources: Object.fromEntries(resources.map(({ name, capacity }) => [name, capacity])),
      limits: Object.fromEntries(build.limits),
      parts: parts.map(({ part }) => part),
    },
    resources,
    uncertainty: parts.map(({ uncertainty }) => uncertainty),
    partitionIds: plan.moves.map((move) => move.partitionId),
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
}

class ScenarioBuilder {
  readonly ledger = new InputLedger()
  readonly resources = new Map<string, ScenarioResource>()
  readonly limits = new Map<string, number>()
  readonly #index: FleetIndex
  readonly #assumptions: Assumptions
  readonly #capacities = new Map<string, MoverCapacity>()

  constructor(index: FleetIndex, assumptions: Assumptions, maxConcurrent: number | null) {
    this.#index = index
    this.#assumptions = assumptions
    if (maxConcurrent !== null) this.limits.set(PLAN_GROUP, maxConcurrent)
  }

  part(move: ScheduledMove, known: ReadonlySet<string>): BuiltPart {
    const partition = found(this.#index.partitionById.get(move.partitionId), move.partitionId)
    const source = found(this.#index.serverById.get(move.sourceServerId), move.sourceServerId)
    const target = found(this.#index.serverById.get(move.targetServerId), move.targetServerId)
    const { workloadClass } = workloadClassOf(partition, this.#assumptions)
    const assume = (key: string): number =>
      this.ledger.take(
        `${partition.id} ${key}`,
        fromAssumption(
          resolveAssumption(this.#assumptions, key, {
            serverId: source.id,
            partitionId: partition.id,
            workloadClass,
          }),
        ),
      )
    const common = {
      name: move.id,
      start: move.notBeforeS,
      after: move.after.filter((id) => known.has(id)),
      t_prep: assume('tPrepS') + this.#adapterCount(partition) * assume('tPrepPerAdapterS'),
      t_clean: assume('tCleanS'),
    }
    if (move.type !== 'active') {
      const groups = [this.#inactiveGroup(source), this.#inactiveGroup(target), ...this.#planGroup()]
      // No memory goes through the movers: the image is on disks both servers see. The ceiling is never reached.
      const part = { ...common, mem: 0, path: {}, cap: 1, bitmap: 0, groups: [...new Set(groups)] }
      return { part, uncertainty: null }
    }
    const classDefaults = this.#classInputs(partition, workloadClass, assume)
    const from = this.#mover(move.sourceMoverId, source, 'out')
    const to = this.#mover(move.targetMoverId, target, 'in')
    const groups = [
      this.#activeGroup(source),
      this.#activeGroup(target),
      from.group,
      to.group,
      ...this.#planGroup(),
    ]
    const maxCopyS = assume('maxCopyS')
    const compress = [source, target].map((server) => this.#compresses(server)).every(Boolean)
    const ratioKey = compress ? 'rho.from920' : 'rho.before920'
    return {
      part: {
        ...common,
        ...classDefaults.settings,
        mem: this.ledger.take(`${partition.id} memory`, imported(move.memoryMib)) * BYTES_PER_MIB,
        path: {
          [from.link]: null,
          [from.cores]: 1 / from.capacity.coreRate,
          [to.cores]: 1 / to.capacity.coreRate,
          [to.link]: null,
        },
        ratio: assume(ratioKey),
        cap: Math.min(from.capacity.ceiling, to.capacity.ceiling),
        groups: [...new Set(groups)],
        theta: assume('theta'),
        max_passes: Math.round(assume('maxPasses')),
        min_gain: assume('minGain'),
        max_copy_s: maxCopyS > 0 ? maxCopyS : null,
        page: assume('page'),
        state_bytes: assume('stateMib') * BYTES_PER_MIB,
        t_susp: assume('tSuspS'),
      },
      uncertainty: { ...classDefaults.uncertainty, ratioKey },
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
    const input = adapters === null ? { value: 0, assumed: true } : imported(adapters.length)
    return this.ledger.take(`${partition.id} Fibre Channel adapters`, input)
  }

  /** An unknown firmware is not trusted to. The HMC's own level is not imported: it is assumed to suffice. */
  #compresses(server: Server): boolean {
    const release = server.firmwareRelease
    const known = release === null ? { value: 0, assumed: true } : imported(release)
    return this.ledger.take(`${server.id} firmware`, known) >= COMPRESSION_SINCE
  }

  #mover(viosId: string | null, server: Server, direction: 'in' | 'out') {
    const vios = viosId === null ? null : found(this.#index.viosById.get(viosId), viosId)
    const place: MoverPlace = {
      id: vios?.id ?? server.id,
      serverId: server.id,
      generation: server.generation,
      vios,
    }
    let capacity = this.#capacities.get(place.id)
    if (capacity === undefined) {
      capacity = moverCapacity(place, this.#assumptions, this.ledger)
      this.#capacities.set(place.id, capacity)
    }
    const who = vios === null ? `movers of ${server.name}` : `${vios.name} on ${server.name}`
    const base = { viosId: vios?.id ?? null, serverId: server.id }
    const link = `link ${place.id} ${direction}`
    this.resources.set(link, {
      ...base,
      name: link,
      label: `Link ${direction}, ${who}`,
      kind: 'link',
      capacity: capacity.linkRate,
      rangeKey: capacity.goodputKey,
      unit: 'bytes/s',
    })
    const cores = `cores ${place.id}`
    this.resources.set(cores, {
      ...base,
      name: cores,
      label: `Mover cores, ${who}`,
      kind: 'mover-cores',
      capacity: capacity.cores,
      rangeKey: `coreRate.${server.generation ?? 'unknown'}`,
      unit: 'core-seconds/s',
    })
    const group = `mover ${place.id}`
    const slots =
      vios === null ? anyMoverLimit(server.id, this.#assumptions) : moverLimit(vios, this.#assumptions)
    this.limits.set(group, this.ledger.take(group, slots))
    return { link, cores, group, capacity }
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

function found<T>(entity: T | undefined, id: string): T {
  if (entity === undefined) throw new RangeError(`The fleet has no "${id}"`)
  return entity
}
