/** Statements about the attributes of one entity, and which of them wins. */
import type { Origin, Origins } from '../fleet.ts'
import { livePrecedence, type SystemPatch } from '../patch.ts'
import { compareLevels } from './hmc-level.ts'

/** Origin.file of what the user corrected by hand: no import overrules it. */
const TYPED_BY_USER = 'typed by you'
/** A value kept from the inventory as it was, of a running partition: a profile does not overrule it, a live value does. */
export const KEPT_WHILE_ACTIVE = 7
const NAME_IN_REFERENCE = 0

/** What a patch adds to each of its values. */
export interface Source {
  readonly origin: Origin
  readonly precedence: number
  readonly collectedAt: number | null
}

export interface Statement extends Source {
  readonly value: unknown
}

export type Statements = Map<string, Statement>

/**
 * Attributes that the HMC prints as 0 for a partition that is not activated (domain.md 2.1, traps): the zero is no
 * size, so a profile's or pending value wins over it, and it counts only where nothing else is known.
 */
const zeroWhileInactive: ReadonlySet<string> = new Set([
  'memoryMib',
  'minMemoryMib',
  'maxMemoryMib',
  'entitledCenti',
  'minCenti',
  'maxCenti',
  'virtualProcessors',
  'maxVirtualProcessors',
])
/** What a source prints where it knows nothing; counts only where no other source knows more. */
const PLACEHOLDER_PRECEDENCE = 1

export function sourceOf(patch: SystemPatch): Source {
  return {
    origin: patch.origin,
    precedence: patch.precedence ?? livePrecedence,
    collectedAt: patch.collectedAt ?? null,
  }
}

/** Whether a later statement replaces an earlier one: higher precedence, else newer where both say when, else the later. */
export function replaces(later: Source, earlier: Source): boolean {
  if (later.precedence !== earlier.precedence) return later.precedence > earlier.precedence
  if (later.collectedAt === null || earlier.collectedAt === null) return true
  return later.collectedAt >= earlier.collectedAt
}

/**
 * Adds the values of a patch. null says nothing and never replaces a value; `capabilities` are merged flag by
 * flag, and of the levels of several HMCs the lowest counts.
 */
export function state(statements: Statements, values: object, patch: SystemPatch): void {
  const source = sourceOf(patch)
  for (const [attribute, value] of Object.entries(values)) {
    if (value === undefined || value === null) continue
    const line = patch.lines?.[attribute]
    const origin = line === undefined ? source.origin : { file: source.origin.file, line }
    const precedence = isPlaceholder(attribute, value) ? PLACEHOLDER_PRECEDENCE : source.precedence
    const statement = { value, origin, precedence, collectedAt: source.collectedAt }
    const known = statements.get(attribute)
    if (attribute === 'hmcLevel' && known !== undefined) {
      if (compareLevels(String(value), String(known.value)) < 0) statements.set(attribute, statement)
    } else if (attribute === 'capabilities' && known !== undefined) {
      statements.set(attribute, mergeFlags(known, statement))
    } else if (known === undefined || replaces(statement, known)) {
      statements.set(attribute, statement)
    }
  }
}

/** A zero size, or the state an HMC prints that lost the connection while another HMC may still have it. */
function isPlaceholder(attribute: string, value: unknown): boolean {
  if (value === 0) return zeroWhileInactive.has(attribute)
  return attribute === 'state' && value === 'no connection'
}

/** The name in a reference counts where no source states the name itself. */
export function stateReferenceName(
  statements: Statements,
  name: string | undefined,
  patch: SystemPatch,
): void {
  if (name === undefined || name === '') return
  state(statements, { name }, { ...patch, precedence: NAME_IN_REFERENCE })
}

function mergeFlags(known: Statement, next: Statement): Statement {
  const [weaker, stronger] = replaces(next, known) ? [known, next] : [next, known]
  return { ...stronger, value: { ...(weaker.value as object), ...(stronger.value as object) } }
}

/**
 * An entity out of statements and, where the inventory held it already, its values so far.
 * `active`: the partition runs, so that a value kept from before outranks a profile's.
 */
export function settle<Entity extends { readonly origins: Origins }>(
  blank: Entity,
  statements: Statements,
  before: Entity | null,
  active: boolean,
): Entity {
  const values: Record<string, unknown> =
    before === null ? { ...blank } : { ...blank, ...before, ...identityOf(blank) }
  const origins: Record<string, Origin> = before === null ? {} : { ...before.origins }
  for (const [attribute, statement] of statements) {
    if (before !== null && keeps(attribute, statement, values, origins, active)) continue
    values[attribute] =
      attribute === 'capabilities' && before !== null
        ? { ...(values[attribute] as object), ...(statement.value as object) }
        : statement.value
    origins[attribute] = statement.origin
  }
  return { ...values, origins } as unknown as Entity
}

function keeps(
  attribute: string,
  statement: Statement,
  values: Readonly<Record<string, unknown>>,
  origins: Readonly<Record<string, Origin>>,
  active: boolean,
): boolean {
  const held = values[attribute]
  if (held === null || held === undefined) return false
  if (origins[attribute]?.file === TYPED_BY_USER) return true
  if (attribute === 'name') return false
  return statement.precedence < (active ? KEPT_WHILE_ACTIVE : PLACEHOLDER_PRECEDENCE + 1)
}

function identityOf(blank: object): Record<string, unknown> {
  const identity: Record<string, unknown> = {}
  for (const key of ['id', 'serverId', 'lparId']) {
    if (key in blank) identity[key] = (blank as Record<string, unknown>)[key]
  }
  return identity
}
