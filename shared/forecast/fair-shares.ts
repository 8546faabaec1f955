/**
 * Flows with the same path, use per byte, weight and ceiling always have the same rate: one class.
 * `resources[k]` is an index into the capacities, `uses[k] > 0` what one raw byte costs there.
 */
export type FlowClass = {
  readonly resources: readonly number[]
  readonly uses: readonly number[]
  readonly weight: number
  readonly ceiling: number
}

/** Bottleneck of a class that its own ceiling holds back, and of a class without flows. */
export const OWN_CEILING = -1
export const NO_FLOWS = -2

/** Levels closer than this are one level: all resources at it freeze together. */
const SAME_LEVEL = 1 + 1e-12

/**
 * Weighted max-min fair shares by progressive filling: a common level rises, every flow runs at weight x level
 * until a resource on its path is full or its own ceiling is met, then it is frozen and the level rises on for
 * the others. (forecast model, section 2; the method is textbook: Bertsekas & Gallager, Data Networks, 6.5.)
 * After `change` or `setCapacity`, `solve` recomputes only what is connected to the change through flows.
 */
export class FairShares {
  /** Per class: raw bytes/s of each of its flows. */
  readonly rate: Float64Array
  /** Per class: index of the resource that holds it back, OWN_CEILING or NO_FLOWS. */
  readonly bottleneck: Int32Array
  /** Per resource: rate / weight of the flows it holds back (meaningful for bottlenecks only). */
  readonly level: Float64Array
  /** Per resource: use per second. */
  readonly load: Float64Array
  /** Per class: number of flows. */
  readonly flows: Int32Array
  /** What the last `solve` looked at. */
  readonly solvedClasses: number[] = []
  readonly solvedResources: number[] = []

  readonly #capacity: Float64Array
  readonly #weight: Float64Array
  readonly #ceiling: Float64Array
  // One entry per (class, resource on its path); entries of a class are neighbours.
  readonly #entryStart: Int32Array
  readonly #entryClass: Int32Array
  readonly #entryResource: Int32Array
  readonly #entryUse: Float64Array
  readonly #entrySlot: Int32Array
  /** Per resource: entries of the classes that have flows. */
  readonly #members: number[][]
  readonly #dirtyClasses: number[] = []
  readonly #dirtyResources: number[] = []
  readonly #seenClass: Int32Array
  readonly #seenResource: Int32Array
  #round = 0
  // Scratch of one solve.
  readonly #rest: Float64Array
  readonly #demand: Float64Array
  readonly #demandAtFirst: Float64Array
  readonly #openMembers: Int32Array
  readonly #frozen: Uint8Array
  readonly #open: number[] = []
  readonly #full: number[] = []

  constructor(capacities: ArrayLike<number>, classes: readonly FlowClass[]) {
    const resourceCount = capacities.length
    const classCount = classes.length
    const entryCount = classes.reduce((sum, each) => sum + each.resources.length, 0)
    this.rate = new Float64Array(classCount)
    this.bottleneck = new Int32Array(classCount).fill(NO_FLOWS)
    this.level = new Float64Array(resourceCount)
    this.load = new Float64Array(resourceCount)
    this.flows = new Int32Array(classCount)
    this.#capacity = Float64Array.from(capacities)
    this.#weight = new Float64Array(classCount)
    this.#ceiling = new Float64Array(classCount)
    this.#entryStart = new Int32Array(classCount + 1)
    this.#entryClass = new Int32Array(entryCount)
    this.#entryResource = new Int32Array(entryCount)
    this.#entryUse = new Float64Array(entryCount)
    this.#entrySlot = new Int32Array(entryCount)
    this.#members = Array.from({ length: resourceCount }, () => [])
    this.#seenClass = new Int32Array(classCount)
    this.#seenResource = new Int32Array(resourceCount)
    this.#rest = new Float64Array(resourceCount)
    this.#demand = new Float64Array(resourceCount)
    this.#demandAtFirst = new Float64Array(resourceCount)
    this.#openMembers = new Int32Array(resourceCount)
    this.#frozen = new Uint8Array(classCount)
    let entry = 0
    for (let id = 0; id < classCount; id += 1) {
      const each = classes[id]!
      this.#weight[id] = each.weight
      this.#ceiling[id] = each.ceiling
      this.#entryStart[id] = entry
      for (let k = 0; k < each.resources.length; k += 1) {
        this.#entryClass[entry] = id
        this.#entryResource[entry] = each.resources[k]!
        this.#entryUse[entry] = each.uses[k]!
        entry += 1
      }
    }
    this.#entryStart[classCount] = entry
  }

