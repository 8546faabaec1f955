import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Repository root, from this file's place in it. */
export const projectRoot = resolve(import.meta.dirname, '..', '..')

/**
 * Path of a reference file or folder that lives beside the project (real captures, acceptance rows), or null
 * where it is absent: tests that need it are then skipped by name, never silently passed.
 */
export function sharedData(relativePath: string): string | null {
  const path = join(projectRoot, '..', 'shared', 'data', relativePath)
  const overridden = process.env['LPM_SHARED_DATA']
  if (overridden !== undefined) {
    const elsewhere = join(overridden, relativePath)
    return existsSync(elsewhere) ? elsewhere : null
  }
  return existsSync(path) ? path : null
}
