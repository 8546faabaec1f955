/**
 * N+1: should any one server that is on fail, each of its items finds room on another that is on. Proven by a bounded
 * search that starts with best fit, so a "yes" is certain, and a "no" may be wrong where only a cleverer packing would
 * do. A restart after a failure is no migration: mobility rules and keeping apart do not count, as in the rule `reserve`.
 */
import { needOn } from './consolidation-problem.ts'
import type { ConsolidationState } from './consolidation-state.ts'

/** Places tried for the items of one server. */
const MOST_TRIES = 400

/** The first server whose items would find no room; null: every one is covered, or nobody asks for it. */
export function uncovered(state: ConsolidationState, sizes: Float64Array): number | null {
  const { problem } = state
  const { serverCount, resourceCount, capacity, reserved } = problem
  if (reserved === 0) return null
  const free = new Float64Array(serverCount * reserved)
  const on: number[] = []
  for (let server = 0; server < serverCount; server += 1) {
    if (state.on[server] === 0) continue
    on.push(server)
    for (let resource = 0; resource < reserved; resource += 1) {
      const at = server * resourceCount + resource
      free[server * reserved + resource] = capacity[at]! - state.load[at]!
    }
  }
  const lists = itemsByServer(state, sizes)
  for (const failing of on) {
    const items = lists[failing]!
    if (items.length === 0) continue
    const hosts = on.filter((server) => server !== failing)
    if (!new Restart(state, items, hosts, free).succeeds()) return failing
  }
  return null
}

/** Items of each server, largest first. */
function itemsByServer(state: ConsolidationState, sizes: Float64Array): readonly number[][] {
  const lists: number[][] = Array.from({ length: state.problem.serverCount }, () => [])
  for (const [item, server] of state.place.entries()) {
    if (server >= 0) lists[server]!.push(item)
  }
  for (const list of lists) list.sort((a, b) => sizes[b]! - sizes[a]! || a - b)
  return lists
}

class Restart {
  readonly #state: ConsolidationState
  readonly #items: readonly number[]
  readonly #hosts: readonly number[]
  readonly #left: Float64Array
  #tries = 0

  constructor(
    state: ConsolidationState,
    items: readonly number[],
    hosts: readonly number[],
    free: Float64Array,
  ) {
    this.#state = state
    this.#items = items
    this.#hosts = hosts
    this.#left = free.slice()
  }

  succeeds(): boolean {
    return this.#place(0)
  }

  /** Depth first: the host that is left with least, of what is most scarce to the item. */
  #place(at: number): boolean {
    const item = this.#items[at]
    if (item === undefined) return true
    const hosts = this.#hosts
      .map((host) => ({ host, slack: this.#slack(item, host) }))
      .filter(({ slack }) => slack >= -1e-9)
      .sort((a, b) => a.slack - b.slack || a.host - b.host)
    for (const { host } of hosts) {
      this.#tries += 1
      if (this.#tries > MOST_TRIES) return false
      this.#take(item, host, 1)
      if (this.#place(at + 1)) return true
      this.#take(item, host, -1)
    }
    return false
  }

  /** Share of the host's room that stays free, the least of all resources; below 0: no room. */
  #slack(item: number, host: number): number {
    const { problem } = this.#state
    const { reserved, resourceCount, capacity } = problem
    let least = Infinity
    for (let resource = 0; resource < reserved; resource += 1) {
      const rest = this.#left[host * reserved + resource]! - needOn(problem, item, host, resource)
      least = Math.min(least, rest / Math.max(1e-9, capacity[host * resourceCount + resource]!))
    }
    return least
  }

  #take(item: number, host: number, sign: 1 | -1): void {
    const { problem } = this.#state
    for (let resource = 0; resource < problem.reserved; resource += 1) {
      this.#left[host * problem.reserved + resource]! -= sign * needOn(problem, item, host, resource)
    }
  }
}