  /** Adds (+1) or takes away (-1) one flow of a class. Shares are stale until `solve`. */
  change(flowClass: number, by: 1 | -1): void {
    const before = this.flows[flowClass]!
    this.flows[flowClass] = before + by
    if (before === 0) this.#enlist(flowClass)
    else if (before + by === 0) this.#retire(flowClass)
    this.#dirtyClasses.push(flowClass)
  }

  setCapacity(resource: number, capacity: number): void {
    this.#capacity[resource] = capacity
    this.#dirtyResources.push(resource)
  }

  /** Recomputes the shares that changes since the last call can have touched. Returns the work done, in steps. */
  solve(): number {
    this.solvedClasses.length = 0
    this.solvedResources.length = 0
    if (this.#dirtyClasses.length === 0 && this.#dirtyResources.length === 0) return 0
    this.#collect()
    return this.#fill()
  }

  #enlist(flowClass: number): void {
    for (let entry = this.#entryStart[flowClass]!; entry < this.#entryStart[flowClass + 1]!; entry += 1) {
      const members = this.#members[this.#entryResource[entry]!]!
      this.#entrySlot[entry] = members.length
      members.push(entry)
    }
  }

  #retire(flowClass: number): void {
    for (let entry = this.#entryStart[flowClass]!; entry < this.#entryStart[flowClass + 1]!; entry += 1) {
      const members = this.#members[this.#entryResource[entry]!]!
      const last = members.pop()!
      if (last === entry) continue
      const slot = this.#entrySlot[entry]!
      members[slot] = last
      this.#entrySlot[last] = slot
    }
    this.rate[flowClass] = 0
    this.bottleneck[flowClass] = NO_FLOWS
  }

  #visitResource(resource: number): void {
    if (this.#seenResource[resource] === this.#round) return
    this.#seenResource[resource] = this.#round
    this.solvedResources.push(resource)
    this.#rest[resource] = this.#capacity[resource]!
    this.#demand[resource] = 0
    this.#openMembers[resource] = this.#members[resource]!.length
    this.load[resource] = 0
  }

  #visitClass(flowClass: number): void {
    if (this.#seenClass[flowClass] === this.#round) return
    this.#seenClass[flowClass] = this.#round
    const active = this.flows[flowClass]! > 0
    if (active) {
      this.solvedClasses.push(flowClass)
      this.#frozen[flowClass] = 0
    }
    const share = this.flows[flowClass]! * this.#weight[flowClass]!
    for (let entry = this.#entryStart[flowClass]!; entry < this.#entryStart[flowClass + 1]!; entry += 1) {
      const resource = this.#entryResource[entry]!
      this.#visitResource(resource)
      if (active) this.#demand[resource] = this.#demand[resource]! + share * this.#entryUse[entry]!
    }
  }

  /** Gathers every class and resource connected with a change, and what they ask of each other. */
  #collect(): void {
    this.#round += 1
    for (const flowClass of this.#dirtyClasses) this.#visitClass(flowClass)
    for (const resource of this.#dirtyResources) this.#visitResource(resource)
    this.#dirtyClasses.length = 0
    this.#dirtyResources.length = 0
    for (let i = 0; i < this.solvedResources.length; i += 1) {
      const members = this.#members[this.solvedResources[i]!]!
      for (let k = 0; k < members.length; k += 1) this.#visitClass(this.#entryClass[members[k]!]!)
    }
  }

  #fill(): number {
    const open = this.#open
    open.length = 0
    for (let i = 0; i < this.solvedClasses.length; i += 1) open.push(this.solvedClasses[i]!)
    for (let i = 0; i < this.solvedResources.length; i += 1) {
      const resource = this.solvedResources[i]!
      this.#demandAtFirst[resource] = this.#demand[resource]!
    }
    let level = 0
    let work = this.solvedResources.length
    while (open.length > 0) {
      level = Math.max(level, this.#nextLevel())
      work += open.length + this.solvedResources.length
      if (!this.#freezeAtCeiling(open, level)) this.#freezeAtResources(level)
      let kept = 0
      for (let i = 0; i < open.length; i += 1) {
        const flowClass = open[i]!
        if (this.#frozen[flowClass] === 0) open[kept++] = flowClass
      }
      open.length = kept
    }
    return work
  }

  #levelAt(resource: number): number {
    // What is left after many subtractions has lost its digits, and might even be zero: add it up again.
    if (this.#demand[resource]! < this.#demandAtFirst[resource]! * 1e-6) this.#recountDemand(resource)
    return Math.max(this.#rest[resource]!, 0) / this.#demand[resource]!
  }

  #recountDemand(resource: number): void {
    let demand = 0
    for (const entry of this.#members[resource]!) {
      const flowClass = this.#entryClass[entry]!
      if (this.#frozen[flowClass] === 1) continue
      demand += this.flows[flowClass]! * this.#weight[flowClass]! * this.#entryUse[entry]!
    }
    this.#demand[resource] = demand
    this.#demandAtFirst[resource] = demand
  }

  #nextLevel(): number {
    let lowest = Infinity
    for (let i = 0; i < this.solvedResources.length; i += 1) {
      const resource = this.solvedResources[i]!
      if (this.#openMembers[resource] === 0) continue
      const level = this.#levelAt(resource)
      if (level < lowest) lowest = level
    }
    return lowest
  }

  /** Ceilings below the level freeze first: what they leave can only raise the level. */
  #freezeAtCeiling(open: readonly number[], level: number): boolean {
    let any = false
    for (let i = 0; i < open.length; i += 1) {
      const flowClass = open[i]!
      const ceiling = this.#ceiling[flowClass]!
      if (ceiling > level * this.#weight[flowClass]!) continue
      this.#freeze(flowClass, ceiling, OWN_CEILING)
      any = true
    }
    return any
  }

  #freezeAtResources(level: number): void {
    const full = this.#full
    full.length = 0
    for (let i = 0; i < this.solvedResources.length; i += 1) {
      const resource = this.solvedResources[i]!
      if (this.#openMembers[resource]! > 0 && this.#levelAt(resource) <= level * SAME_LEVEL)
        full.push(resource)
    }
    for (let i = 0; i < full.length; i += 1) {
      const resource = full[i]!
      this.level[resource] = level
      const members = this.#members[resource]!
      for (let k = 0; k < members.length; k += 1) {
        const flowClass = this.#entryClass[members[k]!]!
        if (this.#frozen[flowClass] === 0) {
          this.#freeze(flowClass, this.#weight[flowClass]! * level, resource)
        }
      }
    }
  }

  #freeze(flowClass: number, rate: number, bottleneck: number): void {
    this.#frozen[flowClass] = 1
    this.rate[flowClass] = rate
    this.bottleneck[flowClass] = bottleneck
    const flows = this.flows[flowClass]!
    const demand = flows * this.#weight[flowClass]!
    for (let entry = this.#entryStart[flowClass]!; entry < this.#entryStart[flowClass + 1]!; entry += 1) {
      const resource = this.#entryResource[entry]!
      const use = this.#entryUse[entry]!
      const load = flows * rate * use
      this.load[resource] = this.load[resource]! + load
      this.#rest[resource] = this.#rest[resource]! - load
      this.#demand[resource] = this.#demand[resource]! - demand * use
      this.#openMembers[resource] = this.#openMembers[resource]! - 1
    }
  }
}
