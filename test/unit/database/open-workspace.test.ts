import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listBackups } from '../../../electron/database/backup.ts'
import { latestVersion, migrations, type Migration } from '../../../electron/database/migrations.ts'
import { createWorkspaceFile, openWorkspaceFile } from '../../../electron/database/open-workspace.ts'
import { applicationId } from '../../../electron/database/sqlite.ts'
import { makeTestFolder, openNewWorkspace, testNowMs, type TestFolder } from '../../support/workspace-file.ts'

let folder: TestFolder
let path: string
beforeEach(() => {
  folder = makeTestFolder()
  path = join(folder.path, 'test.lpm')
})
afterEach(() => {
  folder.remove()
})

const nowMs = testNowMs
const open = (file = path, all: readonly Migration[] = migrations) =>
  openWorkspaceFile(file, { nowMs, migrations: all })
const codeOf = (opening: Promise<unknown>) =>
  opening.then(
    () => 'opened',
    (cause: unknown) => (cause as { error?: { code: string } }).error?.code ?? String(cause),
  )

describe('settings', () => {
  test('are those the data needs', async () => {
    const db = await openNewWorkspace(folder)
    const read = (name: string) => db.pragma(name, { simple: true })
    expect(read('journal_mode')).toBe('wal')
    expect(read('synchronous')).toBe(2)
    expect(read('foreign_keys')).toBe(1)
    expect(read('trusted_schema')).toBe(0)
    expect(read('cell_size_check')).toBe(1)
    expect(read('locking_mode')).toBe('exclusive')
    expect(read('application_id')).toBe(applicationId)
    expect(read('user_version')).toBe(latestVersion())
    db.close()
  })

  test('every table is strict and every quantity carries its unit', async () => {
    const db = await openNewWorkspace(folder)
    const loose = db
      .prepare(
        `SELECT name FROM pragma_table_list WHERE strict = 0 AND schema = 'main' AND name NOT LIKE 'sqlite%'`,
      )
      .pluck()
      .all()
    expect(loose).toEqual([])
    const columns = db
      .prepare<[], string>(
        `SELECT DISTINCT c.name FROM pragma_table_list t, pragma_table_info(t.name) c WHERE c.name GLOB '*memory*'
         AND c.type = 'INTEGER'`,
      )
      .pluck()
      .all()
    expect(columns.length).toBeGreaterThan(5)
    expect(columns.filter((name) => !name.endsWith('_mib'))).toEqual([])
    db.close()
  })
})

describe('refusals', () => {
  test('a file that is not there', async () => {
    expect(await codeOf(open())).toBe('workspace-missing')
    expect(await codeOf(open(join(path, 'below')))).toBe('workspace-missing')
    expect(existsSync(path)).toBe(false)
  })

  test('files of others, unchanged', async () => {
    writeFileSync(path, '')
    expect(await codeOf(open())).toBe('workspace-foreign')
    writeFileSync(path, 'name,lpar_id\n'.repeat(100))
    expect(await codeOf(open())).toBe('workspace-foreign')
    expect(readFileSync(path, 'utf8')).toBe('name,lpar_id\n'.repeat(100))
    const other = new Database(join(folder.path, 'other.db'))
    other.exec('CREATE TABLE notes (text TEXT)')
    other.close()
    expect(await codeOf(open(join(folder.path, 'other.db')))).toBe('workspace-foreign')
    expect(await codeOf(open(folder.path))).toBe('workspace-foreign')
  })

  test('a file with our mark and a schema of somebody else', async () => {
    const db = await openNewWorkspace(folder)
    db.exec('CREATE TRIGGER sly AFTER INSERT ON plans BEGIN DELETE FROM partitions; END')
    db.close()
    expect(await codeOf(open())).toBe('workspace-foreign')
    expect(readdirSync(folder.path)).toContain('test.lpm')
  })

  test('a file of a newer version, by number, unchanged', async () => {
    const db = await openNewWorkspace(folder)
    db.pragma('user_version = 99')
    db.close()
    const before = readFileSync(path)
    const failure = await open().catch((cause: unknown) => cause)
    expect(failure).toMatchObject({ error: { code: 'workspace-newer' } })
    expect(String(failure)).toContain('format 99')
    expect(readFileSync(path).equals(before)).toBe(true)
  })

  test('a newer version that only the log knows of', async () => {
    const writer = await openNewWorkspace(folder)
    writer.pragma('user_version = 99')
    const log = readFileSync(`${path}-wal`)
    const file = readFileSync(path)
    writer.close()
    writeFileSync(path, file)
    writeFileSync(`${path}-wal`, log)
    expect(await codeOf(open())).toBe('workspace-newer')
    expect(readFileSync(path).equals(file)).toBe(true)
    expect(readFileSync(`${path}-wal`).equals(log)).toBe(true)
  })

  test('a file another connection holds', async () => {
    const db = await openNewWorkspace(folder)
    const other = join(folder.path, 'link.lpm')
    symlinkSync(path, other)
    expect(await codeOf(open(other))).toBe('workspace-locked')
    db.close()
    expect(await codeOf(open(other).then((again) => again.close()))).toBe('opened')
  })
})

