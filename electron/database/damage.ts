import { existsSync, renameSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { AppFailure } from '../../shared/contract/result.ts'
import { listBackups, stamp } from './backup.ts'
import { workspaceFailure } from './sqlite-failure.ts'

/**
 * Moves a damaged workspace aside whole (with its log, which may hold the last edits), so that it can be examined and
 * nothing is ever written over it, and says where it went and which backup there is. Answers the failure to throw.
 */
export function moveDamagedAside(path: string, nowMs: number, finding: string): AppFailure {
  const aside = join(dirname(path), `${basename(path, extname(path))} damaged ${stamp(nowMs)}.lpm`)
  try {
    // The log first: a database without its log would be opened as if the log's edits had never been made.
    for (const end of ['-wal', '-shm', '-journal']) {
      if (existsSync(`${path}${end}`)) renameSync(`${path}${end}`, `${aside}${end}`)
    }
    renameSync(path, aside)
  } catch (error) {
    const failure = workspaceFailure(error, path)
    return new AppFailure({
      code: 'workspace-damaged',
      message: `“${basename(path)}” is damaged (${finding}) and could not be moved aside.`,
      detail: failure instanceof Error ? failure.message : 'The file was not changed.',
      hint: 'Copy the file to a folder that can be written and open it there.',
    })
  }
  const newest = listBackups(path)[0]
  return new AppFailure({
    code: 'workspace-damaged',
    message: `“${basename(path)}” is damaged: ${finding}.`,
    detail: `It was moved aside whole as “${aside}”; nothing was written over it.`,
    hint:
      newest === undefined
        ? 'There is no backup of it. Import the inventory again into a new workspace.'
        : `Open the backup of ${new Date(newest.madeAtMs).toISOString()}, “${newest.path}”: it is put back as a workspace.`,
  })
}
