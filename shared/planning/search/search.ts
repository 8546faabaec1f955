/**
 * The search core: finds a cheap assignment within a budget. Short trials choose the start temperature and whether
 * items are pulled home while it is hot; then one long annealing, then a short one from the best. No clock here: the
 * caller says how much of its time is spent, or gives steps alone.
 */
import { SeededRandom } from '../random.ts'
import { anneal } from './annealing.ts'
import { BestAssignment } from './best-assignment.ts'
import type { ReassignmentProblem } from './reassignment-problem.ts'
import { ReassignmentState } from './reassignment-state.ts'

export interface SearchProgress {
  readonly steps: number
  /** Share of the budget that is spent. */
  readonly spent: number
  readonly bestCost: number
}

export interface SearchLimits {
  readonly seed: number
  /** Moves tried at most; with equal seed and steps, and no clock, equal results. */
  readonly steps: number
  /** Share of the caller's time that is spent, from 0; 1 or more ends the search. */
  readonly spent?: () => number
  /** True ends the search with the best so far; asked after at most some milliseconds of work. */
  readonly shouldStop?: () => boolean
  readonly progress?: (progress: SearchProgress) => void
}

export interface SearchResult {
  /** By item. Breaks no hard rule that the start kept. */
  readonly places: Int32Array
  readonly cost: number
  readonly steps: number
  /** Moves judged: several for one compound move. */
  readonly evaluations: number
}

/** Start temperatures that are tried, as multiples of the mean change of cost of a move that is allowed. */
const TEMPERATURES = [0.1, 1, 10]
/** Pulls home that are tried; the first one with all temperatures. */
const PULLS = [4, 0]
/** End temperature as a share of the start. */
const COLD = 1e-3
/** Parts of the budget. */
const TRIAL = 0.025
const POLISH = 0.1
/** The last annealing starts so much cooler than the long one. */
const POLISH_HEAT = 0.01
const POLISH_COLD = 0.01

/** Improves on everybody at home. */
export function searchReassignment(problem: ReassignmentProblem, limits: SearchLimits): SearchResult {
  const state = new ReassignmentState(problem)
  const best = new BestAssignment(state)
  const budget = new Budget(limits, best)
  if (problem.itemCount > 0 && problem.placeCount > 1) new Search(state, best, budget, limits.seed).run()
  return { places: best.places, cost: best.cost, steps: budget.steps, evaluations: state.evaluations }
}

/** What of the limits is spent. */
class Budget {
  steps = 0
  readonly #limits: SearchLimits
  readonly #best: BestAssignment

  constructor(limits: SearchLimits, best: BestAssignment) {
    this.#limits = limits
    this.#best = best
  }

  /** Counts steps; answers the share of the budget that is spent, 1 where the search has to end. */
  spend(steps: number): number {
    const { steps: most, spent, shouldStop, progress } = this.#limits
    this.steps += steps
    if (this.steps >= most || shouldStop?.() === true) return 1
    const share = Math.min(1, Math.max(this.steps / most, spent?.() ?? 0))
    progress?.({ steps: this.steps, spent: share, bestCost: this.#best.cost })
    return share
  }
}

interface Setting {
  readonly heat: number
  readonly pull: number
}

interface Trial {
  readonly setting: Setting
  /** Cost at the end. */
  readonly cost: number
}

class Search {
  readonly #state: ReassignmentState
  readonly #best: BestAssignment
  readonly #budget: Budget
  readonly #random: SeededRandom

  constructor(state: ReassignmentState, best: BestAssignment, budget: Budget, seed: number) {
    this.#state = state
    this.#best = best
    this.#budget = budget
    this.#random = new SeededRandom(seed)
  }

  run(): void {
    const setting = this.#chosenSetting()
    this.#annealFromHome(setting, 1 - POLISH)
    this.#state.restore(this.#best.places)
    // The scale of what is left: where most cost could be taken away, the first scale is far too hot.
    const heat = Math.max(
      1,
      Math.min(setting.heat * POLISH_HEAT, this.#best.cost / this.#state.problem.itemCount),
    )
    this.#anneal({ heat, pull: 0 }, POLISH_COLD, 1)
  }

  /** The setting of the best short trial. */
  #chosenSetting(): Setting {
    const mean = meanChange(this.#state, this.#random)
    let end = 0
    const trial = (setting: Setting): Trial => {
      end += TRIAL
      return { setting, cost: this.#annealFromHome(setting, end) }
    }
    const better = (a: Trial, b: Trial): Trial => (b.cost <= a.cost ? b : a)
    // Without transient resources moved items hold nothing at home: a pull would only keep them from moving.
    const pulls = this.#state.problem.transient.includes(1) ? PULLS : [0]
    const [first = 0, ...others] = pulls
    const chosen = TEMPERATURES.map((factor) => trial({ heat: mean * factor, pull: first })).reduce(better)
    return others.map((pull) => trial({ ...chosen.setting, pull })).reduce(better, chosen).setting
  }

  /** Anneals until so much of the whole budget is spent; answers the cost at the end. */
  #annealFromHome(setting: Setting, until: number): number {
    this.#state.restore(this.#state.problem.home)
    this.#anneal(setting, COLD, until)
    return this.#state.cost
  }

  #anneal({ heat, pull }: Setting, cold: number, until: number): void {
    const began = this.#budget.spend(0)
    const done = (steps: number): number => {
      const spent = this.#budget.spend(steps)
      return spent >= until ? 1 : (spent - began) / (until - began)
    }
    anneal(this.#state, this.#best, this.#random, { hot: heat, cold: heat * cold, pull, done })
  }
}

const SAMPLES = 2_000

/** Mean absolute change of cost of allowed shifts; at least 1. */
function meanChange(state: ReassignmentState, random: SeededRandom): number {
  const { itemCount, placeCount } = state.problem
  let sum = 0
  let count = 0
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    const change = state.judgeShift(random.below(itemCount), random.below(placeCount))
    if (!Number.isFinite(change)) continue
    sum += Math.abs(change)
    count += 1
  }
  return Math.max(1, sum / Math.max(1, count))
}
