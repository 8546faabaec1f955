/**
 * Smallest sets that work, out of things that only ever help. QuickXplain (Junker, AAAI 2004) finds one of which no
 * part can be missing; sets of one, two and so on are tried before it where that takes few steps.
 */

export interface SmallSet<T> {
  readonly members: readonly T[]
  /** No smaller set works, as far as the test tells. */
  readonly smallest: boolean
}

/** Largest sets that are looked for one by one, and how many of them. */
const MOST_MEMBERS = 3
const MOST_SETS = 40

/**
 * A set of `all` that works, as small as was found; those named first are preferred. Null: not even all of them do.
 * `works` is asked about sets in the order of `all`.
 */
export function smallestSet<T>(
  all: readonly T[],
  works: (members: readonly T[]) => boolean,
): SmallSet<T> | null {
  if (works([])) return { members: [], smallest: true }
  if (all.length === 0 || !works(all)) return null
  const minimal = quickXplain(all, works)
  for (let size = 1; size < minimal.length; size += 1) {
    if (size > MOST_MEMBERS || binomial(all.length, size) > MOST_SETS)
      return { members: minimal, smallest: false }
    const smaller = subsets(all, size).find(works)
    if (smaller !== undefined) return { members: smaller, smallest: true }
  }
  return { members: minimal, smallest: true }
}

/** A set of which no member can be missing; `all` works, and nothing does not. O(members x log(all)) questions. */
function quickXplain<T>(all: readonly T[], works: (members: readonly T[]) => boolean): readonly T[] {
  const place = new Map(all.map((one, at) => [one, at]))
  const inOrder = (some: readonly T[]): readonly T[] =>
    some.toSorted((a, b) => (place.get(a) ?? 0) - (place.get(b) ?? 0))
  const explain = (given: readonly T[], isNew: boolean, among: readonly T[]): readonly T[] => {
    if (isNew && works(inOrder(given))) return []
    if (among.length === 1) return among
    const half = Math.ceil(among.length / 2)
    const [preferred, others] = [among.slice(0, half), among.slice(half)]
    const needed = explain([...given, ...preferred], true, others)
    return [...explain([...given, ...needed], needed.length > 0, preferred), ...needed]
  }
  return inOrder(explain([], false, all))
}

function subsets<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  if (size === 0) return [[]]
  return all.flatMap((one, at) => subsets(all.slice(at + 1), size - 1).map((rest) => [one, ...rest]))
}

function binomial(n: number, k: number): number {
  let product = 1
  for (let i = 0; i < k; i += 1) product = (product * (n - i)) / (i + 1)
  return product
}
