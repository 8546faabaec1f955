/**
 * The XML of an export as pieces of text. Besides plain XML there is the text wrapper of pypowervm's recorded answers:
 * comment lines, then sections "INFO{", "HEADERS{" and "BODY{", each ended by a line "END OF SECTION}"; the body is XML.
 */
import { AppFailure } from '../../../shared/contract/result.ts'
import { importLimits, type SourceFile } from '../importer.ts'

export interface TextPiece {
  readonly text: string
  /** Number of the line (from 1) on which the document begins. */
  readonly line: number
}

const BODY = /^BODY\{\s*$/
const END = /^END OF SECTION\}\s*$/

export function isWrapped(head: string): boolean {
  return /^(?:#[^\n]*\r?\n|\s)*(?:INFO|HEADERS|BODY)\{/.test(head)
}

/** Pieces of the XML in a file, in order. Throws AppFailure 'import-too-large' where a wrapped line is beyond the limit. */
export async function* xmlText(file: SourceFile): AsyncGenerator<TextPiece> {
  const head = new TextDecoder().decode(file.head)
  const pieces = decoded(file)
  yield* isWrapped(head) ? unwrapped(file.name, pieces) : fromFirstCharacter(pieces)
}

async function* decoded(file: SourceFile): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8')
  for await (const chunk of file.chunks()) yield decoder.decode(chunk, { stream: true })
  const rest = decoder.decode()
  if (rest !== '') yield rest
}

/** Blank lines before the XML declaration are no fault worth refusing a file for. */
async function* fromFirstCharacter(pieces: AsyncIterable<string>): AsyncGenerator<TextPiece> {
  let line = 1
  let begun = false
  for await (const piece of pieces) {
    const text = begun ? piece : piece.trimStart()
    if (!begun) line += countLines(piece.slice(0, piece.length - text.length))
    if (text === '') continue
    begun = true
    yield { text, line }
  }
}

async function* unwrapped(name: string, pieces: AsyncIterable<string>): AsyncGenerator<TextPiece> {
  let line = 0
  let bodyLine = 1
  let inBody = false
  let begun = false
  for await (const text of linesOf(name, pieces)) {
    line += 1
    if (!inBody) {
      inBody = BODY.test(text)
      continue
    }
    if (END.test(text)) return
    if (!begun && text.trim() === '') continue
    if (!begun) bodyLine = line
    yield { text: begun ? text : text.trimStart(), line: bodyLine }
    begun = true
  }
}

async function* linesOf(name: string, pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = ''
  for await (const piece of pieces) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > importLimits.lineCharacters) throw lineTooLong(name)
    for (const line of lines) yield `${line}\n`
  }
  if (rest !== '') yield rest
}

function countLines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

function lineTooLong(name: string): AppFailure {
  return new AppFailure({
    code: 'import-too-large',
    message: `"${name}" has a line of more than ${importLimits.lineCharacters.toLocaleString('en')} characters.`,
    hint: 'Import the export as the HMC wrote it.',
  })
}
