/** Who of the emptied servers goes where, under which partition id: all of an evacuation but its times and words. */
import { indexFleet, type FleetIndex } from '../inventory/fleet-index.ts'
import type { Partition, Server, ServerId } from '../inventory/fleet.ts'
import { freeLparId } from '../mobility/suggest/lpar-id.ts'
import { targetStateOf } from '../mobility/target-state.ts'
import type { PlanGoal, PlanOptions, UnplacedPartition } from '../plan/plan-document.ts'
import { candidatesOf } from './candidates.ts'
import { isToStop, type PlanningHooks } from './hooks.ts'
import { Judgements, type Bans, type JudgementMemory } from './judgements.ts'
import type { PlacedPartition } from './moves.ts'
import { placePartitions, type PlacementEffort, type PlacementInput } from './placement.ts'
import type { PlanRequest } from './plan-request.ts'
import { PlannedState } from './planned-state.ts'
import type { SeededRandom } from './random.ts'
import { RuleBook } from './rules/rule-book.ts'

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

export interface SettledEvacuation {
  /** What the placement was asked; its partitions are sorted by id. */
  readonly asked: PlacementInput
  /** Those left by the user's wish. */
  readonly left: readonly UnplacedPartition[]
  /** Every target with everything that arrives, by id, in the order of the fleet. */
  readonly states: ReadonlyMap<ServerId, PlannedState>
  readonly placed: readonly PlacedPartition[]
}

/** What is known of the fleet already, and how hard to look; all of it where absent. */
export interface SettlingAid {
  /** Of the input's fleet. */
  readonly index?: FleetIndex
  readonly memory?: JudgementMemory
  readonly effort?: PlacementEffort
}

/**
 * Chooses servers for the partitions of the emptied ones.
 * @throws PlanningAbandoned when the hooks say so; RangeError where a server of the goal is not in the fleet.
 */
export function settleEvacuation(
  input: EvacuationInput,
  random: SeededRandom,
  hooks: PlanningHooks,
  aid: SettlingAid = {},
): SettledEvacuation {
  const { asked, left } = evacuationProblem(input, hooks, aid)
  const { index, targets } = asked
  const assigned = placePartitions(asked, random, hooks)
  const states = new Map(
    targets.map((target) => [target.id, new PlannedState(target, targetStateOf(index, target))]),
  )
  return { asked, left, states, placed: settle(assigned, states) }
}

/** What the placement of an evacuation is asked. Throws as `settleEvacuation` does. */
export function evacuationProblem(
  { fleet, assumptions, goal, options, steering }: EvacuationInput,
  hooks: PlanningHooks,
  aid: SettlingAid = {},
): Pick<SettledEvacuation, 'asked' | 'left'> {
  const index = aid.index ?? indexFleet(fleet)
  for (const id of goal.serverIds) {
    if (!index.serverById.has(id)) throw new RangeError(`The inventory has no server "${id}"`)
  }
  const targets = targetsOf(index, goal.serverIds, options)
  const { bans, avoided } = steering ?? { bans: new Map(), avoided: new Set<ServerId>() }
  const accepted = options.acceptedUnknownRuleIds
  const judgements = new Judgements(index, assumptions, accepted, targets.length > 0, bans, aid.memory)
  const rules = new RuleBook(index, options.rules ?? [])
  const emptied = new Set(goal.serverIds)
  const { movable, left } = candidatesOf(index, goal.serverIds, options, rules)
  isToStop(hooks)
  const { effort } = aid
  return {
    asked: {
      index,
      assumptions,
      partitions: movable,
      targets,
      judgements,
      options,
      rules,
      emptied,
      avoided,
      ...(effort === undefined ? {} : { effort }),
    },
    left,
  }
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
