/**
 * Bytes to lines. HMC output travels through terminals, editors and mail: byte order marks, UTF-16, Latin-1 bytes of a
 * translated message in the middle of UTF-8, CRLF, NUL bytes and endless lines are all met and none of them may stop
 * the import.
 */
import { TextDecoder } from 'node:util'

export interface TextLine {
  /** From 1. */
  readonly number: number
  readonly text: string
  /** False for a last line without a line feed: the file may have been cut off there. */
  readonly ended: boolean
}

/** What was repaired while reading; reported once per file. */
export interface TextDamage {
  /** First line with NUL characters, and their number in the file. */
  nulLine: number | null
  nulCount: number
  /** Lines longer than the limit: left out. */
  readonly tooLong: number[]
}

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be'

/** The encoding of a text by its byte order mark, or by where its zero bytes are. */
export function encodingOf(head: Uint8Array): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  const sample = Math.min(head.length & ~1, 4096)
  let evenZeros = 0
  let oddZeros = 0
  for (let at = 0; at < sample; at += 2) {
    if (head[at] === 0) evenZeros++
    if (head[at + 1] === 0) oddZeros++
  }
  const many = sample / 2 / 2
  if (sample >= 8 && oddZeros > many && evenZeros < many / 4) return 'utf-16le'
  if (sample >= 8 && evenZeros > many && oddZeros < many / 4) return 'utf-16be'
  return 'utf-8'
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const latin1 = new TextDecoder('latin1')
const LINE_FEED = 10

/** UTF-8, or Latin-1 for the lines that are not; a block is decoded at once because almost all blocks are clean. */
function decodeBlock(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes)
  } catch {
    let text = ''
    for (let from = 0; from < bytes.length;) {
      const feed = bytes.indexOf(LINE_FEED, from)
      const end = feed === -1 ? bytes.length : feed + 1
      const line = bytes.subarray(from, end)
      try {
        text += strictUtf8.decode(line)
      } catch {
        text += latin1.decode(line)
      }
      from = end
    }
    return text
  }
}

/** Cuts a stream of bytes into lines; `push` pieces in order, then `end`. */
export class LineSplitter {
  readonly damage: TextDamage = { nulLine: null, nulCount: 0, tooLong: [] }
  private readonly encoding: Encoding
  private readonly wide: TextDecoder | null
  private readonly maxCharacters: number
  private parts: Uint8Array[] = []
  private held = 0
  private text = ''
  private number = 1
  private skipping = false

  constructor(head: Uint8Array, maxCharacters: number) {
    this.encoding = encodingOf(head)
    this.wide = this.encoding === 'utf-8' ? null : new TextDecoder(this.encoding, { ignoreBOM: true })
    this.maxCharacters = maxCharacters
  }

  push(chunk: Uint8Array): TextLine[] {
    if (this.wide !== null) return this.cut(this.wide.decode(chunk, { stream: true }))
    const feed = chunk.lastIndexOf(LINE_FEED)
    if (feed === -1) {
      this.hold(chunk)
      return this.held <= this.maxCharacters * 4 ? [] : this.cut(this.release())
    }
    this.hold(chunk.subarray(0, feed + 1))
    const text = this.release()
    this.hold(chunk.subarray(feed + 1))
    return this.cut(text)
  }

  end(): TextLine[] {
    const lines = this.cut(this.wide === null ? this.release() : this.wide.decode())
    if (this.skipping) this.damage.tooLong.push(this.number)
    else if (this.text !== '') lines.push(this.line(this.text, false))
    this.text = ''
    return lines
  }

  /** Keeps a copy of bytes whose line is not whole yet (the source may reuse its buffer). */
  private hold(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.parts.push(bytes.slice())
    this.held += bytes.length
  }

  private release(): string {
    const bytes = new Uint8Array(this.held)
    let at = 0
    for (const part of this.parts) {
      bytes.set(part, at)
      at += part.length
    }
    this.parts = []
    this.held = 0
    return decodeBlock(bytes)
  }

  private cut(text: string): TextLine[] {
    const lines: TextLine[] = []
    let from = 0
    for (let feed = text.indexOf('\n'); feed !== -1; feed = text.indexOf('\n', from)) {
      const whole = this.text + text.slice(from, feed)
      this.text = ''
      from = feed + 1
      if (this.skipping || whole.length > this.maxCharacters) this.damage.tooLong.push(this.number)
      else lines.push(this.line(whole, true))
      this.skipping = false
      this.number++
    }
    if (!this.skipping) this.text += text.slice(from)
    if (this.text.length > this.maxCharacters) {
      this.skipping = true
      this.text = ''
    }
    return lines
  }

  private line(text: string, ended: boolean): TextLine {
    let clean = text.endsWith('\r') ? text.slice(0, -1) : text
    if (this.number === 1 && clean.startsWith('\uFEFF')) clean = clean.slice(1)
    if (clean.includes('\0')) {
      this.damage.nulLine ??= this.number
      this.damage.nulCount += clean.split('\0').length - 1
      clean = clean.replaceAll('\0', '')
    }
    return { number: this.number, text: clean, ended }
  }
}
