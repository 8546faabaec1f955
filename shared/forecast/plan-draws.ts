/**
 * A plan under one draw of its uncertain inputs (forecast.md section 7). Shared by all moves: goodput of the links, rate
 * of the cores, compression, "clean enough", fixed standstill, preparation. By partition: write rate, touched memory.
 * Keys name what they are about and not its place in the plan, so that variants of a plan meet the same luck.
 */
import type { AssumptionDefinition } from './assumption.ts'
import { assumptionDefinition } from './assumption-catalogue.ts'
import type { Draw } from './draws.ts'
import type { PlanScenario } from './plan-scenario.ts'
import type { Scenario, ScenarioPart } from './scenario.ts'

/** All generations have the same relative range; one factor holds for the cores of a draw. */
const CORE_RANGE_KEY = 'coreRate.POWER9'

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

/** The scenario of a plan as one draw has it. */
export function drawPlan(base: PlanScenario, draw: Draw): Scenario {
  const { scenario, resources, uncertainty, partitionIds } = base
  const drawn = (name: string, key: string, centre: number): number =>
    rangeQuantile(definitionOf(key), draw.uniform(name), centre)
  const factor = (name: string, key: string): number => {
    const { defaultValue } = definitionOf(key)
    return drawn(name, key, defaultValue) / defaultValue
  }
  const coreFactor = factor('core rate', CORE_RANGE_KEY)
  return {
    ...scenario,
    resources: Object.fromEntries(
      resources.map(({ name, kind, capacity, rangeKey }) => [
        name,
        capacity * (kind === 'link' ? factor('goodput', rangeKey) : coreFactor),
      ]),
    ),
    parts: scenario.parts.map((part, i): ScenarioPart => {
      const prepared = { ...part, t_prep: drawn('preparation', 'tPrepS', part.t_prep ?? 0) }
      const sources = uncertainty[i]
      if (sources == null) return prepared
      const partitionId = partitionIds[i] ?? part.name
      return {
        ...prepared,
        dirty: draw.lognormal(`write rate ${partitionId}`, part.dirty ?? 0, sources.dirtySigma),
        used: drawn(`touched ${partitionId}`, sources.usedKey, part.used ?? 1),
        ratio: drawn('compression', sources.ratioKey, part.ratio ?? 1),
        theta: drawn('clean enough', 'theta', part.theta ?? 1),
        t_susp: drawn('standstill', 'tSuspS', part.t_susp ?? 0),
        cap: part.cap == null ? null : part.cap * coreFactor,
      }
    }),
  }
}

function definitionOf(key: string): AssumptionDefinition {
  const definition = assumptionDefinition(key)
  if (definition === undefined) throw new RangeError(`No assumption is called "${key}"`)
  return definition
}
