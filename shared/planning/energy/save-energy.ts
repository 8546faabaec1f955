/**
 * Switches servers off in bands of time (planning.md, goal "save energy"): in each band servers are emptied, shut down,
 * started again, and everybody is home at its end. N+1 is a hard rule throughout. A server that cannot be emptied, is
 * not back in time, or takes more than it saves stays on, with the reason. A pure function: equal input and seed give
 * an equal plan.
 */
import { indexFleet, type FleetIndex } from '../../inventory/fleet-index.ts'
import type { Server, ServerId } from '../../inventory/fleet.ts'
import type { PlanWindow } from '../../plan/plan-document.ts'
import type { PlanRule } from '../../plan/rules/plan-rule.ts'
import type { StagedPlan, UnservicedServer } from '../../plan/staged-plan.ts'
import { heedAbandonOnly, isToStop, type PlanningHooks } from '../hooks.ts'
import { courseFrom, stagedPlan, type Course } from '../stages/course.ts'
import { culprits } from '../stages/culprits.ts'
import { hopelessServers } from '../stages/hopeless.ts'
import { standingOf } from '../stages/standing.ts'
import { unservicedBy } from '../stages/unserviced.ts'
import type { BandEnergy } from './band-energy.ts'
import { mergedBands } from './bands.ts'
import { energyNotes } from './energy-notes.ts'
import { keptOn, neededOn, notReached, notWorth } from './left-on.ts'
import { losersOf, plannedEnergy } from './planned-energy.ts'
import { withSpareRules } from './spare-rules.ts'
import { BandTrials, type Failure, type Night, type SaveEnergyInput } from './band-trials.ts'
import { powersOf, type Powers } from './typed-power.ts'

/**
 * Any-time: told to keep, it ends with the bands planned so far.
 * @throws PlanningAbandoned when the hooks say so; RangeError where a server of the goal is not in the fleet.
 */
export function planSaveEnergy(input: SaveEnergyInput, hooks: PlanningHooks = {}): StagedPlan {
  const { fleet, options } = input
  const index = indexFleet(fleet)
  for (const { serverId } of input.goal.power)
    if (!index.serverById.has(serverId)) throw new RangeError(`The inventory has no server "${serverId}"`)
  const goal = { ...input.goal, bands: mergedBands(input.goal.bands) }
  const rules = withSpareRules(fleet, options.rules ?? [])
  const request = { ...input, goal, options: { ...options, rules } }
  const ownRules = rules === options.rules ? [] : rules.slice(options.rules?.length ?? 0)
  return new Saver(request, index, ownRules, hooks).plan()
}

/** Servers tried beside those chosen, in one band. */
const MOST_ADDED = 8

class Saver {
  readonly #input: SaveEnergyInput
  readonly #index: FleetIndex
  readonly #hooks: PlanningHooks
  /** N+1 that nobody wrote down, and that holds all the same. */
  readonly #addedRules: readonly PlanRule[]
  readonly #powers: Powers
  readonly #candidates: ReadonlySet<ServerId>
  readonly #kept = new Map<ServerId, UnservicedServer>()
  /** Why a server was on in a band, the longest band it was tried in. */
  readonly #why = new Map<ServerId, { readonly server: UnservicedServer; readonly lengthMs: number }>()
  /** Servers that were off in a band of some length, where no rule is about times. */
  readonly #known = new Map<number, readonly ServerId[]>()
  readonly #nights: Night[] = []
  #course: Course
  #planned = 0

