/** What the user does with past moves: accept the values they speak for, say whose they were, leave one out. */
import { AppFailure } from '../../shared/contract/result.ts'
import type { AssumptionDefinition } from '../../shared/forecast/assumption.ts'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import { writeOverride } from '../database/assumption-repository.ts'
import { writePastMoveChoice } from '../database/past-move-repository.ts'
import { checkScope, checkValue, definitionIn, missing } from './data-assumptions.ts'
import type { DataTasks } from './data-tasks.ts'
import type { TaskHandlers } from './serve-tasks.ts'
import type { WorkspaceSession } from './workspace-session.ts'

const noMove = (id: string): AppFailure =>
  new AppFailure({
    code: 'past-move-missing',
    message: `There is no past move “${id}” in this workspace.`,
    hint: 'It may have been undone meanwhile; look at the Calibration screen again.',
  })

export function calibrationHandlers(
  open: () => WorkspaceSession,
  catalogue: readonly AssumptionDefinition[],
): Pick<TaskHandlers<DataTasks>, 'accept-calibration' | 'assign-past-move'> {
  return {
    'accept-calibration': ({ values, nowMs }) => {
      for (const change of values) {
        const definition = definitionIn(catalogue, change.key)
        checkScope(open(), change, definition)
        checkValue(change.value, definition)
      }
      const what =
        values.length === 1 ? definitionIn(catalogue, values[0]?.key ?? '').title : `${values.length} values`
      open().edit(`Calibration: ${what}`, nowMs, (db) => {
        for (const change of values) writeOverride(db, { ...change, mark: 'calibrated' })
      })
      return null
    },
    'assign-past-move': ({ moveId, partitionId, leftOut, nowMs }) => {
      const fleet = open().fleet()
      const move = fleet.pastMoves.find((one) => one.id === moveId)
      if (move === undefined) throw noMove(moveId)
      const partition = partitionId === null ? undefined : indexFleet(fleet).partitionById.get(partitionId)
      if (partitionId !== null && partition === undefined) throw missing('partition', partitionId)
      const name = partition?.name ?? move.partitionName ?? moveId
      const what = leftOut ? 'left out' : partition === undefined ? 'as its log says' : `was ${name}`
      open().edit(`Past move ${move.partitionName ?? moveId}: ${what}`, nowMs, (db) => {
        writePastMoveChoice(db, { id: moveId, assignedTo: partitionId, leftOut })
      })
      return null
    },
  }
}
