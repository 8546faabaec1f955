/**
 * Draws of a plan's uncertain inputs (forecast.md section 7). Shared by all moves, one number a draw: goodput of the
 * links, rate of the cores, compression, "clean enough", fixed standstill, preparation. By partition: write rate, touched memory.
 * Columns are named by what they are about and not by their place in the plan, so that two variants of a plan meet the
 * same luck (common random numbers).
 */
import type { AssumptionDefinition } from './assumption.ts'
import { assumptionDefinition } from './assumption-catalogue.ts'
import type { PlanScenario } from './plan-scenario.ts'
import type { Scenario, ScenarioPart } from './scenario.ts'

/** A column of stratified uniform numbers in (0, 1), one per draw, for an input of this name. */
export type UniformColumn = (name: string) => Float64Array

/** Value of the standard normal distribution at a probability. */
export type NormalQuantile = (probability: number) => number

/**
 * Value at probability `u` between the low and the high end of a parameter's range, its default at one half; evenly
 * spread over the logarithm, or over the value itself where the range is that of a share. `centre` moves the middle.
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

/** Draws of one plan; `scenario(i)` is the plan as draw i has it. */
export class PlanDraws {
  readonly #base: PlanScenario
  readonly #column: UniformColumn
  readonly #normal: NormalQuantile
  readonly #columns = new Map<string, Float64Array>()

  constructor(base: PlanScenario, column: UniformColumn, normal: NormalQuantile) {
    this.#base = base
    this.#column = column
    this.#normal = normal
  }

  scenario(draw: number): Scenario {
    const { scenario, resources, uncertainty, partitionIds } = this.#base
    const coreFactor = this.#factor('core rate', 'coreRate.POWER9', draw)
    const capacities = resources.map((resource) => {
      const factor = resource.kind === 'link' ? this.#factor('goodput', resource.rangeKey, draw) : coreFactor
      return [resource.name, resource.capacity * factor] as const
    })
    return {
      ...scenario,
      resources: Object.fromEntries(capacities),
      parts: scenario.parts.map((part, i) => {
        const prepared = { ...part, t_prep: this.#drawn('preparation', 'tPrepS', part.t_prep ?? 0, draw) }
        const sources = uncertainty[i]
        if (sources == null) return prepared
        const partitionId = partitionIds[i] ?? part.name
        const z = this.#normal(this.#uniform(`write rate ${partitionId}`, draw))
        return {
          ...prepared,
          dirty: (part.dirty ?? 0) * Math.exp(sources.dirtySigma * z),
          used: this.#drawn(`touched ${partitionId}`, sources.usedKey, part.used ?? 1, draw),
          ratio: this.#drawn('compression', sources.ratioKey, part.ratio ?? 1, draw),
          theta: this.#drawn('clean enough', 'theta', part.theta ?? 1, draw),
          t_susp: this.#drawn('standstill', 'tSuspS', part.t_susp ?? 0, draw),
          cap: part.cap == null ? null : part.cap * coreFactor,
        } satisfies ScenarioPart
      }),
    }
  }

  #factor(column: string, key: string, draw: number): number {
    const definition = definitionOf(key)
    return (
      rangeQuantile(definition, this.#uniform(column, draw), definition.defaultValue) /
      definition.defaultValue
    )
  }

  #drawn(column: string, key: string, centre: number, draw: number): number {
    return rangeQuantile(definitionOf(key), this.#uniform(column, draw), centre)
  }

  #uniform(name: string, draw: number): number {
    let column = this.#columns.get(name)
    if (column === undefined) {
      column = this.#column(name)
      this.#columns.set(name, column)
    }
    return column[draw] ?? 0.5
  }
}

function definitionOf(key: string): AssumptionDefinition {
  const definition = assumptionDefinition(key)
  if (definition === undefined) throw new RangeError(`No assumption is called "${key}"`)
  return definition
}
