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

/** A cell as typed; null where it is none. The inverse of `shown`. */
export function cellOf(typed: string): FirmwareCell | null {
  const text = typed.trim()
  if (text === 'none') return { kind: 'none', text }
  const why = /^not known(?: \(([^()]+)\))?$/.exec(text)
  if (why !== null) return { kind: 'not known', text: why[1] ?? notKnown }
  const range = /^(\d{3,4})(?:\s*[-–]\s*(\d{3,4})|(\+))?$/.exec(text)
  if (range === null) return null
  const from = Number(range[1])
  const to = range[3] === '+' ? null : Number(range[2] ?? range[1])
  if (to === null) return { kind: 'range', text: `${from}+`, from, to }
  return to < from ? null : { kind: 'range', text: from === to ? `${from}` : `${from}-${to}`, from, to }
}

const shown = (cell: FirmwareCell): string =>
  cell.kind !== 'not known' || cell.text === notKnown ? cell.text : `${notKnown} (${cell.text})`

const rowOf = (one: MobilityCatalogue, generation: Generation, release: number): FirmwareRow | undefined =>
  one.firmware.data.rows.find((row) => row.generation === generation && row.releases.includes(release))

/** The matrix with one cell replaced: the release gets a row of its own, and a remark beside the old value is dropped. */
function withCell(
  one: MobilityCatalogue,
  generation: Generation,
  release: number,
  target: Generation,
  cell: FirmwareCell,
): MobilityCatalogue {
  const found = rowOf(one, generation, release)
  const remarks = Object.fromEntries(
    Object.entries(found?.remarks ?? {}).filter(([about]) => about !== target),
  )
  const to =
    found?.to ?? (Object.fromEntries(generations.map((each) => [each, unlisted])) as FirmwareRow['to'])
  const own: FirmwareRow = { generation, releases: [release], to: { ...to, [target]: cell }, remarks }
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
    title: `${systemWords(generation, release)} to ${target}`,
    notation: 'firmware releases of the target like 1010-1050, 1110+ or 950, or none, or not known',
    show: (one) => shown(rowOf(one, generation, release)?.to[target] ?? unlisted),
    fits: (typed) => cellOf(typed) !== null,
    put: (one, typed) => withCell(one, generation, release, target, cellOf(typed) ?? unlisted),
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
export function addedRow(key: string): EditableRow | null {
  const [from, release, to, ...more] = key.split('/')
  const [source, target] = [from, to].map((name) => generations.find((one) => one === name))
  if (source === undefined || target === undefined || more.length > 0) return null
  return /^[1-9]\d{2,3}$/.test(release ?? '') ? pairRow(source, Number(release), target) : null
}

/** Every pair of a release that was added, so that its other cells can be filled in too. */
export const rowsOfRelease = (generation: Generation, release: number): readonly EditableRow[] =>
  generations.map((target) => pairRow(generation, release, target))
