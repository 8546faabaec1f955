import { Admission } from './admission.ts'
import { BindingRecorder } from './bindings.ts'
import { CopyService } from './copy-service.ts'
import { ForecastCancelled } from './forecast.ts'
import type { Forecast, PartForecast, SimulateOptions } from './forecast.ts'
import { IndexedHeap } from './indexed-heap.ts'
import { LoadRecorder } from './loads.ts'
import type { LoadSteps, MeanLoad, MeanLoadSink } from './loads.ts'
import { newMove } from './move.ts'
import type { Move } from './move.ts'
import { dirtyAfterPass, stopRule, suspendBytes } from './passes.ts'
import { limitNow, longestLimit } from './limits.ts'
import { reportMove } from './report.ts'
import { resolveScenario } from './resolve.ts'
import type { ResolvedScenario } from './resolve.ts'
import type { Scenario } from './scenario.ts'

/** Events closer than this, relative to the clock, happen in one instant. */
const SAME_INSTANT = 1e-12
/** Steps of work between two questions to `shouldStop`: well below 10 ms. */
const WORK_BETWEEN_POLLS = 20_000
const STEPS_PER_EVENT = 50
const MOVES_BETWEEN_POLLS = 2000

/**
 * Forecasts a plan of concurrent moves. A pure function: the same scenario gives the same answer everywhere.
 * Model and names: forecast model, sections 2 (rates), 3 (one move) and 4 (peer mode).
 * @throws ForecastCancelled when `options.shouldStop` says so; RangeError for names that do not resolve, which a
 * scenario accepted by `parseScenario` does not have.
 */
export function simulate(scenario: Scenario, options: SimulateOptions = {}): Forecast {
  return new Simulation(resolveScenario(scenario, options.shouldStop), options).run()
}

class Simulation {
  readonly #scenario: ResolvedScenario
  readonly #shouldStop: () => boolean
  readonly #moves: Move[]
  /** Seconds each move was held back while sending, from its `heldAt` on: by resource of its path, then by its ceiling. */
  readonly #heldBack: Float64Array
  readonly #followers: Map<number, number[]>
  readonly #service: CopyService
  readonly #admission: Admission
  readonly #loads: LoadRecorder
  readonly #meanLoads: MeanLoadSink | null
  readonly #bindings: BindingRecorder | null
  // Timers: one per move for its phase, then one per capacity change.
  readonly #timerTime: Float64Array
  readonly #timerPosition: Int32Array
  readonly #timers: IndexedHeap
  // Time limits of the moves that have one and have not resumed.
  readonly #limitTime: Float64Array
  readonly #limitPosition: Int32Array
  readonly #limits: IndexedHeap
  #now = 0
  #events = 0
  #work = 0

  constructor(scenario: ResolvedScenario, options: SimulateOptions) {
    const { parts, peer } = scenario
    this.#scenario = scenario
    this.#shouldStop = options.shouldStop ?? (() => false)
    const heldByRoute = scenario.routes.map((route) =>
      route.reduce((sum, way) => sum + scenario.classes[way]!.resources.length + 1, 0),
    )
    let heldCount = 0
    this.#moves = []
    this.#followers = new Map()
    for (let index = 0; index < parts.length; index += 1) {
      const part = parts[index]!
      this.#pollAt(index)
      this.#moves.push(newMove(part, peer, heldCount, options.loads === true))
      heldCount += heldByRoute[part.route]!
      for (const before of part.after) this.#follow(before, index)
    }
    this.#heldBack = new Float64Array(heldCount)
    this.#service = new CopyService(scenario.capacities, scenario.classes, scenario.routes, parts.length)
    this.#admission = new Admission(scenario.slots, parts, scenario.strict)
    this.#meanLoads = options.meanLoads ?? null
    this.#loads = new LoadRecorder(scenario.capacities.length, options.loads ?? false, this.#meanLoads)
    this.#bindings = options.loads === true ? new BindingRecorder(scenario.classes.length) : null
    const timerCount = parts.length + scenario.changes.length
    this.#timerTime = new Float64Array(timerCount)
    this.#timerPosition = new Int32Array(timerCount).fill(-1)
    this.#timers = new IndexedHeap(this.#timerTime, this.#timerPosition)
    this.#limitTime = new Float64Array(parts.length)
    this.#limitPosition = new Int32Array(parts.length).fill(-1)
    this.#limits = new IndexedHeap(this.#limitTime, this.#limitPosition)
  }