  constructor(
    input: SaveEnergyInput,
    index: FleetIndex,
    addedRules: readonly PlanRule[],
    hooks: PlanningHooks,
  ) {
    this.#addedRules = addedRules
    this.#input = input
    this.#index = index
    this.#hooks = hooks
    this.#powers = powersOf(input.goal)
    this.#course = courseFrom(input)
    const rules = input.options.rules ?? []
    for (const server of index.fleet.servers) {
      const reason = keptOn(index, server, this.#powers, rules)
      if (reason !== null) this.#kept.set(server.id, reason)
    }
    const serverIds = index.fleet.servers.map(({ id }) => id).filter((id) => !this.#kept.has(id))
    const hopeless = hopelessServers(
      input,
      { serverIds, returnHome: true, purpose: 'off' },
      heedAbandonOnly(hooks),
    )
    for (const [id, reason] of hopeless) this.#kept.set(id, reason)
    this.#candidates = new Set(serverIds.filter((id) => !this.#kept.has(id)))
  }

  plan(): StagedPlan {
    const { bands } = this.#input.goal
    for (const [done, band] of bands.entries()) {
      if (this.#planned > 0 && isToStop(this.#hooks)) break
      this.#through(band)
      this.#planned += 1
      this.#hooks.progress?.({
        phase: 'Switching servers off',
        done: done + 1,
        total: bands.length,
        best: `${this.#course.serviced.size} of ${this.#index.fleet.servers.length} servers off at times`,
      })
    }
    const { fleet } = this.#index
    const unserviced = fleet.servers.flatMap((server) =>
      this.#course.serviced.has(server.id) ? [] : [this.#reasonOf(server)],
    )
    const energy = plannedEnergy(
      this.#index,
      this.#nights.map((night) => night.energy),
    )
    const unplaced = [...new Map(this.#course.unplaced.map((one) => [one.partitionId, one])).values()]
    const course = { ...this.#course, unplaced }
    const notes = energyNotes({
      index: this.#index,
      course,
      energy,
      bands,
      planned: this.#planned,
      partly: this.#partly(),
      addedRules: this.#addedRules,
    })
    const plan = stagedPlan(this.#input, this.#input.goal, course, unserviced, notes)
    return energy === undefined ? plan : { ...plan, energy }
  }

  #reasonOf(server: Server): UnservicedServer {
    return this.#kept.get(server.id) ?? this.#why.get(server.id)?.server ?? notReached(server)
  }

  /** Sentences about servers that are off in some of the bands only. */
  #partly(): readonly string[] {
    return this.#index.fleet.servers.flatMap(({ id, name }) => {
      const off = this.#nights.filter(({ serverIds }) => serverIds.includes(id)).length
      if (off === 0 || off === this.#planned) return []
      const why = this.#why.get(id)?.server.reasons[0]?.text
      return [
        `${name} is off in ${off} of ${this.#planned} bands.${why === undefined ? '' : ` Else: ${why}`}`,
      ]
    })
  }

  #through(band: PlanWindow): void {
    const startMs = Math.max(band.startMs, this.#input.startMs)
    if (startMs >= band.endMs || this.#candidates.size === 0) return
    // Everybody is at home, so every band starts from the fleet of today (stages/stage-fleets.ts).
    this.#course = { ...this.#course, atMs: startMs, standing: standingOf(this.#input.fleet) }
    const trials = new BandTrials(this.#input, this.#course, band, this.#powers, this.#hooks)
    const lengthMs = band.endMs - startMs
    const known = this.#known.get(lengthMs)
    let night = this.#best(
      (known === undefined ? this.#proposals(trials) : [known]).map((one) =>
        this.#reduced(one, trials, lengthMs),
      ),
    )
    if (known === undefined || night === null || night.serverIds.length < known.length)
      night = this.#extended(night, trials, lengthMs)
    if (!this.#hasTimes) this.#known.set(lengthMs, night?.serverIds ?? [])
    if (night === null) return
    this.#course = night.course
    this.#nights.push(night)
  }

  get #hasTimes(): boolean {
    return (this.#input.options.rules ?? []).some(({ kind }) => kind === 'window' || kind === 'blackout')
  }

  /** Leaves out servers until the rest can be off; null: nobody can. */
  #reduced(wanted: readonly ServerId[], trials: BandTrials, lengthMs: number): Night | null {
    let serverIds = wanted
    while (serverIds.length > 0) {
      const answer = trials.attempt(serverIds)
      if ('course' in answer) {
        const losers = losersOf(answer.energy)
        if (losers.length === 0) return answer
        this.#noteLosers(answer.energy, losers, lengthMs)
        serverIds = serverIds.filter((id) => !losers.includes(id))
        continue
      }
      const index = indexFleet(this.#course.standing.fleet)
      const failsAlone = (id: ServerId): boolean => {
        const alone = trials.attempt([id])
        return !('course' in alone) && alone.kind === answer.kind
      }
      const out = culprits(answer, serverIds, index, failsAlone)
      for (const id of out) this.#noteFailure(id, answer, trials.band, lengthMs)
      serverIds = serverIds.filter((id) => !out.includes(id))
    }
    return null
  }

  /** By the numbers alone, and what went well in bands of other lengths. */
  #proposals(trials: BandTrials): readonly (readonly ServerId[])[] {
    const others = [...this.#known.values()].toSorted((a, b) => b.length - a.length).slice(0, 1)
    return [trials.choice(this.#candidates), ...others]
  }

  #best(nights: readonly (Night | null)[]): Night | null {
    return nights.reduce(
      (best, night) => (night !== null && (best === null || isBetter(night, best)) ? night : best),
      null,
    )
  }

  /** Tries the servers that are on beside those that are off, one after the other, until none can be added. */
  #extended(found: Night | null, trials: BandTrials, lengthMs: number): Night | null {
    let night = found
    let added = 0
    for (let former: Night | null | undefined; former !== night;) {
      former = night
      for (const id of this.#inOrder()) {
        if (night?.serverIds.includes(id) === true) continue
        const serverIds = [...(night?.serverIds ?? []), id]
        if (trials.isTried(serverIds)) continue
        if (added === MOST_ADDED || isToStop(this.#hooks)) {
          this.#note(neededOn(this.#index.serverById.get(id)!), 0)
          continue
        }
        added += 1
        const answer = trials.attempt(serverIds)
        if (!('course' in answer)) this.#noteFailure(id, answer, trials.band, lengthMs)
        else {
          const losers = losersOf(answer.energy)
          if (losers.length === 0) night = answer
          else this.#noteLosers(answer.energy, losers.includes(id) ? [id] : losers, lengthMs)
        }
      }
    }
    return night
  }

  /** Those that save most first; then those with least to move. */
  #inOrder(): readonly ServerId[] {
    const watts = (id: ServerId): number => {
      const power = this.#powers.get(id)
      return (power?.idleW ?? 0) - (power?.standbyW ?? 0)
    }
    const held = (id: ServerId): number =>
      this.#index.partitionsOf(id).reduce((sum, { memoryMib }) => sum + (memoryMib ?? 0), 0)
    return [...this.#candidates].toSorted(
      (a, b) => watts(b) - watts(a) || held(a) - held(b) || (a < b ? -1 : 1),
    )
  }

  #noteFailure(id: ServerId, failure: Failure, window: PlanWindow, lengthMs: number): void {
    const server = this.#index.serverById.get(id)!
    const about = unservicedBy(this.#index, id, failure, this.#course.atMs, window, 'off')
    this.#note(about.reasons.length === 0 ? neededOn(server) : about, lengthMs)
  }

  #noteLosers({ servers }: BandEnergy, losers: readonly ServerId[], lengthMs: number): void {
    for (const { serverId, gainKwh } of servers) {
      if (losers.includes(serverId))
        this.#note(notWorth(this.#index.serverById.get(serverId)!, -(gainKwh ?? 0)), lengthMs)
    }
  }

  #note(server: UnservicedServer, lengthMs: number): void {
    const known = this.#why.get(server.serverId)
    if (known === undefined || lengthMs >= known.lengthMs)
      this.#why.set(server.serverId, { server, lengthMs })
  }
}

/** More energy saved, where that is known of both; else more servers off; then less memory moved. */
function isBetter(a: Night, b: Night): boolean {
  const [gainA, gainB] = [gainOf(a), gainOf(b)]
  if (gainA !== null && gainB !== null && gainA !== gainB) return gainA > gainB
  if (a.serverIds.length !== b.serverIds.length) return a.serverIds.length > b.serverIds.length
  return a.course.movedMib < b.course.movedMib
}

const gainOf = ({ serverIds, energy }: Night): number | null => {
  const known = energy.servers.flatMap(({ gainKwh }) => gainKwh ?? [])
  return known.length < serverIds.length ? null : known.reduce((sum, one) => sum + one, 0)
}
