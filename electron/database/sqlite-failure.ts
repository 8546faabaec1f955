import { basename } from 'node:path'
import { AppFailure, type AppError } from '../../shared/contract/result.ts'

/** Code of a SQLite or file system error, or '' where the error carries none. */
export function errorCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}

/**
 * Turns what SQLite or the file system says about a workspace file into a sentence for the user. Anything that is not
 * about the file (a broken constraint, a fault in our SQL) comes back as it is.
 */
export function workspaceFailure(error: unknown, path: string): unknown {
  if (error instanceof AppFailure) return error
  const found = describe(errorCodeOf(error), basename(path))
  return found === null ? error : new AppFailure(found)
}

const nothingWritten = 'Nothing was written by this step; everything saved before is still there.'

function describe(code: string, name: string): AppError | null {
  // SHMSIZE: the shared memory file beside the workspace cannot grow, the first thing a full disk refuses on opening.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE' || code === 'ENOSPC' || code === 'EDQUOT') {
    return {
      code: 'disk-full',
      message: `There is no space left to write “${name}”.`,
      detail: nothingWritten,
      hint: 'Free some space on that disk and try again.',
    }
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return {
      code: 'workspace-locked',
      message: `“${name}” is open in another LPM Planner.`,
      detail: 'A workspace has one writer at a time. Nothing was changed.',
      hint: 'Close it there, then open it here.',
    }
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return {
      code: 'workspace-damaged',
      message: `“${name}” is damaged.`,
      detail: 'The file was not changed.',
      hint: 'Open it again: the damaged file is then moved aside whole and the newest backup is named.',
    }
  }
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_PERM') ||
    code === 'EACCES' ||
    code === 'EPERM' ||
    code === 'EROFS'
  ) {
    return {
      code: 'workspace-read-only',
      message: `“${name}” or its folder cannot be written.`,
      detail: nothingWritten,
      hint: 'Give yourself the right to write there, or copy the file to a folder where you have it.',
    }
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO' || code === 'EFBIG') {
    return {
      code: 'file-unwritable',
      message: `Writing or reading “${name}” failed (${code}).`,
      detail: nothingWritten,
      hint: 'Check the disk or network drive the file is on, then try again.',
    }
  }
  return null
}
