/**
 * The user's changes to the dated tables, kept apart from the shipped files and applied where rules are asked. A change
 * this version does not understand (its row is gone, its value no longer fits) is ignored, and said to be.
 */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { CatalogueEdit, CatalogueTable } from '../../inventory/fleet.ts'
import { generations } from './checks.ts'
import { defaultCatalogue } from './default-catalogue.ts'
import type { EditableRow } from './editable-row.ts'
import type { Dated, MobilityCatalogue } from './mobility-catalogue.ts'
import { addedPair, rowsOfFirmware, rowsOfRelease } from './rows-of-firmware.ts'
import { addedStep, rowsOfLevels } from './rows-of-levels.ts'
import { addedModes, rowsOfModes } from './rows-of-modes.ts'

/** A row of a dated table, shipped and as it is in force. */
export interface CatalogueRow {
  readonly table: CatalogueTable
  readonly key: string
  /** In words: "Processor modes of POWER9 with firmware 940 and later". */
  readonly title: string
  /** Value in the table's notation; "" for a row this version does not have. */
  readonly shipped: string
  readonly value: string
  readonly edit: CatalogueEdit | null
  /** True for a row the shipped table does not have: the user added it, or another pair of its release. */
  readonly added: boolean
  /** True where this version does not understand the change, and the shipped value is in force. */
  readonly ignored: boolean
  /** How a value is typed, as half a sentence. */
  readonly notation: string
  /** Source and ISO date of the shipped table. */
  readonly source: string
  readonly date: string
}

type Place = Pick<CatalogueEdit, 'table' | 'key'>

const nameOf = ({ table, key }: Place): string => `${table} ${key}`

const rowsByCatalogue = new WeakMap<MobilityCatalogue, ReadonlyMap<string, EditableRow>>()

/** Rows of the shipped tables by their name, in the order they are shown. */
function rowsOf(catalogue: MobilityCatalogue): ReadonlyMap<string, EditableRow> {
  const known = rowsByCatalogue.get(catalogue)
  if (known !== undefined) return known
  const rows = [...rowsOfModes(catalogue), ...rowsOfFirmware(catalogue), ...rowsOfLevels(catalogue)]
  const made = new Map(rows.map((row) => [nameOf(row), row]))
  rowsByCatalogue.set(catalogue, made)
  return made
}

/** A row the shipped tables do not have and a person may add; null where the key names none. */
const addable: Readonly<Record<CatalogueTable, (key: string) => EditableRow | null>> = {
  'compat-modes': addedModes,
  'firmware-matrix': addedPair,
  'mobility-levels': addedStep,
}

const rowAt = (catalogue: MobilityCatalogue, place: Place): EditableRow | null =>
  rowsOf(catalogue).get(nameOf(place)) ?? addable[place.table](place.key)

const fitting = (catalogue: MobilityCatalogue, edit: CatalogueEdit): EditableRow | null => {
  const row = rowAt(catalogue, edit)
  return row?.fits(edit.value) === true ? row : null
}

/** Why a change cannot be taken: what, where and the notation expected, as one sentence; null where it can. */
export function checkEdit(catalogue: MobilityCatalogue, edit: CatalogueEdit): string | null {
  const row = rowAt(catalogue, edit)
  if (row === null) return `The table ${edit.table} has no row “${edit.key}”.`
  if (row.fits(edit.value)) return null
  return `“${edit.value.slice(0, 80)}” is no value for “${row.title}”: expected are ${row.notation}.`.replace(
    'expected are a ',
    'expected is a ',
  )
}

/** Changes this version does not understand and so leaves aside. */
export function ignoredEdits(
  catalogue: MobilityCatalogue,
  edits: readonly CatalogueEdit[],
): readonly CatalogueEdit[] {
  return edits.filter((edit) => fitting(catalogue, edit) === null)
}

const tableMembers = {
  'compat-modes': 'compatModes',
  'firmware-matrix': 'firmware',
  'mobility-levels': 'levels',
} as const satisfies Record<CatalogueTable, keyof MobilityCatalogue>

const changedByYou = <T>(table: Dated<T>): Dated<T> => ({ ...table, date: `${table.date} as changed by you` })

function applied(catalogue: MobilityCatalogue, edits: readonly CatalogueEdit[]): MobilityCatalogue {
  let changed = catalogue
  const tables = new Set<CatalogueTable>()
  for (const edit of edits) {
    const row = fitting(catalogue, edit)
    if (row === null) continue
    changed = row.put(changed, edit.value)
    tables.add(edit.table)
  }
  const { compatModes, firmware, levels } = changed
  return {
    compatModes: tables.has('compat-modes') ? changedByYou(compatModes) : compatModes,
    firmware: tables.has('firmware-matrix') ? changedByYou(firmware) : firmware,
    levels: tables.has('mobility-levels') ? changedByYou(levels) : levels,
  }
}

