import type { InputOrigin } from '../plan/plan-forecast.ts'
import type { ResolvedAssumption } from './resolve-assumption.ts'

/** A number with the knowledge of whether anybody ever stated it. */
export interface Input {
  readonly value: number
  /** True where neither an import, the user nor a published source says it. */
  readonly assumed: boolean
  readonly origin: InputOrigin
  /** Key of the assumption it comes from; null where it was imported, or nobody states it. */
  readonly key: string | null
}

/** What is to be made of an input before it is used: one assumption a little larger, for its effect. */
export type Variation = (value: number, key: string) => number

/** A value as imported. */
export function imported(value: number): Input {
  return { value, assumed: false, origin: 'imported', key: null }
}

/** A value taken because the import does not say it, and no assumption stands for it. */
export function notImported(value: number): Input {
  return { value, assumed: true, origin: 'assumed', key: null }
}

/** A value out of the assumptions; typed and published values are not guesses. */
export function fromAssumption(resolved: ResolvedAssumption): Input {
  const { key, value, mark } = resolved
  return { value, assumed: mark === 'assumed', origin: originOf(mark), key }
}

/** The mark of an assumption as the origin of a number. */
function originOf(mark: string): InputOrigin {
  switch (mark) {
    case 'typed by you':
      return 'typed'
    case 'calibrated':
      return 'calibrated'
    case 'published':
    case 'measured':
      return 'published'
    default:
      return 'assumed'
  }
}

const weakestFirst: readonly InputOrigin[] = ['assumed', 'published', 'calibrated', 'typed', 'imported']

/** Of several origins the one that is least known; of none: assumed. */
export function weakestOrigin(origins: Iterable<InputOrigin>): InputOrigin {
  const found = new Set(origins)
  return weakestFirst.find((one) => found.has(one)) ?? 'assumed'
}

/** Counts every input of a forecast once, so that the screen can say how many of them were guesses. */
export class InputLedger {
  readonly #assumedByKey = new Map<string, boolean>()
  readonly #usedKeys = new Set<string>()
  readonly #vary: Variation | null

  constructor(vary: Variation | null = null) {
    this.#vary = vary
  }

  /** Notes one input under a key that names it and what it is about; returns the value to use. */
  take(key: string, input: Input): number {
    this.#assumedByKey.set(key, input.assumed)
    if (input.key === null) return input.value
    this.#usedKeys.add(input.key)
    return this.#vary === null ? input.value : this.#vary(input.value, input.key)
  }

  /** Keys of the assumptions that were taken. */
  get usedKeys(): ReadonlySet<string> {
    return this.#usedKeys
  }

  get total(): number {
    return this.#assumedByKey.size
  }

  get assumed(): number {
    return [...this.#assumedByKey.values()].filter(Boolean).length
  }
}
