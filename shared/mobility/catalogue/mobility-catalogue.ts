/**
 * Facts that change with IBM's publications rather than with this program: processor modes by generation, the firmware
 * matrix, VIOS levels. They are dated files in resources/catalogue, checked by `readCatalogue`; what a user changes is
 * kept apart from them and applied by `edits.ts`.
 */
import type { Generation } from '../../inventory/fleet.ts'
import {
  anArray,
  aGeneration,
  anObject,
  aText,
  aWholeNumber,
  CatalogueError,
  generations,
  nullOr,
} from './checks.ts'

export interface CompatModeRow {
  readonly generation: Generation
  /** Firmware releases the row holds for; null: no limit on that side. */
  readonly fromRelease: number | null
  readonly toRelease: number | null
  readonly modes: readonly string[]
  /** Modes that could not be confirmed: neither offered nor refused. */
  readonly uncertain: readonly string[]
  /** Set for a row a person added; it stands before the shipped ones and so decides where both fit. */
  readonly added?: true
}

/** A cell of the firmware matrix: releases in words ("1010-1050", "1110+", "350"), "none", or why it is not known. */
export type FirmwareCell =
  | { readonly kind: 'range'; readonly text: string; readonly from: number; readonly to: number | null }
  | { readonly kind: 'none' | 'not known'; readonly text: string }

export interface FirmwareRow {
  readonly generation: Generation
  readonly releases: readonly number[]
  readonly to: Readonly<Record<Generation, FirmwareCell>>
  /** What IBM says beside a cell: the pair is listed, with a condition. */
  readonly remarks: Readonly<Partial<Record<Generation, string>>>
}

/** The detailed POWER6/POWER7 matrix: M supported, B blocked by code. */
export interface Power7Matrix {
  readonly columns: readonly number[]
  readonly rows: readonly { readonly from: number; readonly cells: string }[]
}

export interface GenerationLevel {
  readonly generation: Generation
  readonly level: string
}

export interface MobilityLevels {
  /** Moves one mover takes at once, ascending by VIOS level. */
  readonly movesPerMover: readonly { readonly fromLevel: string; readonly moves: number }[]
  readonly movesOnOneGigabit: number
  /** Active moves a server takes part in at once where it does not say, ascending by firmware release. */
  readonly activeMovesPerServer: readonly { readonly fromRelease: number; readonly moves: number }[]
  /** Inactive moves a server takes part in at once where it does not say. */
  readonly inactiveMovesPerServer: number
  readonly preferredLinkGbps: number
  readonly automaticResourcesLevel: string
  readonly opticalMediaLevel: string
  readonly opticalMediaHmcLevel: string
  readonly viosForGeneration: readonly GenerationLevel[]
  /** Lowest HMC level that manages a generation: version.release.modification as lshmc -V prints them. */
  readonly hmcForGeneration: readonly GenerationLevel[]
}

export interface Dated<T> {
  readonly version: number
  /** ISO date of the shipped table; "2026-01-31 as changed by you" where edits are applied. */
  readonly date: string
  readonly source: string
  readonly data: T
}

export interface MobilityCatalogue {
  readonly compatModes: Dated<readonly CompatModeRow[]>
  readonly firmware: Dated<{ readonly rows: readonly FirmwareRow[]; readonly power7: Power7Matrix }>
  readonly levels: Dated<MobilityLevels>
}

function dated<T>(
  file: string,
  value: unknown,
  data: (object: Record<string, unknown>, at: string) => T,
): Dated<T> {
  const object = anObject(value, file)
  const version = aWholeNumber(object['version'], `${file}: version`)
  if (version !== 1)
    throw new CatalogueError(`${file}: version`, `version ${version}; this program reads version 1`)
  const date = aText(object['date'], `${file}: date`)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date))
    throw new CatalogueError(`${file}: date`, `"${date}" is no date like 2026-01-31`)
  return { version, date, source: aText(object['source'], `${file}: source`), data: data(object, file) }
}

function compatModeRows(object: Record<string, unknown>, file: string): CompatModeRow[] {
  return anArray(object['rows'], `${file}: rows`, (value, at) => {
    const row = anObject(value, at)
    return {
      generation: aGeneration(row['generation'], `${at}.generation`),
      fromRelease: nullOr(aWholeNumber, row['fromRelease'], `${at}.fromRelease`),
      toRelease: nullOr(aWholeNumber, row['toRelease'], `${at}.toRelease`),
      modes: anArray(row['modes'], `${at}.modes`, aText),
      uncertain: anArray(row['uncertain'], `${at}.uncertain`, aText),
    }
  })
}