const appliedByCatalogue = new WeakMap<
  MobilityCatalogue,
  WeakMap<readonly CatalogueEdit[], MobilityCatalogue>
>()

/**
 * The catalogue with the changes in it; itself where there are none. The same list gives the same object, so that what
 * is kept per catalogue stays. Order of the list changes nothing.
 */
export function applyEdits(catalogue: MobilityCatalogue, edits: readonly CatalogueEdit[]): MobilityCatalogue {
  if (edits.length === 0) return catalogue
  const kept = appliedByCatalogue.get(catalogue) ?? new WeakMap<readonly CatalogueEdit[], MobilityCatalogue>()
  appliedByCatalogue.set(catalogue, kept)
  const known = kept.get(edits)
  if (known !== undefined) return known
  const made = applied(catalogue, edits)
  kept.set(edits, made)
  return made
}

/** The catalogue in force for a fleet: the shipped one with its changes. */
export const catalogueOf = (index: Pick<FleetIndex, 'fleet'>): MobilityCatalogue =>
  applyEdits(defaultCatalogue, index.fleet.catalogueEdits)

/** Rows that changes add to the tables; of an added release every pair, so that its other cells can be filled in too. */
function addedRows(
  shipped: ReadonlyMap<string, EditableRow>,
  edits: readonly CatalogueEdit[],
): readonly EditableRow[] {
  const added = new Map<string, EditableRow>()
  for (const edit of edits.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1))) {
    const row = shipped.has(nameOf(edit)) ? null : addable[edit.table](edit.key)
    if (row === null) continue
    const [from, release] = edit.key.split('/')
    const generation = generations.find((one) => one === from)
    const rows =
      edit.table === 'firmware-matrix' && generation !== undefined
        ? rowsOfRelease(generation, Number(release))
        : [row]
    for (const one of rows) added.set(nameOf(one), one)
  }
  return [...added.values()]
}

/**
 * Why a row cannot be added, as one sentence: it is there already, its key or value does not fit, or its value says
 * nothing that the tables do not say without it. Null where it can.
 */
export function checkNewRow(
  catalogue: MobilityCatalogue,
  edits: readonly CatalogueEdit[],
  edit: CatalogueEdit,
): string | null {
  const row = rowAt(catalogue, edit)
  const there =
    row !== null && (rowsOf(catalogue).has(nameOf(edit)) || edits.some((one) => nameOf(one) === nameOf(edit)))
  if (there) return `There is a row “${row.title}” already: change it in the list.`
  const problem = checkEdit(catalogue, edit)
  if (problem !== null || row === null) return problem
  return row.show(row.put(catalogue, edit.value)) === row.show(catalogue)
    ? `“${edit.value.trim()}” is what “${row.title}” says without a row.`
    : null
}

/** Every value of the tables as a row: shipped, in force, and what the user changed. Ignored changes come last. */
export function catalogueRows(
  catalogue: MobilityCatalogue,
  edits: readonly CatalogueEdit[],
): readonly CatalogueRow[] {
  const inForce = applyEdits(catalogue, edits)
  const byName = new Map(edits.map((edit) => [nameOf(edit), edit]))
  const shipped = rowsOf(catalogue)
  const known = [...shipped.values(), ...addedRows(shipped, edits)]
  const names = new Set(known.map(nameOf))
  const ignored = new Set(ignoredEdits(catalogue, edits).map(nameOf))
  const dated = (table: CatalogueTable) => {
    const { source, date } = catalogue[tableMembers[table]]
    return { source, date }
  }
  return [
    ...known.map((row) => ({
      table: row.table,
      key: row.key,
      title: row.title,
      shipped: row.show(catalogue),
      value: row.show(inForce),
      edit: byName.get(nameOf(row)) ?? null,
      added: !shipped.has(nameOf(row)),
      ignored: ignored.has(nameOf(row)),
      notation: row.notation,
      ...dated(row.table),
    })),
    ...edits
      .filter((edit) => !names.has(nameOf(edit)))
      .map((edit) => ({
        table: edit.table,
        key: edit.key,
        title: `“${edit.key}”, which this version does not have`,
        shipped: '',
        value: '',
        edit,
        added: false,
        ignored: true,
        notation: '',
        ...dated(edit.table),
      })),
  ]
}
