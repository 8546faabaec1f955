/** Strongly connected components of a graph given as edges by node. */

/**
 * Components in the order in which they can be dealt with: each one after everything its members point to
 * (Tarjan, SIAM J. Comput. 1 (1972), without recursion). Members in the order of their numbers.
 */
export function components(edges: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const count = edges.length
  const number = new Int32Array(count).fill(-1)
  const low = new Int32Array(count)
  const next = new Int32Array(count)
  const isOpen = new Uint8Array(count)
  const open: number[] = []
  const path: number[] = []
  const found: number[][] = []
  let counter = 0
  const enter = (node: number): void => {
    number[node] = counter
    low[node] = counter
    counter += 1
    open.push(node)
    isOpen[node] = 1
    path.push(node)
  }
  const leave = (node: number): void => {
    path.pop()
    const parent = path.at(-1)
    if (parent !== undefined) low[parent] = Math.min(low[parent]!, low[node]!)
    if (low[node] !== number[node]) return
    const members = open.splice(open.indexOf(node))
    for (const member of members) isOpen[member] = 0
    found.push(members.toSorted((a, b) => a - b))
  }
  for (let start = 0; start < count; start += 1) {
    if (number[start] !== -1) continue
    enter(start)
    for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
      const to = edges[node]![next[node]!]
      next[node] = next[node]! + 1
      if (to === undefined) leave(node)
      else if (number[to] === -1) enter(to)
      else if (isOpen[to] === 1) low[node] = Math.min(low[node]!, number[to]!)
    }
  }
  return found
}
