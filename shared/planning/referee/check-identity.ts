/** Checks of the document against the fleet: everything named exists, once, and is where the plan says it is. */
import { memoryNeedMib } from '../../mobility/need.ts'
import type { PlanViolation } from '../../plan/referee-report.ts'
import { violation, type RefereeCheck } from './context.ts'

export const uniqueMoveIds: RefereeCheck = {
  id: 'R-MOVE-ID',
  title: 'Every move has an id of its own',
  judge: ({ plan }) =>
    repeated(plan.moves, (move) => move.id).map((move) =>
      violation('R-MOVE-ID', `Two moves are called ${move.id}.`, { moveId: move.id }),
    ),
}

export const everythingExists: RefereeCheck = {
  id: 'R-EXISTS',
  title: 'Partitions and servers of the plan exist',
  judge: ({ index, plan }) =>
    plan.moves.flatMap((move) => {
      const at = { moveId: move.id }
      const broken: PlanViolation[] = []
      if (!index.partitionById.has(move.partitionId)) {
        broken.push(
          violation(
            'R-EXISTS',
            `The inventory has no partition "${move.partitionName}" (${move.partitionId}).`,
            at,
          ),
        )
      }
      for (const [id, name] of [
        [move.sourceServerId, move.sourceServerName],
        [move.targetServerId, move.targetServerName],
      ] as const) {
        if (!index.serverById.has(id)) {
          broken.push(violation('R-EXISTS', `The inventory has no server "${name}" (${id}).`, at))
        }
      }
      return broken
    }),
}

export const partitionIsThere: RefereeCheck = {
  id: 'R-SOURCE',
  title: 'Partitions are on the server they are moved from',
  judge: ({ moves, index }) =>
    moves
      .filter(({ partition, source }) => partition.serverId !== source.id)
      .map(({ move, partition, source }) => {
        const real = index.serverById.get(partition.serverId)?.name ?? partition.serverId
        return violation('R-SOURCE', `${partition.name} is on ${real}, not on ${source.name}.`, {
          moveId: move.id,
          serverId: source.id,
        })
      }),
}

export const movesOnce: RefereeCheck = {
  id: 'R-ONCE',
  title: 'No partition moves twice',
  judge: ({ plan }) =>
    repeated(plan.moves, (move) => move.partitionId).map((move) =>
      violation('R-ONCE', `${move.partitionName} is moved more than once.`, { moveId: move.id }),
    ),
}

export const targetIsAllowed: RefereeCheck = {
  id: 'R-TARGET',
  title: 'Targets may receive partitions',
  judge: ({ plan, moves }) => {
    const emptied = new Set(plan.goal.kind === 'evacuate' ? plan.goal.serverIds : [])
    const allowed = plan.options.targetServerIds === null ? null : new Set(plan.options.targetServerIds)
    return moves.flatMap(({ move, source, target }) => {
      const at = { moveId: move.id, serverId: target.id }
      if (target.id === source.id) return [violation('R-TARGET', `${target.name} is source and target.`, at)]
      if (emptied.has(target.id)) {
        return [
          violation(
            'R-TARGET',
            `${target.name} is emptied by this plan and cannot receive ${move.partitionName}.`,
            at,
          ),
        ]
      }
      if (allowed !== null && !allowed.has(target.id)) {
        return [violation('R-TARGET', `${target.name} is not among the targets you allowed.`, at)]
      }
      return []
    })
  },
}

export const excludedStay: RefereeCheck = {
  id: 'R-EXCLUDED',
  title: 'Partitions you excluded stay where they are',
  judge: ({ plan }) => {
    const excluded = new Set(plan.options.excludedPartitionIds)
    return plan.moves
      .filter((move) => excluded.has(move.partitionId))
      .map((move) =>
        violation('R-EXCLUDED', `${move.partitionName} is excluded, but moved.`, { moveId: move.id }),
      )
  },
}

export const numbersAgree: RefereeCheck = {
  id: 'R-NUMBERS',
  title: 'Names and figures of the document are those of the inventory',
  judge: ({ moves, index }) =>
    moves.flatMap(({ move, partition, source, target }) => {
      const moverName = (id: string | null): string | null =>
        id === null ? null : (index.viosById.get(id)?.name ?? null)
      const pairs: readonly (readonly [what: string, inPlan: unknown, inFleet: unknown])[] = [
        ['partition name', move.partitionName, partition.name],
        ['partition id', move.lparId, partition.lparId],
        ['source name', move.sourceServerName, source.name],
        ['target name', move.targetServerName, target.name],
        ['source mover', move.sourceMoverName, moverName(move.sourceMoverId)],
        ['target mover', move.targetMoverName, moverName(move.targetMoverId)],
        ['memory in MiB', move.memoryMib, move.dlpar?.memoryDuringMib ?? partition.memoryMib ?? 0],
        [
          'memory needed on the target in MiB',
          move.targetNeedMib,
          memoryNeedMib(partition, target) ?? partition.memoryMib ?? 0,
        ],
        ['entitlement in hundredths', move.entitledCenti, partition.entitledCenti ?? 0],
      ]
      return pairs
        .filter(([, inPlan, inFleet]) => inPlan !== inFleet)
        .map(([what, inPlan, inFleet]) =>
          violation(
            'R-NUMBERS',
            `${move.partitionName}: the plan says ${what} ${String(inPlan)}, the inventory says ${String(inFleet)}.`,
            { moveId: move.id },
          ),
        )
    }),
}

/** Every entry whose key was there before. */
function repeated<T>(entries: readonly T[], keyOf: (entry: T) => string): readonly T[] {
  const seen = new Set<string>()
  return entries.filter((entry) => {
    const key = keyOf(entry)
    if (seen.has(key)) return true
    seen.add(key)
    return false
  })
}
