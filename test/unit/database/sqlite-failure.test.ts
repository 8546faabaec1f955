import { expect, test } from 'vitest'
import { workspaceFailure } from '../../../electron/database/sqlite-failure.ts'

test.each([
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['SQLITE_BUSY', 'workspace-locked'],
  ['SQLITE_BUSY_RECOVERY', 'workspace-locked'],
  ['SQLITE_CORRUPT_INDEX', 'workspace-damaged'],
  ['SQLITE_NOTADB', 'workspace-damaged'],
  ['SQLITE_READONLY_DIRECTORY', 'workspace-read-only'],
  ['SQLITE_CANTOPEN', 'workspace-read-only'],
  ['EROFS', 'workspace-read-only'],
  ['SQLITE_IOERR_WRITE', 'file-unwritable'],
  ['EIO', 'file-unwritable'],
])('%s is told as %s, by the name of the file', (code, expected) => {
  const failure = workspaceFailure(Object.assign(new Error('x'), { code }), '/some/where/North.lpm')
  expect(failure).toMatchObject({ error: { code: expected } })
  expect(String(failure)).toContain('North.lpm')
})
