/** Levels and concurrency limits as rows a person can change. A new member of `MobilityLevels` does not compile without its words. */
import type { Generation } from '../../inventory/fleet.ts'
import { generations } from './checks.ts'
import { compareLevels } from '../levels.ts'
import { isWholeLevel, systemWords, wholeNumber, withLevels, type EditableRow } from './editable-row.ts'
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

const stepTitles = {
  movesPerMover: (from: string) => `Moves at once of a mover from VIOS ${from}`,
  activeMovesPerServer: (from: string) =>
    `Active moves at once of a server from firmware ${from} that does not say`,
} as const

type StepList = keyof typeof stepTitles

/** Steps of a table of moves at once, by the level or release they begin with, ascending. */
const steps = {
  movesPerMover: {
    of: (one: MobilityCatalogue) =>
      one.levels.data.movesPerMover.map(({ fromLevel, moves }) => ({ from: fromLevel, moves })),
    put: (one: MobilityCatalogue, rows: readonly Step[]) =>
      withLevels(one, {
        movesPerMover: rows
          .toSorted((a, b) => compareLevels(a.from, b.from))
          .map(({ from, moves }) => ({ fromLevel: from, moves })),
      }),
  },
  activeMovesPerServer: {
    of: (one: MobilityCatalogue) =>
      one.levels.data.activeMovesPerServer.map(({ fromRelease, moves }) => ({
        from: String(fromRelease),
        moves,
      })),
    put: (one: MobilityCatalogue, rows: readonly Step[]) =>
      withLevels(one, {
        activeMovesPerServer: rows
          .map(({ from, moves }) => ({ fromRelease: Number(from), moves }))
          .toSorted((a, b) => a.fromRelease - b.fromRelease),
      }),
  },
} as const

interface Step {
  readonly from: string
  readonly moves: number
}

/** One step: so many moves at once from a level or release on. A step the table does not have yet is put in its place. */
function stepRow(list: StepList, from: string, title: string): EditableRow {
  const isIt = (step: Step): boolean => step.from === from
  return {
    table: 'mobility-levels',
    key: `${list}/${from}`,
    title,
    notation: numberNotation(mostMoves),
    show: (one) => String(steps[list].of(one).find(isIt)?.moves ?? ''),
    fits: (typed) => wholeNumber(typed, 1, mostMoves) !== null,
    put: (one, typed) => {
      const others = steps[list].of(one).filter((step) => !isIt(step))
      return steps[list].put(one, [...others, { from, moves: Number(typed) }])
    },
  }
}

const shippedSteps = (catalogue: MobilityCatalogue, list: StepList): readonly EditableRow[] => {
  const rows = steps[list].of(catalogue)
  const second = rows[1]?.from
  return rows.map(({ from }, place) =>
    stepRow(
      list,
      from,
      place === 0 && second !== undefined
        ? stepTitles[list](second).replace(/ from (VIOS|firmware) /, ' below $1 ')
        : stepTitles[list](from),
    ),
  )
}

/** A step that begins with a level or release the shipped table does not name; null where the key names none. */
export function addedStep(key: string): EditableRow | null {
  const [list, from = '', ...more] = key.split('/')
  if (more.length > 0) return null
  const named =
    (list === 'movesPerMover' && isWholeLevel(from)) ||
    (list === 'activeMovesPerServer' && /^[1-9]\d{2,3}$/.test(from))
  return named ? stepRow(list, from, stepTitles[list](from)) : null
}

function generationRow(list: KeyOf<readonly GenerationLevel[]>, generation: Generation): EditableRow {
  const none = 'none'
  return {
    table: 'mobility-levels',
    key: `${list}/${generation}`,
    title: `${byGeneration[list]} ${systemWords(generation, null)}`,
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
  return [
    ...shippedSteps(catalogue, 'movesPerMover'),
    ...shippedSteps(catalogue, 'activeMovesPerServer'),
    ...keysOf(numbers).map(numberRow),
    ...keysOf(levels).map(levelRow),
    ...keysOf(byGeneration).flatMap((list) => generations.map((one) => generationRow(list, one))),
  ]
}
