/**
 * Runs the named steps on a workspace and prints the outcome of each as one JSON line: "done" or an error code. Started
 * by tests under limits the test itself cannot live under (another user, a file size limit).
 */
import { writeSync } from 'node:fs'
import { applyEdit } from '../../../electron/database/edits.ts'
import { makeBackup } from '../../../electron/database/backup.ts'
import { writeFleet } from '../../../electron/database/fleet-repository.ts'
import { createWorkspaceFile, openWorkspaceFile } from '../../../electron/database/open-workspace.ts'
import { workspaceFailure } from '../../../electron/database/sqlite-failure.ts'
import type { Sqlite } from '../../../electron/database/sqlite.ts'
import { AppFailure } from '../../../shared/contract/result.ts'
import { smallFleet } from '../small-fleet.ts'

const [path = '', ...steps] = process.argv.slice(2)
let db: Sqlite | null = null
const workspace = (): Sqlite => {
  if (db === null) throw new Error('not open')
  return db
}
const edit = (partitions: number) => {
  applyEdit(workspace(), `fleet of ${partitions}`, 0, () =>
    writeFleet(workspace(), smallFleet(2, partitions)),
  )
}
const actions: Readonly<Record<string, () => unknown>> = {
  create: () => {
    createWorkspaceFile(path, { nowMs: 0 })
  },
  open: async () => {
    db = await openWorkspaceFile(path, { nowMs: 0 })
  },
  'small edit': () => {
    edit(1)
  },
  'big edit': () => {
    edit(20_000)
  },
  backup: () => makeBackup(workspace(), path, 0),
  close: () => workspace().close(),
}
for (const step of steps) {
  let outcome = 'done'
  try {
    await actions[step]?.()
  } catch (cause) {
    const failure = workspaceFailure(cause, path)
    outcome = failure instanceof AppFailure ? failure.error.code : String(cause)
  }
  writeSync(1, `${JSON.stringify([step, outcome])}\n`)
}
