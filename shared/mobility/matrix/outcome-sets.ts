/**
 * What rules answer, in numbers. Outcomes alike in rule, verdict, missing input and kind of remedy are one class; what
 * the rules of one scope say about a pair is a set of classes. Thousands of pairs share a few hundred sets, so a matrix
 * keeps one number per pair and scope, and sentences are made again for the pairs somebody looks at.
 */
import { moveVerdictOf, verdictOrder } from '../judge.ts'
import type { Rule, RuleOutcome } from '../rule.ts'
import type { RuleVerdict } from '../verdict.ts'

type Trouble = Exclude<RuleOutcome, { verdict: 'pass' }>

/** Outcomes that a person would deal with in one way. */
export interface OutcomeClass {
  readonly id: number
  readonly rule: Rule
  readonly verdict: Exclude<RuleVerdict, 'pass'>
  /** Place in `verdictOrder` of what such an outcome alone makes of a move. */
  readonly weight: number
  /** Name of the missing input of an unknown. */
  readonly input: string | null
  /** First words of the remedy, which tell one kind of remedy from another. */
  readonly remedyHead: string
  readonly key: string
}

/** Set without a member: nothing stands in the way. */
const emptySet = 0

const headWords = 2
/** Sets are numbered below 2^31 / codeSpace, classes below codeSpace. */
const codeSpace = 4096

/** The first words of a remedy: rules begin a remedy with what is to be done and name partitions and servers later. */
function headOf(remedy: string | null): string {
  if (remedy === null) return ''
  let end = -1
  for (let word = 0; word < headWords; word += 1) {
    const next = remedy.indexOf(' ', end + 1)
    if (next < 0) return remedy
    end = next
  }
  return remedy.slice(0, end + 1)
}

/** Sets as the nodes of a trie: a set is made by adding one class after the other, always in the order of the rules. */
export class OutcomeSets {
  readonly classes: OutcomeClass[] = []
  readonly #byRule = new Map<Rule, OutcomeClass[]>()
  readonly #next = new Map<number, number>()
  readonly #members: (readonly number[])[] = [[]]
  readonly #weights: number[] = [0]

  /** Class numbers of a set, in the order of the rules. */
  membersOf(set: number): readonly number[] {
    return this.#members[set] ?? []
  }

  /** Gravest weight among the classes of a set. */
  weightOf(set: number): number {
    return this.#weights[set] ?? 0
  }

  /** Number of sets known so far; they are numbered from 0. */
  get size(): number {
    return this.#members.length
  }

  /** The set of what some rules answer. */
  ask<Context>(
    asked: readonly (Rule & { readonly judge: (context: Context) => RuleOutcome })[],
    context: Context,
  ): number {
    let set = emptySet
    for (const rule of asked) {
      const outcome = rule.judge(context)
      if (outcome.verdict !== 'pass') set = this.#with(set, this.classOf(rule, outcome))
    }
    return set
  }

  classOf(rule: Rule, outcome: Trouble): OutcomeClass {
    let known = this.#byRule.get(rule)
    if (known === undefined) this.#byRule.set(rule, (known = []))
    const { verdict, remedy } = outcome
    const input = verdict === 'unknown' ? outcome.missing.name : null
    const weight = verdictOrder.indexOf(moveVerdictOf(outcome))
    for (const one of known)
      if (
        one.verdict === verdict &&
        one.weight === weight &&
        one.input === input &&
        one.remedyHead === headOf(remedy)
      )
        return one
    const remedyHead = headOf(remedy)
    const made: OutcomeClass = {
      id: this.classes.length,
      rule,
      verdict,
      weight,
      input,
      remedyHead,
      key: [rule.id, verdict, weight, input ?? '', remedyHead].join('|').slice(0, 600),
    }
    this.classes.push(made)
    known.push(made)
    return made
  }

  #with(set: number, added: OutcomeClass): number {
    const step = set * codeSpace + added.id
    const found = this.#next.get(step)
    if (found !== undefined) return found
    const made = this.#members.length
    this.#members.push([...this.membersOf(set), added.id])
    this.#weights.push(Math.max(this.weightOf(set), added.weight))
    this.#next.set(step, made)
    return made
  }
}
