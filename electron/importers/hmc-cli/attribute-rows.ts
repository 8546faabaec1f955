/**
 * Records to rows of named values: the output grammar of the HMC command line (domain.md 1.2). `attr=value` pairs in
 * CSV, lists inside lists by doubled quotes, and `-F ... --header` tables with any delimiter.
 */
import { isKnownAttribute } from './known-attributes.ts'
import { splitFields } from './records.ts'
import type { TextRecord } from './records.ts'
import { echoedCommand, readsLikeSentence, sortOfSentence } from './sentences.ts'
import type { EchoedCommand, SentenceSort } from './sentences.ts'

export interface AttributeRow {
  readonly type: 'row'
  readonly line: number
  readonly raw: string
  readonly values: ReadonlyMap<string, string>
  /** What is wrong with the row, in words; empty for a clean row. */
  readonly damage: readonly RowDamage[]
  readonly ended: boolean
  /** True for a row of a `--header` table. */
  readonly table: boolean
}

export type RowDamage =
  | { readonly sort: 'unclosed-quote'; readonly lost: string }
  | { readonly sort: 'unquoted-comma'; readonly column: string; readonly value: string }
  | { readonly sort: 'repeated-attribute'; readonly column: string; readonly value: string }

export type GrammarItem =
  | AttributeRow
  | { readonly type: 'header'; readonly line: number; readonly names: readonly string[] }
  | { readonly type: 'message'; readonly line: number; readonly text: string; readonly sort: SentenceSort }
  | { readonly type: 'command'; readonly line: number; readonly command: EchoedCommand }
  /** Values without names: a row of `-F` output without `--header`. */
  | {
      readonly type: 'nameless'
      readonly line: number
      readonly text: string
      readonly fields: readonly string[]
    }
  /** A row of a table with another number of columns than its header. */
  | {
      readonly type: 'misfit'
      readonly line: number
      readonly text: string
      readonly found: number
      readonly expected: number
      readonly ended: boolean
    }

const pair = /^\s*([A-Za-z][A-Za-z0-9_]*)=/

/** The items of a list value: CSV again inside the value. An empty text has no items. */
export function splitList(value: string): string[] {
  return value === '' ? [] : splitFields(value, ',')
}

const headerDelimiters = [',', ':', ';', '|', '\t', ' ']

/** The names and the delimiter of a `--header` line, or null: its words must be attribute names we know, nearly all. */
export function headerOf(text: string): { names: string[]; delimiter: string } | null {
  if (!/^[a-z][a-z0-9_]*([,:;|\t ][a-z][a-z0-9_]*)*\s*$/.test(text)) return null
  for (const delimiter of headerDelimiters) {
    const names = text.trim().split(delimiter)
    if (names.length === 1 && delimiter !== ',') continue
    const known = names.filter(isKnownAttribute).length
    if (
      names.length === 1
        ? names[0] === 'type_model' || names[0] === 'lpar_id'
        : known >= 2 && known >= names.length * 0.6
    )
      return { names, delimiter }
  }
  return null
}

function isKnownPair(field: string): boolean {
  const name = pair.exec(field)?.[1]
  return name !== undefined && isKnownAttribute(name)
}

/** Turns records into rows; remembers the header of the table it is in. */
export class AttributeGrammar {
  private header: { names: string[]; delimiter: string } | null = null

  read(record: TextRecord): GrammarItem | null {
    const { text } = record
    if (text.trim() === '' || /^[-=\s]+$/.test(text)) return null
    if (this.header === null && pair.test(text)) {
      const row = pairsRow(record)
      if (row !== null) return row
    }
    if (this.header !== null && this.header.names.length >= 4 && this.fits(text) && headerOf(text) === null)
      return this.tableRow(record, this.header)
    return this.notPlainRow(record)
  }

  /** Everything that is not simply the next row of what came before. */
  private notPlainRow(record: TextRecord): GrammarItem | null {
    const { text, line } = record
    const command = echoedCommand(text)
    if (command !== null) {
      this.header = null
      return { type: 'command', line, command }
    }
    // Scripts mark what they collect with comments.
    if (text.startsWith('#')) return null
    const sort = sortOfSentence(text)
    if (sort !== 'sentence') {
      this.header = null
      return { type: 'message', line, text: text.trim(), sort }
    }
    const header = headerOf(text)
    if (header !== null) {
      this.header = header
      return { type: 'header', line, names: header.names }
    }
    if (pair.test(text.replace(/^\s*"/, '')) && (this.header === null || !this.fits(text))) {
      const row = pairsRow(record)
      if (row !== null) {
        this.header = null
        return row
      }
    }
    return this.header === null ? this.nameless(record) : this.tableRow(record, this.header)
  }

  /** As many values as columns, and not all of them pairs, which a value with an equals sign might look like. */
  private fits(text: string): boolean {
    if (this.header === null) return false
    const fields = splitFields(text, this.header.delimiter)
    return fields.length === this.header.names.length && !fields.every(isKnownPair)
  }

  private tableRow(record: TextRecord, header: { names: string[]; delimiter: string }): GrammarItem {
    const { text, line, ended } = record
    const { names, delimiter } = header
    const fields = splitFields(text, delimiter)
    if (fields.length !== names.length || record.openQuoteAt !== null) {
      if (fields.length === 1 && readsLikeSentence(text))
        return { type: 'message', line, text: text.trim(), sort: 'sentence' }
      return { type: 'misfit', line, text, found: fields.length, expected: names.length, ended }
    }
    const values = new Map(names.map((name, at) => [name, fields[at] ?? '']))
    return { type: 'row', line, raw: text, values, damage: [], ended, table: true }
  }

  private nameless({ text, line }: TextRecord): GrammarItem {
    const fields = [',', ':', ';', '|', '\t']
      .map((one) => splitFields(text, one))
      .find((all) => all.length > 1)
    if (fields === undefined || readsLikeSentence(text))
      return { type: 'message', line, text: text.trim(), sort: 'sentence' }
    return { type: 'nameless', line, text, fields }
  }
}

function pairsRow(record: TextRecord): AttributeRow | null {
  const { line, text, ended, openQuoteAt } = record
  const damage: RowDamage[] = []
  const whole = openQuoteAt === null ? text : text.slice(0, openQuoteAt).replace(/, *$/, '')
  if (openQuoteAt !== null) damage.push({ sort: 'unclosed-quote', lost: text.slice(openQuoteAt) })
  const values = new Map<string, string>()
  const stray = new Map<string, string[]>()
  let last: string | null = null
  for (const field of splitFields(whole, ',')) {
    const name = pair.exec(field)?.[1]
    if (name === undefined) {
      // An unquoted comma in a value (hand-made lines): what follows it belongs to the attribute before.
      if (last !== null) append(stray, last, field)
      continue
    }
    const value = field.slice(field.indexOf('=') + 1)
    if (values.has(name)) damage.push({ sort: 'repeated-attribute', column: name, value })
    else values.set(name, value)
    last = name
  }
  for (const [column, fields] of stray) {
    const value = values.get(column) ?? ''
    // A comma at the end of a line adds nothing to an empty value.
    if (value === '' && fields.every((field) => field.trim() === '')) continue
    const joined = [value, ...fields].join(',')
    values.set(column, joined)
    damage.push({ sort: 'unquoted-comma', column, value: joined })
  }
  return values.size === 0 && damage.length === 0
    ? null
    : { type: 'row', line, raw: text, values, damage, ended, table: false }
}

function append(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
