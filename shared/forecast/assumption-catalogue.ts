/**
 * Every number the forecast takes that the inventory does not say: unit, default, plausible range, mark, source. One
 * line here makes a parameter visible, checkable and editable (forecast.md section 6).
 */
import type { AssumptionDefinition } from './assumption.ts'
import { copying, phases } from './assumptions-of-copying.ts'
import { limits, movers, network } from './assumptions-of-movers.ts'
import { ranges } from './assumptions-of-ranges.ts'
import { classes } from './assumptions-of-workload.ts'

/** All parameters of the forecast, in the order in which they are shown. */
export const assumptionCatalogue: readonly AssumptionDefinition[] = [
  ...classes,
  ...copying,
  ...phases,
  ...network,
  ...movers,
  ...limits,
  ...ranges,
]

const byKey: ReadonlyMap<string, AssumptionDefinition> = new Map(
  assumptionCatalogue.map((one) => [one.key, one]),
)

/** The definition of a key, or undefined where the catalogue has none. */
export function assumptionDefinition(key: string): AssumptionDefinition | undefined {
  return byKey.get(key)
}
