import type { Statement, StatementSubject } from '../../../shared/inventory/fleet.ts'
import { statementSubjects } from '../../../shared/inventory/fleet.ts'

/** Rules that read what a person vouches for (domain.md 3.4). */
export const questionRules: Readonly<Record<StatementSubject, readonly string[]>> = {
  'cluster-software': ['SRC-CLUSTER'],
  'serial-licences': ['SRC-LICENSE'],
  'console-sessions': ['SRC-CONSOLE'],
  'npiv-zoning': ['SRC-NPIV-PAIR'],
  'same-networks': ['NET-L2'],
}

export type Answer = 'yes' | 'no' | 'unsaid'

export const answerOf = (statement: Statement | undefined): Answer =>
  statement === undefined ? 'unsaid' : statement.holds ? 'yes' : 'no'
export const holdsOf = (answer: Answer): boolean | null => (answer === 'unsaid' ? null : answer === 'yes')

/** The questions a finding of one of these rules depends on. */
export const subjectsOf = (ruleIds: readonly string[]): readonly StatementSubject[] =>
  statementSubjects.filter((subject) => questionRules[subject].some((rule) => ruleIds.includes(rule)))

/** The statement made for exactly this scope. */
export const statementFor = (
  statements: readonly Statement[],
  subject: StatementSubject,
  scope: Statement['scope'],
  scopeId: string | null,
): Statement | undefined =>
  statements.find((one) => one.subject === subject && one.scope === scope && one.scopeId === scopeId)

/** Questions nobody has answered for the whole fleet. */
export const openQuestions = (statements: readonly Statement[]): number =>
  statementSubjects.filter((subject) => statementFor(statements, subject, 'fleet', null) === undefined).length
