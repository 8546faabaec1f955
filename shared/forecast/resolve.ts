import type { DirtyModel } from './dirty-model.ts'
import type { FlowClass } from './flow-graph.ts'
import { ForecastCancelled } from './forecast.ts'
import { joinParallelResources } from './parallel-resources.ts'
import type { JoinedResources } from './parallel-resources.ts'
import { factorySettings } from './scenario.ts'
import type { PartSettings, Scenario, ScenarioPart } from './scenario.ts'

/** One move with every setting filled in; "none" is Infinity, names are indexes. */
export type ResolvedPart = {
  readonly name: string
  readonly mem: number
  readonly used: number
  readonly dirty: number
  readonly hot: number
  readonly dirty_model: DirtyModel
  readonly ratio: number
  readonly start: number
  readonly theta: number
  readonly max_passes: number
  readonly max_copy_s: number
  readonly min_gain: number
  readonly max_down_s: number
  readonly postcopy: boolean
  readonly state_bytes: number
  readonly bitmap: number
  readonly page: number
  readonly t_prep: number
  readonly t_susp: number
  readonly t_clean: number
  readonly abort_s: number
  readonly latency_s: number
  /** null: not known. */
  readonly fault_s: number | null
  /** Index into `routes`. */
  readonly route: number
  readonly groups: readonly number[]
  readonly after: readonly number[]
  /** Place in the queue order (start, plan order). */
  readonly rank: number
}

export type CapacityStep = { readonly time: number; readonly resource: number; readonly capacity: number }

export type ResolvedScenario = {
  readonly peer: boolean
  readonly strict: boolean
  readonly resourceNames: readonly string[]
  /** The resources with parallel ones joined; classes and changes speak of these. */
  readonly joined: JoinedResources
  /** Per joined resource: the name of the one that holds flows back. */
  readonly limitNames: readonly string[]
  readonly capacities: readonly number[]
  readonly slots: readonly number[]
  readonly changes: readonly CapacityStep[]
  readonly classes: readonly FlowClass[]
  /** Ways of moves: the class of a single path, or those of several that are used at once. */
  readonly routes: readonly (readonly number[])[]
  readonly parts: readonly ResolvedPart[]
}

/** Parts between two questions whether to stop. */
const PARTS_BETWEEN_POLLS = 2000

/**
 * Fills in defaults and turns names into indexes.
 * @throws RangeError when a name does not resolve or a rate has no limit; a scenario that `parseScenario`
 * accepted never does. ForecastCancelled when `shouldStop` says so.
 */
export function resolveScenario(scenario: Scenario, shouldStop: () => boolean = never): ResolvedScenario {
  const resourceNames = Object.keys(scenario.resources)
  const resourceIndex = indexOf(resourceNames)
  const groupIndex = indexOf(Object.keys(scenario.limits ?? {}))
  const base = { ...factorySettings, ...scenario.defaults }
  // Most plans have no order of their own, and then nobody is looked up by name.
  let partIndex: Map<string, number> | null = null
  const routes = new Routes(resourceIndex)
  const ranks = queueRanks(scenario.parts.map((part) => part.start ?? base.start))
  const parts: ResolvedPart[] = []
  for (let index = 0; index < scenario.parts.length; index += 1) {
    if (index % PARTS_BETWEEN_POLLS === 0 && shouldStop()) throw new ForecastCancelled()
    const part = scenario.parts[index]!
    const after = part.after ?? base.after
    if (after.length > 0) partIndex ??= indexOf(scenario.parts.map((each) => each.name))
    parts.push({
      name: part.name,
      mem: part.mem ?? base.mem ?? missing(part, 'mem'),
      used: part.used ?? base.used,
      dirty: part.dirty ?? base.dirty,
      hot: orNone(part.hot, base.hot),
      dirty_model: part.dirty_model ?? base.dirty_model,
      ratio: part.ratio ?? base.ratio,
      start: part.start ?? base.start,
      theta: part.theta ?? base.theta,
      max_passes: part.max_passes ?? base.max_passes,
      max_copy_s: orNone(part.max_copy_s, base.max_copy_s),
      min_gain: part.min_gain ?? base.min_gain,
      max_down_s: part.max_down_s ?? base.max_down_s,
      postcopy: part.postcopy ?? base.postcopy,
      state_bytes: part.state_bytes ?? base.state_bytes,
      bitmap: part.bitmap ?? base.bitmap,
      page: part.page ?? base.page,
      t_prep: part.t_prep ?? base.t_prep,
      t_susp: part.t_susp ?? base.t_susp,
      t_clean: part.t_clean ?? base.t_clean,
      abort_s: orNone(part.abort_s, base.abort_s),
      latency_s: part.latency_s ?? base.latency_s,
      fault_s: part.fault_s === undefined ? base.fault_s : part.fault_s,
      route: routes.of(part, base),
      groups: lookUp(groupIndex, part.groups ?? base.groups, 'group'),
      after: after.length > 0 ? lookUp(partIndex!, after, 'part') : nobody,
      rank: ranks[index]!,
    })
  }
  const changes = Object.entries(scenario.changes ?? {}).flatMap(([name, steps]) => {
    const resource = resolve(resourceIndex, name, 'resource')
    return steps.map(([time, capacity]) => ({ time, resource, capacity }))
  })
  const varying = new Set(changes.map(({ resource }) => resource))
  const joined = joinParallelResources(Object.values(scenario.resources), routes.classes, varying)
  return {
    peer: scenario.mode === 'simgrid',
    strict: scenario.strict ?? false,
    resourceNames,
    joined,
    limitNames: Array.from(joined.tightest, (resource) => resourceNames[resource]!),
    capacities: joined.capacities,
    slots: Object.values(scenario.limits ?? {}),
    changes: changes.map((change) => ({ ...change, resource: joined.joinedTo[change.resource]! })),
    classes: joined.classes,
    routes: routes.list,
    parts,
  }
}

