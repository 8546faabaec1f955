/**
 * The bound that is always there: all servers merged into one that can be had in parts. For each resource, the cheapest
 * servers for what they hold are opened until what is needed is there, the last one in part; the most expensive resource
 * counts. Weak where partitions are large, rules many, or several resources scarce at once.
 */
import { leastNeed, type ConsolidationProblem } from '../consolidate/consolidation-problem.ts'

/** No set of servers that carries everybody costs less. Infinity: all servers together do not. O(resources x size). */
export function aggregateBound(problem: ConsolidationProblem): number {
  const { itemCount, resourceCount } = problem
  let opened = sumOf(problem.openCost, problem.staysOn)
  for (let resource = 0; resource < resourceCount; resource += 1) {
    let needed = 0
    for (let item = 0; item < itemCount; item += 1) needed += leastNeed(problem, item, resource)
    opened = Math.max(opened, cheapestCover(problem, resource, needed))
  }
  return opened + cheapestUse(problem)
}

const sumOf = (values: Float64Array, where: Uint8Array): number =>
  values.reduce((sum, value, at) => sum + value * where[at]!, 0)

/** Everybody where a unit of use costs least among the places allowed. */
function cheapestUse({ itemCount, serverCount, unitCost, use, allowed }: ConsolidationProblem): number {
  let sum = 0
  for (let item = 0; item < itemCount; item += 1) {
    let least = Infinity
    for (let server = 0; server < serverCount; server += 1) {
      if (allowed[item * serverCount + server] === 1) least = Math.min(least, unitCost[server]! * use[item]!)
    }
    sum += least
  }
  return sum
}

/** Cost of servers, the last in part, that together have so much of a resource. */
function cheapestCover(problem: ConsolidationProblem, resource: number, needed: number): number {
  const { serverCount, resourceCount, capacity, openCost, staysOn, reserved } = problem
  const has = (server: number): number => capacity[server * resourceCount + resource]!
  const servers = Array.from({ length: serverCount }, (_, server) => server)
  let left = needed
  let cost = 0
  for (const server of servers) {
    if (staysOn[server] === 0) continue
    left -= has(server)
    cost += openCost[server]!
  }
  const others = servers
    .filter((server) => staysOn[server] === 0 && has(server) > 0)
    .toSorted((a, b) => openCost[a]! * has(b) - openCost[b]! * has(a) || a - b)
  for (const server of others) {
    if (left <= 0) break
    const part = Math.min(1, left / has(server))
    left -= has(server)
    cost += part * openCost[server]!
  }
  if (left > 1e-6) return Infinity
  // N+1: whoever fails, the others alone have what is needed; the one that fails costs too.
  return resource < reserved && !staysOn.includes(1) && needed > 0 ? cost + Math.min(...openCost) : cost
}
