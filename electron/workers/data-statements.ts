/** What the user vouches for because no import can tell it. */
import { AppFailure } from '../../shared/contract/result.ts'
import { subjectWords } from '../../shared/inventory/answers.ts'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import { writeStatement } from '../database/statement-repository.ts'
import type { DataTasks, StatementChange } from './data-tasks.ts'
import type { TaskHandlers } from './serve-tasks.ts'
import type { WorkspaceSession } from './workspace-session.ts'

const invalid = (message: string, hint: string): AppFailure =>
  new AppFailure({ code: 'statement-invalid', message, detail: 'The statement was not changed.', hint })

/** What a statement is about, in words; throws where that cannot be. */
function placeOf(session: WorkspaceSession, { scope, scopeId, holds }: StatementChange): string {
  if (scope === 'fleet') {
    if (scopeId !== null)
      throw invalid('A statement about the fleet names no server or partition.', 'Leave it out.')
    return 'the whole fleet'
  }
  if (scopeId === null)
    throw invalid(`Which ${scope} the statement is about is missing.`, `Name the ${scope}.`)
  const index = indexFleet(session.fleet())
  const found = scope === 'server' ? index.serverById.get(scopeId) : index.partitionById.get(scopeId)
  // Taking a statement back must work after its server or partition is gone.
  if (found === undefined && holds !== null)
    throw new AppFailure({
      code: 'inventory-missing',
      message: `There is no ${scope} “${scopeId}” in the inventory.`,
      hint: 'Import the inventory it is in, or choose another one.',
    })
  return found?.name ?? scopeId
}

export function statementHandlers(
  open: () => WorkspaceSession,
): Pick<TaskHandlers<DataTasks>, 'set-statement'> {
  return {
    'set-statement': ({ nowMs, ...change }) => {
      const place = placeOf(open(), change)
      const what = change.holds === null ? 'Statement taken back' : 'Statement'
      open().edit(`${what}: ${subjectWords[change.subject]} on ${place}`, nowMs, (db) => {
        writeStatement(db, change)
      })
      return null
    },
  }
}
