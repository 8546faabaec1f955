/** Past moves and calibrated assumptions in the workspace file: kept, taken back, and brought into older files. */
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAssumptions, writeOverride } from '../../../electron/database/assumption-repository.ts'
import { applyEdit, redo, undo } from '../../../electron/database/edits.ts'
import { readFleet, writeFleet } from '../../../electron/database/fleet-repository.ts'
import { migrations } from '../../../electron/database/migrations.ts'
import { createWorkspaceFile, openWorkspaceFile } from '../../../electron/database/open-workspace.ts'
import { writePastMoveChoice } from '../../../electron/database/past-move-repository.ts'
import { emptyFleet } from '../../../shared/inventory/fleet.ts'
import { aPartition } from '../../support/fleet-builder.ts'
import { aPastMove } from '../../support/past-moves.ts'
import { makeTestFolder, testNowMs as nowMs, type TestFolder } from '../../support/workspace-file.ts'

let folder: TestFolder
let path: string
beforeEach(() => {
  folder = makeTestFolder()
  path = join(folder.path, 'moves.lpm')
})
afterEach(() => {
  folder.remove()
})

const move = aPastMove(aPartition(), 1, { seconds: 223, bytes: 161_695_465_991 })
const value = { key: 'theta', scope: 'fleet', scopeId: null, value: 0.97, reason: 'from 34 moves' } as const

test('an import of moves, a choice about one and an accepted value are edits that can be undone', async () => {
  createWorkspaceFile(path, { nowMs })
  const db = await openWorkspaceFile(path, { nowMs })
  applyEdit(db, 'import', nowMs, () => writeFleet(db, { ...emptyFleet, pastMoves: [move] }))
  expect(readFleet(db).pastMoves).toEqual([move])
  applyEdit(db, 'left out', nowMs, () =>
    writePastMoveChoice(db, { id: move.id, assignedTo: 's/3', leftOut: true }),
  )
  expect(readFleet(db).pastMoves).toMatchObject([{ assignedTo: 's/3', leftOut: true, seconds: 223 }])
  applyEdit(db, 'accepted', nowMs, () => writeOverride(db, { ...value, mark: 'calibrated' }))
  expect(readAssumptions(db).overrides).toEqual([{ ...value, mark: 'calibrated' }])
  undo(db, nowMs)
  undo(db, nowMs)
  expect(readAssumptions(db).overrides).toEqual([])
  expect(readFleet(db).pastMoves).toEqual([move])
  undo(db, nowMs)
  expect(readFleet(db).pastMoves).toEqual([])
  redo(db, nowMs)
  expect(readFleet(db).pastMoves).toEqual([move])
  db.close()
})

test('a value typed before calibration existed stays typed, and its undo still works', async () => {
  const before = migrations.filter((one) => one.version < 5)
  createWorkspaceFile(path, { nowMs, migrations: before })
  const old = await openWorkspaceFile(path, { nowMs, migrations: before })
  applyEdit(old, 'typed', nowMs, () => {
    old
      .prepare(
        `INSERT INTO assumptions (key, scope, scope_id, value, reason) VALUES ('theta', 'fleet', '', 0.96, NULL)`,
      )
      .run()
  })
  applyEdit(old, 'changed', nowMs, () => {
    old.prepare('UPDATE assumptions SET value = 0.98').run()
  })
  old.close()
  const db = await openWorkspaceFile(path, { nowMs })
  const typed = { key: 'theta', scope: 'fleet', scopeId: null, reason: null }
  expect(readAssumptions(db).overrides).toEqual([{ ...typed, value: 0.98 }])
  applyEdit(db, 'accepted', nowMs, () => writeOverride(db, { ...value, mark: 'calibrated' }))
  undo(db, nowMs)
  undo(db, nowMs)
  expect(readAssumptions(db).overrides).toEqual([{ ...typed, value: 0.96 }])
  db.close()
})
