import { FairShares, OWN_CEILING } from './fair-shares.ts'
import type { FlowClass } from './flow-graph.ts'
import { IndexedHeap } from './indexed-heap.ts'
import { JointService } from './joint-service.ts'

/** Instead of its class: the move has several paths. */
const JOINT = -2

/**
 * Serves the flows of all moves that are copying: who finishes next, and when.
 *
 * Nothing is counted per flow while time passes. All classes held back by one resource run at weight x level of
 * that resource, so the integral of its level is a clock for all of them ("cohort"); classes at their own ceiling
 * share a last cohort whose clock is time itself. A class knows which reading of the clock its first flow ends
 * at; only a class that changes its bottleneck is touched. (forecast model, section 8.)
 *
 * A route is the class of a single path; moves with several paths are the business of `JointService`, for which the
 * classes of their paths are served here like any other.
 */
export class CopyService {
  readonly shares: FairShares
  /** Seconds a class with flows was held back: from `heldStart[class]` on by each resource of its path, then by its own ceiling. */
  readonly #heldBack: Float64Array
  readonly #heldStart: Int32Array
  readonly #heldSince: Float64Array
  readonly #classes: readonly FlowClass[]
  readonly #routes: readonly (readonly number[])[]
  readonly #joint: JointService
  readonly #anyJoint: boolean

  readonly #flowMark: Float64Array
  readonly #flowClass: Int32Array
  readonly #flowHeaps: IndexedHeap[]

  readonly #cohort: Int32Array
  readonly #cohortSlot: Int32Array
  readonly #served: Float64Array
  readonly #joined: Float64Array
  readonly #speed: Float64Array
  readonly #classMark: Float64Array
  readonly #cohortHeaps: IndexedHeap[]

  readonly #clock: Float64Array
  readonly #clockAt: Float64Array
  readonly #level: Float64Array
  readonly #endTime: Float64Array
  readonly #endPosition: Int32Array
  readonly #ends: IndexedHeap
  readonly #ceilingCohort: number
  #now = 0

  constructor(
    capacities: ArrayLike<number>,
    classes: readonly FlowClass[],
    routes: readonly (readonly number[])[],
    flowCount: number,
  ) {
    const classCount = classes.length
    const cohortCount = capacities.length + 1
    this.shares = new FairShares(capacities, classes)
    this.#classes = classes
    this.#routes = routes
    const lanes = {
      enter: (flowClass: number) => this.#enter(flowClass),
      leave: (flowClass: number) => this.#leave(flowClass),
      served: (flowClass: number) => this.#servedNow(flowClass),
      rate: (flowClass: number) => this.shares.rate(flowClass),
    }
    this.#anyJoint = routes.some((route) => route.length > 1)
    this.#joint = new JointService(routes, lanes, flowCount)
    this.#heldStart = new Int32Array(classCount + 1)
    for (let id = 0; id < classCount; id += 1) {
      this.#heldStart[id + 1] = this.#heldStart[id]! + classes[id]!.resources.length + 1
    }
    this.#heldBack = new Float64Array(this.#heldStart[classCount]!)
    this.#heldSince = new Float64Array(classCount)
    const flowMark = new Float64Array(flowCount)
    const flowPosition = new Int32Array(flowCount).fill(-1)
    this.#flowMark = flowMark
    this.#flowClass = new Int32Array(flowCount).fill(-1)
    this.#flowHeaps = classes.map(() => new IndexedHeap(flowMark, flowPosition))
    this.#cohort = new Int32Array(classCount).fill(-1)
    this.#cohortSlot = new Int32Array(classCount).fill(-1)
    this.#served = new Float64Array(classCount)
    this.#joined = new Float64Array(classCount)
    this.#speed = new Float64Array(classCount)
    const classMark = new Float64Array(classCount)
    const classPosition = new Int32Array(classCount).fill(-1)
    this.#classMark = classMark
    this.#cohortHeaps = Array.from({ length: cohortCount }, () => new IndexedHeap(classMark, classPosition))
    this.#clock = new Float64Array(cohortCount)
    this.#clockAt = new Float64Array(cohortCount)
    this.#level = new Float64Array(cohortCount)
    this.#endTime = new Float64Array(cohortCount)
    this.#endPosition = new Int32Array(cohortCount).fill(-1)
    this.#ends = new IndexedHeap(this.#endTime, this.#endPosition)
    this.#ceilingCohort = capacities.length
    this.#level[this.#ceilingCohort] = 1
  }

