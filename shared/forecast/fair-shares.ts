import { FlowGraph } from './flow-graph.ts'
import type { FlowClass } from './flow-graph.ts'
import { IdList } from './id-list.ts'

/** Bottleneck of a class that its own ceiling holds back, and of a class without flows. */
export const OWN_CEILING = -1
export const NO_FLOWS = -2

/** Levels closer than this are one level: all resources at it freeze together. */
const SAME_LEVEL = 1 + 1e-12
/** Sums kept up by additions and subtractions are added up afresh after so many solutions at the latest. */
const SOLVES_BETWEEN_RECOUNTS = 1000
/** A district is solved as a whole where it has at most so many resources per class with flows. */
const DENSE = 12

/**
 * Weighted max-min fair shares by progressive filling: a common level rises, every flow runs at weight x level
 * until a resource on its path is full or its own ceiling is met, then it is frozen and the level rises on for
 * the others. (forecast model, section 2; the method is textbook: Bertsekas & Gallager, Data Networks, 6.5.)
 * After `change` or `setCapacity`, `solve` recomputes only what is connected to the change through flows.
 */
export class FairShares {
  /** Per class: index of the resource that holds it back, OWN_CEILING or NO_FLOWS. */
  readonly bottleneck: Int32Array
  /** Per resource: rate / weight of the flows it holds back (meaningful for bottlenecks only). */
  readonly level: Float64Array
  /** Per resource: use per second. */
  readonly load: Float64Array
  /** Classes whose bottleneck the last `solve` may have changed. */
  readonly solvedClasses: IdList
  /** Resources whose load it may have changed. */
  readonly solvedResources: IdList
  /** Resources that hold flows back after it, among those. */
  readonly solvedBottlenecks: IdList

  readonly #graph: FlowGraph
  readonly #capacity: Float64Array
  readonly #dirtyClasses: IdList
  readonly #dirtyResources: IdList
  readonly #isDirtyClass: Uint8Array
  readonly #isDirtyResource: Uint8Array
  /** Per district: the one resource that holds back all its flows, or -1. */
  readonly #sole: Int32Array
  #solvesSinceRecount = 0
  readonly #seenClass: Int32Array
  readonly #seenResource: Int32Array
  #round = 0
  // Scratch of one solve.
  readonly #rest: Float64Array
  readonly #demand: Float64Array
  readonly #demandAtCount: Float64Array
  readonly #openMembers: Int32Array
  readonly #frozen: Uint8Array
  readonly #openClasses: IdList
  readonly #openResources: IdList
  readonly #fullAt: Float64Array

  constructor(capacities: ArrayLike<number>, classes: readonly FlowClass[]) {
    const resourceCount = capacities.length
    const classCount = classes.length
    this.#graph = new FlowGraph(resourceCount, classes)
    this.bottleneck = new Int32Array(classCount).fill(NO_FLOWS)
    this.level = new Float64Array(resourceCount)
    this.load = new Float64Array(resourceCount)
    this.solvedClasses = new IdList(classCount)
    this.solvedResources = new IdList(resourceCount)
    this.solvedBottlenecks = new IdList(resourceCount)
    this.#dirtyClasses = new IdList(classCount)
    this.#dirtyResources = new IdList(resourceCount)
    this.#openClasses = new IdList(classCount)
    this.#openResources = new IdList(resourceCount)
    this.#fullAt = new Float64Array(resourceCount)
    this.#capacity = Float64Array.from(capacities)
    this.#sole = new Int32Array(this.#graph.districts.length).fill(-1)
    this.#isDirtyClass = new Uint8Array(classCount)
    this.#isDirtyResource = new Uint8Array(resourceCount)
    this.#seenClass = new Int32Array(classCount)
    this.#seenResource = new Int32Array(resourceCount)
    this.#rest = new Float64Array(resourceCount)
    this.#demand = new Float64Array(resourceCount)
    this.#demandAtCount = new Float64Array(resourceCount)
    this.#openMembers = new Int32Array(resourceCount)
    this.#frozen = new Uint8Array(classCount)
  }

  /** Number of flows of a class. */
  flows(flowClass: number): number {
    return this.#graph.flows[flowClass]!
  }

  /** Raw bytes/s of each flow of a class. */
  rate(flowClass: number): number {
    const held = this.bottleneck[flowClass]!
    if (held === NO_FLOWS) return 0
    return held === OWN_CEILING
      ? this.#graph.ceiling[flowClass]!
      : this.#graph.weight[flowClass]! * this.level[held]!
  }

