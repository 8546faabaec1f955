import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { AppFailure } from '../../shared/contract/result.ts'
import { applicationId } from './sqlite.ts'
import { errorCodeOf, workspaceFailure } from './sqlite-failure.ts'

const headerBytes = 100
const magic = 'SQLite format 3\u0000'

export interface FileHeader {
  readonly sizeBytes: number
  /** Schema version as last checkpointed; the write-ahead log may know a newer one. */
  readonly version: number
}

function foreign(path: string, what: string): AppFailure {
  return new AppFailure({
    code: 'workspace-foreign',
    message: `“${basename(path)}” is no LPM Planner workspace: ${what}.`,
    detail: 'The file was not changed.',
    hint: 'Choose a file that ends in .lpm. Command output and REST documents are brought in by Import.',
  })
}

/**
 * Looks at a file before SQLite touches it: does it exist, is it ours? (SQLite file format, section 1.3: magic at 0,
 * user version at 60, application id at 68, big-endian.) Must not be called for a file this process has open: closing
 * any descriptor of a file drops the process's POSIX locks on it.
 * Errors: workspace-missing, workspace-foreign, workspace-read-only.
 */
export function readHeader(path: string): FileHeader {
  const header = Buffer.alloc(headerBytes)
  let sizeBytes = 0
  try {
    const status = statSync(path)
    if (!status.isFile()) throw foreign(path, 'it is a folder or a device')
    sizeBytes = status.size
    const descriptor = openSync(path, 'r')
    try {
      readSync(descriptor, header, 0, headerBytes, 0)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCodeOf(error))) throw missing(path)
    throw workspaceFailure(error, path)
  }
  if (sizeBytes === 0) throw foreign(path, 'it is empty')
  if (header.toString('latin1', 0, magic.length) !== magic)
    throw foreign(path, 'its beginning is something else')
  if (header.readUInt32BE(68) !== applicationId) {
    throw foreign(path, 'it is a database of another program')
  }
  return { sizeBytes, version: header.readUInt32BE(60) }
}

function missing(path: string): AppFailure {
  return new AppFailure({
    code: 'workspace-missing',
    message: `There is no workspace “${path}”.`,
    hint: 'It may have been moved, renamed or removed. Choose another one, or restore it from its .backups folder.',
  })
}
