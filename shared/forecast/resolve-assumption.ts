/** Which value of a model parameter holds where: partition before class before server before fleet before default. */
import type {
  AssumptionDefinition,
  AssumptionMark,
  AssumptionOverride,
  AssumptionScopeKind,
  Assumptions,
  WorkloadClass,
} from './assumption.ts'
import { assumptionDefinition } from './assumption-catalogue.ts'

/** Where a parameter is asked for; what is absent does not take part. */
export interface AssumptionPlace {
  readonly serverId?: string
  readonly partitionId?: string
  readonly workloadClass?: WorkloadClass
}

export interface ResolvedAssumption {
  readonly key: string
  readonly value: number
  readonly mark: AssumptionMark
  /** One phrase for the screen: "default (assumed)", "typed by you for the class oltp". */
  readonly origin: string
}

const precedence: readonly AssumptionScopeKind[] = ['partition', 'class', 'server', 'fleet']

/**
 * Value of `key` at a place, with its mark and where it comes from.
 * @throws RangeError for a key the catalogue does not have: a fault of the program, never of the user.
 */
export function resolveAssumption(
  assumptions: Assumptions,
  key: string,
  place: AssumptionPlace = {},
): ResolvedAssumption {
  const { definition, byDefault } = defaultOf(key)
  const overrides = overridesOf(assumptions).get(key)
  if (overrides === undefined) return byDefault
  for (const scope of precedence) {
    if (!definition.scopes.includes(scope)) continue
    const override = overrides.find((one) => applies(one, scope, place))
    if (override !== undefined) {
      const where = scope === 'fleet' ? 'the fleet' : `the ${scope} ${override.scopeId ?? ''}`
      const mark = override.mark ?? 'typed by you'
      return { key, value: override.value, mark, origin: `${mark} for ${where}` }
    }
  }
  return byDefault
}

/** Frozen input: the overrides of one document of assumptions are sorted by key once. */
const indexes = new WeakMap<Assumptions, ReadonlyMap<string, readonly AssumptionOverride[]>>()

function overridesOf(assumptions: Assumptions): ReadonlyMap<string, readonly AssumptionOverride[]> {
  let index = indexes.get(assumptions)
  if (index === undefined) {
    index = Map.groupBy(assumptions.overrides, (one) => one.key)
    indexes.set(assumptions, index)
  }
  return index
}

const defaults = new Map<
  string,
  { readonly definition: AssumptionDefinition; readonly byDefault: ResolvedAssumption }
>()

function defaultOf(key: string) {
  const known = defaults.get(key)
  if (known !== undefined) return known
  const definition = assumptionDefinition(key)
  if (definition === undefined) throw new RangeError(`No assumption is called "${key}"`)
  const { defaultValue: value, mark } = definition
  const made = { definition, byDefault: { key, value, mark, origin: `default (${mark})` } }
  defaults.set(key, made)
  return made
}

function applies(override: AssumptionOverride, scope: AssumptionScopeKind, place: AssumptionPlace): boolean {
  if (override.scope !== scope) return false
  if (scope === 'fleet') return true
  const id = { partition: place.partitionId, class: place.workloadClass, server: place.serverId }[scope]
  return id !== undefined && override.scopeId === id
}
