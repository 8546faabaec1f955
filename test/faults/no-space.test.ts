import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { listBackups, makeBackup } from '../../electron/database/backup.ts'
import { applyEdit, listHistory, undo } from '../../electron/database/edits.ts'
import { readFleet, writeFleet } from '../../electron/database/fleet-repository.ts'
import { createWorkspaceFile, openWorkspaceFile } from '../../electron/database/open-workspace.ts'
import { workspaceFailure } from '../../electron/database/sqlite-failure.ts'
import { WorkspaceSession } from '../../electron/workers/workspace-session.ts'
import type { HostEvent } from '../../shared/contract/events.ts'
import { smallFleet } from '../support/small-fleet.ts'
import { dump, makeTestFolder, testNowMs, type TestFolder } from '../support/workspace-file.ts'

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
const child = join(import.meta.dirname, '..', 'support', 'children', 'say-codes.ts')

interface Limits {
  readonly uid?: number
  readonly fileKilobytes?: number
}

/** Outcome of each step in a process of its own: "done" or an error code. */
function stepsIn(limits: Limits, file: string, steps: readonly string[]): readonly string[] {
  const command = [process.execPath, child, file, ...steps]
  const { fileKilobytes, uid } = limits
  const ran =
    fileKilobytes === undefined
      ? spawnSync(command[0] ?? '', command.slice(1), {
          encoding: 'utf8',
          ...(uid === undefined ? {} : { uid }),
        })
      : // A signal that is ignored turns the size limit into a write error, as a full disk or quota gives.
        spawnSync('bash', ['-c', `trap '' XFSZ; ulimit -f ${fileKilobytes}; exec "$@"`, 'bash', ...command], {
          encoding: 'utf8',
        })
  const lines = ran.stdout.trim().split('\n')
  if (lines.length !== steps.length) throw new Error(`the child said: ${ran.stdout} ${ran.stderr}`)
  return lines.map((line) => String((JSON.parse(line) as unknown[])[1]))
}

describe('a full disk', () => {
  test('an edit that does not fit leaves everything as it was, and the workspace lives on', async () => {
    createWorkspaceFile(path, { nowMs })
    const events: HostEvent[] = []
    const session = await WorkspaceSession.open(path, nowMs, {
      emit: (event) => events.push(event),
      inputHash: () => '',
      limitsOf: () => null,
    })
    session.edit('small', nowMs, (db) => writeFleet(db, smallFleet(2, 2)))
    const before = dump(session.db)
    const pages = Number(session.db.pragma('page_count', { simple: true }))
    session.db.pragma(`max_page_count = ${pages + 5}`)
    events.length = 0
    expect(() => session.edit('big', nowMs + 1, (db) => writeFleet(db, smallFleet(20, 200)))).toThrow(
      expect.objectContaining({ error: expect.objectContaining({ code: 'disk-full' }) }),
    )
    expect(events).toEqual([
      { type: 'save-status', savedAtMs: nowMs, problem: 'There is no space left to write “test.lpm”.' },
    ])
    expect(dump(session.db)).toBe(before)
    expect(session.fleet()).toEqual(smallFleet(2, 2))
    expect(listHistory(session.db).map((entry) => entry.label)).toEqual(['small'])
    session.db.pragma('max_page_count = 1073741823')
    session.edit('big', nowMs + 2, (db) => writeFleet(db, smallFleet(20, 200)))
    expect(session.state()).toMatchObject({ partitions: 4000, savedAtMs: nowMs + 2 })
    session.undo(nowMs)
    expect(dump(session.db)).toBe(before)
    await session.close()
  })

  test.skipIf(process.platform === 'win32')(
    'writes that the system refuses midway lose nothing',
    async () => {
      createWorkspaceFile(path, { nowMs })
      const outcomes = stepsIn({ fileKilobytes: 700 }, path, [
        'open',
        'small edit',
        'big edit',
        'small edit',
        'close',
      ])
      expect(outcomes[0]).toBe('done')
      expect(outcomes[1]).toBe('done')
      expect(['disk-full', 'file-unwritable']).toContain(outcomes[2])
      expect(outcomes[3]).toBe('done')
      const db = await openWorkspaceFile(path, { nowMs })
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
      expect(readFleet(db)).toEqual(smallFleet(2, 1))
      undo(db, nowMs)
      expect(readFleet(db).partitions).toEqual([])
      db.close()
    },
  )

  test.skipIf(process.platform === 'win32')('a new workspace that does not fit leaves no file', () => {
    const [outcome] = stepsIn({ fileKilobytes: 20 }, path, ['create'])
    expect(['disk-full', 'file-unwritable']).toContain(outcome)
    expect(readdirSync(folder.path)).toEqual([])
  })

  test.skipIf(process.platform === 'win32')(
    'a backup that does not fit leaves no file and harms nothing',
    async () => {
      createWorkspaceFile(path, { nowMs })
      const db = await openWorkspaceFile(path, { nowMs })
      applyEdit(db, 'big', nowMs, () => writeFleet(db, smallFleet(2, 2000)))
      db.close()
      const outcomes = stepsIn({ fileKilobytes: 400 }, path, ['open', 'backup'])
      expect(outcomes[0]).toBe('done')
      expect(['disk-full', 'file-unwritable']).toContain(outcomes[1])
      expect(listBackups(path)).toEqual([])
      expect(readdirSync(join(folder.path, '.backups'))).toEqual([])
    },
  )
})

