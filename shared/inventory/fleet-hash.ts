/**
 * A stable fingerprint of the input of a plan: fleet (with statements and catalogue edits) and assumptions. Plans are marked stale where it differs from the
 * present one. Not cryptographic: it tells honest documents apart, it resists no attacker.
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
  // Entity by entity, so that the text of a large fleet never exists as a whole.
  for (const list of [fleet.servers, fleet.vios, fleet.partitions]) {
    for (const entity of list) hash.write(`${canonical(entity, provenance)},`)
    hash.write(';')
  }
  // A reason is for people; it changes no verdict.
  hash.write(`${canonical(fleet.statements, reasons)};${canonical(fleet.catalogueEdits, reasons)};`)
  hash.write(canonical(assumptions, nothing))
  return hash.digest()
}

const reasons: ReadonlySet<string> = new Set(['reason'])
const nothing: ReadonlySet<string> = new Set()

/** Canonical JSON: keys sorted by code unit, no spaces; members that are undefined do not exist. */
function canonical(value: unknown, skip: ReadonlySet<string>): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null, skip)).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const record = value as Readonly<Record<string, unknown>>
  const members: string[] = []
  for (const key of Object.keys(record).sort()) {
    const member = record[key]
    if (member !== undefined && !skip.has(key))
      members.push(`${JSON.stringify(key)}:${canonical(member, skip)}`)
  }
  return `{${members.join()}}`
}

/**
 * Four 32-bit lanes, each an FNV-1a step (Fowler, Noll and Vo: xor, then multiply) with its own odd multiplier and
 * offset over pairs of UTF-16 code units, mixed into each other at the end.
 */
class Hash128 {
  private a = 0x811c9dc5
  private b = 0x9e3779b9
  private c = 0x7f4a7c15
  private d = 0xc2b2ae35
  private length = 0

  write(text: string): void {
    let { a, b, c, d } = this
    for (let i = 0; i < text.length; i += 2) {
      // Two code units at a step; behind the end there is NaN, which counts as 0 (the length is mixed in at the end).
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
    this.length += text.length
  }

  digest(): string {
    const lanes = [this.a, this.b, this.c, this.d].map((lane) => lane ^ this.length)
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
