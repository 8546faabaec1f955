/**
 * Empties servers: targets for their partitions over several servers, mover pairs, an order and its reasons
 * (planning.md, goal "evacuate"). A pure function: equal input, seed and step limit give an equal plan on every host.
 */
import { indexFleet, type FleetIndex } from '../inventory/fleet-index.ts'
import { withMemory } from '../plan/dlpar.ts'
import type { PlanDocument } from '../plan/plan-document.ts'
import { chooseShrinks } from './dlpar/choose-shrinks.ts'
import { shrinkStep, withDlparReasons } from './dlpar/steps.ts'
import type { PlanningHooks } from './hooks.ts'
import { documentMoves } from './moves.ts'
import { planDocument } from './plan-request.ts'
import { findRelaxations } from './relax/find-relaxations.ts'
import { SeededRandom } from './random.ts'
import { scheduleMoves } from './schedule-moves.ts'
import { settleEvacuation, type EvacuationInput } from './settle-evacuation.ts'
import { outcomeOf } from './rules/outcome.ts'
import { ruleNotes } from './rules/rule-notes.ts'
import { explainUnplaced, noTimeFor } from './unplaced.ts'

/**
 * Plans the evacuation. Every partition of the emptied servers is either moved or in `unplaced` with its reasons; where
 * one is that should not be, `relaxations` says what would make the whole possible.
 * @throws PlanningAbandoned when the hooks say so; RangeError where a server of the goal is not in the fleet.
 */
export function planEvacuation(input: EvacuationInput, hooks: PlanningHooks = {}): PlanDocument {
  return evacuation(input, hooks, true)
}

/** The same without looking for ways out: a stage of a larger plan, which looks for its own. Throws as that does. */
export function planEvacuationAlone(input: EvacuationInput, hooks: PlanningHooks = {}): PlanDocument {
  return evacuation(input, hooks, false)
}

function evacuation(input: EvacuationInput, hooks: PlanningHooks, findsWaysOut: boolean): PlanDocument {
  const { assumptions, goal, options, seed } = input
  const { sizes, stuck } = chooseShrinks(input, hooks)
  const today = indexFleet(input.fleet)
  const smaller = { ...input, fleet: withMemory(input.fleet, sizes) }
  const index: FleetIndex = sizes.size === 0 ? today : indexFleet(smaller.fleet)
  const random = new SeededRandom(seed)
  const { asked, left, states, placed } = settleEvacuation(smaller, random, hooks, { index })
  const { judgements, rules, emptied, partitions: movable } = asked
  const { startMs } = input
  const helped = placed
    .filter(({ partition: { id } }) => stuck.has(id))
    .map(({ partition }) => partition.name)
  const steps = new Map(
    placed.flatMap(({ partition: { id }, target }) => {
      const [before, duringMib] = [today.partitionById.get(id), sizes.get(id)]
      return before === undefined || duringMib === undefined
        ? []
        : [[id, shrinkStep(before, duringMib, target.name, helped)] as const]
    }),
  )
  const scheduled = scheduleMoves(
    { index, assumptions, options, placed, startMs, mayDrop: true, steps },
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
  const unplaced = [
    ...movable
      .filter(({ id }) => !handled.has(id))
      .map((partition) =>
        explainUnplaced(partition, [...states.values()], judgements, (server) =>
          rules.refusals(partition, server, outcome),
        ),
      ),
    ...scheduled.dropped.map(({ move, rule }) => noTimeFor(move.partition, rule)),
  ]
  const { makespan: makespanS } = scheduled.forecast
  const boundS = scheduled.bound?.seconds ?? null
  const relaxations = findsWaysOut
    ? findRelaxations(
        { request: smaller, index, judgements, movable, unplaced, left, makespanS, boundS },
        hooks,
      )
    : null
  return planDocument(input, index, scheduled, {
    goal: { kind: 'evacuate', serverIds: goal.serverIds },
    moves,
    unplaced: [...withDlparReasons(unplaced, today, input, sizes), ...left],
    ...(relaxations === null ? {} : { relaxations }),
    ruleNotes: ruleNotes(rules, outcome),
  })
}
