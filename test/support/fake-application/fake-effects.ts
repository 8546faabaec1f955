import type { AssumptionDefinition } from '../../../shared/forecast/assumption.ts'
import type { AssumptionEffect, ForecastEffects } from '../../../shared/forecast/effects.ts'

/** Share of the P90 that a tenth more changes; parameters that are not named are not used by an invented plan. */
const reach: Readonly<Record<string, number>> = {
  theta: 0.004,
  'rho.from920': 0.083,
  tPrepS: 0.007,
  tCleanS: 0.002,
  tSuspS: 0.00001,
  'goodput.10': -0.071,
  maxPasses: 0,
  page: 0,
  'class.oltp.dirtyBytesPerSecond': 0.013,
  'class.in-memory.dirtyBytesPerSecond': 0.021,
}

/** Effects of the first `looked` parameters on an invented plan; null: the plan has no end that is known. */
export function inventEffects(
  definitions: readonly AssumptionDefinition[],
  looked: number,
  endS: number | null,
  draws: number,
): ForecastEffects {
  const used = definitions.filter((one) => one.key in reach)
  const done = new Set(definitions.slice(0, looked).map((one) => one.key))
  const effects = used
    .filter((one) => done.has(one.key))
    .map(({ key, title, unit, defaultValue, high }): AssumptionEffect => {
      const raisedPercent = Math.min(10, (high / defaultValue - 1) * 100)
      const change = endS === null ? null : ((endS * (reach[key] ?? 0)) / 10) * raisedPercent
      return {
        key,
        title,
        unit,
        raisedPercent,
        change: {
          endP50S: change === null ? null : change * 0.8,
          endP90S: change,
          standstillP90S: key === 'tSuspS' ? 0.1 : 0,
        },
      }
    })
    .sort((a, b) => Math.abs(b.change.endP90S ?? 0) - Math.abs(a.change.endP90S ?? 0))
  return {
    draws,
    seed: 1,
    present: { endP50S: endS, endP90S: endS, standstillP90S: 7 },
    effects,
    left: used.filter((one) => !done.has(one.key)).map((one) => one.key),
  }
}
