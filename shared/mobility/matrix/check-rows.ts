/** Every rule asked about one pair, as rows a person can run the eye down. */
import { ruleSets } from '../judge.ts'
import type { CapacityContext } from '../rule.ts'
import { rules } from '../rules/catalogue.ts'
import type { Fact, MoveJudgement, RuleFinding, RuleVerdict } from '../verdict.ts'
import { count, list, memory, units } from '../words.ts'
import { passValues } from './pass-values.ts'

/** A check of one pair as a row: what was compared, in values. */
export interface CheckRow {
  readonly ruleId: string
  readonly title: string
  readonly verdict: RuleVerdict
  /** A few words with the values: "1,310 GiB needed, 1,024 GiB free", "none", "not imported". */
  readonly values: string
}

const gravity: Readonly<Record<RuleVerdict, number>> = { block: 0, unknown: 1, warn: 2, pass: 3 }
/** Facts that tell most where there are many: what is wanted, what there is, what lacks. */
const telling = /^(needed|free|short by|.*\bmode\b|.*\bstate\b|.*\bof\b)/

function valueWords({ value, unit }: Fact): string {
  if (value === null) return 'not known'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value === '' ? 'none' : value
  if (unit === 'MiB') return memory(value)
  if (unit === 'centi') return units(value)
  return unit === undefined ? String(value) : `${value} ${unit}`
}

function factWords(fact: Fact): string {
  if (fact.name === 'needed' || fact.name === 'free') return `${valueWords(fact)} ${fact.name}`
  if (fact.name === 'short by') return `short by ${valueWords(fact)}`
  return `${fact.name}: ${valueWords(fact)}`
}

function valuesOf(finding: RuleFinding): string {
  if (finding.missing !== null) return `${finding.missing.input}: not imported`
  const { facts } = finding
  if (facts.length === 0) return finding.verdict === 'pass' ? 'see the note' : 'see the reason'
  const names = new Set(facts.map((fact) => fact.name))
  if (names.size === 1 && facts.length > 1) return `${facts[0]?.name ?? ''}: ${list(facts.map(valueWords))}`
  const chosen = facts.length <= 2 ? facts : facts.filter((fact) => telling.test(fact.name)).slice(0, 3)
  return (chosen.length === 0 ? facts.slice(0, 2) : chosen).map(factWords).join(', ')
}

/**
 * The rules asked for the kind of move of a judgement, gravest answer first, then in the order of the catalogue. A rule
 * that passed says what it compared. `context`: the one that was judged.
 */
export function checkRows(judgement: MoveJudgement, context: CapacityContext): CheckRow[] {
  const asked = new Set(
    Object.values(ruleSets[judgement.moveType]).flatMap((some) => some.map(({ id }) => id)),
  )
  const findings = new Map(judgement.findings.map((one) => [one.ruleId, one]))
  return rules
    .filter((rule) => asked.has(rule.id))
    .map(({ id, title, inputs }): CheckRow => {
      const finding = findings.get(id)
      return finding === undefined
        ? {
            ruleId: id,
            title,
            verdict: 'pass',
            values: passValues(id, context) ?? `${count(inputs.length, 'input')} checked`,
          }
        : {
            ruleId: id,
            title,
            verdict: finding.verdict,
            values:
              finding.verdict === 'pass' && finding.facts.length === 0
                ? (passValues(id, context) ?? valuesOf(finding))
                : valuesOf(finding),
          }
    })
    .sort((a, b) => gravity[a.verdict] - gravity[b.verdict])
}
