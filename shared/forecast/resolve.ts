import type { DirtyModel } from './dirty-model.ts'
import type { FlowClass } from './flow-graph.ts'
import { factorySettings } from './scenario.ts'
import type { Scenario, ScenarioPart } from './scenario.ts'

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
  readonly flowClass: number
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
  readonly capacities: readonly number[]
  readonly slots: readonly number[]
  readonly changes: readonly CapacityStep[]
  readonly classes: readonly FlowClass[]
  readonly parts: readonly ResolvedPart[]
}

/**
 * Fills in defaults and turns names into indexes.
 * @throws RangeError when a name does not resolve or a rate has no limit; a scenario that `parseScenario`
 * accepted never does.
 */
export function resolveScenario(scenario: Scenario): ResolvedScenario {
  const resourceNames = Object.keys(scenario.resources)
  const resourceIndex = indexOf(resourceNames)
  const groupNames = Object.keys(scenario.limits ?? {})
  const groupIndex = indexOf(groupNames)
  const partIndex = indexOf(scenario.parts.map((part) => part.name))
  const classes = new FlowClasses(resourceIndex)
  const base = { ...factorySettings, ...scenario.defaults }
  const ranks = queueRanks(scenario.parts.map((part) => part.start ?? base.start))
  const parts = scenario.parts.map((part, index): ResolvedPart => ({
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
    flowClass: classes.of(
      part.path ?? base.path ?? missing(part, 'path'),
      part.ratio ?? base.ratio,
      part.weight ?? base.weight,
      orNone(part.cap, base.cap),
    ),
    groups: (part.groups ?? base.groups).map((name) => resolve(groupIndex, name, 'group')),
    after: (part.after ?? base.after).map((name) => resolve(partIndex, name, 'part')),
    rank: ranks[index]!,
  }))
  return {
    peer: scenario.mode === 'simgrid',
    strict: scenario.strict ?? false,
    resourceNames,
    capacities: Object.values(scenario.resources),
    slots: Object.values(scenario.limits ?? {}),
    changes: Object.entries(scenario.changes ?? {}).flatMap(([name, steps]) => {
      const resource = resolve(resourceIndex, name, 'resource')
      return steps.map(([time, capacity]) => ({ time, resource, capacity }))
    }),
    classes: classes.list,
    parts,
  }
}

/** Collects the distinct (path, uses, weight, ceiling) of a scenario. */
class FlowClasses {
  readonly list: FlowClass[] = []
  readonly #byKey = new Map<string, number>()
  readonly #resourceIndex: ReadonlyMap<string, number>

  constructor(resourceIndex: ReadonlyMap<string, number>) {
    this.#resourceIndex = resourceIndex
  }

  of(path: Readonly<Record<string, number | null>>, ratio: number, weight: number, ceiling: number): number {
    const resources: number[] = []
    const uses: number[] = []
    let key = `${weight} ${ceiling}`
    for (const name of Object.keys(path)) {
      const resource = resolve(this.#resourceIndex, name, 'resource')
      const use = path[name] ?? ratio
      if (use === 0) continue
      resources.push(resource)
      uses.push(use)
      key += ` ${resource}:${use}`
    }
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    if (resources.length === 0 && ceiling === Infinity) throw new RangeError('a rate has no limit')
    this.#byKey.set(key, this.list.length)
    this.list.push({ resources, uses, weight, ceiling })
    return this.list.length - 1
  }
}

function indexOf(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, index) => [name, index]))
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
  for (const [rank, index] of order.entries()) ranks[index] = rank
  return ranks
}
