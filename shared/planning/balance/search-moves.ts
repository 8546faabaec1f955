/** Which items go where for an even fleet: the search core, then steps that the exact use of servers pays for. */
import type { PlacementProblem } from '../placement-state.ts'
import { isToStop, type PlanningHooks } from '../hooks.ts'
import { fromPlacement } from '../fleet-search/from-placement.ts'
import { ReassignmentState } from '../search/reassignment-state.ts'
import type { ReassignmentProblem } from '../search/reassignment-problem.ts'
import { searchReassignment } from '../search/search.ts'
import { leastPriceOf, objectiveOf, priceOf } from './objective.ts'
import type { UseModel } from './use-model.ts'

export interface EvenSearch {
  readonly placement: PlacementProblem
  /** Everybody at home; a model of its own for each call. */
  readonly model: () => UseModel
  /** 0..1 */
  readonly safety: number
  readonly steps: number
  readonly seed: number
  readonly hooks: PlanningHooks
}

/** What a step has to gain beyond its price, squared points: less is noise. */
const LEAST_GAIN = 1e-6
/** Searches from where the one before ended, until one of them finds nothing. */
const MOST_SEARCHES = 4
/** Starts of one search, with seeds far from each other. */
const STARTS = 4
const SEED_STEP = 0x9e37_79b9
/** Servers that single steps look at, the most and the least used of each resource. */
const NEAR_THE_ENDS = 12
const MOST_STEPS = 400

/**
 * Place of each item. The search is asked again from where it would end, as if that had been carried out: what is left
 * then is what planning again would do, so it is done at once. `start` is where the first of them has everybody.
 */
export function searchMoves(search: EvenSearch, start: Int32Array): Int32Array {
  const home = Int32Array.from(search.model().place)
  let at = start
  for (let times = 0; times < MOST_SEARCHES; times += 1) {
    const found = searchFrom(search, at)
    const next = withoutIdleMoves(search, home, found)
    if (next.every((place, item) => place === at[item])) break
    at = next
    if (isToStop(search.hooks)) break
  }
  return at
}

function standing({ model }: EvenSearch, places: Int32Array): UseModel {
  const standing = model()
  for (const [item, place] of places.entries()) standing.move(item, place)
  return standing
}

/** One search with everybody at home where `home` says. */
function searchFrom(search: EvenSearch, home: Int32Array): Int32Array {
  const { placement, hooks, seed, steps } = search
  const model = standing(search, home)
  if (!mayGain(model)) return home
  const problem = fromPlacement(placement, home, objectiveOf(model, placement, search.safety))
  // The core knows squares in pieces and four hours of the week: of several ends the exact use tells the best.
  const starts = Array.from({ length: STARTS }, (_, start) =>
    searchReassignment(problem, {
      seed: (seed + start * SEED_STEP) >>> 0,
      steps: Math.ceil(steps / STARTS),
      ...(hooks.spent === undefined ? {} : { spent: () => hooks.spent!() * STARTS - start }),
      shouldStop: () => isToStop(hooks),
      progress: ({ spent }) =>
        hooks.progress?.({
          phase: 'Choosing moves',
          done: Math.round(((start + Math.min(1, spent)) / STARTS) * 100),
          total: 100,
          best: null,
        }),
    }),
  )
  // Steps from home alone sometimes need fewer moves for the same.
  const ends = [...starts.map(({ places }) => places), home].map((start) =>
    stepped(search, problem, home, start),
  )
  return ends.reduce((best, one) => (one.cost < best.cost - LEAST_GAIN ? one : best)).places
}

/** Least cost of all with perfectly even use, which no state is below; whether that leaves a gain for one move. */
function mayGain(model: UseModel): boolean {
  const cheapest = Math.min(...[...model.units.keys()].map((item) => leastPriceOf(model, item)))
  const now = [...model.servers.keys()].reduce((sum, server) => sum + model.cost(server), 0)
  return now - model.costOfEven() > cheapest
}

/** Steps that gain more than they cost, the best first, until there is none. */
function stepped(
  search: EvenSearch,
  problem: ReassignmentProblem,
  home: Int32Array,
  start: Int32Array,
): { readonly places: Int32Array; readonly cost: number } {
  const state = new ReassignmentState(problem, start)
  const model = standing(search, start)
  const price = (item: number, place: number): number =>
    place === home[item] ? 0 : priceOf(model, search.placement, item, place)
  for (let step = 0; step < MOST_STEPS && !isToStop(search.hooks); step += 1) {
    let best = { item: -1, to: -1, gain: LEAST_GAIN }
    const ends = endsOf(model)
    for (const item of model.units.keys()) {
      const from = model.place[item]!
      const back = home[item]!
      for (const to of ends.has(from) ? new Set([back, ...ends]) : [back]) {
        if (to === from || !Number.isFinite(state.judgeShift(item, to))) continue
        const gain = -model.costOfShift(item, to) - price(item, to) + price(item, from)
        if (gain > best.gain) best = { item, to, gain }
      }
    }
    if (best.item < 0) break
    state.shift(best.item, best.to)
    model.move(best.item, best.to)
  }
  const cost = [...model.servers.keys()].reduce((sum, server) => sum + model.cost(server), 0)
  const paid = [...model.units.keys()].reduce((sum, item) => sum + price(item, model.place[item]!), 0)
  return { places: Int32Array.from(model.place), cost: cost + paid }
}

/** The most and the least used servers of each resource; all, where there are few. */
function endsOf(model: UseModel): ReadonlySet<number> {
  const servers = [...model.servers.keys()]
  if (servers.length <= 2 * NEAR_THE_ENDS) return new Set(servers)
  return new Set(
    model.counted.flatMap(({ resource }) => {
      const uses = Float64Array.from(servers, (server) => model.use(resource, server))
      const byUse = servers.toSorted((a, b) => uses[b]! - uses[a]! || a - b)
      return [...byUse.slice(0, NEAR_THE_ENDS), ...byUse.slice(-NEAR_THE_ENDS)]
    }),
  )
}

/** Sends home whoever does not earn its price there any more, now that all the others have moved. */
function withoutIdleMoves(search: EvenSearch, home: Int32Array, places: Int32Array): Int32Array {
  const model = standing(search, places)
  for (;;) {
    const idle = [...model.units.keys()]
      .filter((item) => model.place[item] !== home[item])
      .map((item) => ({
        item,
        loss:
          model.costOfShift(item, home[item]!) - priceOf(model, search.placement, item, model.place[item]!),
      }))
      .filter(({ loss }) => loss < -LEAST_GAIN)
      .toSorted((a, b) => a.loss - b.loss || a.item - b.item)
    if (idle.length === 0) return Int32Array.from(model.place)
    model.move(idle[0]!.item, home[idle[0]!.item]!)
  }
}
