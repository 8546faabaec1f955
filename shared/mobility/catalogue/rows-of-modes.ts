/** Processor modes by generation and firmware, as rows a person can change. */
import { generations } from './checks.ts'
import { systemWords, type EditableRow } from './editable-row.ts'
import type { CompatModeRow, MobilityCatalogue } from './mobility-catalogue.ts'

const always = 'default'
const modeName = /^POWER\d{1,2}(_base|_enhanced|\+(_enhanced)?)?$/
const none = 'none'

type Place = Pick<CompatModeRow, 'generation' | 'fromRelease' | 'toRelease'>

/** Modes of a list like "POWER8, POWER9_base"; null where one is no mode, none is named or one is named twice. */
function modesOf(typed: string): readonly string[] | null {
  const modes = typed.split(',').map((mode) => mode.trim())
  return modes.every((mode) => modeName.test(mode)) && new Set(modes).size === modes.length ? modes : null
}

function wordsOf({ generation, fromRelease, toRelease }: Place): string {
  const name = systemWords(generation, null)
  if (fromRelease === null && toRelease === null) return name
  if (fromRelease === toRelease) return `${name} with firmware ${fromRelease}`
  if (fromRelease === null) return `${name} with firmware up to ${toRelease}`
  if (toRelease === null) return `${name} with firmware ${fromRelease} and later`
  return `${name} with firmware ${fromRelease} to ${toRelease}`
}

function keyOf({ generation, fromRelease, toRelease }: Place): string {
  return fromRelease === null && toRelease === null
    ? generation
    : `${generation}/${fromRelease ?? ''}-${toRelease ?? ''}`
}

/** "default" is offered everywhere and no choice: it is neither shown nor typed. */
const shown = (modes: readonly string[]): string => modes.filter((mode) => mode !== always).join(', ') || none

const rowAt = (one: MobilityCatalogue, key: string): CompatModeRow | undefined =>
  one.compatModes.data.find((row) => keyOf(row) === key)

/** Of two rows a person added, the one that begins with the later firmware comes first, then the one that ends earlier. */
const byRange = (a: CompatModeRow, b: CompatModeRow): number =>
  (b.fromRelease ?? 0) - (a.fromRelease ?? 0) ||
  (a.toRelease ?? Number.MAX_SAFE_INTEGER) - (b.toRelease ?? Number.MAX_SAFE_INTEGER)

/** The table with a part of one row replaced; a row that is not there yet is added before the shipped ones. */
function withRow(one: MobilityCatalogue, place: Place, part: Partial<CompatModeRow>): MobilityCatalogue {
  const { data } = one.compatModes
  const key = keyOf(place)
  const [added, shipped] = [
    data.filter((row) => row.added === true),
    data.filter((row) => row.added !== true),
  ]
  const fresh: CompatModeRow = { modes: [always], uncertain: [], ...place, ...part, added: true }
  const changed =
    rowAt(one, key) === undefined
      ? [...[...added, fresh].toSorted(byRange), ...shipped]
      : data.map((row) => (keyOf(row) === key ? { ...row, ...part } : row))
  return { ...one, compatModes: { ...one.compatModes, data: changed } }
}

function modesRow(place: Place): EditableRow {
  const key = keyOf(place)
  return {
    table: 'compat-modes',
    key,
    title: `Processor modes of ${wordsOf(place)}`,
    notation: 'modes separated by commas, like POWER8, POWER9_base, POWER9',
    show: (one) => {
      const row = rowAt(one, key)
      return row === undefined ? '' : shown(row.modes)
    },
    fits: (typed) => modesOf(typed) !== null,
    put: (one, typed) => withRow(one, place, { modes: [always, ...(modesOf(typed) ?? [])] }),
  }
}

function uncertainRow(place: Place): EditableRow {
  const key = keyOf(place)
  return {
    table: 'compat-modes',
    key: `${key}/uncertain`,
    title: `Modes of ${wordsOf(place)} that are not confirmed`,
    notation: 'modes separated by commas, like POWER9, POWER9_base, or none',
    show: (one) => shown(rowAt(one, key)?.uncertain ?? []),
    fits: (typed) => typed.trim() === none || modesOf(typed) !== null,
    put: (one, typed) =>
      withRow(one, place, { uncertain: typed.trim() === none ? [] : (modesOf(typed) ?? []) }),
  }
}

export function rowsOfModes(catalogue: MobilityCatalogue): readonly EditableRow[] {
  return catalogue.compatModes.data.flatMap(({ generation, fromRelease, toRelease, uncertain }) => {
    const place = { generation, fromRelease, toRelease }
    return uncertain.length === 0 ? [modesRow(place)] : [modesRow(place), uncertainRow(place)]
  })
}

/** The modes of a range of firmware that the shipped table does not name; null where the key names no such range. */
export function addedModes(key: string): EditableRow | null {
  const [from, range, ...more] = key.split('/')
  const generation = generations.find((one) => one === from)
  const [, first = '', last = ''] = /^([1-9]\d{2,3})?-([1-9]\d{2,3})?$/.exec(range ?? '') ?? []
  if (generation === undefined || more.length > 0 || (first === '' && last === '')) return null
  const [fromRelease, toRelease] = [first, last].map((text) => (text === '' ? null : Number(text)))
  if (fromRelease === undefined || toRelease === undefined) return null
  if (fromRelease !== null && toRelease !== null && toRelease < fromRelease) return null
  return modesRow({ generation, fromRelease, toRelease })
}
