/**
 * Lines to records, and records to fields. A quoted value of HMC output may hold line breaks (`lshmc -V`, descriptions), so a record can span
 * lines; yet one stray quote must not swallow the rest of the file. A record is joined over lines only where its quote
 * is closed properly soon after; otherwise its first line stands alone as damaged and reading goes on below it. The
 * splitting is our own and not csv-parse's, because recovery and splitting must agree on what a quote is, and because a
 * parser set up per record costs seventy microseconds a row.
 */
import type { TextLine } from './text-lines.ts'

export interface TextRecord {
  /** Line the record starts on. */
  readonly line: number
  readonly text: string
  /** False where the record ends the file without a line feed. */
  readonly ended: boolean
  /** Position of a quote that is opened and never closed; null for a whole record. */
  readonly openQuoteAt: number | null
}

/** A record over several lines ends within so many lines and characters, or its quote is a stray one. */
const MAX_JOINED_LINES = 100
const MAX_JOINED_CHARACTERS = 256 * 1024

interface QuoteState {
  /** Position of the quote that is still open at the end of the text, 0 where it was open before; else -1. */
  readonly openAt: number
  /** A closing quote was followed by something else than a delimiter. */
  readonly malformed: boolean
}

/**
 * Where the quotes of a CSV record stand; a quote opens only at the start of a field (spaces before it are allowed).
 * `open`: the text continues a quoted field.
 */
function quoteState(text: string, delimiter: string, open = false): QuoteState {
  let openAt = open ? 0 : -1
  let malformed = false
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) {
    if (openAt === -1) {
      if (startsField(text, at, delimiter)) openAt = at
    } else if (text[at + 1] === '"') {
      at++
    } else {
      openAt = -1
      if (!endsField(text, at + 1, delimiter)) malformed = true
    }
  }
  return { openAt, malformed }
}

/**
 * The fields of one record by the same rule. A doubled quote inside quotes is one quote; spaces around a quoted field
 * are dropped, those of a plain field are kept (names may begin with one); a field whose quotes do not add up is taken
 * as it stands.
 */
export function splitFields(text: string, delimiter: string): string[] {
  if (!text.includes('"')) return text.split(delimiter)
  const fields: string[] = []
  let at = 0
  while (at <= text.length) {
    const quoted = quotedField(text, at, delimiter)
    const end = quoted?.end ?? fieldEnd(text, at, delimiter)
    fields.push(quoted?.value ?? text.slice(at, end))
    at = end + 1
  }
  return fields
}

function fieldEnd(text: string, from: number, delimiter: string): number {
  const end = text.indexOf(delimiter, from)
  return end === -1 ? text.length : end
}

/** The quoted field that starts here and the position of the delimiter behind it; null where there is none. */
function quotedField(text: string, from: number, delimiter: string): { value: string; end: number } | null {
  let open = from
  while (text[open] === ' ') open++
  if (text[open] !== '"') return null
  let close = text.indexOf('"', open + 1)
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
  if (close === -1) return null
  const end = fieldEnd(text, close + 1, delimiter)
  if (!endsField(text, close + 1, delimiter)) return { value: text.slice(from, end), end }
  return { value: text.slice(open + 1, close).replaceAll('""', '"'), end }
}

function startsField(text: string, quote: number, delimiter: string): boolean {
  let at = quote - 1
  while (at >= 0 && text[at] === ' ') at--
  return at < 0 || text[at] === delimiter
}

function endsField(text: string, after: number, delimiter: string): boolean {
  let at = after
  while (text[at] === ' ') at++
  return at >= text.length || text[at] === delimiter
}

/** Joins lines to records; `push` lines in order, then `end`. */
export class RecordJoiner {
  private readonly delimiter: string
  private waiting: TextLine[] = []
  private length = 0

  constructor(delimiter: string) {
    this.delimiter = delimiter
  }

  push(line: TextLine): TextRecord[] {
    const records: TextRecord[] = []
    this.take([line], records)
    return records
  }

  end(): TextRecord[] {
    const records: TextRecord[] = []
    while (this.waiting.length > 0) this.take(this.breakUp(records), records)
    return records
  }

  /** Reads lines; where a record has to be broken up, its later lines are read again from the front of the queue. */
  private take(lines: readonly TextLine[], records: TextRecord[]): void {
    const queue = lines.toReversed()
    for (let line = queue.pop(); line !== undefined; line = queue.pop()) {
      const continues = this.waiting.length > 0
      if (!continues && !line.text.includes('"')) {
        records.push({ line: line.number, text: line.text, ended: line.ended, openQuoteAt: null })
        continue
      }
      this.waiting.push(line)
      this.length += line.text.length
      const { openAt, malformed } = quoteState(line.text, this.delimiter, continues)
      if (openAt === -1 && !(malformed && continues)) records.push(this.joined(line))
      else if ((malformed && continues) || !this.mayGrow()) queue.push(...this.breakUp(records).toReversed())
    }
  }

  private mayGrow(): boolean {
    return this.waiting.length < MAX_JOINED_LINES && this.length < MAX_JOINED_CHARACTERS
  }

  private joined(last: TextLine): TextRecord {
    const line = this.waiting[0]?.number ?? last.number
    const text = this.waiting.map((one) => one.text).join('\n')
    this.clear()
    return { line, text, ended: last.ended, openQuoteAt: null }
  }

  /** The first waiting line becomes a damaged record; the others are to be read afresh. */
  private breakUp(records: TextRecord[]): readonly TextLine[] {
    const [first, ...rest] = this.waiting
    this.clear()
    if (first === undefined) return []
    const { openAt } = quoteState(first.text, this.delimiter)
    records.push({
      line: first.number,
      text: first.text,
      ended: first.ended,
      openQuoteAt: Math.max(openAt, 0),
    })
    return rest
  }

  private clear(): void {
    this.waiting = []
    this.length = 0
  }
}
