import { indexFleet } from '../../inventory/fleet-index.ts'
import type { ServerId } from '../../inventory/fleet.ts'
import type { PlanWindow } from '../../plan/plan-document.ts'
import type { SaveEnergy } from '../../plan/staged-plan.ts'
import { heedAbandonOnly, isToStop, type PlanningHooks } from '../hooks.ts'
import { Judgements } from '../judgements.ts'
import type { Course, StagedRequest } from '../stages/course.ts'
import { runCycle, type Cycle } from '../stages/cycle.ts'
import { bandEnergy, loadIn, type BandEnergy } from './band-energy.ts'
import { chooseServers } from './choose-servers.ts'
import { slowest, type Powers } from './typed-power.ts'
import { weekHours } from './week-hours.ts'

export interface SaveEnergyInput extends StagedRequest {
  /** Bands in any order; those that touch or overlap become one. */
  readonly goal: SaveEnergy
}

export type Failure = Exclude<Cycle, { readonly kind: 'done' }>

/** Servers that are off in a band, with the course through it. */
export interface Night {
  readonly serverIds: readonly ServerId[]
  readonly course: Course
  readonly energy: BandEnergy
}

/** What comes of switching servers off in one band; each set is tried once. */
export class BandTrials {
  readonly band: PlanWindow
  readonly #input: SaveEnergyInput
  readonly #course: Course
  readonly #powers: Powers
  readonly #hooks: PlanningHooks
  readonly #answers = new Map<string, Night | Failure>()

  constructor(
    input: SaveEnergyInput,
    course: Course,
    band: PlanWindow,
    powers: Powers,
    hooks: PlanningHooks,
  ) {
    this.#input = input
    this.#course = course
    this.band = band
    this.#powers = powers
    this.#hooks = hooks
  }

  isTried(serverIds: readonly ServerId[]): boolean {
    return this.#answers.has(serverIds.toSorted().join(' '))
  }

  attempt(serverIds: readonly ServerId[]): Night | Failure {
    const key = serverIds.toSorted().join(' ')
    const known = this.#answers.get(key)
    if (known !== undefined) return known
    const answer = this.#run(serverIds)
    this.#answers.set(key, answer)
    return answer
  }

  #run(serverIds: readonly ServerId[]): Night | Failure {
    const wish = {
      serverIds,
      outage: { kind: 'off', ...slowest(this.#powers, serverIds) } as const,
      // The stages name the whole band, also where planning begins within it.
      window: this.band,
      steering: { bans: new Map(), avoided: new Set<ServerId>() },
    }
    const cycle = runCycle(this.#input, this.#course, wish, heedAbandonOnly(this.#hooks))
    if (cycle.kind !== 'done') return cycle
    const stages = cycle.course.stages.slice(this.#course.stages.length)
    const energy = bandEnergy({
      index: indexFleet(this.#course.standing.fleet),
      band: this.band,
      stages,
      hours: this.#hours,
      powers: this.#powers,
    })
    return { serverIds, course: cycle.course, energy }
  }

  get #hours() {
    const { startMs, endMs } = this.band
    return weekHours(startMs, endMs, this.#input.zone)
  }

  /** Servers to be off by the numbers alone. */
  choice(candidates: ReadonlySet<ServerId>): readonly ServerId[] {
    const { assumptions, options, seed } = this.#input
    const index = indexFleet(this.#course.standing.fleet)
    const hours = this.#hours
    const targets = options.targetServerIds ?? index.fleet.servers.map(({ id }) => id)
    return chooseServers({
      index,
      candidates,
      targets: new Set(targets),
      judgements: new Judgements(index, assumptions, options.acceptedUnknownRuleIds, true),
      rules: options.rules ?? [],
      powers: this.#powers,
      loadOf: (one) => hours.reduce((sum, { hour }) => sum + loadIn(one, hour), 0) / hours.length,
      seed,
      shouldStop: () => isToStop(this.#hooks),
    })
  }
}
