/** What each assumption does to a plan: all draws once more with that assumption a tenth larger, under the same luck. */
import { indexFleet } from '../inventory/fleet-index.ts'
import type { Fleet } from '../inventory/fleet.ts'
import type { Assumptions } from './assumption.ts'
import { assumptionDefinition } from './assumption-catalogue.ts'
import type { Variation } from './input-ledger.ts'
import { planScenario, type PlanScenario, type SchedulablePlan } from './plan-scenario.ts'
import { drawAgain, longestStandstills, type ForecastHooks, type ForecastOptions } from './plan-study.ts'
import { quantile } from './uncertainty.ts'

/** Seconds; null: it never ends in that share of the draws. */
export interface OutcomeFigures {
  readonly endP50S: number | null
  readonly endP90S: number | null
  readonly standstillP90S: number | null
}

export interface AssumptionEffect {
  readonly key: string
  readonly title: string
  readonly unit: string
  /** By how much it was raised, in percent: ten, or as far as its range goes; whole numbers to the next one. */
  readonly raisedPercent: number
  /** Change of the figures of the plan, seconds; 0 where it does nothing; null: not to be told, as one of both is not. */
  readonly change: OutcomeFigures
}

export interface ForecastEffects {
  readonly draws: number
  readonly seed: number
  readonly present: OutcomeFigures
  /** Largest change of the plan's P90 first, then of the standstill. */
  readonly effects: readonly AssumptionEffect[]
  /** Keys in use that were not looked at, because it was stopped and kept. */
  readonly left: readonly string[]
}

const RAISE = 1.1
/** Units of numbers that are counted: they go up by one at least. */
const COUNTED: ReadonlySet<string> = new Set(['moves', 'passes', 'threads'])
/** Switches have no tenth. */
const SWITCH = 'yes = 1'

/** The present figures of a plan, and the assumptions it rests on: what `effectsOf` compares with. */
export interface EffectsBase {
  readonly scenario: PlanScenario
  readonly present: OutcomeFigures
  readonly keys: readonly string[]
}

/**
 * @throws RangeError where the plan names an entity the fleet does not have; ForecastCancelled.
 */
export function effectsBase(
  fleet: Fleet,
  plan: SchedulablePlan,
  assumptions: Assumptions,
  options: ForecastOptions,
  hooks: ForecastHooks = {},
): EffectsBase {
  const scenario = planScenario(indexFleet(fleet), plan, assumptions)
  const { shouldStop } = hooks
  // The figures everything is compared with are not to be had in part.
  const present = figuresOf(scenario, options, shouldStop === undefined ? {} : { shouldStop })
  const keys = scenario.usedKeys.filter((key) => assumptionDefinition(key)?.unit !== SWITCH).toSorted()
  return { scenario, present: present ?? { endP50S: null, endP90S: null, standstillP90S: null }, keys }
}

/** Effects of some of the keys; fewer where `shouldKeep` ended it. */
export function effectsOf(
  fleet: Fleet,
  plan: SchedulablePlan,
  assumptions: Assumptions,
  base: EffectsBase,
  keys: readonly string[],
  options: ForecastOptions,
  hooks: ForecastHooks = {},
): readonly AssumptionEffect[] {
  const index = indexFleet(fleet)
  const effects: AssumptionEffect[] = []
  for (const [i, key] of keys.entries()) {
    const definition = assumptionDefinition(key)
    if (definition === undefined) continue
    let raisedPercent = 0
    const vary: Variation = (value, of) => {
      if (of !== key) return value
      const raised = raisedValue(value, definition)
      if (value > 0) raisedPercent = Math.max(raisedPercent, (raised / value - 1) * 100)
      return raised
    }
    const varied = planScenario(index, plan, assumptions, vary)
    const figures = sameScenario(varied, base.scenario) ? base.present : figuresOf(varied, options, hooks)
    if (figures === null) break
    const { title, unit } = definition
    effects.push({ key, title, unit, raisedPercent, change: difference(figures, base.present) })
    hooks.progress?.(i + 1, keys.length, null)
  }
  return effects
}

/** Joins what several looked at. */
export function joinEffects(
  base: EffectsBase,
  parts: readonly (readonly AssumptionEffect[])[],
  { samples, seed }: ForecastOptions,
): ForecastEffects {
  const effects = parts.flat().toSorted((a, b) => size(b) - size(a) || (a.key < b.key ? -1 : 1))
  const done = new Set(effects.map((one) => one.key))
  return {
    draws: samples,
    seed,
    present: base.present,
    effects,
    left: base.keys.filter((key) => !done.has(key)),
  }
}

/** A tenth more, within the range of the assumption; counted things in whole numbers. */
function raisedValue(
  value: number,
  { unit, high }: { readonly unit: string; readonly high: number },
): number {
  const raised = COUNTED.has(unit) ? Math.ceil(value * RAISE) : value * RAISE
  return Math.max(value, Math.min(high, raised))
}

/** Equal numbers everywhere: then every draw is equal, too. */
function sameScenario(a: PlanScenario, b: PlanScenario): boolean {
  return JSON.stringify([a.scenario, a.uncertainty]) === JSON.stringify([b.scenario, b.uncertainty])
}

function figuresOf(
  scenario: PlanScenario,
  options: ForecastOptions,
  hooks: ForecastHooks,
): OutcomeFigures | null {
  const all = Int32Array.from({ length: options.samples }, (_, i) => i)
  const samples = drawAgain(scenario, options, all, hooks)
  if (samples === null) return null
  const ends = samples.makespan.toSorted()
  return {
    endP50S: quantile(ends, 0.5),
    endP90S: quantile(ends, 0.9),
    standstillP90S: quantile(longestStandstills(samples).sort(), 0.9),
  }
}

function difference(after: OutcomeFigures, before: OutcomeFigures): OutcomeFigures {
  const of = (name: keyof OutcomeFigures): number | null => {
    const [a, b] = [after[name], before[name]]
    return a === null || b === null ? null : a - b
  }
  return { endP50S: of('endP50S'), endP90S: of('endP90S'), standstillP90S: of('standstillP90S') }
}

/** What cannot be told goes last. */
function size({ change }: AssumptionEffect): number {
  const { endP50S, endP90S, standstillP90S } = change
  if (endP90S === null) return -1
  return Math.max(Math.abs(endP90S), Math.abs(endP50S ?? 0)) + Math.abs(standstillP90S ?? 0) * 1e-3
}
