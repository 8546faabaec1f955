/**
 * What the user vouches for because no import can tell it. The narrowest scope wins: partition, then servers, then
 * fleet. Where equally narrow statements disagree, the one that stands in the way of a move counts.
 */
import type { Fleet, PartitionId, ServerId, Statement, StatementSubject } from '../inventory/fleet.ts'

/** Statements of one scope and owner by their subject; null: nothing was said. */
export type Said = Readonly<Record<StatementSubject, Statement | null>>

export interface Statements {
  readonly fleet: Said
  readonly ofServer: (id: ServerId) => Said
  readonly ofPartition: (id: PartitionId) => Said
}

const nothing: Said = {
  'cluster-software': null,
  'serial-licences': null,
  'console-sessions': null,
  'npiv-zoning': null,
  'same-networks': null,
}

/** Whether a statement stands in the way of a move: zoning that is not done, clusters that are there. */
function hinders({ subject, holds }: Statement): boolean {
  return subject === 'npiv-zoning' || subject === 'same-networks' ? !holds : holds
}

function graver(a: Statement | null, b: Statement | null): Statement | null {
  if (a === null || b === null) return a ?? b
  return hinders(b) ? b : a
}

const indexed = new WeakMap<readonly Statement[], Statements>()

/** The statements of a fleet by scope and owner, found once. */
export function statementsOf({ statements }: Pick<Fleet, 'statements'>): Statements {
  const known = indexed.get(statements)
  if (known !== undefined) return known
  const made = index(statements)
  indexed.set(statements, made)
  return made
}

function index(statements: readonly Statement[]): Statements {
  const byOwner = new Map<string, Record<StatementSubject, Statement | null>>()
  for (const one of statements) {
    const owner = `${one.scope} ${one.scopeId ?? ''}`
    const said = byOwner.get(owner) ?? { ...nothing }
    said[one.subject] = graver(said[one.subject], one)
    byOwner.set(owner, said)
  }
  return {
    fleet: byOwner.get('fleet ') ?? nothing,
    ofServer: (id) => byOwner.get(`server ${id}`) ?? nothing,
    ofPartition: (id) => byOwner.get(`partition ${id}`) ?? nothing,
  }
}

/** What was said of a partition, of its server and, for a move, of the other server; else of the fleet. */
export function narrowest(
  subject: StatementSubject,
  partition: Said | null,
  source: Said,
  target: Said | null,
  fleet: Said,
): Statement | null {
  return (
    partition?.[subject] ??
    graver(source[subject], target === null ? null : target[subject]) ??
    fleet[subject]
  )
}
