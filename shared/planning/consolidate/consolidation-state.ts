import { needOn, NOWHERE, type ConsolidationProblem } from './consolidation-problem.ts'

/** Sums of exact amounts are compared with this much grace: they are carried along, not counted anew. */
const GRACE = 1e-6

/**
 * Which servers are on, who stands where, what is used and what that costs; `put` and `take` keep it in O(resources +
 * rules of the item). A server that is on may be empty: room for N+1.
 */
export class ConsolidationState {
  readonly problem: ConsolidationProblem
  /** By item; NOWHERE while it is in the air. */
  readonly place: Int32Array
  /** Server x resource. */
  readonly load: Float64Array
  /** Items on each server. */
  readonly count: Int32Array
  /** By server, 1: on. */
  readonly on: Uint8Array
  cost: number
  /** By item: the sets it has to be kept apart in. */
  readonly #sets: readonly (readonly number[])[]
  /** Set x server: members there. */
  readonly #members: Int32Array
  readonly #needBase: Int32Array

  constructor(problem: ConsolidationProblem) {
    this.problem = problem
    this.place = new Int32Array(problem.itemCount).fill(NOWHERE)
    this.load = new Float64Array(problem.serverCount * problem.resourceCount)
    this.count = new Int32Array(problem.serverCount)
    this.on = problem.staysOn.slice()
    this.cost = problem.openCost.reduce((sum, cost, at) => sum + cost * problem.staysOn[at]!, 0)
    const sets: number[][] = Array.from({ length: problem.itemCount }, () => [])
    for (const [set, members] of problem.apart.entries()) {
      for (const item of members) sets[item]!.push(set)
    }
    this.#sets = sets
    this.#members = new Int32Array(problem.apart.length * problem.serverCount)
    this.#needBase = problem.kind.map((kind) => kind * problem.itemCount)
  }

  switchOn(server: number): void {
    if (this.on[server] === 1) return
    this.on[server] = 1
    this.cost += this.problem.openCost[server]!
  }

  /** An empty server that need not stay on. */
  switchOff(server: number): void {
    if (this.on[server] === 0) return
    this.on[server] = 0
    this.cost -= this.problem.openCost[server]!
  }

  fits(item: number, server: number): boolean {
    const { allowed, serverCount, resourceCount, need, capacity } = this.problem
    if (allowed[item * serverCount + server] === 0) return false
    const from = (this.#needBase[server]! + item) * resourceCount
    const at = server * resourceCount
    for (let resource = 0; resource < resourceCount; resource += 1) {
      if (this.load[at + resource]! + need[from + resource]! > capacity[at + resource]! + GRACE) return false
    }
    for (const set of this.#sets[item]!) {
      if (this.#members[set * serverCount + server]! > 0) return false
    }
    return true
  }

  /** What the use of an item costs on a server. */
  useCost(item: number, server: number): number {
    return this.problem.unitCost[server]! * this.problem.use[item]!
  }

  /** Onto a server that is on. */
  put(item: number, server: number): void {
    this.cost += this.useCost(item, server)
    this.place[item] = server
    this.count[server]! += 1
    this.#count(item, server, 1)
  }

  take(item: number): void {
    const server = this.place[item]!
    this.place[item] = NOWHERE
    this.count[server]! -= 1
    this.cost -= this.useCost(item, server)
    this.#count(item, server, -1)
    if (this.count[server] === 0) {
      // An empty server has no load: what rounding left behind goes with its last item.
      const { resourceCount } = this.problem
      this.load.fill(0, server * resourceCount, (server + 1) * resourceCount)
    }
  }

  #count(item: number, server: number, sign: 1 | -1): void {
    const { resourceCount, serverCount, need } = this.problem
    const from = (this.#needBase[server]! + item) * resourceCount
    const at = server * resourceCount
    for (let resource = 0; resource < resourceCount; resource += 1) {
      this.load[at + resource]! += sign * need[from + resource]!
    }
    for (const set of this.#sets[item]!) this.#members[set * serverCount + server]! += sign
  }

  /** Largest share of what a server has that is used of any resource. */
  fill(server: number): number {
    const { resourceCount, capacity } = this.problem
    let most = 0
    for (let at = server * resourceCount; at < (server + 1) * resourceCount; at += 1) {
      if (capacity[at]! > 0) most = Math.max(most, this.load[at]! / capacity[at]!)
    }
    return most
  }
}

/** The first rule that places break, in words; null where they keep all of them. For checks, not for the search. */
export function brokenBy(problem: ConsolidationProblem, places: Int32Array, isOn: Uint8Array): string | null {
  const { itemCount, serverCount, resourceCount, allowed, capacity, apart } = problem
  const used = new Float64Array(serverCount * resourceCount)
  for (let item = 0; item < itemCount; item += 1) {
    const server = places[item]!
    if (server === NOWHERE) return `item ${item} has no place`
    if (isOn[server] === 0) return `item ${item} stands on ${server}, which is off`
    if (allowed[item * serverCount + server] !== 1) return `item ${item} may not stand on ${server}`
    for (let resource = 0; resource < resourceCount; resource += 1) {
      used[server * resourceCount + resource]! += needOn(problem, item, server, resource)
    }
  }
  for (const [at, amount] of used.entries()) {
    if (amount > capacity[at]! + GRACE)
      return `resource ${at % resourceCount} of server ${Math.floor(at / resourceCount)}`
  }
  if (problem.staysOn.some((stays, server) => stays === 1 && isOn[server] === 0))
    return 'a server that stays on is off'
  for (const members of apart) {
    const servers = Array.from(members, (item) => places[item]!)
    if (new Set(servers).size < servers.length) return `items ${members.join(', ')} have to stand apart`
  }
  return null
}

/** Cost of these places and servers, counted anew. */
export function costOfPlaces(problem: ConsolidationProblem, places: Int32Array, on: Uint8Array): number {
  let cost = 0
  for (let server = 0; server < problem.serverCount; server += 1)
    cost += on[server]! * problem.openCost[server]!
  for (const [item, server] of places.entries()) {
    if (server !== NOWHERE) cost += problem.unitCost[server]! * problem.use[item]!
  }
  return cost
}
