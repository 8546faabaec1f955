/** Imports answers of people (`*.answers.json`): a file that does not fit the schema is left out whole, with a sentence. */
import type { z } from 'zod'
import type { ImportedAnswer } from '../../../shared/inventory/answers.ts'
import type { ImportProblem } from '../../../shared/inventory/problem.ts'
import type { Detection, Importer, ImportItem, SourceFile } from '../importer.ts'
import { ANSWERS_FORMAT, ANSWERS_VERSION, answersDocument, type AnswersDocument } from './answers-document.ts'

const kind = 'answers'
const mostBytes = 8 * 1024 * 1024
const mostFaults = 20
const hint = 'Compare it with resources/schema/answers.schema.json and import it again.'

export const answersImporter: Importer = { id: 'answers', detect, read }

/** By the format it names, else by its name: a damaged file of answers must be called damaged, not foreign. */
function detect(file: SourceFile): Detection | null {
  const start = new TextDecoder().decode(file.head).trimStart()
  if (start.startsWith('{') && start.includes(`"${ANSWERS_FORMAT}"`))
    return { kind, rank: 2, confidence: 0.99 }
  return /\.answers\.json$/i.test(file.name) ? { kind, rank: 2, confidence: 0.9 } : null
}

async function* read(file: SourceFile): AsyncGenerator<ImportItem> {
  const fault = (found: string, line: number | null = null, column: string | null = null): ImportItem => {
    const origin = { file: file.name, line }
    const problem: ImportProblem = {
      code: 'answers-damaged',
      severity: 'error',
      origin,
      column,
      found: `"${file.name}" ${found} None of its answers was taken.`,
      remedy: hint,
    }
    return { type: 'problem', problem }
  }
  if (file.sizeBytes > mostBytes) {
    yield fault(`has more than ${mostBytes / 1024 / 1024} MiB, which no document of answers needs.`)
    return
  }
  const text = await textOf(file)
  if (text === null) {
    yield fault('is not UTF-8 text.')
    return
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    yield fault(
      'is not whole JSON: a comma, a bracket or a quote is missing or too many.',
      lineOfDamage(text),
    )
    return
  }
  const parsed = answersDocument.safeParse(value)
  if (!parsed.success) {
    for (const issue of parsed.error.issues.slice(0, mostFaults))
      yield fault(faultWords(issue), lineOfAnswer(text, issue.path), issue.path.join('.') || null)
    return
  }
  for (const answer of answersOf(parsed.data, file.name, text)) yield { type: 'answer', answer }
}

async function textOf(file: SourceFile): Promise<string | null> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  try {
    for await (const chunk of file.chunks()) text += decoder.decode(chunk, { stream: true })
    return text + decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** One answer for each thing it is about. */
function* answersOf(document: AnswersDocument, file: string, text: string): Generator<ImportedAnswer> {
  for (const [at, { question, answer, servers, partitions, reason }] of document.answers.entries()) {
    const said = {
      subject: question,
      holds: answer === 'yes',
      reason: reason ?? document.saidBy ?? null,
      origin: { file, line: lineOfAnswer(text, ['answers', at]) },
    }
    if (partitions !== undefined)
      for (const partition of partitions) yield { ...said, partition, servers: servers ?? [] }
    else if (servers === undefined) yield { ...said, partition: null, servers: [] }
    else for (const server of servers) yield { ...said, partition: null, servers: [server] }
  }
}

const lineAt = (text: string, place: number): number => text.slice(0, place).split('\n').length

/** Line of the answer a path leads to: that of its "question", which every answer has once; null where that is not sure. */
function lineOfAnswer(text: string, path: readonly PropertyKey[]): number | null {
  const at = path[0] === 'answers' ? path[1] : undefined
  if (typeof at !== 'number') return null
  const places = [...text.matchAll(/(?<!\\)"question"\s*:/g)]
  const place = places[at]?.index
  return place === undefined ? null : lineAt(text, place)
}

/** Whether a text fails only because it ends too early. */
function isUnfinished(text: string): boolean {
  try {
    JSON.parse(text)
    return false
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const place = /at position (\d+)/.exec(error.message)?.[1]
    return place === undefined ? /end of JSON/i.test(error.message) : Number(place) >= text.length
  }
}

/** The line on which a text stops being JSON: where its shortest beginning ends that nothing could complete. */
function lineOfDamage(text: string): number {
  let [whole, broken] = [0, text.length]
  while (broken - whole > 1) {
    const middle = (whole + broken) >> 1
    if (isUnfinished(text.slice(0, middle))) whole = middle
    else broken = middle
  }
  return lineAt(text, broken)
}

/** What is wrong at a place of the document, as the end of a sentence about the file. */
function faultWords(issue: z.core.$ZodIssue): string {
  const [member, at, ...rest] = issue.path.map(String)
  const place =
    member === undefined
      ? 'at its top level'
      : at === undefined
        ? `in "${member}"`
        : `in answer ${Number(at) + 1}${rest.length === 0 ? '' : `, "${rest.join('.')}"`}`
  if (member === 'format') return `does not say "format": "${ANSWERS_FORMAT}".`
  if (member === 'version') return `is of another version; this program reads "version": ${ANSWERS_VERSION}.`
  switch (issue.code) {
    case 'unrecognized_keys':
      return `has ${issue.keys.map((key) => `"${key.slice(0, 60)}"`).join(', ')} ${place}, which answers do not have.`
    case 'invalid_value':
      return `has a value ${place} that is none of ${issue.values.map((one) => `"${String(one)}"`).join(', ')}.`
    case 'invalid_type':
      return `has nothing ${place}, or not ${aKind(issue.expected)}.`
    case 'too_big':
      return `has too much ${place}: at most ${String(issue.maximum)} are taken.`
    case 'too_small':
      return `has nothing ${place}, where something is expected.`
    default:
      return `has a value ${place} that does not fit.`
  }
}

const kindWords: Readonly<Record<string, string>> = {
  array: 'a list, as expected',
  object: 'an object, as expected',
  string: 'a text, as expected',
}
const aKind = (expected: string): string => kindWords[expected] ?? `the ${expected} that is expected`
