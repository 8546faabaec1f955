import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { listHistory, undo } from '../../electron/database/edits.ts'
import { createWorkspaceFile, openWorkspaceFile } from '../../electron/database/open-workspace.ts'
import { dump, makeTestFolder, testNowMs } from '../support/workspace-file.ts'

const folder = makeTestFolder()
afterAll(() => {
  folder.remove()
})

const child = join(import.meta.dirname, '..', 'support', 'children', 'edit-until-killed.ts')

/** Lets a child commit `count` more edits, kills it without warning; answers the last edit it had said to be saved. */
async function crashAfter(path: string, from: number, count: number): Promise<number> {
  const running = spawn(process.execPath, [child, path, String(from)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  running.stdout.setEncoding('utf8')
  for await (const text of running.stdout as AsyncIterable<string>) {
    said += text
    const lines = said.split('\n').slice(0, -1)
    if (lines.length > count) break
  }
  running.kill('SIGKILL')
  const [, signal] = (await once(running, 'exit')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  return Number(said.split('\n').slice(0, -1).at(-1))
}

test('killed between or in the middle of edits: the file is whole and no acknowledged edit is lost', async () => {
  const path = join(folder.path, 'crash.lpm')
  createWorkspaceFile(path, { nowMs: testNowMs })
  let last = 0
  for (let round = 0; round < 6; round += 1) {
    last = await crashAfter(path, last, 3 + round * 7)
    const db = await openWorkspaceFile(path, { nowMs: testNowMs })
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    const value = Number(db.prepare(`SELECT value FROM assumptions WHERE key = 'edit'`).pluck().get())
    // One more may have been saved without being able to say so any more.
    expect([last, last + 1]).toContain(value)
    expect(db.prepare('SELECT name FROM plans ORDER BY id DESC LIMIT 1').pluck().get()).toBe(`plan ${value}`)
    expect(db.prepare('SELECT count(*) FROM plans').pluck().get()).toBe(value)
    expect(db.prepare('SELECT open_edit_id FROM workspace').pluck().get()).toBeNull()
    last = value
    db.close()
  }
  const db = await openWorkspaceFile(path, { nowMs: testNowMs })
  const edits = listHistory(db).length
  expect(edits).toBe(Math.min(200, last))
  for (let step = 0; step < edits; step += 1) undo(db, testNowMs)
  expect(dump(db)).toContain(last > 200 ? `"plan ${last - 200}"` : 'scenarios')
  expect(db.prepare('SELECT count(*) FROM plans').pluck().get()).toBe(Math.max(0, last - 200))
  db.close()
})
