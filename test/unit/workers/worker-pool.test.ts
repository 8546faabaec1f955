import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { DataTasks } from '../../../electron/workers/data-tasks.ts'
import type { EngineTasks } from '../../../electron/workers/engine-tasks.ts'
import { pack } from '../../../electron/workers/packed.ts'
import { stopFlag } from '../../../electron/workers/stop-flag.ts'
import { createWorkerPool, type WorkerPool } from '../../../electron/workers/worker-pool.ts'
import { bundledWorker } from '../../support/bundled-workers.ts'
import { smallFleet } from '../../support/small-fleet.ts'
import { makeTestFolder, testNowMs, type TestFolder } from '../../support/workspace-file.ts'

const override = {
  key: 'theta',
  scope: 'fleet' as const,
  scopeId: null,
  value: 5,
  reason: null,
  nowMs: testNowMs,
}

describe('the data worker', () => {
  let folder: TestFolder
  let path: string | null
  let pool: WorkerPool<DataTasks>
  beforeEach(() => {
    folder = makeTestFolder()
    path = null
    pool = createWorkerPool<DataTasks>({
      url: bundledWorker('data'),
      name: 'data',
      size: 1,
      graceMs: null,
      firstTaskAfterDeath: () => (path === null ? null : { task: 'open', input: { path, nowMs: testNowMs } }),
    })
  })
  afterEach(async () => {
    await pool.close()
    folder.remove()
  })

  test('is replaced after its death and opens its workspace again, with everything saved', async () => {
    const state = await pool.run('create', { path: join(folder.path, 'a.lpm'), nowMs: testNowMs })
    path = state.path
    await pool.run('set-assumption', override)
    const thread = pool.threads()[0]
    const waiting = pool.run('plans', {}).catch((cause: unknown) => cause)
    await thread?.terminate()
    expect(await waiting).toMatchObject({ error: { code: 'worker-died' } })
    expect((await pool.run('assumptions', {})).assumptions.overrides).toHaveLength(1)
    expect(pool.threads()[0]).not.toBe(thread)
  })

  test('says what keeps the workspace from being opened again', async () => {
    path = (await pool.run('create', { path: join(folder.path, 'a.lpm'), nowMs: testNowMs })).path
    await pool.threads()[0]?.terminate()
    folder.remove()
    await expect(pool.run('plans', {})).rejects.toMatchObject({ error: { code: 'workspace-missing' } })
    // It says so once; after that there is simply no workspace.
    await expect(pool.run('plans', {})).rejects.toMatchObject({ error: { code: 'workspace-none' } })
  })

  test('answers in the order it was asked', async () => {
    const answers: string[] = []
    await Promise.all([
      pool
        .run('create', { path: join(folder.path, 'a.lpm'), nowMs: testNowMs })
        .then(() => answers.push('create')),
      pool.run('set-assumption', override).then(() => answers.push('set')),
      pool.run('undo', { nowMs: testNowMs }).then(() => answers.push('undo')),
      pool.run('state', {}).then((state) => answers.push(state?.redo?.label ?? '')),
    ])
    expect(answers).toEqual(['create', 'set', 'undo', 'Set Copy threshold'])
  })
})

describe('a pool of engine workers', () => {
  const pool = createWorkerPool<EngineTasks>({
    url: bundledWorker('engine'),
    name: 'engine',
    size: 2,
    graceMs: 200,
  })
  afterEach(() => pool.close())

  test('works side by side, lets the rest wait, and drops a waiting task at once when it is abandoned', async () => {
    const judge = (flag = stopFlag()) =>
      pool.run('judge', { fleet: pack(smallFleet(2, 2)), partitionIds: null, serverIds: null }, { flag })
    const abandoned = stopFlag()
    const runs = [judge(), judge(), judge(), judge(abandoned).catch((cause: unknown) => cause)]
    abandoned.ask('abandon')
    pool.noticeAbandon(abandoned)
    const answers = await Promise.all(runs)
    expect(answers.slice(0, 3).map((answer) => (Array.isArray(answer) ? answer.length : answer))).toEqual([
      8, 8, 8,
    ])
    expect(answers[3]).toMatchObject({ error: { code: 'job-cancelled' } })
    expect(pool.threads()).toHaveLength(2)
  })
})

test('who abandoned a job does not get it back by asking to keep the best', () => {
  const flag = stopFlag()
  expect(flag.wish()).toBe('run')
  flag.ask('keep')
  expect(stopFlag(flag.buffer).wish()).toBe('keep')
  flag.ask('abandon')
  flag.ask('keep')
  expect(flag.wish()).toBe('abandon')
})
