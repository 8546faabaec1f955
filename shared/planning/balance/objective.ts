/** What the search core minimises for an even fleet: squared use in straight pieces, and the price of moves. */
import type { BalanceResource } from '../../plan/balance-goal.ts'
import type { Objective } from '../fleet-search/from-placement.ts'
import type { PlacementProblem } from '../placement-state.ts'
import type { UseModel } from './use-model.ts'

/**
 * A move pays for every point of memory it moves (a hundredth of an average server) and once more for itself. The gain
 * of a move is its amount times the difference of use before and after it: by this price, a difference that is not
 * larger than five points on average over before and after is even enough.
 */
const PRICE_OF_POINT = 10
const PRICE_OF_MOVE = 20
/** A server that takes it with fewer warnings is better: each counts like a fifth of a point of memory. */
const PRICE_OF_WARNING = 2

/** Price of moving an item wherever, in the unit of `UseModel.cost`. */
export const leastPriceOf = (model: UseModel, item: number): number =>
  (PRICE_OF_POINT * 100 * model.movedMib(item)) / model.meanMib + PRICE_OF_MOVE * model.units[item]!.length

/** Price of moving an item from home to a server. */
export const priceOf = (
  model: UseModel,
  { verdict, targetCount }: PlacementProblem,
  item: number,
  to: number,
): number => leastPriceOf(model, item) + PRICE_OF_WARNING * verdict[item * targetCount + to]!

/** Pieces of a square, by resource. */
const PIECES = 16
/** Fewer for each hour: there are several of them. */
const PIECES_OF_HOUR = 6
const HOURS_COUNTED = 4
/** Cost over the safety level, beside that of a point. */
const OVER_COST = 1_000
/** Whole numbers for the core. */
const FINE = 1_000

interface Term {
  readonly resource: BalanceResource
  readonly hour: number
  /** Points from which it costs. */
  readonly from: number
  readonly slope: number
}

/** Limits and prices for the core, from where everybody stands in the model. */
export function objectiveOf(model: UseModel, placement: PlacementProblem, safety: number): Objective {
  const terms = termsOf(model, safety)
  const places = model.servers.length
  const items = model.units.length
  const push = new Float64Array(items * terms.length)
  const pressure = new Float64Array(places * terms.length)
  for (const [t, { resource, hour, from, slope }] of terms.entries()) {
    for (let place = 0; place < places; place += 1) {
      const points = hour < 0 ? model.use(resource, place) * 100 : pointsOfLoad(model, place, hour)
      const level = slope * model.sizeOf(resource, place) * (points - from)
      pressure[place * terms.length + t] = Math.round(FINE * level)
    }
    for (let item = 0; item < items; item += 1) {
      const at = item * terms.length + t
      push[at] = Math.round(FINE * slope * pointsOfItem(model, resource, item, hour))
      const home = model.place[item]! * terms.length + t
      pressure[home] = pressure[home]! - push[at]
    }
  }
  return {
    termCount: terms.length,
    pressure,
    push,
    itemMoveCost: Float64Array.from({ length: items }, (_, item) =>
      Math.round(FINE * leastPriceOf(model, item)),
    ),
    pairCost: Float64Array.from(placement.verdict, (warnings, pair) =>
      pair % places === model.place[Math.floor(pair / places)] ? 0 : FINE * PRICE_OF_WARNING * warnings,
    ),
  }
}

function termsOf(model: UseModel, safety: number): readonly Term[] {
  const servers = [...model.servers.keys()]
  return model.counted.flatMap(({ resource, weight }) => {
    const hours = resource === 'load' ? busyHours(model) : [-1]
    return hours.flatMap((hour): readonly Term[] => {
      const uses = servers.map((server) =>
        hour < 0 ? model.use(resource, server) * 100 : pointsOfLoad(model, server, hour),
      )
      const lowest = Math.min(...uses)
      const step = (Math.max(...uses) - lowest) / (hour < 0 ? PIECES : PIECES_OF_HOUR)
      const pieces = hour < 0 ? PIECES : PIECES_OF_HOUR
      return [
        ...Array.from({ length: pieces }, (_, piece) => ({
          resource,
          hour,
          from: lowest + (piece + 0.5) * step,
          slope: 2 * step * weight,
        })),
        { resource, hour, from: safety * 100, slope: OVER_COST * weight },
      ]
    })
  })
}

/** Hours in which servers are busiest: that of the highest peak first, then of those that peak apart from it. */
function busyHours(model: UseModel): readonly number[] {
  const byPeak = [...model.servers.keys()]
    .map((server) => ({ hour: model.peakHour(server), use: model.use('load', server) }))
    .toSorted((a, b) => b.use - a.use || a.hour - b.hour)
  return [...new Set(byPeak.map(({ hour }) => hour))].slice(0, HOURS_COUNTED)
}

const pointsOfLoad = (model: UseModel, server: number, hour: number): number =>
  (model.loadOn(server, hour) * 100 * 100) / (model.servers[server]!.configurableCenti ?? 1)

/** Points of an average server. The memory it takes where it stands: elsewhere that differs by blocks. */
function pointsOfItem(model: UseModel, resource: BalanceResource, item: number, hour: number): number {
  if (resource === 'memory') return (model.memoryNeed(item, model.place[item]!) * 100) / model.meanMib
  if (resource === 'entitlement') return (model.centiNeed(item) * 100) / model.meanCenti
  return (model.loadAt(item, hour) * 100 * 100) / model.meanCenti
}
