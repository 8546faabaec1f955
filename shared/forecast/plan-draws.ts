/**
 * A plan under one draw of its uncertain inputs (forecast.md section 7). Shared by all moves: goodput of the links, rate
 * of the cores, compression, "clean enough", fixed standstill, preparation. By partition: write rate, touched memory.
 * Keys name what they are about and not its place in the plan, so that variants of a plan meet the same luck.
 */
import { power } from './exact-math.ts'
import type { AssumptionDefinition } from './assumption.ts'
import { assumptionDefinition } from './assumption-catalogue.ts'
import { drawOf, type Draw } from './draws.ts'
import type { PartUncertainty } from './plan-part.ts'
import type { ScenarioResource } from './plan-resources.ts'
import type { PlanScenario } from './plan-scenario.ts'
import type { Scenario, ScenarioPart } from './scenario.ts'

/** Names of the inputs that are drawn once for all moves. */
export const sharedInput = {
  goodput: 'goodput',
  coreRate: 'core rate',
  engine: 'compression engine',
  compression: 'compression',
  cleanEnough: 'clean enough',
  standstill: 'standstill',
  preparation: 'preparation',
} as const

/** Names of the inputs that are drawn for one partition. */
export const writeRateInput = (partitionId: string): string => `write rate ${partitionId}`
export const touchedInput = (partitionId: string): string => `touched ${partitionId}`

/** All generations have the same relative range; one factor holds for the cores of a draw. */
export const CORE_RANGE_KEY = 'coreRate.POWER9'

/**
 * Value at probability `u` between the low and the high end of a parameter's range, its default at one half; evenly
 * spread over the logarithm, or over the value itself where the parameter is a share. `centre` moves the middle.
 */
export function rangeQuantile(definition: AssumptionDefinition, u: number, centre: number): number {
  const { low, high, defaultValue, unit } = definition
  const [from, to] = u < 0.5 ? [low, defaultValue] : [defaultValue, high]
  const along = u < 0.5 ? 2 * u : 2 * u - 1
  if (unit === 'share' || from <= 0) {
    return Math.min(high, Math.max(low, centre - defaultValue + from + (to - from) * along))
  }
  return (centre / defaultValue) * from * power(to / from, along)
}

/** Value of an input relative to its middle, at probability `u`. */
export function rangeFactor(key: string, u: number): number {
  const definition = definitionOf(key)
  return rangeQuantile(definition, u, definition.defaultValue) / definition.defaultValue
}

/** The scenario of a plan as one draw has it. */
export const drawPlan = (base: PlanScenario, draw: Draw): Scenario => planDrawer(base)(draw)

/** Makes the scenario of a plan for one draw after the other: what all draws have in common is looked up once. */
export function planDrawer(base: PlanScenario): (draw: Draw) => Scenario {
  const { scenario, resources, uncertainty, partitionIds } = base
  const byCores = new Set(resources.filter((one) => one.kind === 'mover-cores').map((one) => one.name))
  const routes = new RouteDrawer(scenario.parts, byCores)
  const drawers = scenario.parts.map((part, i) => {
    const sources = uncertainty[i]
    return sources == null ? drawUnsent(part) : drawSent(part, sources, partitionIds[i] ?? part.name, routes)
  })
  return (draw) => {
    const factors = new Map(resources.map((one) => [one.name, resourceFactor(one, draw)]))
    const shared: SharedLuck = {
      coreFactor: rangeFactor(CORE_RANGE_KEY, draw.uniform(sharedInput.coreRate)),
      preparation: draw.uniform(sharedInput.preparation),
      compression: draw.uniform(sharedInput.compression),
      cleanEnough: draw.uniform(sharedInput.cleanEnough),
      standstill: draw.uniform(sharedInput.standstill),
    }
    routes.draw(shared.coreFactor)
    return {
      ...scenario,
      resources: Object.fromEntries(
        resources.map(({ name, capacity }) => [name, capacity * factors.get(name)!]),
      ),
      ...(scenario.changes === undefined ? {} : { changes: changesOf(scenario.changes, factors) }),
      parts: drawers.map((drawPart) => drawPart(draw, shared)),
    }
  }
}

/** What one draw says of the inputs that all moves share. */
interface SharedLuck {
  readonly coreFactor: number
  readonly preparation: number
  readonly compression: number
  readonly cleanEnough: number
  readonly standstill: number
}

type DrawPart = (draw: Draw, shared: SharedLuck) => ScenarioPart

const drawUnsent = (part: ScenarioPart): DrawPart => {
  const preparation = quantileOf('tPrepS', part.t_prep ?? 0)
  return (_, shared) => ({ ...part, t_prep: preparation(shared.preparation) })
}

