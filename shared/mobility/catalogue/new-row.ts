/** Rows a person can add to the dated tables, made of what a form asks for. */
import type { CatalogueEdit, Generation } from '../../inventory/fleet.ts'
import { isWholeLevel } from './editable-row.ts'

/** What can be added: the other tables are closed (one row a generation, or IBM's POWER6/POWER7 detail). */
export const newRowKinds = ['firmware', 'modes', 'mover-moves', 'server-moves'] as const
export type NewRowKind = (typeof newRowKinds)[number]

/** As typed; a kind reads what it needs. */
export interface NewRowParts {
  readonly generation: Generation
  /** Firmware release of the source, of the first or of the last firmware a row holds for. */
  readonly release: string
  readonly toRelease: string
  readonly target: Generation
  /** VIOS level. */
  readonly level: string
}

export type NewRowPlace =
  | { readonly ok: true; readonly place: Pick<CatalogueEdit, 'table' | 'key'> }
  | { readonly ok: false; readonly part: 'release' | 'toRelease' | 'level'; readonly message: string }

const isRelease = (text: string): boolean => /^[1-9]\d{2,3}$/.test(text)
const releaseWords = 'A firmware release has three or four digits, like 950 or 1120.'

const wrong = (part: 'release' | 'toRelease' | 'level', message: string): NewRowPlace => ({
  ok: false,
  part,
  message,
})
const right = (table: CatalogueEdit['table'], key: string): NewRowPlace => ({
  ok: true,
  place: { table, key },
})

/** Table and key of a new row, or the part that does not fit and why. */
export function placeOfNewRow(kind: NewRowKind, parts: NewRowParts): NewRowPlace {
  const [release, toRelease, level] = [parts.release, parts.toRelease, parts.level].map((one) => one.trim())
  if (release === undefined || toRelease === undefined || level === undefined)
    return wrong('release', releaseWords)
  switch (kind) {
    case 'firmware':
      return isRelease(release)
        ? right('firmware-matrix', `${parts.generation}/${release}/${parts.target}`)
        : wrong('release', releaseWords)
    case 'modes':
      if (release === '' && toRelease === '')
        return wrong('release', 'Type the first release the modes hold for, the last one, or both.')
      if (release !== '' && !isRelease(release)) return wrong('release', releaseWords)
      if (toRelease !== '' && !isRelease(toRelease)) return wrong('toRelease', releaseWords)
      if (release !== '' && toRelease !== '' && Number(toRelease) < Number(release))
        return wrong('toRelease', 'The last release comes before the first.')
      return right('compat-modes', `${parts.generation}/${release}-${toRelease}`)
    case 'mover-moves':
      return isWholeLevel(level)
        ? right('mobility-levels', `movesPerMover/${level}`)
        : wrong('level', 'A VIOS level has two to six numbers, like 4.1.1.0.')
    case 'server-moves':
      return isRelease(release)
        ? right('mobility-levels', `activeMovesPerServer/${release}`)
        : wrong('release', releaseWords)
  }
}
