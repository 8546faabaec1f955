/** Reads attribute rows: each goes to the reader of its command, and what does not fit is named by its line. */
import { importLimits } from '../importer.ts'
import type { SourceFile } from '../importer.ts'
import { AttributeGrammar, headerOf } from './attribute-rows.ts'
import type { AttributeRow, GrammarItem } from './attribute-rows.ts'
import { isKnownAttribute } from './known-attributes.ts'
import { kindOfNames } from './kinds.ts'
import { reportMessage } from './messages.ts'
import type { Reading } from './reading.ts'
import { RecordJoiner } from './records.ts'
import { plainName, type RowHandler, type RowKind } from './row-kind.ts'
import { Row, shorten } from './row.ts'
import { LineSplitter } from './text-lines.ts'
import type { TextLine } from './text-lines.ts'

/** Row shapes remembered at once; output has a handful, only a hostile file has many. */
const MAX_SHAPES = 1_000

export class RowReader {
  private readonly reading: Reading
  private readonly fileKind: RowKind | null
  private readonly kindWords: string
  private readonly file: SourceFile
  private readonly joiner: RecordJoiner
  private readonly grammar = new AttributeGrammar()
  private readonly handlers = new Map<RowKind, RowHandler | null>()
  private readonly kinds = new Map<string, RowKind | null>()
  private previous: AttributeRow | null = null
  private nameless = 0
  private firstNameless: { line: number; text: string } | null = null

  constructor(reading: Reading, kind: RowKind | null, words: string, file: SourceFile) {
    this.reading = reading
    this.fileKind = kind
    this.kindWords = words
    this.file = file
    this.joiner = new RecordJoiner(delimiterOf(file))
  }

  line(line: TextLine): void {
    for (const record of this.joiner.push(line)) this.item(this.grammar.read(record))
  }

  end(): void {
    for (const record of this.joiner.end()) this.item(this.grammar.read(record))
    const whole = this.isWhole()
    for (const [kind, handler] of this.handlers) handler?.end?.(whole && kind === this.fileKind)
    this.reportNameless()
    this.declareComplete()
  }

  private item(item: GrammarItem | null): void {
    if (item === null) return
    switch (item.type) {
      case 'row':
        this.row(item)
        break
      case 'message':
        if (item.sort === 'no-results' && this.fileKind !== null)
          this.handler(this.fileKind)?.none?.(item.line)
        reportMessage(this.reading, item.text, item.sort, item.line, this.kindWords)
        break
      case 'command':
        this.reading.setCommand(item.command)
        break
      case 'nameless':
        this.namelessRow(item)
        break
      case 'misfit':
        this.misfit(item)
        break
      case 'header':
        this.previous = null
    }
  }

  private row(item: AttributeRow): void {
    const row = this.withoutCutTail(item)
    this.reportRowDamage(row)
    this.previous = item
    const kind = this.kindOf(row)
    if (kind === null) {
      this.reading.noteUnused('commands not known to this version', row.line)
      return
    }
    if (kind.open === null) {
      this.reading.noteUnused(kind.kind, row.line)
      return
    }
    const origin = { file: this.reading.file, line: row.line }
    this.handler(kind)?.read(new Row(row.values, origin, row.raw, this.reading.report))
  }

  /** A file may hold the output of several commands: each row goes to the reader of its own. */
  private kindOf(row: AttributeRow): RowKind | null {
    const names = [...row.values.keys()]
    const key = names.join(',')
    let kind = this.kinds.get(key)
    if (kind === undefined) {
      kind = kindOfNames(new Set(names)) ?? this.fileKind
      // Server adapters of Fibre Channel have no WWPNs and look like SCSI ones.
      const scsiInFc = kind?.kind.endsWith(' scsi') === true && this.fileKind?.kind.endsWith(' fc') === true
      if (scsiInFc && row.values.get('adapter_type')?.trim() === 'server') return this.fileKind
      if (kind !== null && kind.open !== null)
        for (const name of names) if (!isKnownAttribute(name)) this.reading.noteUnknown(name, row.line)
      if (this.kinds.size >= MAX_SHAPES) this.kinds.clear()
      this.kinds.set(key, kind)
    }
    return kind
  }

  private handler(kind: RowKind): RowHandler | null {
    let handler = this.handlers.get(kind)
    if (handler === undefined) {
      handler = kind.open?.(this.reading) ?? null
      this.handlers.set(kind, handler)
    }
    return handler
  }

  /**
   * A last line without a line feed whose attributes are the first ones of the row above was cut off: its last value
   * may be half a value and is dropped.
   */
  private withoutCutTail(item: AttributeRow): AttributeRow {
    if (item.ended || item.table || this.previous === null || this.previous.table) return item
    const names = [...item.values.keys()]
    const before = [...this.previous.values.keys()]
    if (
      names.length >= before.length ||
      names.some((name, at) => name !== before[at] && at < names.length - 1)
    )
      return item
    this.reportCut(item.line, item.raw)
    const values = new Map(item.values)
    values.delete(names.at(-1) ?? '')
    return { ...item, values, damage: [] }
  }

