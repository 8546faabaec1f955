/**
 * Moves that may all be made: asked again of the mobility rules on the planned servers, of the planning rules, of the
 * order, and of the goal itself. Who is refused is either kept from that server, and all is searched anew, or stays.
 */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { Partition, PartitionId, Server } from '../../inventory/fleet.ts'
import { arrivals, type ArrivalWish, type Arrivals } from '../arrivals.ts'
import type { PlanningHooks } from '../hooks.ts'
import type { Judgements } from '../judgements.ts'
import { orderOf, waitsOf, type OrderQuestion } from '../order-by-hand.ts'
import type { Outcome } from '../rules/outcome.ts'
import type { RuleBook } from '../rules/rule-book.ts'
import type { PlacementProblem } from '../placement-state.ts'
import { leastPriceOf } from './objective.ts'
import { isBetter, type UseModel } from './use-model.ts'

export interface SoundQuestion extends Omit<OrderQuestion, 'placed' | 'judgements'> {
  readonly judgements: Judgements
  readonly rules: RuleBook
  readonly hooks: PlanningHooks
  readonly placement: PlacementProblem
}

export interface SoundMoves extends Arrivals {
  readonly after: ReadonlyMap<PartitionId, readonly PartitionId[]>
}

/** An item that does not go where it was to go. */
export interface RefusedItem {
  readonly item: number
  readonly server: number
}

export interface Soundness {
  readonly sound: SoundMoves
  /** Refused for good: everybody else being where they are is not the reason alone. */
  readonly refused: readonly RefusedItem[]
}

/** Leaves items at home, the least worth first, until all that is left in the model is sound. */
export function makeSound(question: SoundQuestion, model: UseModel, home: Int32Array): Soundness {
  const refused: RefusedItem[] = []
  const isAway = (item: number): boolean => model.place[item] !== home[item]
  const stay = (item: number): void => model.move(item, home[item]!)
  for (;;) {
    for (const item of worthless(model, home)) stay(item)
    const found = nextRefused(question, model, home)
    if (!('items' in found)) return { sound: found, refused }
    const away = found.items.filter(isAway)
    const [least] = (away.length > 0 ? away : [...model.units.keys()].filter(isAway)).toSorted(
      (a, b) => worthOf(model, home, a) - worthOf(model, home, b) || a - b,
    )
    if (least === undefined) throw new Error('Moves were refused where there are none')
    if (found.isAboutPlaces) refused.push({ item: least, server: model.place[least]! })
    stay(least)
  }
}

/** What a move gains for each unit of its price. */
const worthOf = (model: UseModel, home: Int32Array, item: number): number =>
  model.costOfShift(item, home[item]!) / leastPriceOf(model, item)

/** An item without whose move what the goal states would be as good; one at a time. All, where all of it is no better. */
function* worthless(model: UseModel, home: Int32Array): Generator<number> {
  for (;;) {
    const withAll = model.evenness()
    const idle = [...model.units.keys()].find((item) => {
      const place = model.place[item]!
      if (place === home[item]) return false
      model.move(item, home[item]!)
      const without = model.evenness()
      model.move(item, place)
      return !isBetter(withAll, without)
    })
    if (idle === undefined) break
    yield idle
  }
  const places = Int32Array.from(model.place)
  const after = model.evenness()
  for (const item of model.units.keys()) model.move(item, home[item]!)
  const before = model.evenness()
  for (const [item, place] of places.entries()) model.move(item, place)
  if (!isBetter(after, before)) yield* [...places.keys()].filter((item) => places[item] !== home[item])
}

interface Refusal {
  /** One of these has to stay; empty: any. */
  readonly items: readonly number[]
  /** Another server might do. */
  readonly isAboutPlaces: boolean
}

function nextRefused(question: SoundQuestion, model: UseModel, home: Int32Array): Refusal | SoundMoves {
  const { index, judgements, rules } = question
  const moves = [...model.units.entries()].flatMap(([item, unit]) =>
    model.place[item] === home[item]
      ? []
      : unit.map((partition) => ({
          item,
          partition,
          target: model.servers[model.place[item]!]!,
          lparId: partition.lparId,
        })),
  )
  const itemOf = new Map(moves.map(({ item, partition }) => [partition.id, item]))
  const itemsOf = (ids: readonly string[]): readonly number[] => [
    ...new Set(ids.flatMap((id) => itemOf.get(id) ?? [])),
  ]
  const settled = settledInEitherWay(question, moves)
  if ('items' in settled) return { ...settled, items: itemsOf(settled.items) }
  const [broken] = rules.broken(outcomeOf(index, moves))
  if (broken !== undefined) {
    return { items: itemsOf(broken.finding.culprits), isAboutPlaces: broken.rule.kind !== 'budget' }
  }
  const over = overLimits(question.placement, model, home)
  if (over.length > 0) return { items: over, isAboutPlaces: true }
  const order = orderOf({ ...question, placed: settled.placed }, question.hooks)
  if (order.kind === 'ordered') return { ...settled, after: waitsOf(order) }
  const renumbered = arrivals(index, moves, judgements, 'today')
  if (renumbered.refused.length === 0) {
    const other = orderOf({ ...question, placed: renumbered.placed }, question.hooks)
    if (other.kind === 'ordered') return { ...renumbered, after: waitsOf(other) }
  }
  const stuck = order.kind === 'impossible' ? (order.noGoodIds ?? order.stuckIds) : order.stuckIds
  return { items: itemsOf(stuck), isAboutPlaces: true }
}

/** Arrivals that the rules refuse when everybody has left and arrived. */
function settledInEitherWay(
  { index, judgements }: SoundQuestion,
  moves: readonly ArrivalWish[],
): Arrivals | { readonly items: readonly string[]; readonly isAboutPlaces: true } {
  const settled = arrivals(index, moves, judgements, 'when all have left')
  const ids = settled.refused.map(({ wish }) => wish.partition.id)
  for (const { partition, target, lparId } of settled.placed) {
    const state = settled.states.get(target.id)!
    state.leave(partition, lparId)
    if (!judgements.judge(partition, target, state).usable) ids.push(partition.id)
    state.arrive(partition, lparId)
  }
  return ids.length === 0 ? settled : { items: ids, isAboutPlaces: true }
}

/** Items of a limit over several servers that all that arrives exceeds: what leaves may do so later. */
function overLimits(
  { capStart, capOf, capNeed, capFree, targetCount }: PlacementProblem,
  { place }: UseModel,
  home: Int32Array,
): readonly number[] {
  const left = Float64Array.from(capFree)
  const items = new Map<number, number[]>()
  for (const [item, to] of place.entries()) {
    if (to === home[item]) continue
    const pair = item * targetCount + to
    for (let at = capStart[pair]!; at < capStart[pair + 1]!; at += 1) {
      const cap = capOf[at]!
      left[cap] = left[cap]! - capNeed[at]!
      items.set(cap, [...(items.get(cap) ?? []), item])
    }
  }
  return [...items].find(([cap]) => left[cap]! < 0)?.[1] ?? []
}

function outcomeOf(
  index: FleetIndex,
  moves: readonly { readonly partition: Partition; readonly target: Server }[],
): Outcome {
  const untimed = { startS: null, endS: null, standstillS: null }
  return {
    index,
    emptied: new Set(),
    startMs: 0,
    moves: new Map(moves.map(({ partition, target }) => [partition.id, { partition, target, ...untimed }])),
  }
}
