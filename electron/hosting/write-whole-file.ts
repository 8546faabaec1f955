import type { ExportedFile } from '../../shared/contract/views.ts'
import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppFailure } from '../../shared/contract/result.ts'

/**
 * Writes a file whole or not at all: temporary file in the same folder, flushed, then renamed over the target.
 * Throws AppFailure "disk-full" or "file-unwritable"; the old file is then untouched and no temporary file remains.
 */
export async function writeWholeFile(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(content)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw writeFailure(path, cause)
  }
}

function writeFailure(path: string, cause: unknown): AppFailure {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown'
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new AppFailure({
      code: 'disk-full',
      message: `No space is left to write ${path}.`,
      detail: 'Nothing was written; an older file of that name is unchanged.',
      hint: 'Free some space or choose another folder.',
    })
  }
  return new AppFailure({
    code: 'file-unwritable',
    message: `${path} cannot be written (${code}).`,
    detail: 'Nothing was written; an older file of that name is unchanged.',
    hint:
      code === 'ENOENT'
        ? 'The folder does not exist: make it or choose another.'
        : 'Choose another folder or check the permissions.',
  })
}

/** What an exported file holds: its text, or the bytes that its text carries as base64. */
export function contentOf({ text, encoding }: Pick<ExportedFile, 'text' | 'encoding'>): string | Uint8Array {
  return encoding === 'base64' ? Buffer.from(text, 'base64') : text
}