describe('making', () => {
  test('never replaces a file and leaves nothing unfinished', () => {
    createWorkspaceFile(path, { nowMs })
    const before = readFileSync(path)
    expect(() => {
      createWorkspaceFile(path, { nowMs })
    }).toThrow(/already/)
    expect(readFileSync(path).equals(before)).toBe(true)
    expect(readdirSync(folder.path)).toEqual(['test.lpm'])
  })

  test('makes the folder, and says when it cannot', () => {
    createWorkspaceFile(join(folder.path, 'new', 'deep', 'a.lpm'), { nowMs })
    writeFileSync(join(folder.path, 'file'), '')
    const inFile = () => {
      createWorkspaceFile(join(folder.path, 'file', 'a.lpm'), { nowMs })
    }
    expect(inFile).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ code: 'workspace-read-only' }) }),
    )
  })

  test('a leftover of a crash while making is no obstacle', () => {
    writeFileSync(`${path}.unfinished`, 'half a database')
    createWorkspaceFile(path, { nowMs })
    expect(readdirSync(folder.path)).toEqual(['test.lpm'])
  })
})

describe('migrations', () => {
  const now = latestVersion()
  const second: Migration = {
    version: now + 1,
    title: 'sites',
    run(db, { track }) {
      db.exec('CREATE TABLE sites (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT')
      track(['sites'])
    },
  }
  const broken: Migration = {
    version: now + 2,
    title: 'broken',
    run(db) {
      db.exec('CREATE TABLE halfway (id INTEGER PRIMARY KEY) STRICT')
      throw new Error('the second half fails')
    },
  }

  test('run in order, with a backup of the file as it was before', async () => {
    createWorkspaceFile(path, { nowMs })
    const db = await open(path, [...migrations, second])
    expect(db.pragma('user_version', { simple: true })).toBe(now + 1)
    db.close()
    const [backup] = listBackups(path)
    expect(backup?.madeAtMs).toBe(nowMs)
    const old = new Database(backup?.path)
    expect(old.pragma('user_version', { simple: true })).toBe(now)
    old.close()
    expect(await codeOf(open(path))).toBe('workspace-newer')
  })

  test('fail whole', async () => {
    createWorkspaceFile(path, { nowMs })
    await expect(open(path, [...migrations, second, broken])).rejects.toThrow('the second half fails')
    const db = await open(path, [...migrations, second])
    expect(db.pragma('user_version', { simple: true })).toBe(now + 1)
    expect(db.prepare(`SELECT count(*) FROM sqlite_schema WHERE name = 'halfway'`).pluck().get()).toBe(0)
    db.close()
  })

  test('do not begin where no backup can be made', async () => {
    createWorkspaceFile(path, { nowMs })
    writeFileSync(join(folder.path, '.backups'), 'a file in the way')
    const failure = await open(path, [...migrations, second]).catch((cause: unknown) => cause)
    expect(failure).toMatchObject({ error: { code: 'workspace-read-only' } })
    const db = await open(path)
    expect(db.pragma('user_version', { simple: true })).toBe(now)
    db.close()
  })

  test('are numbered without gaps', () => {
    expect(migrations.map((one) => one.version)).toEqual(migrations.map((_, place) => place + 1))
  })
})

test.skipIf(process.getuid?.() === 0)('a folder that cannot be written (not as root)', async () => {
  const locked = join(folder.path, 'locked')
  mkdirSync(locked)
  createWorkspaceFile(join(locked, 'a.lpm'), { nowMs })
  chmodSync(join(locked, 'a.lpm'), 0o400)
  chmodSync(locked, 0o500)
  expect(await codeOf(open(join(locked, 'a.lpm')))).toBe('workspace-read-only')
  chmodSync(locked, 0o700)
})
