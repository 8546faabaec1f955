/** Partitions with given targets: whether each may arrive beside the others, and under which partition id. */
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Partition, Server, ServerId } from '../inventory/fleet.ts'
import { freeLparId } from '../mobility/suggest/lpar-id.ts'
import { targetStateOf } from '../mobility/target-state.ts'
import type { PlanWarning } from '../plan/plan-document.ts'
import type { Judgements } from './judgements.ts'
import type { PlacedPartition } from './moves.ts'
import { PlannedState } from './planned-state.ts'
import { refusing, warningsOf } from './reasons.ts'

export interface ArrivalWish {
  readonly partition: Partition
  readonly target: Server
  /** Partition id it is to have there, where that is free. */
  readonly lparId: number
  /** It had this id on this server before: then the server takes it, whatever its largest number of partitions. */
  readonly isFormer?: true
}

export interface RefusedArrival {
  readonly wish: ArrivalWish
  /** Gravest first; empty where the target is the server it is on. */
  readonly reasons: readonly PlanWarning[]
}

/** Targets as they are when all moves are over, and who arrives under which partition id. */
export interface Arrivals {
  readonly states: ReadonlyMap<ServerId, PlannedState>
  readonly placed: readonly PlacedPartition[]
  readonly refused: readonly RefusedArrival[]
}

/** Stands for a rule id where a target has no partition id left. */
export const NO_ID = 'PLAN-NO-ID'

/**
 * Lets everybody leave, then everybody arrive in the order given: what a rule refuses even then has no order.
 * @param wantedId When the wanted partition id has to be free on the target for a partition to get it.
 */
export function arrivals(
  index: FleetIndex,
  wishes: readonly ArrivalWish[],
  judgements: Judgements,
  wantedId: 'when all have left' | 'today',
): Arrivals {
  const states = new Map(
    wishes.map(({ target }) => [target.id, new PlannedState(target, targetStateOf(index, target))]),
  )
  const usedToday = new Map([...states].map(([id, { usedLparIds }]) => [id, new Set(usedLparIds)]))
  for (const partition of new Set(wishes.map((wish) => wish.partition)))
    states.get(partition.serverId)?.moveOut(partition)
  const placed: PlacedPartition[] = []
  const refused: RefusedArrival[] = []
  for (const wish of wishes) {
    const { partition, target, lparId: wanted } = wish
    const state = states.get(target.id)!
    const reasons = refusal(wish, state, judgements)
    const taken = new Set([...state.usedLparIds, ...usedToday.get(target.id)!])
    const keeps = wantedId === 'when all have left' && !state.usedLparIds.has(wanted)
    if (keeps) taken.delete(wanted)
    const lparId =
      wish.isFormer === true && !taken.has(wanted)
        ? wanted
        : freeLparId(wanted, { usedLparIds: taken }, target)
    if (reasons !== null) refused.push({ wish, reasons })
    else if (lparId === null) refused.push({ wish, reasons: [noId(wish)] })
    else {
      state.arrive(partition, lparId)
      placed.push({ partition, target, lparId })
    }
  }
  return { states, placed, refused }
}

function refusal(
  { partition, target }: ArrivalWish,
  state: PlannedState,
  judgements: Judgements,
): readonly PlanWarning[] | null {
  if (partition.serverId === target.id) return []
  const judgement = judgements.judge(partition, target, state)
  return judgement.usable ? null : warningsOf(refusing(judgement.findings, judgements))
}

const noId = ({ partition, target }: ArrivalWish): PlanWarning => ({
  ruleId: NO_ID,
  verdict: 'block',
  text: `${target.name} has no free partition id for ${partition.name}.`,
  remedy: null,
})