function firmwareCell(value: unknown, at: string): FirmwareCell {
  const text = aText(value, at)
  if (text === 'none') return { kind: 'none', text }
  const range = /^(\d+)(?:-(\d+)|(\+))?$/.exec(text)
  if (range === null) return { kind: 'not known', text }
  const from = Number(range[1])
  const to = range[3] === '+' ? null : Number(range[2] ?? range[1])
  if (to !== null && to < from) throw new CatalogueError(at, `"${text}" ends before it begins`)
  return { kind: 'range', text, from, to }
}

function remarks(value: unknown, at: string): Readonly<Partial<Record<Generation, string>>> {
  return Object.fromEntries(
    Object.entries(anObject(value, at)).map(([generation, text]) => [
      aGeneration(generation, at),
      aText(text, `${at}.${generation}`),
    ]),
  )
}

function firmwareMatrix(
  object: Record<string, unknown>,
  file: string,
): { readonly rows: readonly FirmwareRow[]; readonly power7: Power7Matrix } {
  const rows = anArray(object['rows'], `${file}: rows`, (value, at): FirmwareRow => {
    const row = anObject(value, at)
    const cells = anObject(row['to'], `${at}.to`)
    const to = Object.fromEntries(
      generations.map((generation) => [
        generation,
        firmwareCell(cells[generation], `${at}.to.${generation}`),
      ]),
    ) as Record<Generation, FirmwareCell>
    return {
      generation: aGeneration(row['generation'], `${at}.generation`),
      releases: anArray(row['releases'], `${at}.releases`, aWholeNumber),
      to,
      remarks: remarks(row['remarks'], `${at}.remarks`),
    }
  })
  const detail = anObject(object['power7'], `${file}: power7`)
  const columns = anArray(detail['columns'], `${file}: power7.columns`, aWholeNumber)
  const power7Rows = anArray(detail['rows'], `${file}: power7.rows`, (value, at) => {
    const row = anObject(value, at)
    const cells = aText(row['cells'], `${at}.cells`)
    if (!/^[MB]+$/.test(cells) || cells.length !== columns.length)
      throw new CatalogueError(
        `${at}.cells`,
        `"${cells}" is not one M or B for each of ${columns.length} columns`,
      )
    return { from: aWholeNumber(row['from'], `${at}.from`), cells }
  })
  return { rows, power7: { columns, rows: power7Rows } }
}

function generationLevel(value: unknown, at: string): GenerationLevel {
  const row = anObject(value, at)
  return {
    generation: aGeneration(row['generation'], `${at}.generation`),
    level: aText(row['level'], `${at}.level`),
  }
}

function mobilityLevels(object: Record<string, unknown>, file: string): MobilityLevels {
  return {
    movesPerMover: anArray(object['movesPerMover'], `${file}: movesPerMover`, (value, at) => {
      const row = anObject(value, at)
      return {
        fromLevel: aText(row['fromLevel'], `${at}.fromLevel`),
        moves: aWholeNumber(row['moves'], `${at}.moves`),
      }
    }),
    movesOnOneGigabit: aWholeNumber(object['movesOnOneGigabit'], `${file}: movesOnOneGigabit`),
    activeMovesPerServer: anArray(
      object['activeMovesPerServer'],
      `${file}: activeMovesPerServer`,
      (value, at) => {
        const row = anObject(value, at)
        return {
          fromRelease: aWholeNumber(row['fromRelease'], `${at}.fromRelease`),
          moves: aWholeNumber(row['moves'], `${at}.moves`),
        }
      },
    ),
    inactiveMovesPerServer: aWholeNumber(object['inactiveMovesPerServer'], `${file}: inactiveMovesPerServer`),
    preferredLinkGbps: aWholeNumber(object['preferredLinkGbps'], `${file}: preferredLinkGbps`),
    automaticResourcesLevel: aText(object['automaticResourcesLevel'], `${file}: automaticResourcesLevel`),
    opticalMediaLevel: aText(object['opticalMediaLevel'], `${file}: opticalMediaLevel`),
    opticalMediaHmcLevel: aText(object['opticalMediaHmcLevel'], `${file}: opticalMediaHmcLevel`),
    viosForGeneration: anArray(object['viosForGeneration'], `${file}: viosForGeneration`, generationLevel),
    hmcForGeneration: anArray(object['hmcForGeneration'], `${file}: hmcForGeneration`, generationLevel),
  }
}

/** Parsed JSON of the three files of resources/catalogue. */
export interface CatalogueFiles {
  readonly compatModes: unknown
  readonly firmwareMatrix: unknown
  readonly mobilityLevels: unknown
}

/** Checks and types a catalogue; throws `CatalogueError` with the file, the place and what was found there. */
export function readCatalogue(files: CatalogueFiles): MobilityCatalogue {
  return {
    compatModes: dated('compat-modes.json', files.compatModes, compatModeRows),
    firmware: dated('firmware-matrix.json', files.firmwareMatrix, firmwareMatrix),
    levels: dated('mobility-levels.json', files.mobilityLevels, mobilityLevels),
  }
}
