/**
 * Finds a cheap set of servers that carries everybody. One step switches some servers off and others on, such that all
 * together still hold everybody, and finds new places for those who stood there and on a few servers beside; what is not
 * much worse than the present is kept (threshold accepting, the threshold shrinks to nothing). No clock: the caller says
 * how much of its time is spent, or gives steps alone.
 */
import { SeededRandom } from '../random.ts'
import { NOWHERE, needOn, type ConsolidationProblem } from './consolidation-problem.ts'
import { ConsolidationState } from './consolidation-state.ts'
import { fineTune } from './fine-tune.ts'
import { pack } from './packing.ts'
import { draw, ServerSets, type Exchange } from './server-sets.ts'
import { uncovered } from './spare-room.ts'

export interface Consolidated {
  /** By item. */
  readonly places: Int32Array
  /** By server, 1: on. A server that is on may be empty: room for N+1. */
  readonly on: Uint8Array
}

export interface ConsolidationLimits {
  readonly seed: number
  /** Steps at most; with equal seed and steps, and no clock, equal results. */
  readonly steps: number
  /** Share of the caller's time that is spent, from 0; 1 or more ends the search. */
  readonly spent?: () => number
  /** True ends the search with the best so far; asked every few milliseconds. */
  readonly shouldStop?: () => boolean
  readonly progress?: (steps: number, cost: number) => void
  /** A lower bound that is known: the search ends when it is reached. */
  readonly bound?: number
  /** To start from, if it keeps all rules: as things stand today. */
  readonly start?: Consolidated
}

export interface ConsolidationResult {
  /** Null: no way was found to place everybody. That proves nothing. */
  readonly best: Consolidated | null
  readonly cost: number | null
  readonly steps: number
}

/** Steps between two looks at the clock. */
const LOOK = 8
/** Share of the cost by which what is kept may be worse than what was, at the start. */
const LENIENCE = 0.01
/** Small steps that are tried for one that is taken. */
const SMALL_STEPS = 40
/** Ways tried to place everybody on all servers, before nobody is told how. */
const LAST_ATTEMPTS = 40
/** Steps without anything better, for each server, after which the search goes back to the best. */
const PATIENCE = 60

/** Improves until a limit is reached. Never breaks a rule. */
export function consolidate(problem: ConsolidationProblem, limits: ConsolidationLimits): ConsolidationResult {
  return new Consolidation(problem, limits).run()
}

/** By item: what it needs as shares of the mean server, the largest of them; more where it may stand on few. */
export function itemSizes(problem: ConsolidationProblem): Float64Array {
  const { itemCount, serverCount, resourceCount, capacity, allowed } = problem
  const mean = new Float64Array(resourceCount)
  for (const [at, amount] of capacity.entries()) mean[at % resourceCount]! += amount / serverCount
  return Float64Array.from({ length: itemCount }, (_, item) => {
    let size = 0
    for (let resource = 0; resource < resourceCount; resource += 1) {
      if (mean[resource]! > 0) size = Math.max(size, needOn(problem, item, 0, resource) / mean[resource]!)
    }
    let places = 0
    for (let server = 0; server < serverCount; server += 1) places += allowed[item * serverCount + server]!
    return (size * serverCount) / Math.max(1, places)
  })
}

class Consolidation {
  readonly #problem: ConsolidationProblem
  readonly #limits: ConsolidationLimits
  readonly #state: ConsolidationState
  readonly #sets: ServerSets
  readonly #random: SeededRandom
  readonly #sizes: Float64Array
  #best: Consolidated | null = null
  #bestCost = Infinity
  #steps = 0

  constructor(problem: ConsolidationProblem, limits: ConsolidationLimits) {
    this.#problem = problem
    this.#limits = limits
    this.#state = new ConsolidationState(problem)
    this.#sets = new ServerSets(problem)
    this.#random = new SeededRandom(limits.seed)
    this.#sizes = itemSizes(problem)
  }

