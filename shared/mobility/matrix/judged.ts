/** The cells of a matrix as they are, or as they would be if some troubles were gone. */
import { verdictOrder } from '../judge.ts'
import type { MoveVerdict } from '../verdict.ts'
import type { PairSets, ReadinessMatrix } from './matrix.ts'
import type { OutcomeClass, OutcomeSets } from './outcome-sets.ts'
import type { WhatIf } from './work-item.ts'

/** How grave sets of outcomes are where some outcomes are taken as dealt with. */
export interface Weights {
  /** Whether outcomes of this class are dealt with. */
  readonly isFixed: (one: OutcomeClass) => boolean
  readonly ofSet: (set: number) => number
  readonly ofPair: (sets: PairSets) => number
}

/** `whatIf` null: the plain truth. */
export function weightsUnder(sets: OutcomeSets, whatIf: WhatIf | null): Weights {
  const ids = new Set(whatIf?.fixedRuleIds)
  const warn = verdictOrder.indexOf('warn')
  const isFixed = (one: OutcomeClass): boolean =>
    ids.has(one.rule.id) || (whatIf?.warningsFixed === true && one.weight === warn)
  const known: number[] = []
  const find = (set: number): number => {
    let weight = 0
    for (const id of sets.membersOf(set)) {
      const one = sets.classes[id]
      if (one !== undefined && one.weight > weight && !isFixed(one)) weight = one.weight
    }
    return (known[set] = weight)
  }
  const ofSet = (set: number): number => known[set] ?? find(set)
  return {
    isFixed,
    ofSet,
    ofPair: ({ partition, servers, move, capacity }) =>
      Math.max(ofSet(partition), ofSet(servers), ofSet(move), ofSet(capacity)),
  }
}

const letters: Readonly<Record<MoveVerdict, number>> = {
  can: 'c'.charCodeAt(0),
  warn: 'w'.charCodeAt(0),
  cannot: 'n'.charCodeAt(0),
  tell: 't'.charCodeAt(0),
}
const [homeLetter, no, yes] = ['-', '0', '1'].map((one) => one.charCodeAt(0)) as [number, number, number]
const piece = 8_192

function textOf(codes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < codes.length; at += piece)
    text += String.fromCharCode(...codes.subarray(at, at + piece))
  return text
}

/** Row by row: one letter per cell (c, w, n, t, "-" at home), and "1" where a refused active move would work inactive. */
export interface JudgedCells {
  readonly cells: string
  readonly inactive: string
}

/** The cells of a matrix under a question, as `ReadinessView` carries them. */
export function judgedCells(matrix: ReadinessMatrix, whatIf: WhatIf | null): JudgedCells {
  const weights = weightsUnder(matrix.sets, whatIf)
  const refused = verdictOrder.indexOf('cannot')
  const [rows, columns] = [matrix.partitions.length, matrix.servers.length]
  const cells = new Uint8Array(rows * columns)
  const inactive = new Uint8Array(rows * columns).fill(no)
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column
      if (matrix.isHome(row, column)) {
        cells[at] = homeLetter
        continue
      }
      const weight = weights.ofPair(matrix.setsAt(row, column))
      cells[at] = letters[verdictOrder[weight] ?? 'tell']
      if (
        weight === refused &&
        matrix.moveTypeAt(row) === 'active' &&
        allowedInactive(matrix, weights, row, column)
      )
        inactive[at] = yes
    }
  return { cells: textOf(cells), inactive: textOf(inactive) }
}

function allowedInactive(matrix: ReadinessMatrix, weights: Weights, row: number, column: number): boolean {
  return weights.ofPair(matrix.inactiveSetsAt(row, column)) < verdictOrder.indexOf('tell')
}
