/** A placement problem in the making: rules add what they forbid, what they cost and what they limit. */
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Partition, PartitionId, Server, ServerId } from '../inventory/fleet.ts'
import { APART, FORBIDDEN, SCATTERED, type PlacementProblem } from './placement-state.ts'
import type { Unit } from './units.ts'

/** What a draft starts from: everything but what rules add. */
export type BareProblem = Omit<
  PlacementProblem,
  | 'softCost'
  | 'groupStart'
  | 'groupOf'
  | 'groupTimes'
  | 'groupPresent'
  | 'groupKind'
  | 'groupWeight'
  | 'capStart'
  | 'capOf'
  | 'capNeed'
  | 'capFree'
>

interface Group {
  readonly kind: typeof APART | typeof SCATTERED
  /** Infinity: hard. */
  readonly weight: number
  readonly members: ReadonlySet<PartitionId>
}

interface CapUse {
  readonly cap: number
  readonly need: number
}

export interface DraftPlace {
  readonly index: FleetIndex
  readonly emptied: ReadonlySet<ServerId>
  readonly units: readonly Unit[]
  readonly targets: readonly Server[]
}

export class PlacementDraft {
  readonly index: FleetIndex
  readonly emptied: ReadonlySet<ServerId>
  readonly partitions: readonly Partition[]
  readonly targets: readonly Server[]
  readonly #bare: BareProblem
  readonly #units: readonly Unit[]
  readonly #itemOf: ReadonlyMap<PartitionId, number>
  readonly #softCost: Float64Array
  readonly #groups: Group[] = []
  readonly #caps: number[] = []
  readonly #uses = new Map<number, CapUse[]>()

  constructor({ index, emptied, units, targets }: DraftPlace, bare: BareProblem) {
    this.index = index
    this.emptied = emptied
    this.targets = targets
    this.partitions = units.flat()
    this.#units = units
    this.#bare = bare
    this.#itemOf = new Map(units.flatMap((unit, item) => unit.map(({ id }) => [id, item] as const)))
    this.#softCost = new Float64Array(bare.itemCount * bare.targetCount)
  }

  /** A partition does not go to these targets; with a cost: it would rather not. */
  refuse(partitionId: PartitionId, isRefused: (target: Server) => boolean, cost: number | null): void {
    const item = this.#itemOf.get(partitionId)
    if (item === undefined) return
    for (const [t, target] of this.targets.entries()) {
      if (!isRefused(target)) continue
      const pair = item * this.targets.length + t
      if (cost === null) this.#bare.verdict[pair] = FORBIDDEN
      else this.#softCost[pair] = this.#softCost[pair]! + cost
    }
  }

