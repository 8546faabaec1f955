/**
 * A small seeded generator of random numbers, so that the sample data centre is the same on every machine.
 * Splitmix-style mixing of a 32-bit counter; quality is ample for names, sizes and noise.
 */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number
  /** Whole number in [low, high], both included. */
  integer(low: number, high: number): number
  /** Standard normal (Box-Muller, one of the pair). */
  normal(): number
  /** Lognormal with the given median and sigma of the logarithm. */
  lognormal(median: number, sigma: number): number
  /** One of the items. */
  pick<T>(items: readonly T[]): T
  /** Lower-case hexadecimal digits. */
  hex(digits: number): string
  /** A shuffled copy. */
  shuffle<T>(items: readonly T[]): T[]
}

/** FNV-1a over the text: a seed that depends on a name, so that adding one partition leaves the others as they are. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) {
    hash ^= text.charCodeAt(at)
    hash = Math.imul(hash, 0x01000193)
  }
  return hash >>> 0
}

/** Random numbers from a 32-bit seed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = state ^ (state >>> 16)
    mixed = Math.imul(mixed, 0x21f0aaad)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x735a2d97)
    mixed ^= mixed >>> 15
    return (mixed >>> 0) / 0x1_0000_0000
  }
  const integer = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1))
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    integer,
    normal,
    lognormal: (median, sigma) => median * Math.exp(sigma * normal()),
    pick: (items) => {
      const item = items[integer(0, items.length - 1)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    hex: (digits) => Array.from({ length: digits }, () => integer(0, 15).toString(16)).join(''),
    shuffle: (items) => {
      const keyed = items.map((item) => ({ item, key: next() }))
      return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item)
    },
  }
}
