/** How the catalogue of assumptions is written down: scopes, sources and the shape of an entry. */
import type { AssumptionDefinition, AssumptionMark, AssumptionScopeKind } from './assumption.ts'

export const everywhere: readonly AssumptionScopeKind[] = ['fleet', 'server', 'class', 'partition']
export const perServer: readonly AssumptionScopeKind[] = ['fleet', 'server']
/** A mover is typed as the partition it is. */
export const perMover: readonly AssumptionScopeKind[] = ['fleet', 'server', 'partition']
export const perPartition: readonly AssumptionScopeKind[] = ['fleet', 'class', 'partition']
export const fleetOnly: readonly AssumptionScopeKind[] = ['fleet']

export const OURS = 'Our assumption; calibrate with the movers’ own logs'

export type Bounds = readonly [value: number, low: number, high: number]

/** One entry of the catalogue. */
export function define(
  key: string,
  group: string,
  title: string,
  unit: string,
  [defaultValue, low, high]: Bounds,
  mark: AssumptionMark,
  source: string,
  scopes: readonly AssumptionScopeKind[],
  text: { readonly effect: string },
): AssumptionDefinition {
  return { key, group, title, effect: text.effect, unit, defaultValue, low, high, mark, source, scopes }
}