function drawSent(
  part: ScenarioPart,
  { dirtySigma, usedKey, ratioKey }: PartUncertainty,
  partitionId: string,
  routes: RouteDrawer,
): DrawPart {
  const preparation = quantileOf('tPrepS', part.t_prep ?? 0)
  const used = quantileOf(usedKey, part.used ?? 1)
  const ratio = quantileOf(ratioKey, part.ratio ?? 1)
  const theta = quantileOf('theta', part.theta ?? 1)
  const standstill = quantileOf('tSuspS', part.t_susp ?? 0)
  const writeRate = writeRateInput(partitionId)
  const touched = touchedInput(partitionId)
  const { path, paths, cap } = part
  return (draw, shared) => ({
    ...part,
    t_prep: preparation(shared.preparation),
    ...(path === undefined ? {} : { path: routes.of(path) }),
    ...(paths === undefined
      ? {}
      : {
          paths: paths.map((one) => ({ path: routes.of(one.path), cap: faster(one.cap, shared.coreFactor) })),
        }),
    dirty: draw.lognormal(writeRate, part.dirty ?? 0, dirtySigma),
    used: used(draw.uniform(touched)),
    ratio: ratio(shared.compression),
    theta: theta(shared.cleanEnough),
    t_susp: standstill(shared.standstill),
    cap: faster(cap, shared.coreFactor),
  })
}

const quantileOf = (key: string, centre: number): ((u: number) => number) => {
  const definition = definitionOf(key)
  return (u) => rangeQuantile(definition, u, centre)
}

const faster = (ceiling: number | null | undefined, coreFactor: number): number | null =>
  ceiling == null ? null : ceiling * coreFactor

type Path = NonNullable<ScenarioPart['path']>

/** The paths of one draw. Moves with the same path get the same object, which the engine knows again. */
class RouteDrawer {
  readonly #byCores: ReadonlySet<string>
  readonly #placeOf = new Map<Path, number>()
  readonly #distinct: Path[] = []
  #drawn: Path[] = []

  constructor(parts: readonly ScenarioPart[], byCores: ReadonlySet<string>) {
    this.#byCores = byCores
    const known = new Map<string, number>()
    for (const { path, paths } of parts) {
      for (const one of [path, ...(paths ?? []).map((each) => each.path)]) {
        if (one === undefined) continue
        const key = JSON.stringify(one)
        const place = known.get(key) ?? this.#distinct.push(one) - 1
        known.set(key, place)
        this.#placeOf.set(one, place)
      }
    }
  }

  draw(coreFactor: number): void {
    this.#drawn = this.#distinct.map((path) => {
      const now: Record<string, number | null> = {}
      for (const name in path) {
        const use = path[name] ?? null
        // Faster cores need less of themselves for a byte; there are no more of them.
        now[name] = use !== null && this.#byCores.has(name) ? use / coreFactor : use
      }
      return now
    })
  }

  of(path: Path): Path {
    return this.#drawn[this.#placeOf.get(path)!]!
  }
}

function changesOf(
  changes: NonNullable<Scenario['changes']>,
  factors: ReadonlyMap<string, number>,
): NonNullable<Scenario['changes']> {
  return Object.fromEntries(
    Object.entries(changes).map(([name, steps]) => [
      name,
      steps.map(([t, capacity]) => [t, capacity * (factors.get(name) ?? 1)] as const),
    ]),
  )
}

/** How much more of a resource there is than at the middle. */
function resourceFactor({ kind, rangeKey }: ScenarioResource, draw: Draw): number {
  if (kind === 'link') return rangeFactor(rangeKey, draw.uniform(sharedInput.goodput))
  return kind === 'nx' ? rangeFactor(rangeKey, draw.uniform(sharedInput.engine)) : 1
}

/** The most of a resource there is in any draw. */
export function highestCapacity(resource: ScenarioResource, changes: Scenario['changes']): number {
  const most = Math.max(
    resource.capacity,
    ...(changes?.[resource.name] ?? []).map(([, capacity]) => capacity),
  )
  return (
    most *
    resourceFactor(
      resource,
      drawOf(0, () => 1),
    )
  )
}

/** One in ten draws has as much bad luck with one input; this one has it with all. */
const BAD_LUCK = 0.9
const MORE_IS_FASTER: ReadonlySet<string> = new Set([
  sharedInput.goodput,
  sharedInput.coreRate,
  sharedInput.engine,
])

/** A draw that is slow in every input: few draws end later. */
export const slowDraw: Draw = drawOf(-1, (key) => (MORE_IS_FASTER.has(key) ? 1 - BAD_LUCK : BAD_LUCK))

export function definitionOf(key: string): AssumptionDefinition {
  const definition = assumptionDefinition(key)
  if (definition === undefined) throw new RangeError(`No assumption is called "${key}"`)
  return definition
}