  run(): ConsolidationResult {
    this.#startWith(this.#limits.start)
    for (const order of this.#orders()) this.#construct(order)
    if (this.#best !== null && this.#problem.serverCount > 1) this.#improve()
    return { best: this.#best, cost: this.#best === null ? null : this.#bestCost, steps: this.#steps }
  }

  #startWith(start: Consolidated | undefined): void {
    if (start === undefined || start.places.includes(NOWHERE)) return
    this.#restore({ places: new Int32Array(this.#problem.itemCount).fill(NOWHERE), on: start.on })
    for (const [item, server] of start.places.entries()) {
      if (this.#state.on[server] === 0 || !this.#state.fits(item, server)) return
      this.#state.put(item, server)
    }
    this.#note()
  }

  /** Cheapest for what they hold first, by each of the first resources. */
  #orders(): readonly (readonly number[])[] {
    const { serverCount, resourceCount, capacity, openCost } = this.#problem
    const servers = Array.from({ length: serverCount }, (_, server) => server)
    const price = (server: number, resource: number): number =>
      openCost[server]! / Math.max(1e-9, capacity[server * resourceCount + resource]!)
    return Array.from({ length: Math.min(resourceCount, 2) }, (_, resource) =>
      servers.toSorted((a, b) => price(a, resource) - price(b, resource) || a - b),
    )
  }

  /** Switches servers on in this order until everybody has a place and every failure is covered. */
  #construct(order: readonly number[]): void {
    const { itemCount, staysOn } = this.#problem
    const state = this.#state
    const nobody = new Int32Array(itemCount).fill(NOWHERE)
    const everybody = Array.from(this.#sizes.keys())
    this.#restore({ places: nobody, on: staysOn })
    for (const [at, server] of [NOWHERE, ...order].entries()) {
      if (server !== NOWHERE) state.switchOn(server)
      const isLast = at === order.length
      if (!isLast && !this.#sets.canHold(state.on)) continue
      for (let attempt = 0; attempt < (isLast ? LAST_ATTEMPTS : 3); attempt += 1) {
        if (this.#limits.shouldStop?.() === true) return
        this.#restore({ places: nobody, on: state.on.slice() })
        const spare = attempt % 2 === 0 ? NOWHERE : this.#spare()
        const options = {
          sizes: this.#sizes,
          random: this.#random,
          noise: attempt < 2 ? 0 : 0.3,
          fit: 0.3,
          spare,
        }
        if (pack(state, everybody, options) && this.#note()) return
      }
    }
  }

  /** The server with most room, to be kept free of items, where N+1 is asked for: a failure then finds room in one piece. */
  #spare(): number {
    const { reserved, resourceCount, capacity } = this.#problem
    if (reserved === 0) return NOWHERE
    const resource = this.#random.below(reserved)
    let spare = NOWHERE
    let most = -1
    for (const [server, is] of this.#state.on.entries()) {
      const has = capacity[server * resourceCount + resource]!
      if (is === 1 && has > most) [spare, most] = [server, has]
    }
    return spare
  }

  #restore({ places, on }: Consolidated): void {
    const state = this.#state
    for (const [item, server] of state.place.entries()) {
      if (server !== NOWHERE && server !== places[item]) state.take(item)
    }
    for (const [server, is] of on.entries()) {
      if (is === 1) state.switchOn(server)
      else state.switchOff(server)
    }
    for (const [item, server] of places.entries()) {
      if (server !== NOWHERE && state.place[item] === NOWHERE) state.put(item, server)
    }
  }

  /** Remembers the present solution where every failure is covered; true where it may be kept. */
  #note(): boolean {
    const { cost } = this.#state
    if (uncovered(this.#state, this.#sizes) !== null) return false
    if (cost < this.#bestCost - 1e-9) {
      this.#best = this.#present()
      this.#bestCost = cost
    }
    return true
  }

  #present(): Consolidated {
    return { places: this.#state.place.slice(), on: this.#state.on.slice() }
  }

  #improve(): void {
    const { steps, spent, shouldStop, progress, bound = 0 } = this.#limits
    if (this.#best !== null) this.#restore(this.#best)
    let share = 0
    let since = 0
    let known = this.#bestCost
    while (this.#steps < steps && this.#bestCost > bound * (1 + 1e-9)) {
      if (this.#steps % LOOK === 0) {
        if (shouldStop?.() === true) return
        share = Math.max(this.#steps / steps, spent?.() ?? 0)
        if (share >= 1) return
        progress?.(this.#steps, this.#bestCost)
      }
      this.#steps += 1
      const lenience = LENIENCE * this.#bestCost * (1 - share) * this.#random.share()
      if (this.#steps % 2 === 0) this.#step(lenience)
      else this.#tune(lenience)
      since = this.#bestCost < known ? 0 : since + 1
      known = this.#bestCost
      if (since > PATIENCE * this.#problem.serverCount && this.#best !== null) {
        this.#restore(this.#best)
        since = 0
      }
    }
  }

  /** One exchange and its packing; undone where it does not come out, or costs more than it may. */
  #step(lenience: number): void {
    const state = this.#state
    const before = this.#present()
    const { cost } = state
    const exchange = this.#sets.exchange(state.on, this.#random, lenience)
    const placed = this.#carryOut(exchange)
    if (placed && state.cost <= cost + lenience && this.#note()) return
    this.#restore(before)
  }

  /** Small steps: mostly down, sometimes up, by what use may differ: on any scale below that of exchanges. */
  #tune(lenience: number): void {
    const most = this.#random.below(4) === 0 ? lenience * 10 ** (-5 * this.#random.share() - 1) : -1e-9
    fineTune(this.#state, this.#random, most, () => this.#note(), SMALL_STEPS)
  }

  #carryOut({ off, on }: Exchange): boolean {
    const state = this.#state
    const random = this.#random
    const present: number[] = []
    for (const [server, is] of state.on.entries()) if (is === 1 && !off.includes(server)) present.push(server)
    const ruined = new Set([...off, ...draw(present, random.below(4), random)])
    for (const server of off) state.switchOff(server)
    for (const server of on) state.switchOn(server)
    const spare = random.below(3) === 0 ? this.#spare() : NOWHERE
    if (spare !== NOWHERE) ruined.add(spare)
    const items: number[] = []
    for (const [item, server] of state.place.entries()) if (ruined.has(server)) items.push(item)
    for (const item of items) state.take(item)
    const noise = random.below(2) === 0 ? 0.05 : 0.5
    // Now close together, now where use is cheapest.
    const fit = random.below(3) === 0 ? 0.01 : 0.3
    return pack(state, items, { sizes: this.#sizes, random, noise, fit, spare })
  }
}
