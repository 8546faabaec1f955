/** The user's changes to the dated tables of `resources/catalogue`. */

export const catalogueTables = ['compat-modes', 'firmware-matrix', 'mobility-levels'] as const
export type CatalogueTable = (typeof catalogueTables)[number]

/** One value of a catalogue table as the user wants it; the shipped table stays as it is. */
export interface CatalogueEdit {
  readonly table: CatalogueTable
  /** Key of the row, as `catalogueRows` names it. */
  readonly key: string
  /** In the notation of the row, checked before it is stored. */
  readonly value: string
  readonly reason: string | null
}