  /** Adds (+1) or takes away (-1) one flow of a class. Shares are stale until `solve`. */
  change(flowClass: number, by: 1 | -1): void {
    this.#graph.change(flowClass, by)
    if (this.#graph.flows[flowClass] === 0) this.bottleneck[flowClass] = NO_FLOWS
    if (this.#isDirtyClass[flowClass] === 1) return
    this.#isDirtyClass[flowClass] = 1
    this.#dirtyClasses.add(flowClass)
  }

  setCapacity(resource: number, capacity: number): void {
    this.#capacity[resource] = capacity
    if (this.#isDirtyResource[resource] === 1) return
    this.#isDirtyResource[resource] = 1
    this.#dirtyResources.add(resource)
  }

  /** Recomputes the shares that changes since the last call can have touched. Returns the work done, in steps; 0: none. */
  solve(): number {
    if (this.#dirtyClasses.length === 0 && this.#dirtyResources.length === 0) return 0
    this.solvedClasses.length = 0
    this.solvedResources.length = 0
    this.solvedBottlenecks.length = 0
    const district = this.#dirtyDistrict()
    const dense =
      district >= 0 && this.#solvesSinceRecount < SOLVES_BETWEEN_RECOUNTS && this.#isDense(district)
    this.#solvesSinceRecount = dense ? this.#solvesSinceRecount + 1 : 0
    if (dense && this.#solveSole(district)) {
      this.#clearDirty()
      return this.solvedResources.length
    }
    if (dense) this.#takeDistrict(district)
    else this.#collect()
    const work = this.#fill(dense ? this.#graph.districts[district]!.lowestCeiling : 0)
    this.#noteSole(district)
    this.#clearDirty()
    return work
  }

  #isDense(district: number): boolean {
    const { resources, active } = this.#graph.districts[district]!
    return active.length > 0 && resources.length <= DENSE * active.length
  }

  #clearDirty(): void {
    for (let i = 0; i < this.#dirtyClasses.length; i += 1) this.#isDirtyClass[this.#dirtyClasses.ids[i]!] = 0
    for (let i = 0; i < this.#dirtyResources.length; i += 1) {
      this.#isDirtyResource[this.#dirtyResources.ids[i]!] = 0
    }
    this.#dirtyClasses.length = 0
    this.#dirtyResources.length = 0
  }

  /** The one district in which all changes lie, or -1. */
  #dirtyDistrict(): number {
    let district = -1
    for (let i = 0; i < this.#dirtyClasses.length; i += 1) {
      const here = this.#graph.districtOfClass(this.#dirtyClasses.ids[i]!)
      if (here < 0 || (district >= 0 && here !== district)) return -1
      district = here
    }
    for (let i = 0; i < this.#dirtyResources.length; i += 1) {
      const here = this.#graph.districtOf[this.#dirtyResources.ids[i]!]!
      if (district >= 0 && here !== district) return -1
      district = here
    }
    return district
  }

  /**
   * A common case needs no filling: one resource has held back every flow of the district, and after the change
   * it still can, because no other resource overflows at its level and no ceiling lies below. That is the
   * condition of max-min fairness itself, and max-min fair shares are unique.
   */
  #solveSole(district: number): boolean {
    const sole = this.#sole[district]!
    if (sole < 0) return false
    const { resources, lowestCeiling } = this.#graph.districts[district]!
    for (let i = 0; i < this.#dirtyClasses.length; i += 1) {
      const flowClass = this.#dirtyClasses.ids[i]!
      if (this.#graph.flows[flowClass]! > 0 && !this.#uses(flowClass, sole)) return false
    }
    const { offered } = this.#graph
    const level = this.#capacity[sole]! / offered[sole]!
    if (!(level <= lowestCeiling)) return false
    for (let i = 0; i < resources.length; i += 1) {
      const resource = resources[i]!
      if (offered[resource]! * level > this.#capacity[resource]! * SAME_LEVEL) return false
    }
    this.level[sole] = level
    this.solvedBottlenecks.add(sole)
    for (let i = 0; i < resources.length; i += 1) {
      const resource = resources[i]!
      this.load[resource] = offered[resource]! * level
      this.solvedResources.add(resource)
    }
    for (let i = 0; i < this.#dirtyClasses.length; i += 1) {
      const flowClass = this.#dirtyClasses.ids[i]!
      if (this.#graph.flows[flowClass] === 0) continue
      this.bottleneck[flowClass] = sole
      this.solvedClasses.add(flowClass)
    }
    return true
  }

  #uses(flowClass: number, resource: number): boolean {
    const { entryStart, entryResource } = this.#graph
    for (let entry = entryStart[flowClass]!; entry < entryStart[flowClass + 1]!; entry += 1) {
      if (entryResource[entry] === resource) return true
    }
    return false
  }

  /** Remembers whether one resource now holds back every flow of the district that was solved. */
  #noteSole(district: number): void {
    if (district < 0) {
      for (let i = 0; i < this.solvedResources.length; i += 1) {
        this.#sole[this.#graph.districtOf[this.solvedResources.ids[i]!]!] = -1
      }
      return
    }
    const { active } = this.#graph.districts[district]!
    const sole = this.solvedBottlenecks.length > 0 ? this.solvedBottlenecks.ids[0]! : -1
    let held = 0
    for (let i = 0; i < this.solvedClasses.length; i += 1) {
      if (this.bottleneck[this.solvedClasses.ids[i]!] === sole) held += 1
    }
    this.#sole[district] = held === active.length ? sole : -1
  }

  /** Most of a district is connected anyway: what it asks for need not be gathered, the sums are at hand. */
  #takeDistrict(district: number): void {
    const { resources, active } = this.#graph.districts[district]!
    const { members, offered } = this.#graph
    const capacity = this.#capacity
    const rest = this.#rest
    const demand = this.#demand
    const demandAtCount = this.#demandAtCount
    const openMembers = this.#openMembers
    const frozen = this.#frozen
    const load = this.load
    const solvedResources = this.solvedResources.ids
    const solvedClasses = this.solvedClasses.ids
    const openResources = this.#openResources.ids
    const openClasses = this.#openClasses.ids
    let touched = 0
    let open = 0
    for (let i = 0; i < resources.length; i += 1) {
      const resource = resources[i]!
      const count = members[resource]!.length
      if (count > 0) {
        rest[resource] = capacity[resource]!
        demand[resource] = offered[resource]!
        demandAtCount[resource] = offered[resource]!
        openMembers[resource] = count
        openResources[open++] = resource
      } else if (load[resource] === 0) continue
      load[resource] = 0
      solvedResources[touched++] = resource
    }
    for (let i = 0; i < active.length; i += 1) {
      const flowClass = active[i]!
      solvedClasses[i] = flowClass
      openClasses[i] = flowClass
      frozen[flowClass] = 0
    }
    this.solvedResources.length = touched
    this.#openResources.length = open
    this.solvedClasses.length = active.length
    this.#openClasses.length = active.length
  }

  #visitResource(resource: number): void {
    this.#seenResource[resource] = this.#round
    this.solvedResources.add(resource)
    this.#rest[resource] = this.#capacity[resource]!
    this.#demand[resource] = 0
    this.#openMembers[resource] = this.#graph.members[resource]!.length
    this.load[resource] = 0
  }

