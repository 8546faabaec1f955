import { rmSync } from 'node:fs'

/**
 * Removes a database file that was not finished, with its log. Quiet: it cleans up after a failure that already has its
 * own words, and where nothing can be removed nothing of ours was made either.
 */
export function removeUnfinished(path: string): void {
  for (const end of ['', '-journal', '-wal', '-shm']) {
    try {
      rmSync(`${path}${end}`, { force: true })
    } catch {
      // See above: the first failure is the one worth telling.
    }
  }
}
