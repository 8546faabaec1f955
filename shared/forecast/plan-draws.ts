/**
 * A plan under one draw of its uncertain inputs (forecast.md section 7). Shared by all moves: goodput of the links, rate
 * of the cores, compression, "clean enough", fixed standstill, preparation. By partition: write rate, touched memory.
 * Keys name what they are about and not its place in the plan, so that variants of a plan meet the same luck.
 */
import type { AssumptionDefinition } from './assumption.ts'
import { assumptionDefinition } from './assumption-catalogue.ts'
import { drawOf, type Draw } from './draws.ts'
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
  return (centre / defaultValue) * from * (to / from) ** along
}

/** Value of an input relative to its middle, at probability `u`. */
export function rangeFactor(key: string, u: number): number {
  const definition = definitionOf(key)
  return rangeQuantile(definition, u, definition.defaultValue) / definition.defaultValue
}

/** The scenario of a plan as one draw has it. */
export function drawPlan(base: PlanScenario, draw: Draw): Scenario {
  const { scenario, resources, uncertainty, partitionIds } = base
  const drawn = (name: string, key: string, centre: number): number =>
    rangeQuantile(definitionOf(key), draw.uniform(name), centre)
  const coreFactor = rangeFactor(CORE_RANGE_KEY, draw.uniform(sharedInput.coreRate))
  const factorOf = resourceFactors(draw)
  const byCores = new Set(resources.filter((one) => one.kind === 'mover-cores').map((one) => one.name))
  const path = (uses: Readonly<Record<string, number | null>>): Record<string, number | null> => {
    const now: Record<string, number | null> = {}
    for (const name in uses) {
      const use = uses[name] ?? null
      // Faster cores need less of themselves for a byte; there are no more of them.
      now[name] = use !== null && byCores.has(name) ? use / coreFactor : use
    }
    return now
  }
  const cap = (ceiling: number | null | undefined): number | null =>
    ceiling == null ? null : ceiling * coreFactor
  const { changes } = scenario
  const factors = new Map(resources.map((one) => [one.name, factorOf(one)]))
  return {
    ...scenario,
    resources: Object.fromEntries(
      resources.map(({ name, capacity }) => [name, capacity * factors.get(name)!]),
    ),
    ...(changes === undefined
      ? {}
      : {
          changes: Object.fromEntries(
            Object.entries(changes).map(([name, steps]) => [
              name,
              steps.map(([t, capacity]) => [t, capacity * (factors.get(name) ?? 1)] as const),
            ]),
          ),
        }),
    parts: scenario.parts.map((part, i): ScenarioPart => {
      const prepared = { ...part, t_prep: drawn(sharedInput.preparation, 'tPrepS', part.t_prep ?? 0) }
      const sources = uncertainty[i]
      if (sources == null) return prepared
      const partitionId = partitionIds[i] ?? part.name
      return {
        ...prepared,
        ...(part.path === undefined ? {} : { path: path(part.path) }),
        ...(part.paths === undefined
          ? {}
          : { paths: part.paths.map((one) => ({ path: path(one.path), cap: cap(one.cap) })) }),
        dirty: draw.lognormal(writeRateInput(partitionId), part.dirty ?? 0, sources.dirtySigma),
        used: drawn(touchedInput(partitionId), sources.usedKey, part.used ?? 1),
        ratio: drawn(sharedInput.compression, sources.ratioKey, part.ratio ?? 1),
        theta: drawn(sharedInput.cleanEnough, 'theta', part.theta ?? 1),
        t_susp: drawn(sharedInput.standstill, 'tSuspS', part.t_susp ?? 0),
        cap: cap(part.cap),
      }
    }),
  }
}

/** How much more of a resource there is than at the middle. */
function resourceFactors(draw: Draw): (resource: ScenarioResource) => number {
  return ({ kind, rangeKey }) => {
    if (kind === 'link') return rangeFactor(rangeKey, draw.uniform(sharedInput.goodput))
    return kind === 'nx' ? rangeFactor(rangeKey, draw.uniform(sharedInput.engine)) : 1
  }
}

/** The most of a resource there is in any draw. */
export function highestCapacity(resource: ScenarioResource, changes: Scenario['changes']): number {
  const most = Math.max(
    resource.capacity,
    ...(changes?.[resource.name] ?? []).map(([, capacity]) => capacity),
  )
  return most * resourceFactors(drawOf(0, () => 1))(resource)
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