  /** Time of the next finish, as far as the present rates tell; Infinity when nothing will finish. */
  get nextTime(): number {
    const own = this.#ends.topKey
    return this.#anyJoint ? Math.min(own, this.#joint.nextTime) : own
  }

  /** Moves the present on. Rates are constant between two calls of `settle`. */
  advance(time: number): void {
    this.#now = time
  }

  /** A new flow of `bytes` raw bytes (> 0). It runs from the next `settle` on. */
  start(flow: number, route: number, bytes: number): void {
    const ways = this.#routes[route]!
    if (ways.length > 1) {
      this.#flowClass[flow] = JOINT
      return this.#joint.start(flow, route, bytes)
    }
    const flowClass = ways[0]!
    this.#flowClass[flow] = flowClass
    this.#enter(flowClass)
    this.#flowMark[flow] = this.#servedNow(flowClass) + bytes
    this.#flowHeaps[flowClass]!.push(flow)
    this.#remark(flowClass)
  }

  /** The flow that has just finished sends another `bytes` (> 0) without a gap: no share changes. */
  extend(flow: number, bytes: number): void {
    const flowClass = this.#flowClass[flow]!
    if (flowClass === JOINT) return this.#joint.extend(flow, bytes, this.#now)
    this.#flowMark[flow] = this.#flowMark[flow]! + bytes
    this.#flowHeaps[flowClass]!.update(flow)
    this.#remark(flowClass)
  }

  /** Ends a flow, finished or not; returns the bytes it has not sent. */
  stop(flow: number): number {
    const flowClass = this.#flowClass[flow]!
    if (flowClass === JOINT) return this.#joint.stop(flow, this.#now)
    const unsent = this.unsent(flow)
    this.#flowHeaps[flowClass]!.remove(flow)
    this.#leave(flowClass)
    this.#remark(flowClass)
    return unsent
  }

  /** Bytes a flow in service has yet to send. */
  unsent(flow: number): number {
    const flowClass = this.#flowClass[flow]!
    if (flowClass === JOINT) return this.#joint.unsent(flow)
    return Math.max(0, this.#flowMark[flow]! - this.#servedNow(flowClass))
  }

  /** Raw bytes each path of a move with several has carried; null: it has one, or never sent anything. */
  carried(flow: number, sending: boolean): readonly number[] | null {
    return this.#flowClass[flow] === JOINT ? this.#joint.carried(flow, sending) : null
  }

  /** A flow that ends at or before `limit`, or -1. It stays in service until `extend` or `stop`. */
  finished(limit: number): number {
    if (this.#ends.topKey > limit) return this.#anyJoint ? this.#joint.finished(limit) : -1
    const flowClass = this.#cohortHeaps[this.#ends.top]!.top
    return this.#flowHeaps[flowClass]!.top
  }

  /**
   * Adds, `sign` times, the seconds in which flows of this route were held back to `into` from `at` on: path by path,
   * by each resource of it, last by its own ceiling. Taken away at a flow's start and added at its end, they are the
   * flow's own.
   */
  addHeldBack(route: number, sign: 1 | -1, into: Float64Array, at: number): void {
    const ways = this.#routes[route]!
    let slot = at
    for (let way = 0; way < ways.length; way += 1) {
      const flowClass = ways[way]!
      this.#noteHeldBack(flowClass)
      const end = this.#heldStart[flowClass + 1]!
      for (let k = this.#heldStart[flowClass]!; k < end; k += 1) {
        into[slot] = into[slot]! + sign * this.#heldBack[k]!
        slot += 1
      }
    }
  }

  /** Solves the shares after starts, stops and capacity changes. Returns the work done, in steps. */
  settle(): number {
    const work = this.shares.solve()
    if (work === 0) return 0
    const { solvedClasses, solvedBottlenecks, bottleneck, level } = this.shares
    for (let i = 0; i < solvedBottlenecks.length; i += 1) this.#wind(solvedBottlenecks.ids[i]!)
    for (let i = 0; i < solvedClasses.length; i += 1) {
      const flowClass = solvedClasses.ids[i]!
      const held = bottleneck[flowClass]!
      const cohort = held === OWN_CEILING ? this.#ceilingCohort : held
      if (this.#cohort[flowClass] === cohort) continue
      this.#noteHeldBack(flowClass)
      this.#leaveCohort(flowClass)
      this.#joinCohort(flowClass, cohort)
    }
    for (let i = 0; i < solvedBottlenecks.length; i += 1) {
      const resource = solvedBottlenecks.ids[i]!
      this.#level[resource] = level[resource]!
      this.#forecastEnd(resource)
    }
    if (this.#anyJoint) this.#joint.settle(this.#now)
    return work
  }

  #enter(flowClass: number): void {
    // The service clock starts afresh whenever a class was empty, so it never grows out of its digits.
    if (this.shares.flows(flowClass) === 0) this.#served[flowClass] = 0
    this.shares.change(flowClass, 1)
  }

  #leave(flowClass: number): void {
    this.#noteHeldBack(flowClass)
    this.shares.change(flowClass, -1)
    if (this.shares.flows(flowClass) === 0) this.#leaveCohort(flowClass)
  }

  #servedNow(flowClass: number): number {
    const cohort = this.#cohort[flowClass]!
    if (cohort < 0) return this.#served[flowClass]!
    return (
      this.#served[flowClass]! + this.#speed[flowClass]! * (this.#clockNow(cohort) - this.#joined[flowClass]!)
    )
  }

  #clockNow(cohort: number): number {
    return this.#clock[cohort]! + this.#level[cohort]! * (this.#now - this.#clockAt[cohort]!)
  }

