/** The workload class of a partition decides how fast its memory gets dirty. Nobody imports it: typed or guessed. */
import type { Partition } from '../inventory/fleet.ts'
import type { Assumptions, WorkloadClass } from './assumption.ts'

export interface ClassPattern {
  /** Shell-style: `*` stands for any text; upper and lower case are equal. */
  readonly pattern: string
  readonly workloadClass: WorkloadClass
}

/** First match wins; read from the most telling name to the least. */
const defaultClassPatterns: readonly ClassPattern[] = [
  { pattern: '*hana*', workloadClass: 'in-memory' },
  { pattern: '*hdb*', workloadClass: 'in-memory' },
  { pattern: '*ora*', workloadClass: 'oltp' },
  { pattern: '*db2*', workloadClass: 'oltp' },
  { pattern: '*sql*', workloadClass: 'oltp' },
  { pattern: '*db*', workloadClass: 'oltp' },
  { pattern: '*nim*', workloadClass: 'idle' },
  { pattern: '*util*', workloadClass: 'idle' },
  { pattern: '*mon*', workloadClass: 'idle' },
]

export interface ClassifiedPartition {
  readonly workloadClass: WorkloadClass
  readonly typed: boolean
  /** "typed by you", "assumed: name matches *hdb*" or "assumed: no name pattern matches". */
  readonly reason: string
}

/** Class in force for a partition, with the reason. */
export function workloadClassOf(
  partition: Pick<Partition, 'id' | 'name' | 'state'>,
  assumptions: Assumptions,
  patterns: readonly ClassPattern[] = defaultClassPatterns,
): ClassifiedPartition {
  const typed = assumptions.classes.find((one) => one.partitionId === partition.id)
  if (typed !== undefined) return { workloadClass: typed.workloadClass, typed: true, reason: 'typed by you' }
  const match = patterns.find((one) => matches(one.pattern, partition.name))
  if (match !== undefined) {
    return {
      workloadClass: match.workloadClass,
      typed: false,
      reason: `assumed: name matches ${match.pattern}`,
    }
  }
  return { workloadClass: 'application', typed: false, reason: 'assumed: no name pattern matches' }
}

/** Plain wildcard match without regular expressions: a pattern typed by a user can never be slow. */
function matches(pattern: string, name: string): boolean {
  const pieces = pattern.toLowerCase().split('*')
  const text = name.toLowerCase()
  const first = pieces[0] ?? ''
  const last = pieces.at(-1) ?? ''
  if (pieces.length === 1) return text === first
  if (!text.startsWith(first)) return false
  let at = first.length
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return text.length - last.length >= at && text.endsWith(last)
}
