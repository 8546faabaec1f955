/** Workspaces on disk for tests: a folder of their own, removed afterwards. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorkspaceFile, openWorkspaceFile } from '../../electron/database/open-workspace.ts'
import { migrate } from '../../electron/database/migrations.ts'
import { connect, type Sqlite } from '../../electron/database/sqlite.ts'

export const testNowMs = Date.UTC(2026, 10, 2, 20)

export interface TestFolder {
  readonly path: string
  remove(): void
}

export function makeTestFolder(): TestFolder {
  const path = mkdtempSync(join(tmpdir(), 'lpm-planner-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** A new workspace, open. */
export async function openNewWorkspace(folder: TestFolder, name = 'test.lpm'): Promise<Sqlite> {
  const path = join(folder.path, name)
  createWorkspaceFile(path, { nowMs: testNowMs })
  return openWorkspaceFile(path, { nowMs: testNowMs })
}

/** Every row of every table that says something to the user (not the record of edits), as text. */
export function dump(db: Sqlite): string {
  const tables = db
    .prepare<[], { name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'undo\\_%' ESCAPE '\\'
       AND name NOT IN ('workspace', 'edits') ORDER BY name`,
    )
    .all()
  return tables
    .map(({ name }) => {
      const rows = db.prepare(`SELECT * FROM ${name}`).raw().all()
      return `${name}\n${rows.map((row) => JSON.stringify(row)).join('\n')}`
    })
    .join('\n')
}

let fresh: Buffer | null = null

/** The bytes of a new workspace: properties open hundreds, and the migrations are most of what that costs. */
function freshWorkspace(): Buffer {
  const db = connect(':memory:', { create: true, exclusive: false })
  migrate(db, testNowMs)
  const bytes = db.serialize()
  db.close()
  return bytes
}

/** An open workspace without a file, for tests in which the disk plays no part. */
export function openWorkspaceInMemory(): Sqlite {
  fresh ??= freshWorkspace()
  return connect(fresh, { create: true, exclusive: false })
}
