/** Readiness as tables: the work list, and one row for each partition on each server. */
import type { WorkItem } from '../../../shared/contract/readiness.ts'
import { weightsUnder } from '../../../shared/mobility/matrix/judged.ts'
import type { OutcomeClass } from '../../../shared/mobility/matrix/outcome-sets.ts'
import type { RuleFinding } from '../../../shared/mobility/verdict.ts'
import type { ReadinessExport } from './readiness-export.ts'

export type Cell = string | number | null

/** Letters of `ReadinessView.cells` in words. */
export const letterWords: Readonly<Record<string, string>> = {
  c: 'can move',
  w: 'with warning',
  n: 'cannot',
  t: 'cannot tell',
  '-': 'here now',
}

const verdictWords: Readonly<Record<WorkItem['verdict'], string>> = {
  block: 'cannot',
  unknown: 'cannot tell',
  warn: 'with warning',
}

export interface WorkRow {
  readonly item: WorkItem
  readonly verdict: string
}

/** An unknown that could only warn makes no move uncertain; it still is something that is not known. */
export function workRows({ view }: ReadinessExport): readonly WorkRow[] {
  return view.work.map((item) => ({
    item,
    verdict: item.atWorst === 'warn' ? 'not known, at worst a warning' : verdictWords[item.verdict],
  }))
}

/** One partition on one server. */
export interface PairRow {
  readonly partition: string
  readonly lparId: number
  readonly from: string
  readonly to: string
  readonly verdict: string
  readonly move: string
  /** For a refused active move. */
  readonly inactive: 'would work' | null
  /** Rules behind the verdict, gravest first. */
  readonly ruleIds: readonly string[]
  /** What the first of them says of this pair. */
  readonly reason: RuleFinding | null
}

/** Every pair, row by row as in the matrix; a partition at home has no row. Made one at a time: there are many. */
export function* pairRows({ matrix, view, whatIf }: ReadinessExport): Generator<PairRow> {
  const { sets, partitions, servers } = matrix
  const weights = weightsUnder(sets, whatIf)
  for (const [row, partition] of partitions.entries()) {
    const from = servers[matrix.homeOf(row)]?.name ?? ''
    for (const [column, server] of servers.entries()) {
      if (matrix.isHome(row, column)) continue
      const at = row * servers.length + column
      const pair = matrix.setsAt(row, column)
      const gravest = weights.ofPair(pair)
      const causes = [pair.partition, pair.servers, pair.move, pair.capacity]
        .flatMap((set) => sets.membersOf(set))
        .map((id) => sets.classes[id])
        .filter(
          (one): one is OutcomeClass => one !== undefined && one.weight === gravest && !weights.isFixed(one),
        )
      const [first] = causes
      yield {
        partition: partition.name,
        lparId: partition.lparId,
        from,
        to: server.name,
        verdict: letterWords[view.cells.charAt(at)] ?? '',
        move: matrix.moveTypeAt(row),
        inactive: view.inactive.charAt(at) === '1' ? 'would work' : null,
        ruleIds: causes.map((one) => one.rule.id),
        reason: first === undefined ? null : matrix.findingAt(row, column, first.rule),
      }
    }
  }
}
