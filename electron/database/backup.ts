/**
 * Backups: `<folder of the workspace>/.backups/<name>-<stamp>.lpm`, made by SQLite's backup interface (a copied live file
 * may be torn), verified by a full integrity check before it counts, the newest few kept.
 */
import {
  constants,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { AppFailure } from '../../shared/contract/result.ts'
import { findDamage } from './integrity.ts'
import { connect, type Sqlite } from './sqlite.ts'
import { errorCodeOf, workspaceFailure } from './sqlite-failure.ts'
import { removeUnfinished } from './unfinished.ts'

const backupsKept = 5
const backupEveryMs = 24 * 3_600_000
const folderName = '.backups'

export interface Backup {
  readonly path: string
  readonly madeAtMs: number
}

/** "20261123T091500123Z": sorts as text in the order of time, and is a legal file name everywhere. */
export const stamp = (atMs: number): string => new Date(atMs).toISOString().replaceAll(/[-:.]/g, '')

const stampPattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/

function timeOfStamp(text: string): number | null {
  const parts = stampPattern.exec(text)
  if (parts === null) return null
  const [, year, month, day, hour, minute, second, millisecond] = parts
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${millisecond}Z`)
  return Number.isNaN(time) ? null : time
}

const stem = (path: string): string => basename(path, extname(path))

const backupFolder = (workspacePath: string): string => join(dirname(workspacePath), folderName)

/** Verified backups of a workspace, newest first. */
export function listBackups(workspacePath: string): readonly Backup[] {
  const folder = backupFolder(workspacePath)
  const start = `${stem(workspacePath)}-`
  let names: string[] = []
  try {
    names = readdirSync(folder)
  } catch {
    // No folder, or one that cannot be read: no backups to offer.
    return []
  }
  return names
    .filter((name) => name.startsWith(start) && name.endsWith('.lpm'))
    .flatMap((name) => {
      const madeAtMs = timeOfStamp(name.slice(start.length, -'.lpm'.length))
      return madeAtMs === null ? [] : [{ path: join(folder, name), madeAtMs }]
    })
    .sort((a, b) => b.madeAtMs - a.madeAtMs)
}

/** Whether the newest backup is older than a day. */
export function backupIsDue(workspacePath: string, nowMs: number): boolean {
  const newest = listBackups(workspacePath)[0]
  return newest === undefined || nowMs - newest.madeAtMs >= backupEveryMs
}

function verify(path: string): void {
  const copy = connect(path, { create: false, exclusive: true })
  try {
    // One plain file: a backup must not need a log file beside it.
    copy.pragma('journal_mode = DELETE')
    const damage = findDamage(copy, true)
    if (damage.length > 0) throw new Error(`the backup is damaged: ${damage[0]}`)
  } finally {
    copy.close()
  }
}

/**
 * Copies the open workspace while work goes on, verifies the copy and drops all but the newest few.
 * Errors: disk-full, workspace-read-only, file-unwritable; an unfinished copy is removed.
 */
export async function makeBackup(db: Sqlite, workspacePath: string, nowMs: number): Promise<Backup> {
  const folder = backupFolder(workspacePath)
  const path = join(folder, `${stem(workspacePath)}-${stamp(nowMs)}.lpm`)
  const unfinished = `${path}.unfinished`
  try {
    mkdirSync(folder, { recursive: true })
    await db.backup(unfinished)
    verify(unfinished)
    renameSync(unfinished, path)
  } catch (error) {
    removeUnfinished(unfinished)
    if (errorCodeOf(error) === 'ENOTDIR' || errorCodeOf(error) === 'EEXIST') throw blocked(folder)
    throw workspaceFailure(error, path)
  }
  for (const old of listBackups(workspacePath).slice(backupsKept)) rmSync(old.path, { force: true })
  return { path, madeAtMs: nowMs }
}

const blocked = (folder: string): AppFailure =>
  new AppFailure({
    code: 'workspace-read-only',
    message: `No backup could be made: “${folder}” is not a folder.`,
    detail: 'The workspace itself is unharmed.',
    hint: 'Move that file away, so that a folder of this name can be made.',
  })

/** For a path inside a `.backups` folder: the workspace it is a backup of. Null for any other path. */
export function workspaceOfBackup(path: string): string | null {
  if (basename(dirname(path)) !== folderName) return null
  const parts = /^(.+)-(\d{8}T\d{9}Z)\.lpm$/.exec(basename(path))
  return parts === null ? null : join(dirname(dirname(path)), `${parts[1]}.lpm`)
}

/**
 * Puts a backup back as a workspace: under its old name where that is free, else beside it as "<name> restored
 * <stamp>.lpm". Never overwrites; answers the path of the restored file. Errors: as `makeBackup`, and workspace-missing.
 */
export function restoreBackup(backupPath: string, workspacePath: string, nowMs: number): string {
  if (!existsSync(backupPath) || !statSync(backupPath).isFile()) {
    throw new AppFailure({ code: 'workspace-missing', message: `There is no backup “${backupPath}”.` })
  }
  const target = existsSync(workspacePath)
    ? join(dirname(workspacePath), `${stem(workspacePath)} restored ${stamp(nowMs)}.lpm`)
    : workspacePath
  const unfinished = `${target}.unfinished`
  try {
    copyFileSync(backupPath, unfinished, constants.COPYFILE_EXCL)
    verify(unfinished)
    renameSync(unfinished, target)
  } catch (error) {
    removeUnfinished(unfinished)
    throw workspaceFailure(error, target)
  }
  return target
}