describe.skipIf(process.platform === 'win32' || process.getuid?.() !== 0)(
  'another user’s files (as root)',
  () => {
    const nobody = 65_534
    const asNobody = (file: string, steps: readonly string[]) => stepsIn({ uid: nobody }, file, steps)

    test('a file, a folder, or both that cannot be written', () => {
      chmodSync(folder.path, 0o755)
      createWorkspaceFile(path, { nowMs })
      const before = readdirSync(folder.path)
      expect(asNobody(path, ['open'])).toEqual(['workspace-read-only'])
      chownSync(path, nobody, nobody)
      expect(asNobody(path, ['open'])).toEqual(['workspace-read-only'])
      chmodSync(path, 0o000)
      chownSync(path, 0, 0)
      expect(asNobody(path, ['open'])).toEqual(['workspace-read-only'])
      expect(asNobody(join(folder.path, 'new.lpm'), ['create'])).toEqual(['workspace-read-only'])
      expect(readdirSync(folder.path)).toEqual(before)
    })

    test('a folder for backups that cannot be written', () => {
      const own = join(folder.path, 'own')
      mkdirSync(own)
      chmodSync(folder.path, 0o755)
      createWorkspaceFile(join(own, 'a.lpm'), { nowMs })
      mkdirSync(join(own, '.backups'))
      chownSync(own, nobody, nobody)
      chownSync(join(own, 'a.lpm'), nobody, nobody)
      expect(asNobody(join(own, 'a.lpm'), ['open', 'backup', 'small edit', 'close'])).toEqual([
        'done',
        'workspace-read-only',
        'done',
        'done',
      ])
    })
  },
)

test('a file that is taken away while it is open: said at the next edit, not believed to be saved', async () => {
  createWorkspaceFile(path, { nowMs })
  const events: HostEvent[] = []
  const session = await WorkspaceSession.open(path, nowMs, {
    emit: (event) => events.push(event),
    inputHash: () => '',
    limitsOf: () => null,
  })
  const edit = () => session.edit('fleet', nowMs, (db) => writeFleet(db, smallFleet(1, 1)))
  const away = `${path}.away`
  renameSync(path, away)
  events.length = 0
  expect(edit).toThrow(
    expect.objectContaining({ error: expect.objectContaining({ code: 'workspace-missing' }) }),
  )
  expect(events).toMatchObject([{ type: 'save-status', problem: expect.stringContaining('was moved') }])
  copyFileSync(away, path)
  expect(edit).toThrow(/replaced/)
  renameSync(away, path)
  edit()
  expect(session.state().servers).toBe(1)
  await session.close()
})

test('a file in the place of the backup folder', async () => {
  createWorkspaceFile(path, { nowMs })
  writeFileSync(join(folder.path, '.backups'), 'in the way')
  const db = await openWorkspaceFile(path, { nowMs })
  await expect(makeBackup(db, path, nowMs)).rejects.toMatchObject({ error: { code: 'workspace-read-only' } })
  applyEdit(db, 'still alive', nowMs, () => writeFleet(db, smallFleet(1, 1)))
  db.close()
  expect(existsSync(join(folder.path, '.backups'))).toBe(true)
})

test('what is not about the file keeps its own words', () => {
  const fault = new Error('a constraint of ours')
  expect(workspaceFailure(fault, path)).toBe(fault)
})
