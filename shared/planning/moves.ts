/** Scheduled moves as the plan document has them, with their reasons. */
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Partition, Server } from '../inventory/fleet.ts'
import { catalogueOf } from '../mobility/catalogue/edits.ts'
import { memoryNeedMib } from '../mobility/need.ts'
import { modeAdvice } from '../mobility/suggest/mode-advice.ts'
import { suggestMappings } from '../mobility/suggest/suggest.ts'
import { TakenPlaces } from '../mobility/suggest/taken-places.ts'
import type { PlanConnections } from '../plan/connections.ts'
import type { PlanMove } from '../plan/plan-document.ts'
import { isToStop, type PlanningHooks } from './hooks.ts'
import type { Judgements } from './judgements.ts'
import { targetPool, type PlannedState } from './planned-state.ts'
import { alternativesOf, ifNot, warningsOf, whyHere, whyMove, whyNow } from './reasons.ts'
import type { Outcome } from './rules/outcome.ts'
import type { RuleBook } from './rules/rule-book.ts'
import type { DraftMove, ScheduledPlan } from './schedule-moves.ts'

/** A partition with its server and the partition id it gets there. */
export interface PlacedPartition {
  readonly partition: Partition
  readonly target: Server
  readonly lparId: number
}

export interface DocumentInput {
  readonly index: FleetIndex
  readonly judgements: Judgements
  /** Targets with everything the plan sends them. */
  readonly states: readonly PlannedState[]
  readonly scheduled: ScheduledPlan
  readonly hooks: PlanningHooks
  readonly rules: RuleBook
  readonly outcome: Outcome
}

/** Moves "m001", "m002"... in the order of their starts. */
export function documentMoves({
  index,
  judgements,
  states,
  scheduled,
  hooks,
  rules,
  outcome,
}: DocumentInput): readonly PlanMove[] {
  const stateOf = new Map(states.map((state) => [state.server.id, state]))
  const taken = new TakenPlaces()
  const digits = Math.max(3, String(scheduled.moves.length).length)
  const drafts = new Map(
    scheduled.moves.map((draft, i) => [
      draft.id,
      { id: `m${String(i + 1).padStart(digits, '0')}`, name: draft.partition.name },
    ]),
  )
  return scheduled.moves.flatMap((draft, i): readonly PlanMove[] => {
    isToStop(hooks)
    const { partition, target, lparId, movers } = draft
    const source = index.serverById.get(partition.serverId)
    const state = stateOf.get(target.id)
    if (source === undefined || state === undefined) return []
    state.leave(partition, lparId)
    const judgement = judgements.judge(partition, target, state)
    state.arrive(partition, lparId)
    const alternatives = alternativesOf(partition, target, states, judgements, (server) =>
      rules.refusals(partition, server, outcome),
    )
    const warnings = warningsOf(judgement.findings)
    return [
      {
        id: drafts.get(draft.id)?.id ?? draft.id,
        partitionId: partition.id,
        partitionName: partition.name,
        lparId: partition.lparId,
        sourceServerId: source.id,
        sourceServerName: source.name,
        targetServerId: target.id,
        targetServerName: target.name,
        type: draft.type,
        sourceMoverId: movers.source?.id ?? null,
        sourceMoverName: movers.source?.name ?? null,
        targetMoverId: movers.target?.id ?? null,
        targetMoverName: movers.target?.name ?? null,
        targetPoolName: targetPool(partition, target)?.name ?? null,
        targetLparId: lparId,
        connections: connectionsOf(index, draft, taken),
        after: draft.after.flatMap((id) => drafts.get(id)?.id ?? []),
        notBeforeS: draft.notBeforeS,
        wave: scheduled.waves[i] ?? 1,
        memoryMib: draft.memoryMib,
        ...(draft.dlpar === undefined ? {} : { dlpar: draft.dlpar }),
        targetNeedMib: memoryNeedMib(partition, target) ?? partition.memoryMib ?? 0,
        entitledCenti: partition.entitledCenti ?? 0,
        verdict: judgement.verdict,
        warnings,
        whyMove: whyMove(partition, source),
        whyHere: whyHere(
          state,
          warnings.length,
          alternatives,
          modeAdvice(partition, source, target, catalogueOf(index), draft.type === 'active').change,
        ),
        whyNow: whyNow(scheduled.forecast.parts[draft.id], {
          notBeforeS: draft.notBeforeS,
          room: draft.waitsForRoom.flatMap((id) => drafts.get(id)?.name ?? []),
          pace: draft.pacedBy.length > 0,
          rule: draft.pacedBy.length === 0 && draft.after.length > draft.waitsForRoom.length,
        }),
        ifNot: ifNot(partition, source),
        alternatives: alternatives.listed,
      },
    ]
  })
}

/** Connections of a move beside those of the moves before it; what they take is noted. */
function connectionsOf(
  index: FleetIndex,
  { partition, target, lparId, type, movers }: DraftMove,
  taken: TakenPlaces,
): PlanConnections | undefined {
  const { source, target: receiving } = movers
  const suggestion = suggestMappings(index, partition, target, {
    taken,
    lparId,
    moveType: type,
    movers: source === null || receiving === null ? null : { source, target: receiving },
  })
  if (suggestion === null) return undefined
  const { complete, adapters, open, redundantMovers } = suggestion
  taken.take(adapters)
  return { complete, adapters, open, ...(redundantMovers === undefined ? {} : { redundantMovers }) }
}
