/** Which partition goes to which server: construction, improvement, and the rules asked again about the result. */
import type { Assumptions } from '../forecast/assumption.ts'
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Partition, Server } from '../inventory/fleet.ts'
import { targetStateOf } from '../mobility/target-state.ts'
import type { PlanOptions } from '../plan/plan-document.ts'
import { construct } from './construct.ts'
import { isToStop, type PlanningHooks } from './hooks.ts'
import { improve } from './improve.ts'
import type { Judgements } from './judgements.ts'
import { packMore } from './pack.ts'
import { FORBIDDEN, NOWHERE, PlacementState, type PlacementProblem } from './placement-state.ts'
import { PlannedState } from './planned-state.ts'
import { placementProblem } from './problem.ts'
import type { SeededRandom } from './random.ts'

export interface PlacementInput {
  readonly index: FleetIndex
  readonly assumptions: Assumptions
  readonly partitions: readonly Partition[]
  readonly targets: readonly Server[]
  readonly judgements: Judgements
  readonly options: PlanOptions
}

export interface Assignment {
  readonly partition: Partition
  readonly target: Server
}

/** Steps of the improvement: enough for small plans to settle, bounded for large ones. */
const STEPS_PER_PARTITION = 600
const MOST_STEPS = 200_000
/** How often refused assignments are forbidden and everything is placed anew. */
const ROUNDS = 6

/** Assigns what can be assigned. Partitions that are not in the answer have no place. */
export function placePartitions(
  input: PlacementInput,
  random: SeededRandom,
  hooks: PlanningHooks,
): readonly Assignment[] {
  const { partitions, targets, options } = input
  const problem = placementProblem({
    ...input,
    acceptedUnknownRuleIds: options.acceptedUnknownRuleIds,
    safetyPercent: options.safetyPercent,
    poll: () => void isToStop(hooks),
  })
  for (let round = 0; ; round += 1) {
    const state = new PlacementState(problem)
    construct(state)
    const search = limits(state, partitions.length, hooks)
    improve(state, random, search)
    // A packing found the hard way is improved in turn; nobody loses a place by that.
    if (state.unplacedCount > 0 && packMore(state, search.shouldStop)) improve(state, random, search)
    const refused = refusedPairs(input, state)
    if (refused.length === 0 || round === ROUNDS) {
      const dropped = new Set(refused.map(({ item }) => item))
      return partitions.flatMap((partition, item) => {
        const target = targets[state.target[item] ?? NOWHERE]
        return target === undefined || dropped.has(item) ? [] : [{ partition, target }]
      })
    }
    forbid(problem, refused)
  }
}

function limits(state: PlacementState, count: number, hooks: PlanningHooks) {
  return {
    steps: Math.min(MOST_STEPS, STEPS_PER_PARTITION * count),
    shouldStop: () => isToStop(hooks),
    progress: (done: number, total: number) =>
      hooks.progress?.({
        phase: 'Choosing servers',
        done,
        total,
        best: `${state.placedCount} of ${count} partitions placed`,
      }),
  }
}

interface Pair {
  readonly item: number
  readonly target: number
}

/** Assignments that the rules refuse when everything else has arrived: numbers alone do not know every rule. */
function refusedPairs(
  { index, partitions, targets, judgements }: PlacementInput,
  { target: where }: PlacementState,
): readonly Pair[] {
  return targets.flatMap((target, t) => {
    const members = [...partitions.keys()].filter((item) => where[item] === t)
    const state = new PlannedState(target, targetStateOf(index, target))
    // Any id will do here: the count of partitions decides, not the number.
    const idOf = (item: number): number => -1 - item
    for (const item of members) state.arrive(partitions[item]!, idOf(item))
    return members.flatMap((item) => {
      const partition = partitions[item]!
      state.leave(partition, idOf(item))
      const { usable } = judgements.judge(partition, target, state)
      state.arrive(partition, idOf(item))
      return usable ? [] : [{ item, target: t }]
    })
  })
}

/** One refused partition per server and round: without it, the others may well stay. */
function forbid(problem: PlacementProblem, refused: readonly Pair[]): void {
  const seen = new Set<number>()
  for (const { item, target } of refused) {
    if (seen.has(target)) continue
    seen.add(target)
    problem.verdict[item * problem.targetCount + target] = FORBIDDEN
  }
}