const never = (): boolean => false
const nobody: readonly number[] = []

/** Collects the distinct (path, uses, weight, ceiling) of a scenario, and the ways made of them. */
class Routes {
  readonly classes: FlowClass[] = []
  readonly list: (readonly number[])[] = []
  readonly #alone = newBranch()
  readonly #joint = newBranch()
  readonly #seen = new Map<Path, Seen>()
  readonly #routeOfClass: number[] = []
  readonly #routeOfSeveral = new Map<string, number>()
  readonly #resourceIndex: ReadonlyMap<string, number>

  constructor(resourceIndex: ReadonlyMap<string, number>) {
    this.#resourceIndex = resourceIndex
  }

  /** The part's own path or paths, else those of the defaults. */
  of(part: ScenarioPart, base: PartSettings): number {
    const own = part.path !== undefined || part.paths !== undefined
    const paths = own ? part.paths : base.paths
    const ratio = part.ratio ?? base.ratio ?? 1
    const weight = part.weight ?? base.weight ?? 1
    const ceiling = orNone(part.cap, base.cap ?? null)
    if (paths === undefined) {
      const path = part.path ?? base.path ?? missing(part, 'path')
      return this.#single(this.#class(this.#alone, path, ratio, weight, ceiling))
    }
    const only = paths[0] ?? missing(part, 'path')
    if (paths.length === 1) {
      return this.#single(this.#class(this.#alone, only.path, ratio, weight, orNone(only.cap, ceiling)))
    }
    // A class that shares its bytes with others is served differently: it must not be anybody's single path.
    return this.#several(
      paths.map((each) => this.#class(this.#joint, each.path, ratio, weight, orNone(each.cap, ceiling))),
    )
  }

  #single(flowClass: number): number {
    const known = this.#routeOfClass[flowClass]
    if (known !== undefined) return known
    this.#routeOfClass[flowClass] = this.list.length
    this.list.push([flowClass])
    return this.list.length - 1
  }

  #several(classes: readonly number[]): number {
    const key = classes.join(' ')
    const known = this.#routeOfSeveral.get(key)
    if (known !== undefined) return known
    this.#routeOfSeveral.set(key, this.list.length)
    this.list.push(classes)
    return this.list.length - 1
  }

  /** `root`: which classes it may be one of. Moves of one plan often share the very path, or one that says the same. */
  #class(root: Branch, path: Path, ratio: number, weight: number, ceiling: number): number {
    const seen = this.#seen.get(path)
    if (
      seen !== undefined &&
      seen.root === root &&
      seen.ratio === ratio &&
      seen.weight === weight &&
      seen.ceiling === ceiling
    ) {
      return seen.flowClass
    }
    const flowClass = this.#equalClass(root, path, ratio, weight, ceiling)
    this.#seen.set(path, { root, ratio, weight, ceiling, flowClass })
    return flowClass
  }

  #equalClass(root: Branch, path: Path, ratio: number, weight: number, ceiling: number): number {
    const resources: number[] = []
    const uses: number[] = []
    let at = follow(follow(root, weight), ceiling)
    for (const name in path) {
      const resource = resolve(this.#resourceIndex, name, 'resource')
      const use = path[name] ?? ratio
      if (use === 0) continue
      resources.push(resource)
      uses.push(use)
      at = follow(follow(at, resource), use)
    }
    if (at.flowClass >= 0) return at.flowClass
    if (resources.length === 0 && ceiling === Infinity) throw new RangeError('a rate has no limit')
    at.flowClass = this.classes.length
    this.classes.push({ resources, uses, weight, ceiling })
    return at.flowClass
  }
}

type Path = Readonly<Record<string, number | null>>

/** The class a path got, with what else made it that class. */
type Seen = {
  readonly root: Branch
  readonly ratio: number
  readonly weight: number
  readonly ceiling: number
  readonly flowClass: number
}

/** A tree of numbers: equal sequences lead to the same branch, without writing them out as text. */
type Branch = { next: Map<number, Branch> | null; flowClass: number }

const newBranch = (): Branch => ({ next: null, flowClass: -1 })

function follow(branch: Branch, value: number): Branch {
  branch.next ??= new Map()
  let next = branch.next.get(value)
  if (next === undefined) {
    next = newBranch()
    branch.next.set(value, next)
  }
  return next
}

function indexOf(names: readonly string[]): Map<string, number> {
  const index = new Map<string, number>()
  for (let i = 0; i < names.length; i += 1) index.set(names[i]!, i)
  return index
}

function lookUp(index: ReadonlyMap<string, number>, names: readonly string[], kind: string): number[] {
  const found: number[] = []
  for (let i = 0; i < names.length; i += 1) found.push(resolve(index, names[i]!, kind))
  return found
}

function resolve(index: ReadonlyMap<string, number>, name: string, kind: string): number {
  const found = index.get(name)
  if (found === undefined) throw new RangeError(`unknown ${kind} ${name}`)
  return found
}

function missing(part: ScenarioPart, key: string): never {
  throw new RangeError(`${part.name} has no ${key}`)
}

function orNone(own: number | null | undefined, base: number | null): number {
  return (own === undefined ? base : own) ?? Infinity
}

function queueRanks(starts: readonly number[]): Int32Array {
  const order = Array.from(starts, (_, index) => index)
  order.sort((a, b) => starts[a]! - starts[b]! || a - b)
  const ranks = new Int32Array(starts.length)
  for (let rank = 0; rank < order.length; rank += 1) ranks[order[rank]!] = rank
  return ranks
}
