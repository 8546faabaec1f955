/** Reads one file of command output, line by line, into patches and problems. */
import { importLimits } from '../importer.ts'
import type { Detection, ImportItem, ReadContext, SourceFile } from '../importer.ts'
import { textKinds } from './detect.ts'
import { rowKind } from './kinds.ts'
import { reportMessage } from './messages.ts'
import { Reading } from './reading.ts'
import { RowReader } from './row-reader.ts'
import { sortOfSentence } from './sentences.ts'
import { LineSplitter } from './text-lines.ts'
import type { TextLine } from './text-lines.ts'
import { reportOddLine } from './vios-text.ts'

/** Longest line of a VIOS command that is looked at. */
const MAX_TEXT_LINE = 100_000

/** A reader of lines: either of the HMC's attribute rows or of a VIOS command's text. */
interface LineReader {
  line(line: TextLine): void
  end(): void
}

/** Patches and problems of one file in its order; throws nothing for any content. */
export async function* readCommand(
  file: SourceFile,
  detection: Detection,
  context: ReadContext,
): AsyncGenerator<ImportItem> {
  const reading = new Reading(file.name, context)
  const splitter = new LineSplitter(file.head, importLimits.lineCharacters)
  const reader = readerOf(detection.kind, reading, file)
  let lines = 0
  for await (const chunk of file.chunks()) {
    for (const line of splitter.push(chunk)) if (lines++ < importLimits.rowsPerFile) reader.line(line)
    yield* reading.take()
    if (lines > importLimits.rowsPerFile) break
  }
  for (const line of splitter.end()) if (lines++ < importLimits.rowsPerFile) reader.line(line)
  if (lines > importLimits.rowsPerFile) reportTooManyRows(reading, file.name)
  reportDamage(reading, splitter, file.name)
  reader.end()
  reading.finish()
  yield* reading.take()
}

function readerOf(kind: string, reading: Reading, file: SourceFile): LineReader {
  const text = textKinds.find((one) => one.kind === kind)
  if (text === undefined) return new RowReader(reading, rowKind(kind), kind, file)
  const handler = text.open(reading)
  return {
    line: ({ text: content, number }) => {
      if (/^[-=\s]*$/.test(content)) return
      const sort = sortOfSentence(content)
      if (content.length > MAX_TEXT_LINE) reportOddLine(reading, kind, number, content)
      else if (sort === 'sentence') handler.line(content, number)
      else if (sort === 'error') reportMessage(reading, content.trim(), sort, number, kind)
    },
    end: () => handler.end?.(),
  }
}

function reportTooManyRows(reading: Reading, file: string): void {
  reading.report({
    code: 'too-many-rows',
    severity: 'error',
    origin: { file, line: importLimits.rowsPerFile },
    column: null,
    found: `The file has more than ${importLimits.rowsPerFile.toLocaleString('en')} lines; the rest was left out.`,
    remedy: 'Collect a shorter period or fewer systems per file.',
  })
}

function reportDamage(reading: Reading, splitter: LineSplitter, file: string): void {
  const { nulLine, nulCount, tooLong } = splitter.damage
  if (nulLine !== null)
    reading.report({
      code: 'nul-bytes',
      severity: 'warning',
      origin: { file, line: nulLine },
      column: null,
      found: `The file holds ${nulCount} NUL ${nulCount === 1 ? 'byte' : 'bytes'}, which were dropped.`,
      remedy: 'The file was damaged on its way; copy it again in binary mode.',
    })
  for (const line of tooLong)
    reading.report({
      code: 'line-too-long',
      severity: 'error',
      origin: { file, line },
      column: null,
      found: `The line is longer than ${importLimits.lineCharacters.toLocaleString('en')} characters and was left out.`,
      remedy: 'Check whether the file is command output at all, and collect it again.',
    })
}
