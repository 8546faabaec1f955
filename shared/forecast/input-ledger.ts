import type { ResolvedAssumption } from './resolve-assumption.ts'

/** A number with the knowledge of whether anybody ever stated it. */
export interface Input {
  readonly value: number
  /** True where neither an import, the user nor a published source says it. */
  readonly assumed: boolean
}

/** A value as imported. */
export function imported(value: number): Input {
  return { value, assumed: false }
}

/** A value out of the assumptions; typed and published values are not guesses. */
export function fromAssumption(resolved: ResolvedAssumption): Input {
  return { value: resolved.value, assumed: resolved.mark === 'assumed' }
}

/** Counts every input of a forecast once, so that the screen can say how many of them were guesses. */
export class InputLedger {
  readonly #assumedByKey = new Map<string, boolean>()

  /** Notes one input under a key that names it and what it is about; returns its value. */
  take(key: string, input: Input): number {
    this.#assumedByKey.set(key, input.assumed)
    return input.value
  }

  get total(): number {
    return this.#assumedByKey.size
  }

  get assumed(): number {
    return [...this.#assumedByKey.values()].filter(Boolean).length
  }
}