  #visitClass(flowClass: number): void {
    this.#seenClass[flowClass] = this.#round
    const { flows, weight, entryStart, entryResource, entryUse } = this.#graph
    const seen = this.#seenResource
    const demand = this.#demand
    const round = this.#round
    const share = flows[flowClass]! * weight[flowClass]!
    if (share > 0) {
      this.solvedClasses.add(flowClass)
      this.#frozen[flowClass] = 0
    }
    const end = entryStart[flowClass + 1]!
    for (let entry = entryStart[flowClass]!; entry < end; entry += 1) {
      const resource = entryResource[entry]!
      if (seen[resource] !== round) this.#visitResource(resource)
      if (share > 0) demand[resource] = demand[resource]! + share * entryUse[entry]!
    }
  }

  /** Gathers every class and resource connected with a change, and what they ask of each other. */
  #collect(): void {
    this.#round += 1
    const round = this.#round
    const { members, entryClass } = this.#graph
    const seen = this.#seenClass
    const resources = this.solvedResources
    for (let i = 0; i < this.#dirtyClasses.length; i += 1) this.#visitClass(this.#dirtyClasses.ids[i]!)
    for (let i = 0; i < this.#dirtyResources.length; i += 1) {
      const resource = this.#dirtyResources.ids[i]!
      if (this.#seenResource[resource] !== round) this.#visitResource(resource)
    }
    for (let i = 0; i < resources.length; i += 1) {
      const here = members[resources.ids[i]!]!
      for (let k = 0; k < here.length; k += 1) {
        const flowClass = entryClass[here[k]!]!
        if (seen[flowClass] !== round) this.#visitClass(flowClass)
      }
    }
    for (let i = 0; i < resources.length; i += 1) {
      const resource = resources.ids[i]!
      this.#graph.setOffered(resource, this.#demand[resource]!)
      this.#demandAtCount[resource] = this.#demand[resource]!
    }
    this.#openClasses.copy(this.solvedClasses)
    this.#openResources.copy(resources)
  }

  /** `lowestCeiling`: no class has a ceiling / weight below it. */
  #fill(lowestCeiling: number): number {
    const classes = this.#openClasses
    const resources = this.#openResources
    let level = 0
    let work = this.solvedResources.length
    while (classes.length > 0) {
      level = Math.max(level, this.#nextLevel(resources))
      work += classes.length + resources.length
      if (level < lowestCeiling || !this.#freezeAtCeiling(classes, level)) {
        this.#freezeAtResources(resources, level)
      }
      let kept = 0
      for (let i = 0; i < classes.length; i += 1) {
        const flowClass = classes.ids[i]!
        if (this.#frozen[flowClass] === 0) classes.ids[kept++] = flowClass
      }
      classes.length = kept
    }
    return work
  }

  /** The lowest level at which a resource is full; drops resources that hold nobody any more. */
  #nextLevel(resources: IdList): number {
    const rest = this.#rest
    const demand = this.#demand
    let lowest = Infinity
    let kept = 0
    for (let i = 0; i < resources.length; i += 1) {
      const resource = resources.ids[i]!
      if (this.#openMembers[resource] === 0) continue
      resources.ids[kept++] = resource
      // What is left after many subtractions has lost its digits, and might even be zero: add it up again.
      if (demand[resource]! < this.#demandAtCount[resource]! * 1e-6) this.#recountDemand(resource)
      const level = rest[resource]! > 0 ? rest[resource]! / demand[resource]! : 0
      this.#fullAt[resource] = level
      if (level < lowest) lowest = level
    }
    resources.length = kept
    return lowest
  }

  #recountDemand(resource: number): void {
    const { flows, weight, members, entryClass, entryUse } = this.#graph
    let demand = 0
    for (const entry of members[resource]!) {
      const flowClass = entryClass[entry]!
      if (this.#frozen[flowClass] === 0) demand += flows[flowClass]! * weight[flowClass]! * entryUse[entry]!
    }
    this.#demand[resource] = demand
    this.#demandAtCount[resource] = demand
  }

  /** Ceilings below the level freeze first: what they leave can only raise the level. */
  #freezeAtCeiling(classes: IdList, level: number): boolean {
    const { ceiling, weight } = this.#graph
    let any = false
    for (let i = 0; i < classes.length; i += 1) {
      const flowClass = classes.ids[i]!
      if (ceiling[flowClass]! > level * weight[flowClass]!) continue
      this.#freeze(flowClass, ceiling[flowClass]!, OWN_CEILING)
      any = true
    }
    return any
  }

  #freezeAtResources(resources: IdList, level: number): void {
    const { members, entryClass, weight } = this.#graph
    for (let i = 0; i < resources.length; i += 1) {
      const resource = resources.ids[i]!
      if (this.#fullAt[resource]! > level * SAME_LEVEL || this.#openMembers[resource] === 0) continue
      this.level[resource] = level
      this.solvedBottlenecks.add(resource)
      const here = members[resource]!
      for (let k = 0; k < here.length; k += 1) {
        const flowClass = entryClass[here[k]!]!
        if (this.#frozen[flowClass] === 0) this.#freeze(flowClass, weight[flowClass]! * level, resource)
      }
    }
  }

  #freeze(flowClass: number, rate: number, bottleneck: number): void {
    const { flows, weight, entryStart, entryResource, entryUse } = this.#graph
    const load = this.load
    const rest = this.#rest
    const demand = this.#demand
    const openMembers = this.#openMembers
    this.#frozen[flowClass] = 1
    this.bottleneck[flowClass] = bottleneck
    const total = flows[flowClass]! * rate
    const share = flows[flowClass]! * weight[flowClass]!
    const end = entryStart[flowClass + 1]!
    for (let entry = entryStart[flowClass]!; entry < end; entry += 1) {
      const resource = entryResource[entry]!
      const use = entryUse[entry]!
      load[resource] = load[resource]! + total * use
      rest[resource] = rest[resource]! - total * use
      demand[resource] = demand[resource]! - share * use
      openMembers[resource] = openMembers[resource]! - 1
    }
  }
}
