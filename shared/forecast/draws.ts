import { exp } from './exact-math.ts'
import { inverseNormal, stratifiedColumn, streamSeed } from './random.ts'

/**
 * One draw of all uncertain inputs. Each input has a key ("goodput", "dirty:db01"): its numbers depend on the
 * seed, the key and the draw only, so variants of a plan meet the same luck, and a shared factor is one key.
 */
export type Draw = {
  readonly index: number
  /** In (0, 1). */
  uniform(key: string): number
  /** Mean 0, deviation 1. */
  normal(key: string): number
  /** `sigma` is the deviation of the natural logarithm. */
  lognormal(key: string, median: number, sigma: number): number
  triangular(key: string, low: number, mode: number, high: number): number
}

/** All draws of a study: a Latin hypercube over as many inputs as are asked for. */
export class Draws {
  readonly count: number
  readonly #seed: number
  readonly #columns = new Map<string, Float64Array>()

  constructor(count: number, seed: number) {
    this.count = count
    this.#seed = seed
  }

  at(index: number): Draw {
    return drawOf(index, (key) => this.column(key)[index]!)
  }

  /** The numbers an input gets, by draw: one in each of as many equal strata of (0, 1). Not to be changed. */
  column(key: string): Float64Array {
    let column = this.#columns.get(key)
    if (column === undefined) {
      column = stratifiedColumn(streamSeed(this.#seed, key), this.count)
      this.#columns.set(key, column)
    }
    return column
  }
}

/** A draw whose inputs have the probabilities that `uniform` says. */
export function drawOf(index: number, uniform: (key: string) => number): Draw {
  return {
    index,
    uniform,
    normal: (key) => inverseNormal(uniform(key)),
    lognormal: (key, median, sigma) => median * exp(sigma * inverseNormal(uniform(key))),
    triangular: (key, low, mode, high) => triangularQuantile(uniform(key), low, mode, high),
  }
}

function triangularQuantile(p: number, low: number, mode: number, high: number): number {
  const width = high - low
  if (!(width > 0)) return mode
  const atMode = (mode - low) / width
  return p < atMode
    ? low + Math.sqrt(p * width * (mode - low))
    : high - Math.sqrt((1 - p) * width * (high - mode))
}
