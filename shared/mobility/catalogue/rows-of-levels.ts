/** Levels and concurrency limits as rows a person can change. A new member of `MobilityLevels` does not compile without its words. */
import type { Generation } from '../../inventory/fleet.ts'
import { generations } from './checks.ts'
import { isWholeLevel, wholeNumber, withLevels, type EditableRow } from './editable-row.ts'
import type { GenerationLevel, MobilityCatalogue, MobilityLevels } from './mobility-catalogue.ts'

type KeyOf<Shape> = {
  [Key in keyof MobilityLevels]-?: MobilityLevels[Key] extends Shape ? Key : never
}[keyof MobilityLevels]

const mostMoves = 256
const fastestGbps = 1000

const numbers: Readonly<Record<KeyOf<number>, { readonly title: string; readonly high: number }>> = {
  movesOnOneGigabit: { title: 'Moves at once of a mover on 1 Gb/s', high: mostMoves },
  inactiveMovesPerServer: {
    title: 'Inactive moves at once of a server that does not say',
    high: mostMoves,
  },
  preferredLinkGbps: { title: 'Link speed a mover should have, Gb/s', high: fastestGbps },
}

const levels: Readonly<Record<KeyOf<string>, string>> = {
  automaticResourcesLevel: 'VIOS from which the HMC chooses resources by partition',
  opticalMediaLevel: 'VIOS from which virtual optical media may stay attached',
  opticalMediaHmcLevel: 'HMC from which virtual optical media may stay attached',
}

const byGeneration: Readonly<Record<KeyOf<readonly GenerationLevel[]>, string>> = {
  viosForGeneration: 'Lowest VIOS level on',
  hmcForGeneration: 'Lowest HMC level that manages',
}

const numberNotation = (high: number): string => `a whole number from 1 to ${high}`

function numberRow(key: KeyOf<number>): EditableRow {
  const { title, high } = numbers[key]
  return {
    table: 'mobility-levels',
    key,
    title,
    notation: numberNotation(high),
    show: (one) => String(one.levels.data[key]),
    fits: (typed) => wholeNumber(typed, 1, high) !== null,
    put: (one, typed) => withLevels(one, { [key]: Number(typed) }),
  }
}

function levelRow(key: KeyOf<string>): EditableRow {
  return {
    table: 'mobility-levels',
    key,
    title: levels[key],
    notation: 'a level like 3.1.2.0',
    show: (one) => one.levels.data[key],
    fits: (typed) => isWholeLevel(typed.trim()),
    put: (one, typed) => withLevels(one, { [key]: typed.trim() }),
  }
}

/** A table of moves at once with steps: how many from which level or release on. */
function stepRow<Key extends 'movesPerMover' | 'activeMovesPerServer'>(
  list: Key,
  title: string,
  place: string,
  isPlace: (row: MobilityLevels[Key][number]) => boolean,
): EditableRow {
  const rowsOf = (one: MobilityCatalogue): readonly MobilityLevels[Key][number][] => one.levels.data[list]
  return {
    table: 'mobility-levels',
    key: `${list}/${place}`,
    title,
    notation: numberNotation(mostMoves),
    show: (one) => String(rowsOf(one).find(isPlace)?.moves ?? ''),
    fits: (typed) => wholeNumber(typed, 1, mostMoves) !== null,
    put: (one, typed) =>
      withLevels(one, {
        [list]: rowsOf(one).map((row) => (isPlace(row) ? { ...row, moves: Number(typed) } : row)),
      }),
  }
}

function generationRow(list: KeyOf<readonly GenerationLevel[]>, generation: Generation): EditableRow {
  const none = 'none'
  return {
    table: 'mobility-levels',
    key: `${list}/${generation}`,
    title: `${byGeneration[list]} ${generation}`,
    notation: 'a level like 3.1.2.0, or none where no lowest level is known',
    show: (one) => one.levels.data[list].find((row) => row.generation === generation)?.level ?? none,
    fits: (typed) => typed.trim() === none || isWholeLevel(typed.trim()),
    put: (one, typed) => {
      const rest = one.levels.data[list].filter((row) => row.generation !== generation)
      const level = typed.trim()
      return withLevels(one, { [list]: level === none ? rest : [...rest, { generation, level }] })
    },
  }
}

const keysOf = <Key extends string>(table: Readonly<Record<Key, unknown>>): readonly Key[] =>
  Object.keys(table) as Key[]

export function rowsOfLevels(catalogue: MobilityCatalogue): readonly EditableRow[] {
  const { movesPerMover, activeMovesPerServer } = catalogue.levels.data
  const [secondLevel, secondRelease] = [movesPerMover[1]?.fromLevel, activeMovesPerServer[1]?.fromRelease]
  return [
    ...movesPerMover.map(({ fromLevel }, place) =>
      stepRow(
        'movesPerMover',
        place === 0 && secondLevel !== undefined
          ? `Moves at once of a mover below VIOS ${secondLevel}`
          : `Moves at once of a mover from VIOS ${fromLevel}`,
        fromLevel,
        (row) => row.fromLevel === fromLevel,
      ),
    ),
    ...activeMovesPerServer.map(({ fromRelease }, place) =>
      stepRow(
        'activeMovesPerServer',
        place === 0 && secondRelease !== undefined
          ? `Active moves at once of a server below firmware ${secondRelease} that does not say`
          : `Active moves at once of a server from firmware ${fromRelease} that does not say`,
        String(fromRelease),
        (row) => row.fromRelease === fromRelease,
      ),
    ),
    ...keysOf(numbers).map(numberRow),
    ...keysOf(levels).map(levelRow),
    ...keysOf(byGeneration).flatMap((list) => generations.map((one) => generationRow(list, one))),
  ]
}
