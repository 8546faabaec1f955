/** The dated tables as the workspace has them: shipped, with the user's changes beside them. */
import { AppFailure } from '../../shared/contract/result.ts'
import type { CatalogueEdit } from '../../shared/inventory/fleet.ts'
import { defaultCatalogue } from '../../shared/mobility/catalogue/default-catalogue.ts'
import { catalogueRows, checkEdit } from '../../shared/mobility/catalogue/edits.ts'
import { writeCatalogueEdit } from '../database/statement-repository.ts'
import type { CatalogueChange, DataTasks } from './data-tasks.ts'
import type { TaskHandlers } from './serve-tasks.ts'
import type { WorkspaceSession } from './workspace-session.ts'

const invalid = (message: string, hint: string): AppFailure =>
  new AppFailure({ code: 'catalogue-invalid', message, detail: 'The table was not changed.', hint })

/** Back to the shipped value; also for a row this version no longer has, as long as the workspace has a change of it. */
function back(session: WorkspaceSession, { table, key }: CatalogueChange, nowMs: number): void {
  const edits = session.fleet().catalogueEdits
  const row = catalogueRows(defaultCatalogue, edits).find((one) => one.table === table && one.key === key)
  if (row === undefined) throw invalid(`The table ${table} has no row “${key}”.`, 'Choose a row of the list.')
  session.edit(`Catalogue: ${row.title} ${row.added ? 'removed' : 'back to shipped'}`, nowMs, (db) => {
    writeCatalogueEdit(db, { table, key, value: null, reason: null })
  })
}

function set(session: WorkspaceSession, edit: CatalogueEdit, nowMs: number): void {
  const problem = checkEdit(defaultCatalogue, edit)
  if (problem !== null)
    throw invalid(problem, 'Type the value as the message says, or go back to the shipped one.')
  const row = catalogueRows(defaultCatalogue, [edit]).find(
    (one) => one.table === edit.table && one.key === edit.key,
  )
  // A value that is the shipped one is no change: the next version may know better.
  if (row === undefined || row.value === row.shipped) {
    back(session, edit, nowMs)
    return
  }
  const known = session.fleet().catalogueEdits.some((one) => one.table === edit.table && one.key === edit.key)
  const what = row.added && !known ? 'added with' : 'set to'
  session.edit(`Catalogue: ${row.title} ${what} ${row.value}`, nowMs, (db) => {
    writeCatalogueEdit(db, { ...edit, value: row.value })
  })
}

export function catalogueHandlers(
  open: () => WorkspaceSession,
): Pick<TaskHandlers<DataTasks>, 'catalogue-rows' | 'set-catalogue'> {
  return {
    'catalogue-rows': () => catalogueRows(defaultCatalogue, open().fleet().catalogueEdits),
    'set-catalogue': ({ nowMs, ...change }) => {
      const { value } = change
      if (value === null) back(open(), change, nowMs)
      else set(open(), { ...change, value }, nowMs)
      return null
    },
  }
}
