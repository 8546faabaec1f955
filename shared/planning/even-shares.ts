/** How evenly indivisible amounts can be shared at best: a lower bound of the largest share. */

/** Steps of the exact search; the bound it falls back on where they run out is as true, only lower. */
const MOST_STEPS = 20_000
/** Shares this close to a lower bound are not searched for better ones. */
const CLOSE_ENOUGH = 1.002

/**
 * No way to share the amounts out over so many shares has a smaller largest one. Exact for few amounts; else the mean, or
 * what the largest amounts force: of any `k shares + 1` of them, one share takes `k + 1`.
 */
export function leastLargestShare(amounts: readonly number[], shares: number): number {
  if (amounts.length === 0) return 0
  if (shares < 1) return Infinity
  const sorted = amounts.toSorted((a, b) => b - a)
  if (shares === 1) return total(sorted)
  const simple = simpleBound(sorted, shares)
  const greedy = largestFirst(sorted, shares)
  return greedy <= simple * CLOSE_ENOUGH ? simple : (exactly(sorted, shares, simple, greedy) ?? simple)
}

function simpleBound(sorted: readonly number[], shares: number): number {
  let bound = Math.max(sorted[0]!, total(sorted) / shares)
  for (let k = 1; k * shares < sorted.length; k += 1) {
    // The k + 1 smallest of the k * shares + 1 largest.
    bound = Math.max(bound, total(sorted.slice(k * shares - k, k * shares + 1)))
  }
  return bound
}

function largestFirst(sorted: readonly number[], shares: number): number {
  const filled = new Array<number>(shares).fill(0)
  for (const amount of sorted) filled[filled.indexOf(Math.min(...filled))]! += amount
  return Math.max(...filled)
}

/** The smallest largest share, between the two; null where the steps ran out. */
function exactly(sorted: readonly number[], shares: number, bound: number, reached: number): number | null {
  const filled = new Array<number>(shares).fill(0)
  let best = reached
  let steps = 0
  const place = (at: number): void => {
    steps += 1
    if (steps > MOST_STEPS || best <= bound) return
    const amount = sorted[at]
    if (amount === undefined) {
      best = Math.min(best, Math.max(...filled))
      return
    }
    const tried = new Set<number>()
    for (let share = 0; share < shares; share += 1) {
      const before = filled[share]!
      if (before + amount >= best || tried.has(before)) continue
      tried.add(before)
      filled[share] = before + amount
      place(at + 1)
      filled[share] = before
    }
  }
  place(0)
  return steps > MOST_STEPS ? null : best
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