  /** No two of these on one server; with a weight: it costs that much for every pair. */
  keepApart(members: readonly PartitionId[], weight: number | null): void {
    this.#groups.push({ kind: APART, weight: weight ?? Infinity, members: new Set(members) })
    if (weight !== null) return
    const items = members.flatMap((id) => this.#itemOf.get(id) ?? [])
    for (const item of items) {
      // Two of them that only move together cannot move at all.
      if (items.filter((other) => other === item).length > 1) this.#forbidEverywhere(item)
    }
  }

  /** Every server beyond the first that these are on costs the weight. */
  keepTogether(members: readonly PartitionId[], weight: number): void {
    this.#groups.push({ kind: SCATTERED, weight, members: new Set(members) })
  }

  /** Those of a group that may move go where the others of it are, or nowhere. */
  tieToResidents(members: readonly PartitionId[]): void {
    const homes = members
      .filter((id) => !this.#itemOf.has(id))
      .flatMap((id) => this.index.partitionById.get(id)?.serverId ?? [])
    for (const home of new Set(homes)) {
      for (const id of members) this.refuse(id, (target) => target.id !== home, null)
    }
  }

  /** All moves to these targets together need no more than this; a need of 0 does not count. */
  limit(
    capacity: number,
    need: (partition: Partition, target: Server) => number,
    isMeant: (target: Server) => boolean = () => true,
  ): void {
    const cap = this.#caps.push(capacity) - 1
    const meant = [...this.targets.entries()].filter(([, target]) => isMeant(target))
    for (const [item, unit] of this.#units.entries()) {
      for (const [t, target] of meant) {
        const total = unit.reduce((sum, partition) => sum + need(partition, target), 0)
        if (total > 0) this.#use(item * this.targets.length + t, { cap, need: total })
      }
    }
  }

  /** Use of a server after the plan, in percent: a hard level takes room away, a soft one counts as over safety. */
  level(
    serverId: ServerId,
    wanted: {
      readonly memoryPercent: number | null
      readonly processorPercent: number | null
      readonly hard: boolean
    },
  ): void {
    const t = this.targets.findIndex(({ id }) => id === serverId)
    if (t < 0) return
    const { memoryCapacity, cpuCapacity, memoryFree, countedFree, memorySafety, cpuSafety } = this.#bare
    const countedAt = t * (countedFree.length / Math.max(1, this.targets.length))
    if (wanted.memoryPercent !== null) {
      const share = wanted.memoryPercent / 100
      memorySafety[t] = Math.min(memorySafety[t]!, share)
      if (wanted.hard) memoryFree[t] = roomUpTo(share, memoryFree[t]!, memoryCapacity[t]!)
    }
    if (wanted.processorPercent !== null) {
      const share = wanted.processorPercent / 100
      cpuSafety[t] = Math.min(cpuSafety[t]!, share)
      if (wanted.hard) countedFree[countedAt] = roomUpTo(share, countedFree[countedAt]!, cpuCapacity[t]!)
    }
  }

  /** The problem with everything that was added. */
  finish(): PlacementProblem {
    return { ...this.#bare, softCost: this.#softCost, ...this.#groupArrays(), ...this.#capArrays() }
  }

  #use(pair: number, use: CapUse): void {
    const uses = this.#uses.get(pair)
    if (uses === undefined) this.#uses.set(pair, [use])
    else uses.push(use)
  }

  #forbidEverywhere(item: number): void {
    const { targetCount, verdict } = this.#bare
    verdict.fill(FORBIDDEN, item * targetCount, (item + 1) * targetCount)
  }

  #groupArrays() {
    const { targetCount } = this.#bare
    const groupPresent = new Int32Array(this.#groups.length * targetCount)
    const placeOf = new Map(this.targets.map(({ id }, t) => [id, t]))
    const ofItem = new Map<number, Map<number, number>>()
    for (const [group, { members }] of this.#groups.entries()) {
      for (const id of members) {
        const item = this.#itemOf.get(id)
        if (item !== undefined) {
          const times = ofItem.get(item) ?? new Map<number, number>()
          times.set(group, (times.get(group) ?? 0) + 1)
          ofItem.set(item, times)
          continue
        }
        const t = placeOf.get(this.index.partitionById.get(id)?.serverId ?? '')
        if (t !== undefined)
          groupPresent[group * targetCount + t] = groupPresent[group * targetCount + t]! + 1
      }
    }
    const lists = this.#units.map((_, item) => [...(ofItem.get(item) ?? [])])
    return {
      groupStart: starts(lists),
      groupOf: Int32Array.from(lists.flatMap((one) => one.map(([group]) => group))),
      groupTimes: Int32Array.from(lists.flatMap((one) => one.map(([, times]) => times))),
      groupPresent,
      groupKind: Uint8Array.from(this.#groups.map(({ kind }) => kind)),
      groupWeight: Float64Array.from(this.#groups.map(({ weight }) => weight)),
    }
  }

  #capArrays() {
    const { itemCount, targetCount } = this.#bare
    const capStart = new Int32Array(itemCount * targetCount + 1)
    for (const [pair, uses] of this.#uses) capStart[pair + 1] = uses.length
    for (let pair = 0; pair < itemCount * targetCount; pair += 1)
      capStart[pair + 1] = capStart[pair]! + capStart[pair + 1]!
    const capOf = new Int32Array(capStart.at(-1)!)
    const capNeed = new Float64Array(capStart.at(-1)!)
    for (const [pair, uses] of this.#uses) {
      for (const [at, { cap, need }] of uses.entries()) {
        capOf[capStart[pair]! + at] = cap
        capNeed[capStart[pair]! + at] = need
      }
    }
    return { capStart, capOf, capNeed, capFree: Float64Array.from(this.#caps) }
  }
}

/** Room left up to a share of the capacity; none where the use is not known. */
const roomUpTo = (share: number, free: number, capacity: number): number =>
  capacity > 0 ? free - (1 - share) * capacity : 0

function starts(lists: readonly (readonly unknown[])[]): Int32Array {
  const found = new Int32Array(lists.length + 1)
  for (const [at, one] of lists.entries()) found[at + 1] = found[at]! + one.length
  return found
}
