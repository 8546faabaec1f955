/** A plan of moves that somebody typed: movers, order and reasons are added, the targets are theirs. */
import { indexFleet, type FleetIndex } from '../inventory/fleet-index.ts'
import type { PartitionId, ServerId } from '../inventory/fleet.ts'
import type { PlanDocument } from '../plan/plan-document.ts'
import { arrivals, NO_ID, type ArrivalWish, type RefusedArrival } from './arrivals.ts'
import { Judgements } from './judgements.ts'
import { documentMoves } from './moves.ts'
import { orderByHand } from './order-by-hand.ts'
import { planDocument, type PlanRequest } from './plan-request.ts'
import { SeededRandom } from './random.ts'
import { outcomeOf } from './rules/outcome.ts'
import { RuleBook } from './rules/rule-book.ts'
import { ruleNotes } from './rules/rule-notes.ts'
import { scheduleMoves } from './schedule-moves.ts'

export interface TypedMove {
  readonly partitionId: PartitionId
  readonly targetServerId: ServerId
}

export interface ByHandInput extends PlanRequest {
  readonly moves: readonly TypedMove[]
}

export type ByHandPlan =
  | { readonly ok: true; readonly plan: PlanDocument }
  /** One sentence for each move that cannot be made, or why the moves have no order and what would help. */
  | { readonly ok: false; readonly refusals: readonly string[] }

/**
 * The plan, or why some of its moves cannot be made. A move may need room that another one gives back: then it waits.
 * @throws RangeError where a move names a partition or server the fleet does not have.
 */
export function planByHand(input: ByHandInput): ByHandPlan {
  const { fleet, assumptions, options, seed } = input
  const index = indexFleet(fleet)
  const judgements = new Judgements(index, assumptions, options.acceptedUnknownRuleIds, true)
  const known = input.moves.map((typed) => wishOf(index, typed))
  const again = known.find(({ partition }, at) => known.findIndex((one) => one.partition === partition) < at)
  const twice = again === undefined ? [] : [`${again.partition.name} is to move twice.`]
  // A partition keeps its id where that is free once others have left; where waiting for it leads nowhere, it does not.
  const placement = arrivals(index, known, judgements, 'when all have left')
  const refusals = [...placement.refused.map(sentence), ...twice]
  if (refusals.length > 0) return { ok: false, refusals }
  const question = { index, assumptions, options, judgements }
  let chosen = placement
  let order = orderByHand({ ...question, placed: chosen.placed })
  if (!order.ok) {
    const renumbered = arrivals(index, known, judgements, 'today')
    if (renumbered.refused.length === 0) {
      const other = orderByHand({ ...question, placed: renumbered.placed })
      if (!other.ok) return { ok: false, refusals: other.refusals }
      chosen = renumbered
      order = other
    } else return { ok: false, refusals: order.refusals }
  }
  const { placed, states } = chosen
  const random = new SeededRandom(seed)
  const { startMs } = input
  const scheduled = scheduleMoves(
    { index, assumptions, options, placed, startMs, mayDrop: false, after: order.after },
    random,
    {},
  )
  const rules = new RuleBook(index, options.rules ?? [])
  const outcome = outcomeOf({ index, emptied: new Set(), startMs }, scheduled.moves, scheduled.forecast)
  const moves = documentMoves({
    index,
    judgements,
    states: [...states.values()],
    scheduled,
    hooks: {},
    rules,
    outcome,
  })
  const plan = planDocument(input, index, scheduled, {
    goal: { kind: 'by-hand' },
    moves: moves.map((move) => ({
      ...move,
      whyMove: 'You asked for this move.',
      whyHere: `You chose ${move.targetServerName}.`,
      ifNot: `${move.partitionName} stays on ${move.sourceServerName}.`,
    })),
    unplaced: [],
    ruleNotes: ruleNotes(rules, outcome),
  })
  return { ok: true, plan }
}

function wishOf(index: FleetIndex, { partitionId, targetServerId }: TypedMove): ArrivalWish {
  const partition = index.partitionById.get(partitionId)
  const target = index.serverById.get(targetServerId)
  if (partition === undefined || target === undefined)
    throw new RangeError(`The inventory has no "${partition === undefined ? partitionId : targetServerId}"`)
  return { partition, target, lparId: partition.lparId }
}

/** Why a partition cannot arrive beside those before it. */
function sentence({ wish: { partition, target }, reasons }: RefusedArrival): string {
  if (partition.serverId === target.id) return `${partition.name} already is on ${target.name}.`
  const [first] = reasons
  const why =
    first === undefined ? '' : ` ${first.ruleId}: ${[first.text, first.remedy].filter(Boolean).join(' ')}`
  return first?.ruleId === NO_ID ? first.text : `${partition.name} cannot move to ${target.name}.${why}`
}
