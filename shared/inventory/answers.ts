/**
 * Answers of people that came with an import (`*.answers.json`), taken into what the user vouches for. An answer names
 * servers and partitions as people do; here it finds what it is about, or says why it cannot.
 */
import type { Fleet, Origin, Partition, Server, Statement, StatementSubject } from './fleet.ts'
import type { ImportProblem } from './problem.ts'

/** One answer about one thing: the whole fleet (no names), a server, or a partition. */
export interface ImportedAnswer extends Pick<Statement, 'subject' | 'holds' | 'reason'> {
  readonly partition: string | null
  /** Names, or type-model*serial. Without a partition: the one server meant; with one: where it is looked for. */
  readonly servers: readonly string[]
  readonly origin: Origin
}

/** What a statement is about, in words. */
export const subjectWords: Readonly<Record<StatementSubject, string>> = {
  'cluster-software': 'cluster software',
  'serial-licences': 'licences by serial number',
  'console-sessions': 'open consoles',
  'npiv-zoning': 'zoning of both WWPNs',
  'same-networks': 'same networks',
}

type Owned = Pick<Statement, 'subject' | 'scope' | 'scopeId'>

/** Names a statement: two of one key are about the same. */
export const statementKey = ({ subject, scope, scopeId }: Owned): string =>
  `${subject} ${scope} ${scopeId ?? ''}`

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The order in which a fleet holds its statements, so that equal fleets are equal documents. */
const inOrder = (statements: Iterable<Statement>): Statement[] =>
  [...statements].sort(
    (a, b) =>
      compare(a.subject, b.subject) || compare(a.scope, b.scope) || compare(a.scopeId ?? '', b.scopeId ?? ''),
  )

/**
 * The fleet's statements with the imported answers in them; an imported answer replaces what was said of the same thing
 * before, with a problem that says so where it says the opposite. Answers that contradict each other within the import,
 * and answers about what is not in the fleet, are left out with a problem.
 */
export function withAnswers(
  fleet: Pick<Fleet, 'servers' | 'partitions' | 'statements'>,
  answers: readonly ImportedAnswer[],
): { readonly statements: readonly Statement[]; readonly problems: readonly ImportProblem[] } {
  if (answers.length === 0) return { statements: fleet.statements, problems: [] }
  const problems: ImportProblem[] = []
  const said = new Map<string, { readonly statement: Statement; readonly answer: ImportedAnswer }>()
  const disputed = new Set<string>()
  for (const answer of answers) {
    const owner = ownerOf(answer, fleet)
    if ('code' in owner) {
      problems.push(owner)
      continue
    }
    const { subject, holds, reason } = answer
    const statement: Statement = { subject, ...owner, holds, reason }
    const key = statementKey(statement)
    const first = said.get(key)
    if (first !== undefined && first.statement.holds !== holds) {
      if (!disputed.has(key)) problems.push(contradicts(answer, first.answer))
      disputed.add(key)
    } else if (first === undefined) said.set(key, { statement, answer })
  }
  const statements = new Map(fleet.statements.map((one) => [statementKey(one), one]))
  for (const [key, { statement, answer }] of said) {
    if (disputed.has(key)) continue
    const before = statements.get(key)
    if (before !== undefined && before.holds !== statement.holds) problems.push(replaced(answer, before))
    statements.set(key, statement)
  }
  return { statements: inOrder(statements.values()), problems }
}

type Owner = Pick<Statement, 'scope' | 'scopeId'>

function ownerOf(
  answer: ImportedAnswer,
  { servers, partitions }: Pick<Fleet, 'servers' | 'partitions'>,
): Owner | ImportProblem {
  const { partition: name, servers: names } = answer
  const [serverName] = names
  if (name === null) {
    if (serverName === undefined) return { scope: 'fleet', scopeId: null }
    const found = servers.filter((one) => isCalled(one, serverName))
    const [only] = found
    return only !== undefined && found.length === 1
      ? { scope: 'server', scopeId: only.id }
      : notOne(answer, `server "${serverName}"`, found.length)
  }
  const places = new Set(
    servers.filter((one) => names.some((called) => isCalled(one, called))).map((one) => one.id),
  )
  const fits = (one: Partition): boolean =>
    one.name === name && (names.length === 0 || places.has(one.serverId))
  const found = partitions.filter(fits)
  const [only] = found
  if (only !== undefined && found.length === 1) return { scope: 'partition', scopeId: only.id }
  return notOne(
    answer,
    `partition "${name}"${names.length === 0 ? '' : ` on ${names.join(', ')}`}`,
    found.length,
  )
}

const isCalled = (server: Server, name: string): boolean =>
  server.name === name || server.id.toUpperCase() === name.toUpperCase()

const problem = (
  code: string,
  severity: ImportProblem['severity'],
  answer: ImportedAnswer,
  found: string,
  remedy: string,
): ImportProblem => ({ code, severity, origin: answer.origin, column: answer.subject, found, remedy })

function notOne(answer: ImportedAnswer, what: string, found: number): ImportProblem {
  return found === 0
    ? problem(
        'answer-about-unknown',
        'warning',
        answer,
        `The answer about ${subjectWords[answer.subject]} names ${what}, which is not in the inventory; it was left out.`,
        'Correct the name, or import the HMC output that holds it together with the answers.',
      )
    : problem(
        'answer-ambiguous',
        'warning',
        answer,
        `The answer about ${subjectWords[answer.subject]} names ${what}, and there are ${found} of that name; it was left out.`,
        'Name the server of the partition under "servers"; a server can be named by type-model*serial.',
      )
}

const yesNo = (holds: boolean): string => (holds ? 'yes' : 'no')
const placeOf = ({ file, line }: Origin): string => (line === null ? file : `${file}:${line}`)
const aboutOf = ({ servers, partition }: ImportedAnswer): string =>
  partition ?? servers[0] ?? 'the whole fleet'

function contradicts(answer: ImportedAnswer, first: ImportedAnswer): ImportProblem {
  return problem(
    'answers-disagree',
    'error',
    answer,
    `The answer about ${subjectWords[answer.subject]}, ${aboutOf(answer)}, is "${yesNo(answer.holds)}" here and "${yesNo(first.holds)}" in ${placeOf(first.origin)}; both answers were left out.`,
    'Find out which one is right and correct the other.',
  )
}

function replaced(answer: ImportedAnswer, before: Statement): ImportProblem {
  return problem(
    'answer-replaced',
    'warning',
    answer,
    `The answer about ${subjectWords[answer.subject]}, ${aboutOf(answer)}, was "${yesNo(before.holds)}" before; this import says "${yesNo(answer.holds)}".`,
    'Accept the import if its answer is the right one; otherwise correct the file.',
  )
}
