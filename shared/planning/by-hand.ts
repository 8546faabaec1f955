/** A plan of moves that somebody typed: movers, order and reasons are added, the targets are theirs. */
import { indexFleet, type FleetIndex } from '../inventory/fleet-index.ts'
import type { PartitionId, Server, ServerId } from '../inventory/fleet.ts'
import { freeLparId } from '../mobility/suggest/lpar-id.ts'
import { targetStateOf } from '../mobility/target-state.ts'
import type { PlanDocument } from '../plan/plan-document.ts'
import { Judgements } from './judgements.ts'
import { documentMoves, type PlacedPartition } from './moves.ts'
import { planDocument, type PlanRequest } from './plan-request.ts'
import { PlannedState } from './planned-state.ts'
import { SeededRandom } from './random.ts'
import { refusing } from './reasons.ts'
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
  /** One sentence for each move that cannot be made. */
  | { readonly ok: false; readonly refusals: readonly string[] }

/**
 * The plan, or why some of its moves cannot be made.
 * @throws RangeError where a move names a partition or server the fleet does not have.
 */
export function planByHand(input: ByHandInput): ByHandPlan {
  const { fleet, assumptions, options, seed } = input
  const index = indexFleet(fleet)
  const judgements = new Judgements(index, assumptions, options.acceptedUnknownRuleIds, true)
  const states = new Map<ServerId, PlannedState>()
  const placed: PlacedPartition[] = []
  const refusals: string[] = []
  for (const typed of input.moves) {
    const one = place(index, typed, states, judgements)
    if (typeof one === 'string') refusals.push(one)
    else placed.push(one)
  }
  const again = input.moves.find(
    (one, at) => input.moves.findIndex((other) => other.partitionId === one.partitionId) < at,
  )
  if (again !== undefined)
    refusals.push(
      `${index.partitionById.get(again.partitionId)?.name ?? again.partitionId} is to move twice.`,
    )
  if (refusals.length > 0) return { ok: false, refusals }
  const random = new SeededRandom(seed)
  const { startMs } = input
  const scheduled = scheduleMoves(
    { index, assumptions, options, placed, startMs, mayDrop: false },
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

/** Lets a partition arrive beside those before it; a sentence where it cannot. */
function place(
  index: FleetIndex,
  { partitionId, targetServerId }: TypedMove,
  states: Map<ServerId, PlannedState>,
  judgements: Judgements,
): PlacedPartition | string {
  const partition = index.partitionById.get(partitionId)
  const target = index.serverById.get(targetServerId)
  if (partition === undefined || target === undefined)
    throw new RangeError(`The inventory has no "${partition === undefined ? partitionId : targetServerId}"`)
  if (partition.serverId === target.id) return `${partition.name} already is on ${target.name}.`
  const state = stateOf(index, target, states)
  const judgement = judgements.judge(partition, target, state)
  if (!judgement.usable) {
    const [first] = refusing(judgement.findings, judgements)
    const why =
      first === undefined ? '' : ` ${first.ruleId}: ${[first.text, first.remedy].filter(Boolean).join(' ')}`
    return `${partition.name} cannot move to ${target.name}.${why}`
  }
  const lparId = freeLparId(partition.lparId, state, target)
  if (lparId === null) return `${target.name} has no free partition id for ${partition.name}.`
  state.arrive(partition, lparId)
  return { partition, target, lparId }
}

function stateOf(index: FleetIndex, target: Server, states: Map<ServerId, PlannedState>): PlannedState {
  const known = states.get(target.id) ?? new PlannedState(target, targetStateOf(index, target))
  states.set(target.id, known)
  return known
}
