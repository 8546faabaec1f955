/**
 * One source row with its origin. Reads values as what they should be; a value that is not what it should be becomes a
 * problem that names the column and quotes the value, and the rest of the row is kept.
 */
import type { Origin } from '../../../shared/inventory/fleet.ts'
import type { ImportProblem } from '../../../shared/inventory/problem.ts'
import { centiFromUnits, mib } from '../../../shared/inventory/units.ts'
import type { Centi, MiB } from '../../../shared/inventory/units.ts'
import { splitList } from './attribute-rows.ts'

/** How HMC output says "there is no value": empty, null, none, unavailable (a system that is powered off). */
const missing: ReadonlySet<string> = new Set(['', 'null', 'none', 'unavailable', 'n/a', 'unknown'])

/** Largest memory that is believed: 4 PiB in MiB. */
const MAX_MIB = 4 * 1024 * 1024 * 1024
/** Most processing units that are believed, in hundredths. */
const MAX_CENTI = 100_000_00

export class Row {
  readonly origin: Origin
  readonly raw: string
  private readonly values: ReadonlyMap<string, string>
  private readonly report: (problem: ImportProblem) => void
  private readonly reported = new Set<string>()

  constructor(
    values: ReadonlyMap<string, string>,
    origin: Origin,
    raw: string,
    report: (problem: ImportProblem) => void,
  ) {
    this.values = values
    this.origin = origin
    this.raw = raw
    this.report = report
  }

  get names(): readonly string[] {
    return [...this.values.keys()]
  }

  has(column: string): boolean {
    return this.values.has(column)
  }

  /** A name exactly as printed: a partition may be called "none" or start with a space. Null where empty or absent. */
  name(column: string): string | null {
    const value = this.values.get(column)
    return value === undefined || value === '' ? null : value
  }

  /** A word: trimmed; null where it is absent or one of the words for "no value". */
  word(column: string): string | null {
    const value = this.values.get(column)?.trim()
    return value === undefined || missing.has(value.toLowerCase()) ? null : value
  }

  /** Whether the column says "none": known to be absent, unlike a column that is missing. */
  saysNone(column: string): boolean {
    return this.values.get(column)?.trim().toLowerCase() === 'none'
  }

  /** `0` or `1` (the HMC CLI's booleans; `true`, `false`, `yes`, `no` are understood too). */
  flag(column: string): boolean | null {
    const word = this.word(column)?.toLowerCase()
    if (word === undefined) return null
    if (word === '1' || word === 'true' || word === 'yes') return true
    if (word === '0' || word === 'false' || word === 'no') return false
    return this.bad(column, 'is neither 0 nor 1')
  }

  /** A whole number that is not negative. */
  whole(column: string): number | null {
    const word = this.word(column)
    if (word === null) return null
    const value = Number(word)
    if (/^\d+$/.test(word) && Number.isSafeInteger(value)) return value
    return this.bad(column, 'is no whole number')
  }

  /** A decimal number that is not negative. */
  decimal(column: string): number | null {
    const word = this.word(column)
    if (word === null) return null
    if (/^\d+(\.\d+)?$/.test(word) && Number.isFinite(Number(word))) return Number(word)
    return this.bad(column, 'is no number with a decimal point')
  }

  /** Memory: the HMC CLI writes whole MB, which are MiB. */
  memory(column: string): MiB | null {
    const word = this.word(column)
    if (word === null) return null
    const value = Number(word)
    if (/^\d+(\.0+)?$/.test(word) && value <= MAX_MIB) return mib(value)
    return this.bad(column, 'is no number of MB')
  }

  /** Processing units with a decimal point, in hundredths. */
  units(column: string): Centi | null {
    const word = this.word(column)
    if (word === null) return null
    const value = centiFromUnits(word)
    if (value !== null && value <= MAX_CENTI) return value
    return this.bad(column, 'is no number of processing units')
  }

  /** The items of a list; `[]` where it is empty or `none`, null where the column is absent or unavailable. */
  list(column: string): readonly string[] | null {
    const value = this.values.get(column)
    if (value === undefined) return null
    const word = value.trim().toLowerCase()
    if (word === '' || word === 'none') return []
    if (word === 'null' || word === 'unavailable') return null
    return splitList(value)
  }

  /** VLAN numbers 1..4094 of a list; others are reported. */
  vlans(column: string): readonly number[] {
    return (this.list(column) ?? []).flatMap((item) => {
      const text = item.trim()
      const id = Number(text)
      if (/^\d+$/.test(text) && id >= 1 && id <= 4094) return [id]
      if (text !== '' && text !== '0' && text !== 'all')
        this.bad(column, `holds "${text}", which is no VLAN number`)
      return []
    })
  }

  /** Reports that a value cannot be read; returns null so that it can stand in for the value. */
  bad(column: string, what: string): null {
    const value = this.values.get(column) ?? ''
    if (this.reported.has(column + what)) return null
    this.reported.add(column + what)
    this.report({
      code: 'bad-value',
      severity: 'warning',
      origin: this.origin,
      column,
      found: `"${shorten(value)}" ${what}.`,
      remedy:
        'Correct the value in the file, or enter it by hand after the import; the rest of the row was read.',
    })
    return null
  }
}

/** A value short enough for a sentence. */
export function shorten(text: string, characters = 80): string {
  return text.length <= characters ? text : `${text.slice(0, characters)}…`
}
