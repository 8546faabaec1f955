/**
 * IBM's firmware matrices as rows a person can change: one per release of the source and generation of the target, and
 * one per pair of the POWER6/POWER7 detail. A release IBM published later is added by naming it in a key.
 */
import type { Generation } from '../../inventory/fleet.ts'
import { generations } from './checks.ts'
import { systemWords, type EditableRow } from './editable-row.ts'
import type { FirmwareCell, FirmwareRow, MobilityCatalogue, Power7Matrix } from './mobility-catalogue.ts'

const notKnown = 'not known'
const unlisted: FirmwareCell = { kind: 'not known', text: notKnown }

interface Entry {
  readonly cell: FirmwareCell
  /** Condition under which a listed pair is supported; null for none. */
  readonly remark: string | null
}

/** An entry as typed; null where it is none. The inverse of `shown`. */
function entryOf(typed: string): Entry | null {
  const [, value = '', aside = null] = /^([^()]+?)\s*(?:\(([^()]+)\))?$/.exec(typed.trim()) ?? []
  if (value === 'none') return aside === null ? { cell: { kind: 'none', text: value }, remark: null } : null
  if (value === notKnown) return { cell: { kind: 'not known', text: aside ?? notKnown }, remark: null }
  const range = /^(\d{3,4})(?:\s*[-–]\s*(\d{3,4})|(\+))?$/.exec(value)
  if (range === null) return null
  const from = Number(range[1])
  const to = range[3] === '+' ? null : Number(range[2] ?? range[1])
  if (to !== null && to < from) return null
  const text = to === null ? `${from}+` : from === to ? `${from}` : `${from}-${to}`
  return { cell: { kind: 'range', text, from, to }, remark: aside }
}

const inBrackets = (text: string, aside: string | null): string =>
  aside === null ? text : `${text} (${aside})`

const shown = ({ cell, remark }: Entry): string =>
  cell.kind === 'not known'
    ? inBrackets(notKnown, cell.text === notKnown ? null : cell.text)
    : inBrackets(cell.text, remark)

const rowOf = (one: MobilityCatalogue, generation: Generation, release: number): FirmwareRow | undefined =>
  one.firmware.data.rows.find((row) => row.generation === generation && row.releases.includes(release))

function entryIn(one: MobilityCatalogue, generation: Generation, release: number, target: Generation): Entry {
  const row = rowOf(one, generation, release)
  return { cell: row?.to[target] ?? unlisted, remark: row?.remarks[target] ?? null }
}

/** The matrix with one entry replaced: the release gets a row of its own. */
function withEntry(
  one: MobilityCatalogue,
  generation: Generation,
  release: number,
  target: Generation,
  { cell, remark }: Entry,
): MobilityCatalogue {
  const found = rowOf(one, generation, release)
  const others = Object.fromEntries(
    Object.entries(found?.remarks ?? {}).filter(([about]) => about !== target),
  )
  const to =
    found?.to ?? (Object.fromEntries(generations.map((each) => [each, unlisted])) as FirmwareRow['to'])
  const own: FirmwareRow = {
    generation,
    releases: [release],
    to: { ...to, [target]: cell },
    remarks: remark === null ? others : { ...others, [target]: remark },
  }
  const rest = one.firmware.data.rows.flatMap((row) => {
    if (row !== found) return [row]
    const releases = row.releases.filter((each) => each !== release)
    return releases.length === 0 ? [] : [{ ...row, releases }]
  })
  return {
    ...one,
    firmware: { ...one.firmware, data: { ...one.firmware.data, rows: [...rest, own] } },
  }
}

function pairRow(generation: Generation, release: number, target: Generation): EditableRow {
  return {
    table: 'firmware-matrix',
    key: `${generation}/${release}/${target}`,
    title: `${systemWords(generation, release)} to ${systemWords(target, null)}`,
    notation:
      'releases of the target like 1010-1050, 1110+ or 950, or none, or not known; a remark goes in brackets',
    show: (one) => shown(entryIn(one, generation, release, target)),
    fits: (typed) => entryOf(typed) !== null,
    put: (one, typed) => {
      const entry = entryOf(typed)
      return entry === null ? one : withEntry(one, generation, release, target, entry)
    },
  }
}

const marks: Readonly<Record<string, string>> = { M: 'supported', B: 'blocked' }
const letterOf = (typed: string): string | undefined =>
  Object.keys(marks).find((letter) => marks[letter] === typed.trim())

function blockedRow({ columns }: Power7Matrix, from: number, to: number): EditableRow {
  const place = columns.indexOf(to)
  const cellsIn = (one: MobilityCatalogue): string =>
    one.firmware.data.power7.rows.find((row) => row.from === from)?.cells ?? ''
  return {
    table: 'firmware-matrix',
    key: `blocked/${from}/${to}`,
    title: `POWER6 and POWER7, ${from} to ${to}`,
    notation: 'supported, or blocked where the code refuses the pair',
    show: (one) => marks[cellsIn(one)[place] ?? ''] ?? notKnown,
    fits: (typed) => letterOf(typed) !== undefined,
    put: (one, typed) => {
      const { power7 } = one.firmware.data
      const cells = [...cellsIn(one)]
      cells[place] = letterOf(typed) ?? cells[place] ?? 'M'
      const changed = power7.rows.map((row) => (row.from === from ? { ...row, cells: cells.join('') } : row))
      return {
        ...one,
        firmware: { ...one.firmware, data: { ...one.firmware.data, power7: { ...power7, rows: changed } } },
      }
    },
  }
}

export function rowsOfFirmware(catalogue: MobilityCatalogue): readonly EditableRow[] {
  const { rows, power7 } = catalogue.firmware.data
  return [
    ...rows.flatMap(({ generation, releases }) =>
      releases.flatMap((release) => generations.map((target) => pairRow(generation, release, target))),
    ),
    ...power7.rows.flatMap(({ from }) => power7.columns.map((to) => blockedRow(power7, from, to))),
  ]
}

/** The row of a pair whose source release the shipped matrix does not have; null where the key names no pair. */
export function addedPair(key: string): EditableRow | null {
  const [from, release, to, ...more] = key.split('/')
  const [source, target] = [from, to].map((name) => generations.find((one) => one === name))
  if (source === undefined || target === undefined || more.length > 0) return null
  return /^[1-9]\d{2,3}$/.test(release ?? '') ? pairRow(source, Number(release), target) : null
}

/** Every pair of a release that was added, so that its other cells can be filled in too. */
export const rowsOfRelease = (generation: Generation, release: number): readonly EditableRow[] =>
  generations.map((target) => pairRow(generation, release, target))
