/** What every row of the dated tables can do: show its value, check what a person typed, and take it. */
import type { CatalogueTable, Generation } from '../../inventory/fleet.ts'
import { generationWords } from '../../inventory/generation.ts'
import { isLevel } from '../levels.ts'
import type { MobilityCatalogue, MobilityLevels } from './mobility-catalogue.ts'

export interface EditableRow {
  readonly table: CatalogueTable
  /** Stable over versions: made of what the row is about, never of its place in the file. */
  readonly key: string
  /** In words; the place a message names. */
  readonly title: string
  /** The notation a value has, as half a sentence: "releases like 1010-1050, 1110+ or 950, or none". */
  readonly notation: string
  /** The value in that notation. */
  readonly show: (catalogue: MobilityCatalogue) => string
  /** Whether the typed value is one. */
  readonly fits: (typed: string) => boolean
  /** The catalogue with the value, which fits, in the place of the old one. */
  readonly put: (catalogue: MobilityCatalogue, typed: string) => MobilityCatalogue
}

/** The range a whole number has to be in, from a typed text; null where it is none. */
export function wholeNumber(typed: string, low: number, high: number): number | null {
  if (!/^\s*\d{1,6}\s*$/.test(typed)) return null
  const value = Number(typed)
  return value >= low && value <= high ? value : null
}

/** A dotted level and nothing else. */
export const isWholeLevel = (typed: string): boolean =>
  isLevel(typed) && /^\d{1,5}(\.\d{1,5}){1,5}$/.test(typed)

/** A catalogue with some members of its table of levels replaced. */
export function withLevels(catalogue: MobilityCatalogue, change: Partial<MobilityLevels>): MobilityCatalogue {
  return { ...catalogue, levels: { ...catalogue.levels, data: { ...catalogue.levels.data, ...change } } }
}

/** "POWER9 950", "Power10". */
export const systemWords = (generation: Generation, release: number | null): string =>
  release === null ? generationWords(generation) : `${generationWords(generation)} ${release}`
