import type { Fact, RuleFinding, RuleVerdict } from '../../../shared/mobility/verdict.ts'
import { gib, memoryParts } from '../../format/memory.ts'
import { number, thin } from '../../format/number.ts'
import { units } from '../../format/processor.ts'
import { text } from '../../text/en.ts'

/** A fact as a line of a ledger; `value` null: not known. */
export interface FactLine {
  readonly name: string
  readonly value: string | null
  /** A line that sums or compares the ones above it. */
  readonly total: boolean
}

const totals = /^(needed|free|short by)\b/
const words = text.readiness.pair

function valueText({ value, unit }: Fact): string | null {
  if (value === null) return null
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'string') return value
  if (unit === 'MiB') {
    const parts = memoryParts(value)
    // Below a TiB-sized figure a ledger adds up only in one unit.
    return parts.unit === 'TiB' ? `${gib(value)}${thin}GiB` : `${parts.value}${thin}${parts.unit}`
  }
  if (unit === 'centi') return `${units(value)}${thin}units`
  if (unit === 'VLAN id') return `VLAN ${value}`
  const shown = number(value, Number.isInteger(value) ? 0 : 2)
  return unit === undefined ? shown : `${shown}${thin}${unit}`
}

/** The facts behind a finding, with values and units in the window's notation. */
export const factLines = (finding: RuleFinding): readonly FactLine[] =>
  finding.facts.map((fact) => ({
    name: fact.name,
    value: valueText(fact),
    total: fact.unit === 'MiB' && totals.test(fact.name),
  }))

/** Rule verdicts in the marks of move verdicts. */
export const ruleMarks = {
  pass: 'can',
  warn: 'warn',
  block: 'cannot',
  unknown: 'tell',
} as const satisfies Record<RuleVerdict, string>
