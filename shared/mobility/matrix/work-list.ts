/** The work list of a matrix: what stands in the way, by rule, verdict and kind of remedy, most pairs first. */
import type { Rule } from '../rule.ts'
import { rules } from '../rules/catalogue.ts'
import { weightsUnder, type Weights } from './judged.ts'
import { verdictOrder } from '../judge.ts'
import type { ReadinessMatrix } from './matrix.ts'
import type { OutcomeClass } from './outcome-sets.ts'
import { generalRemedy, generalSentence, type Sentence } from './wording.ts'
import type { WhatIf, WorkItem } from './work-item.ts'

/**
 * So many pairs are read for one item where each is a case of its own, spread evenly over all of them; where there are
 * more, figures and words that vary are no range, but an example.
 */
const mostSentences = 300

/** Tally of one class of outcomes over the cells it decides. */
interface Tally {
  pairs: number
  partitions: number
  lastRow: number
  unlocks: number
  readonly servers: Uint8Array
}

/** Visits the outcomes behind the gravest verdict of each cell; `alone` where the outcome is all that stands in the way. */
export function visitCauses(
  matrix: ReadinessMatrix,
  weights: Weights,
  visit: (one: OutcomeClass, row: number, column: number, alone: boolean) => void,
): void {
  const [rows, columns] = [matrix.partitions.length, matrix.servers.length]
  const { classes } = matrix.sets
  const unclear = verdictOrder.indexOf('tell')
  const causes: OutcomeClass[] = []
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      if (matrix.isHome(row, column)) continue
      const sets = matrix.setsAt(row, column)
      const gravest = weights.ofPair(sets)
      if (gravest === 0) continue
      causes.length = 0
      // What would still forbid or leave open the move, or warn of it, once the causes were gone.
      let standing = 0
      const floor = Math.min(gravest, unclear)
      for (const set of [sets.partition, sets.servers, sets.move, sets.capacity]) {
        if (weights.ofSet(set) < floor) continue
        for (const id of matrix.sets.membersOf(set)) {
          const one = classes[id]
          if (one === undefined || one.weight < floor || weights.isFixed(one)) continue
          standing += 1
          if (one.weight === gravest) causes.push(one)
        }
      }
      for (const one of causes) visit(one, row, column, standing === 1)
    }
}

/**
 * Items of the work list under a question, most pairs first, then in the order of the catalogue. A pair counts for the
 * rules behind its gravest verdict only: what blocks comes before what warns.
 */
export function workList(matrix: ReadinessMatrix, whatIf: WhatIf | null): WorkItem[] {
  const columns = matrix.servers.length
  const tallies = new Map<OutcomeClass, Tally>()
  const weights = weightsUnder(matrix.sets, whatIf)
  visitCauses(matrix, weights, (one, row, column, alone) => {
    let tally = tallies.get(one)
    if (tally === undefined) {
      tally = { pairs: 0, partitions: 0, lastRow: -1, unlocks: 0, servers: new Uint8Array(columns) }
      tallies.set(one, tally)
    }
    tally.pairs += 1
    if (alone) tally.unlocks += 1
    if (tally.lastRow !== row) tally.partitions += 1
    tally.lastRow = row
    tally.servers[column] = 1
  })
  const sentences = sentencesOf(matrix, weights, tallies)
  const order = new Map(rules.map((rule, at) => [rule.id, at]))
  const place = ({ ruleId }: WorkItem): number => order.get(ruleId) ?? 0
  return [...tallies]
    .map(([one, tally]): WorkItem => {
      const sayings = sentences.get(one) ?? new Sayings()
      const { remedies, commands } = sayings
      return {
        key: one.key,
        ruleId: one.rule.id,
        title: one.rule.title,
        verdict: one.verdict,
        text: textOf(sayings),
        remedy: remedies.length === 0 ? null : generalRemedy(remedies),
        missing: one.input === null ? null : { input: one.input, command: generalRemedy(commands) },
        atWorst:
          one.verdict !== 'unknown' ? null : one.weight === verdictOrder.indexOf('warn') ? 'warn' : 'block',
        pairs: tally.pairs,
        partitions: tally.partitions,
        servers: tally.servers.reduce((sum, is) => sum + is, 0),
        unlocks: tally.unlocks,
      }
    })
    .sort((a, b) => b.pairs - a.pairs || place(a) - place(b) || (a.key < b.key ? -1 : 1))
}

/** Places in the matrix (row x servers + column) that one item of the work list counts, ascending. */
export function cellsOf(matrix: ReadinessMatrix, key: string, whatIf: WhatIf | null): number[] {
  const places: number[] = []
  visitCauses(matrix, weightsUnder(matrix.sets, whatIf), (one, row, column) => {
    if (one.key === key) places.push(row * matrix.servers.length + column)
  })
  return places
}

/** What pairs of one class say, each different saying once. */
class Sayings {
  readonly texts: Sentence[] = []
  readonly remedies: Sentence[] = []
  readonly commands: Sentence[] = []
  /** Rows or pairs of servers already heard, where the rest of a pair changes nothing. */
  readonly heard = new Set<number>()
  met = 0
  complete = true
}

function sentencesOf(
  matrix: ReadinessMatrix,
  weights: Weights,
  wanted: ReadonlyMap<OutcomeClass, Tally>,
): ReadonlyMap<OutcomeClass, Sayings> {
  const found = new Map([...wanted.keys()].map((one) => [one, new Sayings()]))
  visitCauses(matrix, weights, (one, row, column) => {
    const sayings = found.get(one)
    const pairs = wanted.get(one)?.pairs ?? 0
    if (sayings === undefined) return
    const step = Math.ceil(pairs / mostSentences)
    const heard = hearingOf(matrix, one.rule, row, column)
    if (heard === null) {
      sayings.complete = step <= 1
      sayings.met += 1
      if ((sayings.met - 1) % step === 0) hear(matrix, sayings, one.rule, row, column)
    } else if (!sayings.heard.has(heard)) {
      sayings.heard.add(heard)
      hear(matrix, sayings, one.rule, row, column)
    }
  })
  return found
}

/** A number that is equal for pairs on which the rule says the same; null where each pair is a case of its own. */
export function hearingOf(matrix: ReadinessMatrix, rule: Rule, row: number, column: number): number | null {
  if (rule.scope === 'partition') return row
  return rule.scope === 'servers' ? matrix.homeOf(row) * matrix.servers.length + column : null
}

function hear(matrix: ReadinessMatrix, sayings: Sayings, rule: Rule, row: number, column: number): void {
  const finding = matrix.findingAt(row, column, rule)
  if (finding === null) return
  const names = {
    partition: matrix.partitions[row]?.name ?? '',
    source: matrix.servers[matrix.homeOf(row)]?.name ?? '',
    target: matrix.servers[column]?.name ?? '',
  }
  sayings.texts.push({ ...names, text: finding.text })
  if (finding.remedy !== null) sayings.remedies.push({ ...names, text: finding.remedy })
  if (finding.missing !== null) sayings.commands.push({ ...names, text: finding.missing.command })
}

/** A range or a list is only given where every pair was read. */
function textOf({ texts, complete }: Sayings): string {
  const first = texts[0]?.text ?? ''
  if (complete && texts.every((one) => one.text === first)) return first
  const general = generalSentence(texts, complete)
  return general ?? `Differs from pair to pair; for example: ${first}`
}