  #wind(cohort: number): void {
    // An idle clock may start again from zero: nobody reads it.
    this.#clock[cohort] = this.#cohortHeaps[cohort]!.size === 0 ? 0 : this.#clockNow(cohort)
    this.#clockAt[cohort] = this.#now
  }

  #joinCohort(flowClass: number, cohort: number): void {
    const path = this.#classes[flowClass]!
    this.#cohort[flowClass] = cohort
    this.#cohortSlot[flowClass] =
      cohort === this.#ceilingCohort ? path.resources.length : path.resources.indexOf(cohort)
    this.#joined[flowClass] = this.#clockNow(cohort)
    this.#speed[flowClass] = cohort === this.#ceilingCohort ? path.ceiling : path.weight
    this.#classMark[flowClass] = this.#markOf(flowClass)
    this.#cohortHeaps[cohort]!.push(flowClass)
    if (cohort === this.#ceilingCohort) this.#forecastEnd(cohort)
  }

  #leaveCohort(flowClass: number): void {
    const cohort = this.#cohort[flowClass]!
    if (cohort < 0) return
    this.#served[flowClass] = this.#servedNow(flowClass)
    this.#cohort[flowClass] = -1
    this.#cohortHeaps[cohort]!.remove(flowClass)
    this.#forecastEnd(cohort)
  }

  /** Reading of the cohort's clock at which the first flow of the class ends. */
  #markOf(flowClass: number): number {
    const bytes = this.#flowHeaps[flowClass]!.topKey - this.#served[flowClass]!
    return bytes <= 0 ? this.#joined[flowClass]! : this.#joined[flowClass]! + bytes / this.#speed[flowClass]!
  }

  #remark(flowClass: number): void {
    const cohort = this.#cohort[flowClass]!
    if (cohort < 0) return
    this.#classMark[flowClass] = this.#markOf(flowClass)
    this.#cohortHeaps[cohort]!.update(flowClass)
    this.#forecastEnd(cohort)
  }

  #forecastEnd(cohort: number): void {
    const listed = this.#endPosition[cohort]! >= 0
    if (this.#cohortHeaps[cohort]!.size === 0) {
      if (listed) this.#ends.remove(cohort)
      return
    }
    const togo = this.#cohortHeaps[cohort]!.topKey - this.#clock[cohort]!
    const level = this.#level[cohort]!
    const end =
      togo <= 0 ? this.#clockAt[cohort]! : level > 0 ? this.#clockAt[cohort]! + togo / level : Infinity
    if (this.#endTime[cohort] === end && listed) return
    this.#endTime[cohort] = end
    if (listed) this.#ends.update(cohort)
    else this.#ends.push(cohort)
  }

  #noteHeldBack(flowClass: number): void {
    const cohort = this.#cohort[flowClass]!
    if (cohort >= 0) {
      const slot = this.#heldStart[flowClass]! + this.#cohortSlot[flowClass]!
      this.#heldBack[slot] = this.#heldBack[slot]! + (this.#now - this.#heldSince[flowClass]!)
    }
    this.#heldSince[flowClass] = this.#now
  }
}