  private reportCut(line: number, raw: string): void {
    this.reading.markIncomplete('truncated')
    this.reading.report(
      {
        code: 'truncated',
        severity: 'warning',
        origin: { file: this.reading.file, line },
        column: null,
        found: 'The file ends in the middle of a row; rows may be missing behind it.',
        remedy: 'Collect or copy the file again.',
      },
      raw,
    )
  }

  private reportRowDamage(row: AttributeRow): void {
    for (const damage of row.damage) {
      // Values behind an open quote are lost; an attribute that stands twice is a row that ran into another.
      if (damage.sort !== 'unquoted-comma') this.reading.markIncomplete(damage.sort)
      this.reading.report(
        {
          code: damage.sort,
          severity: 'warning',
          origin: { file: this.reading.file, line: row.line },
          column: damage.sort === 'unclosed-quote' ? null : damage.column,
          ...damageWords(damage),
        },
        row.raw,
      )
    }
  }

  private namelessRow(item: { line: number; text: string; fields: readonly string[] }): void {
    const columns = this.fileKind?.columns
    if (columns !== undefined && columns.length === item.fields.length) {
      const values = new Map(columns.map((name, at) => [name, item.fields[at] ?? '']))
      const origin = { file: this.reading.file, line: item.line }
      if (this.fileKind !== null)
        this.handler(this.fileKind)?.read(new Row(values, origin, item.text, this.reading.report))
      return
    }
    this.nameless++
    this.firstNameless ??= item
  }

  private reportNameless(): void {
    if (this.firstNameless === null) return
    const { line, text } = this.firstNameless
    this.reading.report(
      {
        code: 'no-header',
        severity: 'error',
        origin: { file: this.reading.file, line },
        column: null,
        found: `${this.nameless} ${this.nameless === 1 ? 'row has' : 'rows have'} values without attribute names, beginning with "${shorten(text)}".`,
        remedy:
          'Collect it again with --header behind the -F list, or without -F; without names the columns would be guessed.',
      },
      text,
    )
  }

  private misfit(item: {
    line: number
    text: string
    found: number
    expected: number
    ended: boolean
  }): void {
    if (!item.ended && item.found < item.expected) {
      this.reportCut(item.line, item.text)
      return
    }
    this.reading.report(
      {
        code: 'column-count',
        severity: 'error',
        origin: { file: this.reading.file, line: item.line },
        column: null,
        found: `The row has ${item.found} values where the header names ${item.expected} columns; it was left out.`,
        remedy: 'Correct the row, or collect the file again.',
      },
      item.text,
    )
  }

  /**
   * Lists are complete where the file is named as an unfiltered collection of the command and nothing in it was lost. A
   * file recognised by its content alone may have been collected with --filter, so it proves nothing.
   */
  private declareComplete(): void {
    const kind = this.fileKind
    if (kind?.completes === undefined || !this.isWhole()) return
    const server = this.reading.server(1)
    if (server === null) return
    for (const list of kind.completes)
      this.reading.emit({ entity: 'complete', server, list, origin: { file: this.reading.file, line: null } })
  }

  private isWhole(): boolean {
    const kind = this.fileKind
    if (kind === null || !this.reading.complete || this.nameless > 0) return false
    return (
      kind.files.test(plainName(this.file.name)) && [...this.handlers.keys()].every((one) => one === kind)
    )
  }
}

function damageWords(damage: AttributeRow['damage'][number]): { found: string; remedy: string } {
  switch (damage.sort) {
    case 'unclosed-quote':
      return {
        found: `A quote is opened and never closed; left out: ${shorten(damage.lost)}`,
        remedy: 'Correct the quote, or collect the file again; the attributes before it were read.',
      }
    case 'unquoted-comma':
      return {
        found: `A list stands without quotes; it was read as "${shorten(damage.value)}".`,
        remedy: 'Compare the value with the HMC; command output quotes a pair whose value holds a comma.',
      }
    case 'repeated-attribute':
      return {
        found: `The attribute stands twice in the row; "${shorten(damage.value)}" was passed over.`,
        remedy: 'Check whether two rows have run together.',
      }
  }
}

function delimiterOf(file: SourceFile): string {
  const splitter = new LineSplitter(file.head.subarray(0, 4096), importLimits.lineCharacters)
  const lines = [...splitter.push(file.head.subarray(0, 4096)), ...splitter.end()]
  for (const { text } of lines.slice(0, 20)) {
    const header = headerOf(text)
    if (header !== null) return header.delimiter
  }
  return ','
}
