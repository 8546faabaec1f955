import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listBackups, makeBackup, restoreBackup } from '../../electron/database/backup.ts'
import { applyEdit } from '../../electron/database/edits.ts'
import { readFleet, writeFleet } from '../../electron/database/fleet-repository.ts'
import { createWorkspaceFile, openWorkspaceFile } from '../../electron/database/open-workspace.ts'
import { AppFailure, type AppError } from '../../shared/contract/result.ts'
import { smallFleet } from '../support/small-fleet.ts'
import { makeTestFolder, testNowMs, type TestFolder } from '../support/workspace-file.ts'

let folder: TestFolder
let path: string
const nowMs = testNowMs
const fleet = smallFleet(3, 20)

beforeEach(async () => {
  folder = makeTestFolder()
  path = join(folder.path, 'test.lpm')
  createWorkspaceFile(path, { nowMs })
  const db = await openWorkspaceFile(path, { nowMs })
  applyEdit(db, 'fleet', nowMs, () => writeFleet(db, fleet))
  await makeBackup(db, path, nowMs)
  db.close()
})
afterEach(() => {
  folder.remove()
})

async function errorOfOpening(): Promise<AppError | null> {
  try {
    const db = await openWorkspaceFile(path, { nowMs })
    db.close()
    return null
  } catch (cause) {
    if (cause instanceof AppFailure) return cause.error
    throw cause
  }
}

const aside = () =>
  readdirSync(folder.path).filter((name) => name.includes('damaged') && name.endsWith('.lpm'))

describe('a damaged workspace', () => {
  test('is moved aside whole, and the newest backup is named', async () => {
    const bytes = readFileSync(path)
    bytes.fill(0xa5, 4096 * 3, 4096 * 6)
    writeFileSync(path, bytes)
    writeFileSync(`${path}-wal`, '')
    const error = await errorOfOpening()
    expect(error?.code).toBe('workspace-damaged')
    expect(error?.hint).toContain(listBackups(path)[0]?.path)
    expect(existsSync(path)).toBe(false)
    expect(aside()).toHaveLength(1)
    expect(readFileSync(join(folder.path, aside()[0] ?? '')).equals(bytes)).toBe(true)
    expect(error?.detail).toContain(aside()[0])
    const restored = restoreBackup(listBackups(path)[0]?.path ?? '', path, nowMs)
    expect(restored).toBe(path)
    const db = await openWorkspaceFile(path, { nowMs })
    expect(readFleet(db)).toEqual(fleet)
    db.close()
  })

  test('an index that lost a row is found, though the quick check is content', async () => {
    const raw = (work: (db: Database.Database) => void): void => {
      const db = new Database(path)
      db.unsafeMode(true)
      db.pragma('writable_schema = ON')
      work(db)
      db.close()
    }
    const index = `FROM sqlite_schema WHERE name = 'partitions_by_server'`
    // The index is hidden while one row of its table changes, then put back: it still has the former entry.
    let hidden: unknown
    raw((db) => {
      hidden = db.prepare(`SELECT type, name, tbl_name, rootpage, sql ${index}`).get()
      db.exec(`DELETE ${index}`)
    })
    raw((db) => {
      db.exec(`UPDATE workspace SET open_edit_id = 1; UPDATE partitions SET server_id = 's2' WHERE id = 's1/1';
        UPDATE workspace SET open_edit_id = NULL`)
      db.prepare('INSERT INTO sqlite_schema VALUES (@type, @name, @tbl_name, @rootpage, @sql)').run(hidden)
    })
    const check = new Database(path, { readonly: true })
    expect(check.pragma('quick_check', { simple: true })).toBe('ok')
    check.close()
    const error = await errorOfOpening()
    expect(error?.code).toBe('workspace-damaged')
    expect(error?.message).toContain('partitions_by_server')
    expect(aside()).toHaveLength(1)
  })

  test('a file that ends too early', async () => {
    truncateSync(path, 4096 * 5 + 100)
    expect((await errorOfOpening())?.code).toBe('workspace-damaged')
    expect(aside()).toHaveLength(1)
  })

  test('a row without its owner', async () => {
    const raw = new Database(path)
    raw.pragma('foreign_keys = OFF')
    raw.exec(`UPDATE workspace SET open_edit_id = 1; DELETE FROM servers WHERE id = 's1';
      INSERT INTO server_hmcs VALUES ('s1', 0, 'hmc'); UPDATE workspace SET open_edit_id = NULL`)
    raw.close()
    const error = await errorOfOpening()
    expect(error?.code).toBe('workspace-damaged')
    expect(error?.message).toContain('server_hmcs')
  })
})

test('whatever bytes change: opened whole, refused, or moved aside; never overwritten, never a crash', async () => {
  const original = readFileSync(path)
  const seen = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(original.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      async (changes) => {
        const bytes = Buffer.from(original)
        for (const [place, value] of changes) bytes[place] = value
        for (const name of readdirSync(folder.path)) {
          if (name !== '.backups') writeFileSync(join(folder.path, name), '')
        }
        writeFileSync(path, bytes)
        const error = await errorOfOpening()
        seen.add(error?.code ?? 'opened')
        expect(['opened', 'workspace-damaged', 'workspace-foreign', 'workspace-newer']).toContain(
          error?.code ?? 'opened',
        )
        if (error?.code === 'workspace-damaged') {
          const [moved] = aside().filter((name) => error.detail?.includes(name))
          expect(readFileSync(join(folder.path, moved ?? '')).equals(bytes)).toBe(true)
        } else if (error !== null) {
          expect(readFileSync(path).equals(bytes)).toBe(true)
        }
      },
    ),
    { numRuns: 80, seed: 7 },
  )
  expect(seen).toContain('workspace-damaged')
})

describe('backups', () => {
  test('the newest five are kept', async () => {
    const db = await openWorkspaceFile(path, { nowMs })
    for (let day = 1; day <= 7; day += 1) await makeBackup(db, path, nowMs + day * 86_400_000)
    db.close()
    expect(listBackups(path).map((one) => (one.madeAtMs - nowMs) / 86_400_000)).toEqual([7, 6, 5, 4, 3])
  })

  test('a restored backup never replaces a file', async () => {
    const [backup] = listBackups(path)
    const db = await openWorkspaceFile(path, { nowMs })
    applyEdit(db, 'more', nowMs, () => writeFleet(db, smallFleet(5, 1)))
    db.close()
    const restored = restoreBackup(backup?.path ?? '', path, nowMs)
    expect(restored).not.toBe(path)
    const copy = await openWorkspaceFile(restored, { nowMs })
    expect(readFleet(copy)).toEqual(fleet)
    copy.close()
    expect(() => restoreBackup(join(folder.path, 'none.lpm'), path, nowMs)).toThrow(/no backup/)
  })

  test('a backup of one workspace is not taken for one of another whose name begins alike', async () => {
    const other = join(folder.path, 'test-lab.lpm')
    createWorkspaceFile(other, { nowMs })
    const db = await openWorkspaceFile(other, { nowMs })
    await makeBackup(db, other, nowMs)
    db.close()
    expect(listBackups(path)).toHaveLength(1)
    expect(listBackups(other)).toHaveLength(1)
  })
})
