/**
 * Opening a workspace, in this order: existence and header (foreign files refused before SQLite touches them), newer
 * version refused, exclusive lock, integrity, schema, backup, migrations, daily backup.
 */
import { existsSync, linkSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { AppFailure } from '../../shared/contract/result.ts'
import { makeBackup } from './backup.ts'
import { moveDamagedAside } from './damage.ts'
import { readHeader } from './file-header.ts'
import { findDamage, needsFullCheck, schemaIsOurs } from './integrity.ts'
import { latestVersion, migrate, migrations, schemaVersion, type Migration } from './migrations.ts'
import { applicationId, connect, useWriteAheadLog, type Sqlite } from './sqlite.ts'
import { errorCodeOf, workspaceFailure } from './sqlite-failure.ts'
import { removeUnfinished } from './unfinished.ts'

export interface OpenOptions {
  readonly nowMs: number
  /** Only tests pass other migrations than the product's. */
  readonly migrations?: readonly Migration[]
}

function newer(path: string, version: number, known: number): AppFailure {
  return new AppFailure({
    code: 'workspace-newer',
    message: `“${basename(path)}” was written by a newer LPM Planner (format ${version}; this one knows up to ${known}).`,
    detail: 'The file was not changed.',
    hint: 'Open it with the newer version, or install that version here.',
  })
}

/** A write-ahead log left behind: whoever had the file open did not close it. */
function wasClosedCleanly(path: string): boolean {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false })
  return log === undefined || log.size === 0
}

const isDamage = (error: unknown): boolean => {
  const code = errorCodeOf(error)
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB'
}

function damageIn(db: Sqlite, full: boolean): string | null {
  try {
    return findDamage(db, full)[0] ?? null
  } catch (error) {
    if (isDamage(error)) return error instanceof Error ? error.message : 'it cannot be read'
    throw error
  }
}

/**
 * Examines the file through a connection that cannot write: closing a writing one would first move the log into the
 * database, and a damaged or newer file has to stay as it was found.
 */
function examine(path: string, full: boolean, all: readonly Migration[]): { readonly damage: string | null } {
  const db = connect(path, { create: false, exclusive: false, readOnly: true })
  try {
    const damage = damageIn(db, full)
    if (damage !== null) return { damage }
    if (schemaVersion(db) > latestVersion(all)) throw newer(path, schemaVersion(db), latestVersion(all))
    if (!schemaIsOurs(db, all)) throw strangeSchema(path)
    return { damage: null }
  } finally {
    db.close()
  }
}

/**
 * Opens an existing workspace for exclusive use. Errors: workspace-missing, -foreign, -newer, -locked, -read-only,
 * -damaged (moved aside whole), disk-full.
 */
export async function openWorkspaceFile(path: string, options: OpenOptions): Promise<Sqlite> {
  const all = options.migrations ?? migrations
  const header = readHeader(path)
  if (header.version > latestVersion(all)) throw newer(path, header.version, latestVersion(all))
  const full = needsFullCheck(header.sizeBytes, !wasClosedCleanly(path))

  let db: Sqlite | null = null
  try {
    const { damage } = examine(path, full, all)
    if (damage !== null) throw moveDamagedAside(path, options.nowMs, damage)
    db = connect(path, { create: false, exclusive: true })
    useWriteAheadLog(db)
    // Left by the look above: a connection that cannot write does not remove it, an exclusive one does without it.
    rmSync(`${path}-shm`, { force: true })
    if (schemaVersion(db) < latestVersion(all)) {
      await makeBackup(db, path, options.nowMs)
      migrate(db, options.nowMs, all)
    }
    return db
  } catch (error) {
    db?.close()
    if (isDamage(error)) throw moveDamagedAside(path, options.nowMs, 'its pages cannot be read')
    throw workspaceFailure(error, path)
  }
}

const strangeSchema = (path: string): AppFailure =>
  new AppFailure({
    code: 'workspace-foreign',
    message: `“${basename(path)}” carries tables or triggers that LPM Planner did not make.`,
    detail: 'The file was not changed.',
    hint: 'Ask whoever gave you the file for one saved by LPM Planner itself.',
  })

/**
 * Makes a new, empty workspace: built under another name and put in place whole, never over an existing file.
 * Errors: workspace-exists, workspace-read-only, disk-full.
 */
export function createWorkspaceFile(path: string, options: OpenOptions): void {
  const unfinished = `${path}.unfinished`
  try {
    mkdirSync(dirname(path), { recursive: true })
    if (existsSync(path)) throw alreadyThere(path)
    removeUnfinished(unfinished)
    const db = connect(unfinished, { create: true, exclusive: true })
    try {
      db.pragma(`application_id = ${applicationId}`)
      migrate(db, options.nowMs, options.migrations ?? migrations)
    } finally {
      db.close()
    }
    putInPlace(unfinished, path)
  } catch (error) {
    removeUnfinished(unfinished)
    throw errorCodeOf(error) === 'EEXIST' || errorCodeOf(error) === 'ENOTDIR'
      ? notAFolder(path)
      : workspaceFailure(error, path)
  }
}

/** A hard link fails where the name is taken, a rename would replace it; file systems without links get the rename. */
function putInPlace(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch (error) {
    if (errorCodeOf(error) === 'EEXIST') throw alreadyThere(to)
    renameSync(from, to)
    return
  }
  rmSync(from, { force: true })
}

const alreadyThere = (path: string): AppFailure =>
  new AppFailure({
    code: 'workspace-exists',
    message: `There is a file “${path}” already.`,
    detail: 'It was not changed.',
    hint: 'Open it, or choose another name.',
  })

const notAFolder = (path: string): AppFailure =>
  new AppFailure({
    code: 'workspace-read-only',
    message: `No workspace can be made in “${dirname(path)}”: a part of that path is a file, not a folder.`,
    hint: 'Choose a folder.',
  })
