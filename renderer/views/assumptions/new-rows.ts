import type { CatalogueEdit } from '../../../shared/inventory/fleet.ts'
import { defaultCatalogue } from '../../../shared/mobility/catalogue/default-catalogue.ts'
import { checkNewRow, type CatalogueRow } from '../../../shared/mobility/catalogue/edits.ts'
import {
  placeOfNewRow,
  type NewRowKind,
  type NewRowParts,
} from '../../../shared/mobility/catalogue/new-row.ts'

export type CheckedRow =
  | { readonly ok: true; readonly edit: CatalogueEdit }
  | {
      readonly ok: false
      readonly part: 'release' | 'toRelease' | 'level' | 'value'
      readonly message: string
    }

/** The change that adds a row as typed, or which part of it does not fit and why. */
export function newRow(
  kind: NewRowKind,
  parts: NewRowParts,
  value: string,
  reason: string,
  rows: readonly CatalogueRow[],
): CheckedRow {
  const found = placeOfNewRow(kind, parts)
  if (!found.ok) return found
  const why = reason.trim()
  const edit = { ...found.place, value: value.trim(), reason: why === '' ? null : why }
  const edits = rows.flatMap((row) => (row.edit === null ? [] : [row.edit]))
  const message = checkNewRow(defaultCatalogue, edits, edit)
  return message === null ? { ok: true, edit } : { ok: false, part: 'value', message }
}
