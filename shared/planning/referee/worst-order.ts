/**
 * The most of a resource that can be taken on one server at once, over every timing the plan's `after` relations
 * allow. Arrivals take from their start, departures give back at their end; a set of moves under way or done always
 * contains everything its members wait for. That is a maximum-weight closure, found exactly as a minimum cut.
 */
export interface OrderedAmount {
  readonly moveId: string
  /** Taken by an arrival (positive) or given back by a departure (negative). */
  readonly amount: number
}

/** Highest net amount taken at once; 0 where nothing ever is. */
export function worstAmount(
  amounts: readonly OrderedAmount[],
  ancestors: ReadonlyMap<string, ReadonlySet<string>>,
): number {
  const arrivals = amounts.filter(({ amount }) => amount > 0)
  const taken = arrivals.reduce((sum, { amount }) => sum + amount, 0)
  if (arrivals.length === amounts.length) return taken
  return taken - minimumCut(amounts, ancestors)
}

/** Source -> arrival (its amount), departure -> sink (what it gives back), arrival -> every departure it waits for. */
function minimumCut(
  amounts: readonly OrderedAmount[],
  ancestors: ReadonlyMap<string, ReadonlySet<string>>,
): number {
  const source = amounts.length
  const sink = amounts.length + 1
  const residual = Array.from({ length: amounts.length + 2 }, () => new Map<number, number>())
  const link = (from: number, to: number, capacity: number): void => {
    residual[from]!.set(to, capacity)
    if (!residual[to]!.has(from)) residual[to]!.set(from, 0)
  }
  for (const [i, one] of amounts.entries()) {
    if (one.amount > 0) link(source, i, one.amount)
    else link(i, sink, -one.amount)
    const waitsFor = ancestors.get(one.moveId)
    for (const [j, other] of amounts.entries()) {
      if (i !== j && waitsFor?.has(other.moveId) === true) link(i, j, Infinity)
    }
  }
  let flow = 0
  for (
    let path = shortestPath(residual, source, sink);
    path !== null;
    path = shortestPath(residual, source, sink)
  ) {
    let room = Infinity
    for (const [from, to] of path) room = Math.min(room, residual[from]!.get(to)!)
    for (const [from, to] of path) {
      residual[from]!.set(to, residual[from]!.get(to)! - room)
      residual[to]!.set(from, residual[to]!.get(from)! + room)
    }
    flow += room
  }
  return flow
}

function shortestPath(
  residual: readonly ReadonlyMap<number, number>[],
  source: number,
  sink: number,
): (readonly [number, number])[] | null {
  const cameFrom = new Map<number, number>([[source, source]])
  const open = [source]
  for (const from of open) {
    for (const [to, room] of residual[from]!) {
      if (room <= 0 || cameFrom.has(to)) continue
      cameFrom.set(to, from)
      if (to !== sink) {
        open.push(to)
        continue
      }
      const path: (readonly [number, number])[] = []
      for (let node = sink; node !== source; node = cameFrom.get(node)!)
        path.push([cameFrom.get(node)!, node])
      return path
    }
  }
  return null
}
