/**
 * A stable fingerprint of the input of a plan: fleet (with statements and catalogue edits) and assumptions. Plans are
 * marked stale where it differs from the present one. Not cryptographic: it tells honest documents apart, it resists no attacker.
 */
import type { Fleet } from './fleet.ts'

/** Where a figure was read changes no plan; nor does when, `importedAt`. */
const provenance: ReadonlySet<string> = new Set(['origins'])

/**
 * 128 bits as 32 hexadecimal digits. Equal for equal fleets and assumptions whatever the order of their keys; origins
 * and the time of import do not count. `assumptions` is any plain data.
 */
export function hashFleet(fleet: Fleet, assumptions: unknown): string {
  const hash = new Hash128()
  const feed = new Feeder(hash)
  for (const list of [fleet.servers, fleet.vios, fleet.partitions]) feed.value(list, provenance)
  // A reason is for people; it changes no verdict.
  feed.value(fleet.statements, reasons)
  feed.value(fleet.catalogueEdits, reasons)
  feed.value(assumptions, nothing)
  return hash.digest()
}

const reasons: ReadonlySet<string> = new Set(['reason'])
const nothing: ReadonlySet<string> = new Set()

/** What begins each value, so that none can be taken for another. */
const tag = { nothing: 1, no: 2, yes: 3, number: 4, text: 5, list: 6, record: 7, end: 8 } as const

/**
 * Feeds plain data to a hash, value by value: the text of a large fleet never exists. Members go in the order of their
 * keys' code units; members that are undefined do not exist.
 */
class Feeder {
  readonly #hash: Hash128
  readonly #bits = new DataView(new ArrayBuffer(8))
  // Records of one kind mostly follow each other: their keys need not be sorted each time.
  #keys: readonly string[] = []
  #sorted: readonly string[] = []

  constructor(hash: Hash128) {
    this.#hash = hash
  }

  value(value: unknown, skip: ReadonlySet<string>): void {
    const hash = this.#hash
    if (typeof value === 'string') this.#text(value)
    else if (typeof value === 'number') this.#number(value)
    else if (typeof value === 'boolean') hash.word(value ? tag.yes : tag.no)
    else if (Array.isArray(value)) {
      hash.word(tag.list)
      hash.word(value.length)
      for (const item of value) this.value(item, skip)
    } else if (typeof value === 'object' && value !== null) this.#record(value as Members, skip)
    else hash.word(tag.nothing)
  }

  #record(record: Members, skip: ReadonlySet<string>): void {
    this.#hash.word(tag.record)
    for (const key of this.#sortedKeys(record)) {
      const member = record[key]
      if (member === undefined || skip.has(key)) continue
      this.#text(key)
      this.value(member, skip)
    }
    this.#hash.word(tag.end)
  }

  #sortedKeys(record: Members): readonly string[] {
    const keys = Object.keys(record)
    const known = this.#keys
    let same = keys.length === known.length
    for (let i = 0; same && i < keys.length; i += 1) same = keys[i] === known[i]
    if (same) return this.#sorted
    this.#keys = keys
    this.#sorted = keys.toSorted()
    return this.#sorted
  }

  #text(text: string): void {
    this.#hash.word(tag.text)
    this.#hash.text(text)
  }

  #number(value: number): void {
    // Minus zero is zero: to people and to every rule it is the same figure.
    this.#bits.setFloat64(0, value === 0 ? 0 : value)
    this.#hash.word(tag.number)
    this.#hash.word(this.#bits.getInt32(0))
    this.#hash.word(this.#bits.getInt32(4))
  }
}

type Members = Readonly<Record<string, unknown>>

/**
 * Four 32-bit lanes, each an FNV-1a step (Fowler, Noll and Vo: xor, then multiply) with its own odd multiplier and
 * offset, mixed into each other at the end.
 */
class Hash128 {
  private a = 0x811c9dc5
  private b = 0x9e3779b9
  private c = 0x7f4a7c15
  private d = 0xc2b2ae35

  word(word: number): void {
    this.a = Math.imul(this.a ^ word, 0x01000193)
    this.b = Math.imul((this.b ^ word) + (this.a >>> 15), 0x85ebca6b)
    this.c = Math.imul((this.c ^ word) + (this.b >>> 13), 0x9e3779b1)
    this.d = Math.imul((this.d ^ word) + (this.c >>> 11), 0xc2b2ae3d)
  }

  /** The length, then two code units at a step; behind the end there is NaN, which counts as 0. */
  text(text: string): void {
    this.word(text.length)
    let { a, b, c, d } = this
    for (let i = 0; i < text.length; i += 2) {
      const unit = text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16)
      a = Math.imul(a ^ unit, 0x01000193)
      b = Math.imul((b ^ unit) + (a >>> 15), 0x85ebca6b)
      c = Math.imul((c ^ unit) + (b >>> 13), 0x9e3779b1)
      d = Math.imul((d ^ unit) + (c >>> 11), 0xc2b2ae3d)
    }
    this.a = a
    this.b = b
    this.c = c
    this.d = d
  }

  digest(): string {
    const lanes = [this.a, this.b, this.c, this.d]
    const sum = lanes.reduce((total, lane) => (total + finish(lane)) | 0, 0)
    return lanes.map((lane, index) => hex(finish(lane + Math.imul(sum, 2 * index + 1)))).join('')
  }
}

/** Spreads every bit of a word over the whole word (xor-shift and multiply). */
function finish(word: number): number {
  let mixed = word | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return mixed ^ (mixed >>> 16)
}

function hex(word: number): string {
  return (word >>> 0).toString(16).padStart(8, '0')
}
