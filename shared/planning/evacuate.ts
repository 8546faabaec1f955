/**
 * Empties servers: targets for their partitions over several servers, mover pairs, an order and its reasons
 * (planning.md, goal "evacuate"). A pure function: equal input, seed and step limit give an equal plan on every host.
 */
import { indexFleet, type FleetIndex } from '../inventory/fleet-index.ts'
import type { Partition, Server, ServerId } from '../inventory/fleet.ts'
import { freeLparId } from '../mobility/suggest/lpar-id.ts'
import { targetStateOf } from '../mobility/target-state.ts'
import type { PlanDocument, PlanGoal, PlanOptions } from '../plan/plan-document.ts'
import { candidatesOf } from './candidates.ts'
import { isToStop, type PlanningHooks } from './hooks.ts'
import { Judgements, type Bans } from './judgements.ts'
import { documentMoves, type PlacedPartition } from './moves.ts'
import { placePartitions } from './placement.ts'
import { planDocument, type PlanRequest } from './plan-request.ts'
import { PlannedState } from './planned-state.ts'
import { SeededRandom } from './random.ts'
import { scheduleMoves } from './schedule-moves.ts'
import { outcomeOf } from './rules/outcome.ts'
import { RuleBook } from './rules/rule-book.ts'
import { ruleNotes } from './rules/rule-notes.ts'
import { explainUnplaced, noTimeFor } from './unplaced.ts'

export interface EvacuationInput extends PlanRequest {
  readonly goal: Extract<PlanGoal, { kind: 'evacuate' }>
  /** What the stages after this plan ask of it; absent: nothing. */
  readonly steering?: Steering
}

export interface Steering {
  readonly bans: Bans
  /** Servers that rather receive nobody. */
  readonly avoided: ReadonlySet<ServerId>
}

/**
 * Plans the evacuation. Every partition of the emptied servers is either moved or in `unplaced` with its reasons.
 * @throws PlanningAbandoned when the hooks say so; RangeError where a server of the goal is not in the fleet.
 */
export function planEvacuation(input: EvacuationInput, hooks: PlanningHooks = {}): PlanDocument {
  const { fleet, assumptions, goal, options, seed } = input
  const index = indexFleet(fleet)
  for (const id of goal.serverIds) {
    if (!index.serverById.has(id)) throw new RangeError(`The inventory has no server "${id}"`)
  }
  const random = new SeededRandom(seed)
  const targets = targetsOf(index, goal.serverIds, options)
  const { bans, avoided } = input.steering ?? { bans: new Map(), avoided: new Set<ServerId>() }
  const accepted = options.acceptedUnknownRuleIds
  const judgements = new Judgements(index, assumptions, accepted, targets.length > 0, bans)
  const rules = new RuleBook(index, options.rules ?? [])
  const emptied = new Set(goal.serverIds)
  const { movable, left } = candidatesOf(index, goal.serverIds, options, rules)
  isToStop(hooks)
  const assigned = placePartitions(
    { index, assumptions, partitions: movable, targets, judgements, options, rules, emptied, avoided },
    random,
    hooks,
  )
  const states = new Map(
    targets.map((target) => [target.id, new PlannedState(target, targetStateOf(index, target))]),
  )
  const placed = settle(assigned, states)
  const { startMs } = input
  const scheduled = scheduleMoves(
    { index, assumptions, options, placed, startMs, mayDrop: true },
    random,
    hooks,
  )
  for (const { move } of scheduled.dropped) states.get(move.target.id)?.leave(move.partition, move.lparId)
  const outcome = outcomeOf({ index, emptied, startMs }, scheduled.moves, scheduled.forecast)
  const handled = new Set([
    ...outcome.moves.keys(),
    ...scheduled.dropped.map(({ move }) => move.partition.id),
  ])
  const moves = documentMoves({
    index,
    judgements,
    states: [...states.values()],
    scheduled,
    hooks,
    rules,
    outcome,
  })
  return planDocument(input, index, scheduled, {
    goal: { kind: 'evacuate', serverIds: goal.serverIds },
    moves,
    unplaced: [
      ...movable
        .filter(({ id }) => !handled.has(id))
        .map((partition) =>
          explainUnplaced(partition, [...states.values()], judgements, (server) =>
            rules.refusals(partition, server, outcome),
          ),
        ),
      ...scheduled.dropped.map(({ move, rule }) => noTimeFor(move.partition, rule)),
      ...left,
    ],
    ruleNotes: ruleNotes(rules, outcome),
  })
}

/** Servers that may receive partitions, in the order of the fleet. */
function targetsOf(
  index: FleetIndex,
  emptied: readonly ServerId[],
  { targetServerIds }: PlanOptions,
): readonly Server[] {
  return index.fleet.servers.filter(
    ({ id }) => !emptied.includes(id) && (targetServerIds === null || targetServerIds.includes(id)),
  )
}

/** Lets everybody arrive, with a partition id of the target: the own one first come first served, else a free one. */
function settle(
  assigned: readonly { readonly partition: Partition; readonly target: Server }[],
  states: ReadonlyMap<ServerId, PlannedState>,
): readonly PlacedPartition[] {
  const arrive = ({ partition, target }: (typeof assigned)[number]): PlacedPartition | null => {
    const state = states.get(target.id)
    if (state === undefined) return null
    const lparId = freeLparId(partition.lparId, state, target)
    if (lparId === null) return null
    state.arrive(partition, lparId)
    return { partition, target, lparId }
  }
  // Those who can keep their id go first, so that nobody is given an id another one could have kept.
  const keeps = ({ partition, target }: (typeof assigned)[number]): boolean =>
    states.get(target.id)?.usedLparIds.has(partition.lparId) === false
  const placed = [...assigned.filter(keeps), ...assigned.filter((one) => !keeps(one))].map(arrive)
  return placed.filter((one) => one !== null).toSorted((a, b) => (a.partition.id < b.partition.id ? -1 : 1))
}
