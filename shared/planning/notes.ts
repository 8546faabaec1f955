/** Remarks about a plan as a whole: what was accepted unknown, what changes for partitions, whether the window holds. */
import type { FleetIndex } from '../inventory/fleet-index.ts'
import { count, list } from '../mobility/words.ts'
import type { PlanDocument } from '../plan/plan-document.ts'
import { dlparNotes } from './dlpar/steps.ts'
import type { ScheduledPlan } from './schedule-moves.ts'

export function notesOf(
  plan: PlanDocument,
  { forecast, pace }: Pick<ScheduledPlan, 'forecast' | 'pace'>,
  index: FleetIndex,
  { isReturn }: { readonly isReturn: boolean },
): readonly string[] {
  return [
    ...emptyPlan(plan, index),
    ...acceptedUnknowns(plan),
    ...(isReturn ? [] : changedIds(plan)),
    ...dlparNotes(plan),
    ...lostPools(plan, index),
    ...leftToTheHmc(plan),
    ...paceNote(pace),
    ...windowNote(plan, forecast),
  ]
}

function emptyPlan({ moves, unplaced, goal }: PlanDocument, index: FleetIndex): readonly string[] {
  if (moves.length > 0 || goal.kind !== 'evacuate') return []
  const names = list(goal.serverIds.map((id) => index.serverById.get(id)?.name ?? id))
  return unplaced.length === 0
    ? [`Nothing to move: no partitions are known on ${names}.`]
    : [`No partition of ${names} can be moved.`]
}

/** "Cannot tell" that the user accepted, by rule, with everybody it is about. */
function acceptedUnknowns({ moves }: PlanDocument): readonly string[] {
  const byRule = new Map<string, string[]>()
  for (const { partitionName, targetServerName, verdict, warnings } of moves) {
    if (verdict !== 'tell') continue
    for (const { ruleId, verdict: finding } of warnings) {
      if (finding !== 'unknown') continue
      byRule.set(ruleId, [...(byRule.get(ruleId) ?? []), `${partitionName} on ${targetServerName}`])
    }
  }
  return [...byRule].map(
    ([ruleId, who]) =>
      `Accepted without knowing (${ruleId}) for ${count(who.length, 'move')}: ${list(who, 6)}.`,
  )
}

function changedIds({ moves }: PlanDocument): readonly string[] {
  const changed = moves.filter(({ lparId, targetLparId }) => targetLparId !== lparId)
  if (changed.length === 0) return []
  const who = changed.map(
    (move) =>
      `${move.partitionName} (${move.lparId} becomes ${move.targetLparId} on ${move.targetServerName})`,
  )
  const partitions = count(changed.length, 'partition gets', 'partitions get')
  return [`${partitions} another partition id, because it is taken on the target: ${list(who, 6)}.`]
}

function lostPools({ moves }: PlanDocument, index: FleetIndex): readonly string[] {
  return moves.flatMap(({ partitionId, partitionName, targetServerName, targetPoolName }) => {
    const partition = index.partitionById.get(partitionId)
    const isPooled =
      partition?.poolName != null && partition.poolId !== 0 && partition.processorMode !== 'dedicated'
    return !isPooled || targetPoolName !== null
      ? []
      : [
          `${partitionName} goes to the default processor pool: ${targetServerName} has no pool "${partition.poolName}".`,
        ]
  })
}

/** Moves whose mappings the exported script leaves to the HMC. */
function leftToTheHmc({ moves }: PlanDocument): readonly string[] {
  const open = moves.filter(({ connections }) => connections?.complete === false)
  if (open.length === 0) return []
  const who = open.map(({ partitionName, connections }) => {
    const [first] = connections?.open ?? []
    return first === undefined ? partitionName : `${partitionName} (${first.kind} slot ${first.clientSlot})`
  })
  return [
    `The HMC chooses how the adapters of ${count(open.length, 'partition')} are connected: ${list(who, 6)}.`,
  ]
}

/** Why moves wait though there are free slots, with figures. */
function paceNote(pace: ScheduledPlan['pace']): readonly string[] {
  if (pace === null) return []
  const { atOnce, endS, allSlotsEndS } = pace
  const takes = count(Math.ceil(endS / 60), 'minute')
  const longer = Math.round((allSlotsEndS / endS - 1) * 100)
  return [
    `Each mover works on at most ${count(atOnce, 'move')} at a time, though it has slots for more: the plan takes ${takes} so, and ${longer} % longer in the same order with all slots, at the medians.`,
  ]
}

function windowNote(
  { window, startMs }: PlanDocument,
  forecast: ScheduledPlan['forecast'],
): readonly string[] {
  if (window === null || forecast.makespan === null) return []
  const lateS = startMs / 1000 + forecast.makespan - window.endMs / 1000
  return lateS <= 0
    ? []
    : [`The window is too short: the median run ends ${count(Math.ceil(lateS / 60), 'minute')} after it.`]
}
