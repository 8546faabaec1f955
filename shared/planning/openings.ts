/** Orders worth a trial of their own, before one of them is improved step by step. */

/** Lengths of the descents that a saw-tooth order is made of. */
const TEETH = [4, 8, 12] as const
/** So many long ones go with so many short ones in turn. */
const TURNS = [
  [1, 1],
  [1, 3],
  [2, 1],
  [3, 1],
] as const

/**
 * Orders of moves that come longest first. Longest first alone has short ones left for the end, but at its start
 * everybody copies at once and later everybody prepares at once; long and short ones in turn keep links and cores busy.
 */
export function openings<M>(longestFirst: readonly M[]): readonly (readonly M[])[] {
  const inTurn = TURNS.map(([long, short]) => alternating(longestFirst, long, short))
  const teeth = TEETH.filter((tooth) => tooth < longestFirst.length).map((tooth) =>
    longestFirst.slice(0, tooth).flatMap((_, from) => longestFirst.filter((__, i) => i % tooth === from)),
  )
  return [longestFirst, ...inTurn, ...teeth, spread(longestFirst)]
}

function alternating<M>(longestFirst: readonly M[], long: number, short: number): readonly M[] {
  const order: M[] = []
  for (let [from, to] = [0, longestFirst.length]; from < to;) {
    const taken = Math.min(long, to - from)
    order.push(...longestFirst.slice(from, from + taken))
    from += taken
    const left = Math.min(short, to - from)
    order.push(...longestFirst.slice(to - left, to).toReversed())
    to -= left
  }
  return order
}

/** Multiples of the golden section, modulo 1, fall evenly into any interval: so do lengths into any part of the order. */
function spread<M>(longestFirst: readonly M[]): readonly M[] {
  const golden = (Math.sqrt(5) - 1) / 2
  return [...longestFirst.keys()]
    .toSorted((a, b) => ((a * golden) % 1) - ((b * golden) % 1))
    .map((i) => longestFirst[i]!)
}
