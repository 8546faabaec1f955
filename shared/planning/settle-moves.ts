/** Wanted moves on the servers as they are when all moves are over: who may arrive, and under which partition id. */
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Partition, Server, ServerId } from '../inventory/fleet.ts'
import { freeLparId } from '../mobility/suggest/lpar-id.ts'
import { targetStateOf } from '../mobility/target-state.ts'
import type { Judgements } from './judgements.ts'
import type { PlacedPartition } from './moves.ts'
import { PlannedState } from './planned-state.ts'
import { refusing } from './reasons.ts'

export interface WantedArrival {
  readonly partition: Partition
  readonly target: Server
}

export interface RefusedArrival extends WantedArrival {
  /** A sentence. */
  readonly why: string
}

/** Targets as they are when all moves are over, and who arrives under which partition id. */
export interface SettledMoves {
  readonly states: ReadonlyMap<ServerId, PlannedState>
  readonly placed: readonly PlacedPartition[]
  readonly refused: readonly RefusedArrival[]
}

/**
 * Lets everybody leave, then everybody arrive in the order given: what a rule refuses even then has no order.
 * @param ownId When its own partition id has to be free on the target for a partition to keep it.
 */
export function settleMoves(
  index: FleetIndex,
  moves: readonly WantedArrival[],
  judgements: Judgements,
  ownId: 'when all have left' | 'today',
): SettledMoves {
  const states = new Map(
    moves.map(({ target }) => [target.id, new PlannedState(target, targetStateOf(index, target))]),
  )
  const usedToday = new Map([...states].map(([id, { usedLparIds }]) => [id, new Set(usedLparIds)]))
  for (const partition of new Set(moves.map((move) => move.partition)))
    states.get(partition.serverId)?.moveOut(partition)
  const placed: PlacedPartition[] = []
  const refused: RefusedArrival[] = []
  for (const { partition, target } of moves) {
    const state = states.get(target.id)!
    const refuse = (why: string): unknown => refused.push({ partition, target, why })
    const why = refusal(partition, target, state, judgements)
    const taken = new Set([...state.usedLparIds, ...usedToday.get(target.id)!])
    const keeps = ownId === 'when all have left' && !state.usedLparIds.has(partition.lparId)
    if (keeps) taken.delete(partition.lparId)
    const lparId = freeLparId(partition.lparId, { usedLparIds: taken }, target)
    if (why !== null) refuse(why)
    else if (lparId === null) refuse(`${target.name} has no free partition id for ${partition.name}.`)
    else {
      state.arrive(partition, lparId)
      placed.push({ partition, target, lparId })
    }
  }
  return { states, placed, refused }
}

/** Why a partition cannot arrive beside those before it; null where it can. */
function refusal(
  partition: Partition,
  target: Server,
  state: PlannedState,
  judgements: Judgements,
): string | null {
  if (partition.serverId === target.id) return `${partition.name} already is on ${target.name}.`
  const judgement = judgements.judge(partition, target, state)
  if (judgement.usable) return null
  const [first] = refusing(judgement.findings, judgements)
  const why =
    first === undefined ? '' : ` ${first.ruleId}: ${[first.text, first.remedy].filter(Boolean).join(' ')}`
  return `${partition.name} cannot move to ${target.name}.${why}`
}
