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

/** A sum that fell below this part of its peak has lost digits to subtraction and is added up again. */
const KEEPS_ITS_DIGITS = 1e-3

/**
 * Which classes have flows, and which resources they meet at. Flat arrays, one entry per (class, resource on its
 * path); the entries of a class are neighbours, those of a resource are in `members` while the class has flows.
 */
export class FlowGraph {
  readonly weight: Float64Array
  readonly ceiling: Float64Array
  /** Per class: number of flows. */
  readonly flows: Int32Array
  readonly entryStart: Int32Array
  readonly entryClass: Int32Array
  readonly entryResource: Int32Array
  readonly entryUse: Float64Array
  /** Per resource: entries of the classes that have flows. */
  readonly members: number[][]
  /** Per resource: sum of flows x weight x use, kept up by additions and subtractions. */
  readonly offered: Float64Array
  /** Resources that any class of the scenario connects form a district; nothing passes between districts. */
  readonly districtOf: Int32Array
  readonly districts: readonly District[]
  readonly #entrySlot: Int32Array
  readonly #activeSlot: Int32Array
  /** Per resource: the largest sum since `offered` was last added up afresh; its rounding is still in the sum. */
  readonly #offeredPeak: Float64Array

  constructor(resourceCount: number, classes: readonly FlowClass[]) {
    const classCount = classes.length
    let entryCount = 0
    for (const each of classes) entryCount += each.resources.length
    this.weight = new Float64Array(classCount)
    this.ceiling = new Float64Array(classCount)
    this.flows = new Int32Array(classCount)
    this.entryStart = new Int32Array(classCount + 1)
    this.entryClass = new Int32Array(entryCount)
    this.entryResource = new Int32Array(entryCount)
    this.entryUse = new Float64Array(entryCount)
    this.#entrySlot = new Int32Array(entryCount)
    this.#activeSlot = new Int32Array(classCount)
    this.members = []
    for (let resource = 0; resource < resourceCount; resource += 1) this.members.push([])
    this.offered = new Float64Array(resourceCount)
    this.#offeredPeak = new Float64Array(resourceCount)
    let entry = 0
    for (let id = 0; id < classCount; id += 1) {
      const each = classes[id]!
      this.weight[id] = each.weight
      this.ceiling[id] = each.ceiling
      this.entryStart[id] = entry
      for (let k = 0; k < each.resources.length; k += 1) {
        this.entryClass[entry] = id
        this.entryResource[entry] = each.resources[k]!
        this.entryUse[entry] = each.uses[k]!
        entry += 1
      }
    }
    this.entryStart[classCount] = entry
    const { districtOf, districts } = findDistricts(resourceCount, classes)
    this.districtOf = districtOf
    this.districts = districts
  }

  /** District of a class, or -1 when it uses no resource. */
  districtOfClass(flowClass: number): number {
    const entry = this.entryStart[flowClass]!
    return entry === this.entryStart[flowClass + 1] ? -1 : this.districtOf[this.entryResource[entry]!]!
  }

  /** Adds (+1) or takes away (-1) one flow of a class. */
  change(flowClass: number, by: 1 | -1): void {
    const before = this.flows[flowClass]!
    this.flows[flowClass] = before + by
    const begins = before === 0
    const ends = before + by === 0
    const from = this.entryStart[flowClass]!
    const to = this.entryStart[flowClass + 1]!
    if ((begins || ends) && from < to) {
      const { active } = this.districts[this.districtOf[this.entryResource[from]!]!]!
      if (begins) {
        this.#activeSlot[flowClass] = active.length
        active.push(flowClass)
      } else this.#deactivate(active, flowClass)
    }
    const share = by * this.weight[flowClass]!
    for (let entry = from; entry < to; entry += 1) {
      const resource = this.entryResource[entry]!
      const members = this.members[resource]!
      if (begins) {
        this.#entrySlot[entry] = members.length
        members.push(entry)
      } else if (ends) this.#unlist(members, entry)
      const sum = this.offered[resource]! + share * this.entryUse[entry]!
      if (sum < this.#offeredPeak[resource]! * KEEPS_ITS_DIGITS)
        this.setOffered(resource, this.#addUp(members))
      else {
        this.offered[resource] = sum
        if (sum > this.#offeredPeak[resource]!) this.#offeredPeak[resource] = sum
      }
    }
  }

  /** Takes over a sum that was added up afresh. */
  setOffered(resource: number, sum: number): void {
    this.offered[resource] = sum
    this.#offeredPeak[resource] = sum
  }

  #addUp(members: readonly number[]): number {
    let sum = 0
    for (const entry of members) {
      const flowClass = this.entryClass[entry]!
      sum += this.flows[flowClass]! * this.weight[flowClass]! * this.entryUse[entry]!
    }
    return sum
  }

  #deactivate(active: number[], flowClass: number): void {
    const last = active.pop()!
    if (last === flowClass) return
    const slot = this.#activeSlot[flowClass]!
    active[slot] = last
    this.#activeSlot[last] = slot
  }

  #unlist(members: number[], entry: number): void {
    const last = members.pop()!
    if (last === entry) return
    const slot = this.#entrySlot[entry]!
    members[slot] = last
    this.#entrySlot[last] = slot
  }
}

/** Resources that flows can connect, and what all their classes have in common. */
export type District = {
  readonly resources: number[]
  /** Lowest ceiling / weight of all its classes, with flows or not. */
  lowestCeiling: number
  /** Classes that have flows. */
  readonly active: number[]
}

function findDistricts(
  resourceCount: number,
  classes: readonly FlowClass[],
): { districtOf: Int32Array; districts: District[] } {
  const parent = new Int32Array(resourceCount)
  for (let resource = 0; resource < resourceCount; resource += 1) parent[resource] = resource
  const rootOf = (resource: number): number => {
    let root = resource
    while (parent[root] !== root) root = parent[root]!
    // Flattening the way keeps the next look short.
    for (let at = resource; at !== root;) {
      const next = parent[at]!
      parent[at] = root
      at = next
    }
    return root
  }
  for (const each of classes) {
    for (let k = 1; k < each.resources.length; k += 1) {
      parent[rootOf(each.resources[k]!)] = rootOf(each.resources[0]!)
    }
  }
  const districts: District[] = []
  const districtOf = new Int32Array(resourceCount).fill(-1)
  for (let resource = 0; resource < resourceCount; resource += 1) {
    const root = rootOf(resource)
    if (districtOf[root] === -1) {
      districtOf[root] = districts.length
      districts.push({ resources: [], lowestCeiling: Infinity, active: [] })
    }
    districtOf[resource] = districtOf[root]!
    districts[districtOf[root]!]!.resources.push(resource)
  }
  for (const each of classes) {
    if (each.resources.length === 0) continue
    const district = districts[districtOf[each.resources[0]!]!]!
    district.lowestCeiling = Math.min(district.lowestCeiling, each.ceiling / each.weight)
  }
  return { districtOf, districts }
}
