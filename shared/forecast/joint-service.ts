import { IndexedHeap } from './indexed-heap.ts'

/** What the flows of one class have been sent so far and are sent per second, as `CopyService` keeps it. */
export type Lanes = {
  /** One more flow of a class that ends when its move says so. */
  enter(flowClass: number): void
  leave(flowClass: number): void
  /** Raw bytes one flow of the class has been served, from a beginning that stays while the class has flows. */
  served(flowClass: number): number
  /** Raw bytes/s of one flow of the class. */
  rate(flowClass: number): number
}

/**
 * Serves moves that use several ways at once: redundant movers. Each way is a flow with its own share and ceiling; all
 * take from one pool of remaining bytes, so they end together, at the sum of their rates. A way whose rate is zero
 * leaves the work to the others. (forecast model, section 2.)
 *
 * Moves with the same ways are served alike: one heap of pools by the reading of their common counter.
 */
export class JointService {
  readonly #lanes: Lanes
  readonly #routes: readonly (readonly number[])[]
  readonly #routeOf: Int32Array
  /** Sum of what all ways of the route had served a flow when this pool will be empty. */
  readonly #mark: Float64Array
  readonly #pools: (IndexedHeap | null)[]
  readonly #endTime: Float64Array
  readonly #ends: IndexedHeap
  readonly #active: number[] = []
  readonly #carried = new Map<number, number[]>()

  constructor(routes: readonly (readonly number[])[], lanes: Lanes, flowCount: number) {
    this.#lanes = lanes
    this.#routes = routes
    const any = routes.some((route) => route.length > 1)
    const size = any ? flowCount : 0
    this.#routeOf = new Int32Array(size)
    this.#mark = new Float64Array(size)
    const position = new Int32Array(size).fill(-1)
    this.#pools = any
      ? routes.map((route) => (route.length > 1 ? new IndexedHeap(this.#mark, position) : null))
      : []
    this.#endTime = new Float64Array(any ? routes.length : 0).fill(Infinity)
    this.#ends = new IndexedHeap(this.#endTime, new Int32Array(any ? routes.length : 0).fill(-1))
  }

  /** Time of the next finish, as far as the present rates tell. */
  get nextTime(): number {
    return this.#ends.topKey
  }

  /** A new pool of `bytes` raw bytes (> 0). It is drained from the next `settle` on. */
  start(flow: number, route: number, bytes: number): void {
    const ways = this.#routes[route]!
    const pools = this.#pools[route]!
    for (const way of ways) this.#lanes.enter(way)
    this.#routeOf[flow] = route
    this.#mark[flow] = this.#served(ways) + bytes
    const carried = this.#carried.get(flow) ?? ways.map(() => 0)
    this.#carried.set(
      flow,
      carried.map((each, k) => each - this.#lanes.served(ways[k]!)),
    )
    pools.push(flow)
    if (pools.size > 1) return
    this.#active.push(route)
    this.#endTime[route] = Infinity
    this.#ends.push(route)
  }

  /** The pool that has just run empty is filled again without a gap: no share changes. */
  extend(flow: number, bytes: number, now: number): void {
    const route = this.#routeOf[flow]!
    this.#mark[flow] = this.#mark[flow]! + bytes
    this.#pools[route]!.update(flow)
    this.#forecastEnd(route, now)
  }

  /** Ends a pool, empty or not; returns the bytes that are left in it. */
  stop(flow: number, now: number): number {
    const route = this.#routeOf[flow]!
    const ways = this.#routes[route]!
    const pools = this.#pools[route]!
    const unsent = this.unsent(flow)
    const carried = this.#carried.get(flow)!
    this.#carried.set(
      flow,
      carried.map((each, k) => each + this.#lanes.served(ways[k]!)),
    )
    pools.remove(flow)
    for (const way of ways) this.#lanes.leave(way)
    if (pools.size > 0) this.#forecastEnd(route, now)
    else {
      this.#ends.remove(route)
      this.#active.splice(this.#active.indexOf(route), 1)
    }
    return unsent
  }

  unsent(flow: number): number {
    return Math.max(0, this.#mark[flow]! - this.#served(this.#routes[this.#routeOf[flow]!]!))
  }

  /** A pool that is empty at or before `limit`, or -1. It stays in service until `extend` or `stop`. */
  finished(limit: number): number {
    return this.#ends.topKey > limit ? -1 : this.#pools[this.#ends.top]!.top
  }

  /** Raw bytes each way has carried for a move; `sending`: it has not been stopped. */
  carried(flow: number, sending: boolean): number[] {
    const carried = this.#carried.get(flow) ?? []
    const ways = this.#routes[this.#routeOf[flow]!]!
    return carried.map((each, k) => Math.max(0, sending ? each + this.#lanes.served(ways[k]!) : each))
  }

  /** The rates have changed. */
  settle(now: number): void {
    for (let i = 0; i < this.#active.length; i += 1) this.#forecastEnd(this.#active[i]!, now)
  }

  #served(ways: readonly number[]): number {
    let sum = 0
    for (let k = 0; k < ways.length; k += 1) sum += this.#lanes.served(ways[k]!)
    return sum
  }

  #forecastEnd(route: number, now: number): void {
    const ways = this.#routes[route]!
    let rate = 0
    for (let k = 0; k < ways.length; k += 1) rate += this.#lanes.rate(ways[k]!)
    const togo = this.#pools[route]!.topKey - this.#served(ways)
    const end = togo <= 0 ? now : rate > 0 ? now + togo / rate : Infinity
    if (end === this.#endTime[route]) return
    this.#endTime[route] = end
    this.#ends.update(route)
  }
}
