/** Remarks about a staged plan as a whole. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import { count, list, memory } from '../../mobility/words.ts'
import type { Course } from './course.ts'

export function stagedNotes(
  index: FleetIndex,
  course: Course,
  meanwhile = 'during the service',
): readonly string[] {
  return [
    ...staying(index, course, meanwhile),
    ...elsewhere(index, course),
    ...notToRestart(course),
    ...amount(course),
  ]
}

/** Partitions that are not activated and stay while their server is serviced. */
function staying(index: FleetIndex, { unplaced, serviced }: Course, meanwhile: string): readonly string[] {
  const names = unplaced
    .filter(({ partitionId, serverId }) => {
      const partition = index.partitionById.get(partitionId)
      return partition?.state === 'not activated' && partition.serverId === serverId && serviced.has(serverId)
    })
    .map(({ partitionName }) => partitionName)
  return names.length === 0
    ? []
    : [
        `${count(names.length, 'partition that is', 'partitions that are')} not activated ${names.length === 1 ? 'stays' : 'stay'} ${meanwhile}: ${list(names, 6)}.`,
      ]
}

/** Partitions that were to come home and do not. */
function elsewhere(index: FleetIndex, { unplaced }: Course): readonly string[] {
  const away = unplaced.filter(
    ({ partitionId, serverId }) => index.partitionById.get(partitionId)?.serverId !== serverId,
  )
  return away.length === 0
    ? []
    : [
        `${count(away.length, 'partition does', 'partitions do')} not come home: ${list(
          away.map(
            ({ partitionName, serverId }) =>
              `${partitionName} stays on ${index.serverById.get(serverId)?.name ?? serverId}`,
          ),
          6,
        )}.`,
      ]
}

/** A restart on a newer server may take a mode that the old one lacks: then the way home is closed. */
function notToRestart({ stages }: Course): readonly string[] {
  const plans = stages.flatMap((stage) => (stage.kind === 'moves' ? [stage.plan] : []))
  const home = new Set(
    plans.flatMap(({ goal, moves }) =>
      goal.kind === 'by-hand' ? moves.map(({ partitionId }) => partitionId) : [],
    ),
  )
  const restricted = plans
    .filter(({ goal }) => goal.kind === 'evacuate')
    .flatMap(({ moves }) => moves)
    .filter(
      ({ partitionId, warnings }) =>
        home.has(partitionId) && warnings.some(({ ruleId }) => ruleId === 'CPU-MODE-BACK'),
    )
    .map(({ partitionName }) => partitionName)
  const names = [...new Set(restricted)]
  return names.length === 0
    ? []
    : [
        `Do not restart ${list(names, 12)} while away: after a restart the processor mode would close the way home.`,
      ]
}

function amount({ moves, movedMib }: Course): readonly string[] {
  const times = [...moves.values()]
  if (times.length === 0) return []
  const all = times.reduce((sum, one) => sum + one, 0)
  return [
    `${count(all, 'move')} of ${count(times.length, 'partition')}, ${memory(movedMib)} in all. Each stage of moves is given the time that nine of ten runs of the forecast end within.`,
  ]
}
