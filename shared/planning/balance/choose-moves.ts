/** Searches, asks whether all of it may be, keeps what was refused from its server, and searches again. */
import { targetStateOf } from '../../mobility/target-state.ts'
import type { Server, ServerId } from '../../inventory/fleet.ts'
import { isToStop } from '../hooks.ts'
import { FORBIDDEN, type PlacementProblem } from '../placement-state.ts'
import { PlannedState } from '../planned-state.ts'
import { placementProblem } from '../problem.ts'
import type { PlanRule } from '../../plan/rules/plan-rule.ts'
import { RuleBook } from '../rules/rule-book.ts'
import type { Participants } from './participants.ts'
import { priceOf } from './objective.ts'
import { searchMoves } from './search-moves.ts'
import { makeSound, type RefusedItem, type SoundMoves, type SoundQuestion } from './sound-moves.ts'
import { UseModel, type UseInput } from './use-model.ts'

export interface ChoiceInput extends Omit<SoundQuestion, 'placement'> {
  readonly participants: Participants
  readonly use: UseInput
  readonly seed: number
  /** Steps of one search; null: by size. */
  readonly steps: number | null
}

export interface Choice {
  readonly moves: SoundMoves
  /** With the moves made. */
  readonly model: UseModel
}

/** Steps of a search that is given no limit. */
const STEPS_PER_PARTITION = 3_000
const LEAST_STEPS = 20_000
const MOST_STEPS = 1_500_000
/** Searches that follow what was refused, and as many that go on from what is allowed. */
const ROUNDS = 6
const LEAST_GAIN = 1e-6

export class MoveChooser {
  readonly #input: ChoiceInput
  readonly #placement: PlacementProblem

  constructor(input: ChoiceInput) {
    this.#input = input
    this.#placement = placementOf(input)
  }

  /** The best choice in which everything is allowed; it may be to stay. */
  choose(): Choice {
    const { use, hooks } = this.#input
    const placement = this.#copy()
    let best = this.#attempt(placement, use.home)
    for (let round = 0, last = best; round < ROUNDS; round += 1) {
      if (last.refused.length === 0 || isToStop(hooks)) break
      for (const { item, server } of last.refused) forbid(placement, item, server)
      last = this.#attempt(placement, use.home)
      if (last.cost < best.cost) best = last
    }
    // What was refused beside more moves than are left may be allowed now: planning again would find it.
    for (let round = 0; round < ROUNDS && !isToStop(hooks); round += 1) {
      const next = this.#attempt(this.#copy(), Int32Array.from(best.model.place))
      if (next.cost >= best.cost - LEAST_GAIN) break
      best = next
    }
    return best
  }

  /** From now on a partition stays, with those that only move with it. */
  keep(partitionId: string): void {
    const { units, servers } = this.#input.participants
    const item = units.findIndex((unit) => unit.some(({ id }) => id === partitionId))
    for (const server of servers.keys()) forbid(this.#placement, item, server)
  }

  /** One search from where `start` says, and what of it is sound. */
  #attempt(placement: PlacementProblem, start: Int32Array): Attempt {
    const { use, seed, hooks, participants, steps } = this.#input
    const size = participants.units.length
    const usual = Math.min(MOST_STEPS, Math.max(LEAST_STEPS, STEPS_PER_PARTITION * size))
    const search = { placement, safety: use.safety, steps: steps ?? usual, seed, hooks }
    const places = searchMoves({ ...search, model: () => new UseModel(use) }, start)
    const model = new UseModel(use)
    for (const [item, place] of places.entries()) model.move(item, place)
    const { sound, refused } = makeSound({ ...this.#input, placement }, model, use.home)
    return { moves: sound, model, refused, cost: costOf(model, placement, use.home) }
  }

  #copy(): PlacementProblem {
    return { ...this.#placement, verdict: Uint8Array.from(this.#placement.verdict) }
  }
}

interface Attempt extends Choice {
  readonly refused: readonly RefusedItem[]
  /** Of use and of all moves. */
  readonly cost: number
}

function forbid({ verdict, targetCount }: PlacementProblem, item: number, server: number): void {
  verdict[item * targetCount + server] = FORBIDDEN
}

function costOf(model: UseModel, placement: PlacementProblem, home: Int32Array): number {
  const use = [...model.servers.keys()].reduce((sum, server) => sum + model.cost(server), 0)
  return [...home].reduce(
    (sum, place, item) =>
      place === model.place[item] ? sum : sum + priceOf(model, placement, item, model.place[item]!),
    use,
  )
}

/** Verdicts are asked of servers that everybody left who may leave: others may go before. */
function placementOf(input: ChoiceInput): PlacementProblem {
  const { index, judgements, assumptions, options, rules, participants, hooks } = input
  const { servers, units } = participants
  const empty = new Map<ServerId, PlannedState>(
    servers.map((server) => [server.id, new PlannedState(server, targetStateOf(index, server))]),
  )
  for (const partition of units.flat()) empty.get(partition.serverId)?.moveOut(partition)
  const placement = placementProblem({
    index,
    assumptions,
    units,
    targets: servers,
    judgements,
    // What a group has left for N+1 does not change by moves inside it: the result is judged instead.
    rules: new RuleBook(
      index,
      rules.rules.filter(({ kind }) => kind !== 'reserve'),
    ),
    emptied: new Set(),
    acceptedUnknownRuleIds: options.acceptedUnknownRuleIds,
    safetyPercent: options.safetyPercent,
    stateOf: (target) => empty.get(target.id)!,
    poll: () => void isToStop(hooks),
  })
  const allowed = options.targetServerIds === null ? null : new Set(options.targetServerIds)
  const meeting = meetings(input, rules.rules)
  for (const item of units.keys()) {
    for (const [place, server] of servers.entries()) {
      const pair = item * servers.length + place
      if (allowed?.has(server.id) === false || meeting(item, server)) placement.verdict[pair] = FORBIDDEN
    }
  }
  return placement
}

/** Members of a group that is always apart would meet where one arrives and another has not left yet. */
function meetings(
  { index, participants: { units } }: ChoiceInput,
  rules: readonly PlanRule[],
): (item: number, server: Server) => boolean {
  const always = rules.filter((rule) => rule.kind === 'apart' && rule.when === 'always')
  const groups = always.map(
    (rule) => new Set(rule.kind === 'apart' ? rule.partitions.map(({ id }) => id) : []),
  )
  return (item, server) =>
    groups.some(
      (group) =>
        units[item]!.some(({ id }) => group.has(id)) &&
        index
          .partitionsOf(server.id)
          .some(({ id }) => group.has(id) && units[item]!.every((member) => member.id !== id)),
    )
}