  #follow(before: number, follower: number): void {
    const followers = this.#followers.get(before)
    if (followers === undefined) this.#followers.set(before, [follower])
    else followers.push(follower)
  }

  run(): Forecast {
    const { parts, changes } = this.#scenario
    for (let index = 0; index < parts.length; index += 1) {
      this.#pollAt(index)
      this.#setTimer(index, parts[index]!.start)
    }
    for (let index = 0; index < changes.length; index += 1) {
      this.#setTimer(parts.length + index, changes[index]!.time)
    }
    for (;;) {
      const next = Math.min(this.#timers.topKey, this.#limits.topKey, this.#service.nextTime)
      if (next === Infinity) return this.#answer()
      this.#instant(Math.max(next, this.#now))
    }
  }

  /** Everything that happens at one time: all of it first, then the shares are solved once. */
  #instant(time: number): void {
    this.#now = time
    this.#service.advance(time)
    const until = time + SAME_INSTANT * Math.max(1, time)
    while (this.#timers.topKey <= until) {
      const timer = this.#timers.top
      this.#timers.remove(timer)
      this.#countEvent()
      this.#ring(timer)
    }
    for (let move = this.#service.finished(until); move >= 0; move = this.#service.finished(until)) {
      this.#countEvent()
      this.#sent(move)
    }
    // Last, so that what is done exactly at its limit is done.
    while (this.#limits.topKey <= until) {
      this.#countEvent()
      this.#abort(this.#limits.top)
    }
    for (let admitted = this.#admission.admit(); admitted.length > 0; admitted = this.#admission.admit()) {
      for (let i = 0; i < admitted.length; i += 1) this.#begin(admitted[i]!)
      this.#countWork(STEPS_PER_EVENT * admitted.length)
    }
    const work = this.#service.settle()
    if (work === 0) return
    this.#work += work
    const { solvedResources, load, solvedClasses, bottleneck } = this.#service.shares
    this.#loads.record(time, solvedResources, load)
    this.#bindings?.record(time, solvedClasses, bottleneck)
  }

  #countEvent(): void {
    this.#events += 1
    this.#countWork(STEPS_PER_EVENT)
  }

  #countWork(steps: number): void {
    this.#work += steps
    if (this.#work < WORK_BETWEEN_POLLS) return
    this.#work = 0
    if (this.#shouldStop()) throw new ForecastCancelled()
  }

  /** Where all moves are gone through one after the other. */
  #pollAt(index: number): void {
    if (index % MOVES_BETWEEN_POLLS === 0 && this.#shouldStop()) throw new ForecastCancelled()
  }

  #setTimer(timer: number, time: number): void {
    this.#timerTime[timer] = time
    this.#timers.push(timer)
  }

  #ring(timer: number): void {
    const count = this.#moves.length
    if (timer < count) return this.#phaseOver(timer)
    const change = this.#scenario.changes[timer - count]!
    this.#service.shares.setCapacity(change.resource, change.capacity)
  }

  /** The fixed time of a phase has passed. */
  #phaseOver(index: number): void {
    const move = this.#moves[index]!
    if (move.underWay !== null) this.#arrive(index, move.underWay)
    else if (move.phase === 'wait') this.#due(index)
    else if (move.phase === 'prep') this.#copy(index)
    else if (move.phase === 'standstill') this.#resume(index)
    else this.#end(index)
  }

  /** All bytes of a phase have been sent. */
  #sent(index: number): void {
    const move = this.#moves[index]!
    if (move.phase === 'pass') this.#passOver(index)
    else if (move.phase === 'suspend') this.#standStill(index)
    else this.#clean(index)
  }

  #due(index: number): void {
    const move = this.#moves[index]!
    move.phase = 'queued'
    if (move.waitingFor === 0) this.#admission.apply(index)
  }

  #begin(index: number): void {
    const move = this.#moves[index]!
    move.phase = 'prep'
    move.times.prep = this.#now
    if (move.part.abort_s < Infinity) {
      this.#limitTime[index] = this.#now + move.part.abort_s
      this.#limits.push(index)
    }
    if (move.part.t_prep > 0) this.#setTimer(index, this.#now + move.part.t_prep)
    else this.#copy(index)
  }

  #copy(index: number): void {
    const move = this.#moves[index]!
    move.phase = 'pass'
    move.times.copy = this.#now
    this.#startPass(index, move.first)
  }

  #startPass(index: number, bytes: number): void {
    const move = this.#moves[index]!
    move.pass += 1
    move.passBytes = bytes
    move.passBegan = this.#now
    this.#send(index, bytes)
  }

  #passOver(index: number): void {
    const move = this.#moves[index]!
    const { peer } = this.#scenario
    const end = {
      pass: move.pass,
      sent: move.passBytes,
      seconds: this.#now - move.passBegan,
      copyingSeconds: this.#now - move.times.copy!,
    }
    const next = dirtyAfterPass(move.part, move.first, end, peer)
    const stop = stopRule(move.part, move.first, end, next, peer)
    if (stop === null) return this.#startPass(index, next)
    move.stop = stop
    move.remainder = next
    move.phase = 'suspend'
    move.times.suspend = this.#now
    this.#send(index, suspendBytes(move.part, move.first, next, peer))
  }

  #standStill(index: number): void {
    const move = this.#moves[index]!
    if (move.part.t_susp === 0) return this.#resume(index)
    this.#leaveWire(index)
    move.phase = 'standstill'
    this.#setTimer(index, this.#now + move.part.t_susp)
  }

  #resume(index: number): void {
    const move = this.#moves[index]!
    if (this.#limitPosition[index]! >= 0) this.#limits.remove(index)
    move.times.resume = this.#now
    move.down = this.#now - move.times.suspend!
    move.phase = 'post'
    this.#send(index, move.part.postcopy && !this.#scenario.peer ? move.remainder! : 0)
  }

  #clean(index: number): void {
    const move = this.#moves[index]!
    this.#leaveWire(index)
    if (move.times.resume !== null) move.post = this.#now - move.times.resume
    move.phase = 'clean'
    move.times.clean = this.#now
    if (move.part.t_clean > 0) this.#setTimer(index, this.#now + move.part.t_clean)
    else this.#end(index)
  }

  #end(index: number): void {
    const move = this.#moves[index]!
    move.phase = 'end'
    move.times.end = this.#now
    this.#admission.release(index)
    // What depended on an aborted move has lost its ground: it stays where it is.
    if (move.stop === 'abort_s') return
    for (const follower of this.#followers.get(index) ?? []) {
      const next = this.#moves[follower]!
      next.waitingFor -= 1
      if (next.waitingFor === 0 && next.phase === 'queued') this.#admission.apply(follower)
    }
  }

  #abort(index: number): void {
    const move = this.#moves[index]!
    this.#limits.remove(index)
    if (this.#timerPosition[index]! >= 0) this.#timers.remove(index)
    if (move.times.suspend !== null) move.down = this.#now - move.times.suspend
    move.stop = 'abort_s'
    if (move.underWay !== null) move.raw -= move.underWay
    move.underWay = null
    this.#clean(index)
  }

  /** Sends `bytes` in the present phase; nothing to send is sent at once. */
  #send(index: number, bytes: number): void {
    const move = this.#moves[index]!
    move.raw += bytes
    if (move.part.latency_s === 0) return this.#arrive(index, bytes)
    this.#leaveWire(index)
    move.underWay = bytes
    this.#setTimer(index, this.#now + move.part.latency_s)
  }

  /** The first byte is through: from now on it takes its share. */
  #arrive(index: number, bytes: number): void {
    const move = this.#moves[index]!
    move.underWay = null
    if (bytes <= 0) return this.#sent(index)
    if (move.sending) return this.#service.extend(index, bytes)
    move.sending = true
    move.spans?.push(this.#now)
    this.#service.addHeldBack(move.part.route, -1, this.#heldBack, move.heldAt)
    this.#service.start(index, move.part.route, bytes)
  }

  /** The move leaves the wire; what it has not sent is not counted. */
  #leaveWire(index: number): void {
    const move = this.#moves[index]!
    if (!move.sending) return
    move.sending = false
    move.spans?.push(this.#now)
    this.#service.addHeldBack(move.part.route, 1, this.#heldBack, move.heldAt)
    const unsent = this.#service.stop(index)
    if (move.stop === 'abort_s') move.raw -= unsent
  }

  #answer(): Forecast {
    const { resourceNames, limitNames, joined, routes, classes } = this.#scenario
    const parts = record<PartForecast>()
    let makespan: number | null = 0
    for (let index = 0; index < this.#moves.length; index += 1) {
      const move = this.#moves[index]!
      this.#pollAt(index)
      if (move.sending) move.raw -= this.#service.unsent(index)
      const end = move.times.end
      makespan = makespan === null || end === null ? null : Math.max(makespan, end)
      const route = routes[move.part.route]!
      const limitedBy = move.sending
        ? limitNow(route, this.#service.shares.bottleneck, limitNames)
        : longestLimit(this.#heldBack, move.heldAt, route, classes, limitNames)
      const bindings = move.spans === null ? null : this.#bindings!.bindings(route, move.spans, limitNames)
      const perPath = route.length > 1 ? this.#service.carried(index, move.sending) : null
      parts[move.part.name] = reportMove(move, limitedBy, bindings, perPath)
    }
    const peakLoad = record<number>()
    const loads = record<LoadSteps>()
    let keptLoads = false
    for (const [resource, name] of resourceNames.entries()) {
      const scale = joined.scale[resource]!
      peakLoad[name] = this.#loads.peak[joined.joinedTo[resource]!]! * scale
      const steps = this.#loads.steps(joined.joinedTo[resource]!, scale)
      if (steps === null) continue
      keptLoads = true
      loads[name] = steps
    }
    this.#handOverMeanLoads()
    return { makespan, events: this.#events, peak_load: peakLoad, parts, loads: keptLoads ? loads : null }
  }

  #handOverMeanLoads(): void {
    if (this.#meanLoads === null) return
    const { resourceNames, joined } = this.#scenario
    const loads = new Map<string, MeanLoad>()
    for (let resource = 0; resource < resourceNames.length; resource += 1) {
      const means = this.#loads.means(joined.joinedTo[resource]!)
      loads.set(resourceNames[resource]!, { means, scale: joined.scale[resource]! })
    }
    this.#meanLoads.take(loads)
  }
}

/** Names come from files: without a prototype, no name means anything but itself. */
function record<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>
}
