/**
 * Evens out servers (planning.md, goal "balance"): use over the safety level, then the highest use and the standard
 * deviation of each resource, with moves that earn the memory they move. A fleet that is even gets a plan without
 * moves. A pure function: equal input, seed and steps give an equal plan on every host.
 */
import { indexFleet } from '../../inventory/fleet-index.ts'
import type { PartitionId } from '../../inventory/fleet.ts'
import { targetStateOf } from '../../mobility/target-state.ts'
import { count } from '../../mobility/words.ts'
import type { BalanceGoal } from '../../plan/balance-goal.ts'
import type { PlanDocument, PlanMove } from '../../plan/plan-document.ts'
import type { PlanRule } from '../../plan/rules/plan-rule.ts'
import type { PlanningHooks } from '../hooks.ts'
import { Judgements } from '../judgements.ts'
import { documentMoves } from '../moves.ts'
import { planDocument, type PlanRequest } from '../plan-request.ts'
import { PlannedState } from '../planned-state.ts'
import { SeededRandom } from '../random.ts'
import { outcomeOf } from '../rules/outcome.ts'
import { RuleBook } from '../rules/rule-book.ts'
import { ruleNotes } from '../rules/rule-notes.ts'
import { scheduleMoves } from '../schedule-moves.ts'
import { MoveChooser } from './choose-moves.ts'
import { participantsOf } from './participants.ts'
import { UseModel } from './use-model.ts'
import { evennessNotes, movedNote, nothingToDo, whatIfNot, whyLeave, whyThere } from './words.ts'

export interface BalanceInput extends PlanRequest {
  readonly goal: BalanceGoal
  /** Steps of a search; null: as many as its size suggests. */
  readonly steps: number | null
}

/**
 * Plans the moves; `unplaced` is empty, as nobody has to move.
 * @throws PlanningAbandoned when the hooks say so; RangeError where a server of the goal is not in the fleet.
 */
export function planBalance(input: BalanceInput, hooks: PlanningHooks = {}): PlanDocument {
  const { fleet, assumptions, goal, options, seed, startMs } = input
  const index = indexFleet(fleet)
  for (const id of goal.serverIds ?? []) {
    if (!index.serverById.has(id)) throw new RangeError(`The inventory has no server "${id}"`)
  }
  const rules = new RuleBook(index, options.rules ?? [])
  const strict = new RuleBook(index, strictly(options.rules ?? []))
  const participants = participantsOf(index, goal, options, strict)
  const { servers, units } = participants
  const judgements = new Judgements(index, assumptions, options.acceptedUnknownRuleIds, servers.length > 1)
  const placeOf = new Map(servers.map(({ id }, place) => [id, place]))
  const home = Int32Array.from(units, ([first]) => placeOf.get(first!.serverId)!)
  const safety = options.safetyPercent / 100
  const use = { index, servers, units, home, weights: goal.weights, safety }
  const chooser = new MoveChooser({
    index,
    assumptions,
    options,
    judgements,
    rules: strict,
    hooks,
    participants,
    use,
    seed,
    steps: input.steps,
  })
  const random = new SeededRandom(seed)
  let { moves: chosen, model } = chooser.choose()
  const schedule = () =>
    scheduleMoves(
      { index, assumptions, options, placed: chosen.placed, startMs, mayDrop: true, after: chosen.after },
      random,
      hooks,
    )
  let scheduled = schedule()
  // Who finds no allowed time stays, and the others are chosen anew: some of them may have waited for its room.
  while (scheduled.dropped.length > 0) {
    for (const { move } of scheduled.dropped) chooser.keep(move.partition.id)
    ;({ moves: chosen, model } = chooser.choose())
    scheduled = schedule()
  }
  const today = new UseModel(use)
  const outcome = outcomeOf({ index, emptied: new Set(), startMs }, scheduled.moves, scheduled.forecast)
  const states = servers.map(
    (server) =>
      chosen.states.get(server.id) ?? departed(new PlannedState(server, targetStateOf(index, server))),
  )
  function departed(state: PlannedState): PlannedState {
    for (const { partition } of chosen.placed) {
      if (partition.serverId === state.server.id) state.moveOut(partition)
    }
    return state
  }
  const itemOf = new Map<PartitionId, number>(
    units.flatMap((unit, item) => unit.map(({ id }) => [id, item] as const)),
  )
  const moves = documentMoves({ index, judgements, states, scheduled, hooks, rules: strict, outcome }).map(
    (move): PlanMove => {
      const item = itemOf.get(move.partitionId)!
      const from = home[item]!
      return {
        ...move,
        whyMove: whyLeave(today, from, safety),
        whyHere: `${move.whyHere} ${whyThere(today, model, model.place[item]!)}`,
        ifNot: whatIfNot(model, item, from, move.partitionName),
      }
    },
  )
  const before = today.evenness()
  const plan = planDocument(input, index, scheduled, {
    goal,
    moves,
    unplaced: [],
    ruleNotes: ruleNotes(rules, outcome),
  })
  const value =
    moves.length === 0
      ? servers.length < 2
        ? ['Fewer than two servers can take part: there is nothing to even out.']
        : [nothingToDo(before, servers.length)]
      : [
          ...evennessNotes(before, model.evenness(), model, options.safetyPercent),
          movedNote(
            moves.reduce((sum, move) => sum + move.memoryMib, 0),
            moves.length,
          ),
        ]
  return {
    ...plan,
    notes: [...value, ...participants.notes, ...weekNotes(today), ...plan.notes],
  }
}

/** Rules about places hold even where they are soft: evenness is worth less than any of them. */
function strictly(rules: readonly PlanRule[]): readonly PlanRule[] {
  const places = new Set(['pin', 'exclude', 'only-on', 'never-on', 'apart', 'together', 'safety'])
  return rules.map((rule) => (places.has(rule.kind) ? { ...rule, hard: true } : rule))
}

/** Partitions whose week was not measured. */
function weekNotes({ counted, units }: UseModel): readonly string[] {
  if (!counted.some(({ resource }) => resource === 'load')) return []
  const without = units.flat().filter(({ typicalWeek }) => typicalWeek === null).length
  return without === 0
    ? []
    : [
        `The typical week of ${count(without, 'partition')} was not measured: each counts with its entitlement in every hour.`,
      ]
}
