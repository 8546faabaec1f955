import { existsSync, readdirSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { evacuation, makeTestApplication, type TestApplication } from '../../support/test-application.ts'

let app: TestApplication
beforeEach(() => {
  app = makeTestApplication()
})
afterEach(() => app.close())

const importFile = async (name: string, lines: readonly string[]) => {
  const preview = await app.ask('import.preview', { jobId: name, paths: [app.file(name, lines)] })
  return app.ask('import.commit', { importId: preview.importId })
}

describe('the gate', () => {
  test('refuses unknown commands, wrong input and too much of it', async () => {
    const call = async (name: string, input: unknown) => {
      const answer = await app.application.call(name, input)
      return answer.ok ? 'answered' : answer.error.code
    }
    expect(await call('workspace.burn', {})).toBe('request-unknown')
    expect(await call('toString', {})).toBe('request-unknown')
    expect(await call('workspace.open', { path: 7 })).toBe('request-invalid')
    expect(await call('workspace.state', { more: 1 })).toBe('request-invalid')
    expect(await call('workspace.state', undefined)).toBe('request-invalid')
    expect(await call('import.preview', { jobId: 'x', paths: Array(600_000).fill('a') })).toBe(
      'request-too-large',
    )
    expect(await call('workspace.state', { bytes: new Uint8Array(50_000_000) })).toBe('request-too-large')
    let deep: unknown = {}
    for (let level = 0; level < 100; level += 1) deep = { deep }
    expect(await call('workspace.state', deep)).toBe('request-too-large')
  })

  test('says who it is', async () => {
    const info = await app.ask('app.info', {})
    expect(info).toMatchObject({ version: '0.1.0', host: 'command line' })
    expect(info.workspaceFolder).toBe(join(app.folder, 'data', 'workspaces'))
  })
})

describe('workspaces', () => {
  test('everything that needs one says so while none is open', async () => {
    expect(await app.ask('workspace.state', {})).toBeNull()
    for (const name of [
      'inventory.fleet',
      'history.list',
      'history.undo',
      'assumptions.get',
      'plan.list',
    ] as const) {
      expect((await app.refusal(name, {})).code, name).toBe('workspace-none')
    }
    const preview = { jobId: 'j', paths: [app.folder] }
    expect((await app.refusal('import.preview', preview)).code).toBe('workspace-none')
  })

  test('a bare name is made in the workspace folder, once', async () => {
    const state = await app.ask('workspace.create', { path: 'North' })
    expect(state).toMatchObject({
      path: join(app.folder, 'data', 'workspaces', 'North.lpm'),
      name: 'North',
      servers: 0,
      revision: 0,
      savedAtMs: null,
      undo: null,
      redo: null,
    })
    expect((await app.refusal('workspace.create', { path: 'North.lpm' })).code).toBe('workspace-exists')
    expect((await app.ask('workspace.state', {}))?.name).toBe('North')
  })

  test.each(['..', 'a:b', 'what?', 'nul', 'dot.'])('refuses the name %j', async (path) => {
    expect((await app.refusal('workspace.create', { path })).code).toBe('request-invalid')
  })

  test('a failed opening leaves the open workspace open', async () => {
    await app.ask('workspace.create', { path: 'North' })
    expect((await app.refusal('workspace.open', { path: join(app.folder, 'no.lpm') })).code).toBe(
      'workspace-missing',
    )
    const text = app.file('text.lpm', [
      'not a database, but long enough to have a header of one hundred bytes',
    ])
    expect((await app.refusal('workspace.open', { path: text })).code).toBe('workspace-foreign')
    expect((await app.ask('workspace.state', {}))?.name).toBe('North')
  })

  test('opening the open workspace again keeps it and its lock', async () => {
    const { path } = await app.ask('workspace.create', { path: 'North' })
    await importFile('a.txt', ['server,s1'])
    expect(await app.ask('workspace.open', { path })).toMatchObject({ path, servers: 1 })
    const other = makeTestApplication()
    try {
      const locked = await other.refusal('workspace.open', { path })
      // One process shares its locks among threads, so SQLite itself has to notice.
      expect(locked.code).toBe('workspace-locked')
      expect(locked.message).toContain('North.lpm')
    } finally {
      await other.close()
    }
  })

  test('lists recent workspaces first and says which are gone', async () => {
    await app.ask('workspace.create', { path: 'B' })
    await app.ask('workspace.create', { path: 'A' })
    await app.ask('workspace.close', {})
    const list = await app.ask('workspace.list', {})
    expect(list.map((one) => [one.name, one.exists])).toEqual([
      ['A', true],
      ['B', true],
    ])
    app.file('data/recent.json', ['{ broken'])
    expect((await app.ask('workspace.list', {})).map((one) => one.name)).toEqual(['A', 'B'])
    app.file('data/recent.json', [JSON.stringify({ version: 1, paths: [join(app.folder, 'gone.lpm')] })])
    expect((await app.ask('workspace.list', {}))[0]).toMatchObject({ name: 'gone', exists: false })
  })

  test('a backup is made once a day, and opened as a workspace of its own', async () => {
    const { path } = await app.ask('workspace.create', { path: 'North' })
    await importFile('a.txt', ['server,s1'])
    const reopen = async (hours: number) => {
      app.clock.nowMs += hours * 3_600_000
      await app.ask('workspace.close', {})
      await app.ask('workspace.open', { path })
      await app.ask('workspace.close', {})
      return readdirSync(join(path, '..', '.backups'))
    }
    const [first = ''] = await reopen(1)
    expect(await reopen(2)).toEqual([first])
    expect(await reopen(23)).toHaveLength(2)
    const restored = await app.ask('workspace.open', { path: join(path, '..', '.backups', first) })
    expect(restored.name).toMatch(/^North restored /)
    expect(restored).toMatchObject({ servers: 1, undo: { label: 'Import of a.txt' } })
    expect(join(restored.path, '..')).toBe(join(path, '..'))
  })

  test('a damaged workspace is named with its backup, and that one opens', async () => {
    const { path } = await app.ask('workspace.create', { path: 'North' })
    await importFile('a.txt', ['server,s1'])
    await app.ask('workspace.close', {})
    await app.ask('workspace.open', { path })
    await app.ask('workspace.close', {})
    truncateSync(path, 20_000)
    const refusal = await app.refusal('workspace.open', { path })
    expect(refusal.code).toBe('workspace-damaged')
    const backup = /“([^”]+)”/.exec(refusal.hint ?? '')?.[1] ?? ''
    expect(await app.ask('workspace.open', { path: backup })).toMatchObject({ path, servers: 1 })
  })

  test('the sample comes in through the import, beside an earlier one', async () => {
    const first = await app.ask('workspace.open-sample', { jobId: 'one' })
    expect(first).toMatchObject({ name: 'Sample data centre', servers: 2, partitions: 3 })
    expect(first.undo?.label).toBe('Import of the sample data centre')
    const second = await app.ask('workspace.open-sample', { jobId: 'two' })
    expect(second.name).toBe('Sample data centre 2')
  })

  test('a sample that cannot be read leaves no file and the open workspace open', async () => {
    await app.ask('workspace.create', { path: 'North' })
    app.file('sample/lines.txt', ['nothing we know'])
    expect((await app.refusal('workspace.open-sample', { jobId: 'one' })).code).toBe('import-nothing')
    expect((await app.ask('workspace.state', {}))?.name).toBe('North')
    expect(
      readdirSync(join(app.folder, 'data', 'workspaces')).filter((name) => name.startsWith('Sample')),
    ).toEqual([])
  })
})

describe('imports', () => {
  beforeEach(() => app.ask('workspace.create', { path: 'North' }))

  test('nothing is written before the commit, and exactly the preview after it', async () => {
    const preview = await app.ask('import.preview', {
      jobId: 'j',
      paths: [app.file('a.txt', ['server,s1', 'partition,s1,1,4096'])],
    })
    expect(preview.totals).toEqual({ servers: 1, vios: 1, partitions: 1 })
    expect((await app.ask('inventory.fleet', {})).fleet.servers).toEqual([])
    app.events.length = 0
    const committed = await app.ask('import.commit', { importId: preview.importId })
    expect(committed).toEqual({ label: 'Import of a.txt', servers: 1, vios: 1, partitions: 1 })
    const { fleet, revision } = await app.ask('inventory.fleet', {})
    expect(fleet.partitions.map((one) => one.memoryMib)).toEqual([4096])
    expect(fleet.importedAt).toBe(app.clock.nowMs)
    expect(revision).toBe(1)
    expect(app.events).toEqual([
      { type: 'data-changed', areas: ['inventory', 'history'], revision: 1 },
      { type: 'save-status', savedAtMs: app.clock.nowMs, problem: null },
    ])
    expect((await app.refusal('import.commit', { importId: preview.importId })).code).toBe('import-unknown')
  })

  test('a preview is refused after the inventory changed, not after anything else did', async () => {
    const path = app.file('a.txt', ['server,s1'])
    const one = await app.ask('import.preview', { jobId: 'j', paths: [path] })
    await app.ask('assumptions.set', { key: 'theta', scope: 'fleet', scopeId: null, value: 5, reason: null })
    const two = await app.ask('import.preview', { jobId: 'j', paths: [path] })
    await app.ask('import.commit', { importId: one.importId })
    const refusal = await app.refusal('import.commit', { importId: two.importId })
    expect(refusal).toMatchObject({ code: 'import-unknown', detail: 'Nothing was imported.' })
  })

  test('a preview does not outlive its workspace', async () => {
    const preview = await app.ask('import.preview', { jobId: 'j', paths: [app.file('a.txt', ['server,s1'])] })
    await app.ask('workspace.create', { path: 'South' })
    expect((await app.refusal('import.commit', { importId: preview.importId })).code).toBe('import-unknown')
    expect((await app.refusal('import.discard', { importId: preview.importId })).code).toBe('import-unknown')
  })

  test('says when nothing could be recognised', async () => {
    const paths = [app.file('shopping.txt', ['milk'])]
    const refusal = await app.refusal('import.preview', { jobId: 'j', paths })
    expect(refusal.code).toBe('import-nothing')
    expect(refusal.message).toContain('shopping.txt')
  })

  test('a cancelled import leaves nothing behind', async () => {
    const asked = app.refusal('import.preview', {
      jobId: 'slow',
      paths: [app.file('a.txt', ['slow', 'server,s1'])],
    })
    while (!(await app.application.call('job.cancel', { jobId: 'slow', keep: false })).ok);
    expect((await asked).code).toBe('job-cancelled')
    expect((await app.ask('inventory.fleet', {})).fleet.servers).toEqual([])
  })
})

describe('history', () => {
  test('undo and redo survive closing, and tell what changed', async () => {
    const { path } = await app.ask('workspace.create', { path: 'North' })
    expect((await app.refusal('history.undo', {})).code).toBe('nothing-to-undo')
    await importFile('a.txt', ['server,s1'])
    await importFile('b.txt', ['server,s2'])
    await app.ask('workspace.close', {})
    await app.ask('workspace.open', { path })
    expect((await app.ask('history.list', {})).map((entry) => entry.label)).toEqual([
      'Import of b.txt',
      'Import of a.txt',
    ])
    const undone = await app.ask('history.undo', {})
    expect(undone).toMatchObject({ servers: 1, redo: { label: 'Import of b.txt' }, revision: 3 })
    expect((await app.ask('inventory.fleet', {})).fleet.servers.map((one) => one.id)).toEqual(['s1'])
    await app.ask('workspace.close', {})
    await app.ask('workspace.open', { path })
    expect(await app.ask('history.redo', {})).toMatchObject({ servers: 2, redo: null })
    expect((await app.refusal('history.redo', {})).code).toBe('nothing-to-undo')
  })
})

describe('assumptions', () => {
  beforeEach(async () => {
    await app.ask('workspace.create', { path: 'North' })
    await importFile('a.txt', ['server,s1', 'partition,s1,1,4096'])
  })
  const theta = { key: 'theta', scope: 'fleet' as const, scopeId: null, value: 5, reason: 'measured once' }

  test('are set, replaced and taken back', async () => {
    await app.ask('assumptions.set', theta)
    await app.ask('assumptions.set', { ...theta, value: 6 })
    expect((await app.ask('assumptions.get', {})).assumptions.overrides).toEqual([{ ...theta, value: 6 }])
    const before = (await app.ask('workspace.state', {}))?.revision
    await app.ask('assumptions.set', { ...theta, value: 6 })
    expect((await app.ask('workspace.state', {}))?.revision).toBe(before)
    await app.ask('assumptions.set', { ...theta, value: null })
    expect((await app.ask('assumptions.get', {})).assumptions.overrides).toEqual([])
    await app.ask('assumptions.set-class', { partitionId: 's1/1', workloadClass: 'oltp' })
    expect((await app.ask('assumptions.get', {})).classes).toEqual([
      { partitionId: 's1/1', workloadClass: 'oltp', reason: 'typed by you' },
    ])
  })

  test.each([
    ['an unknown key', { ...theta, key: 'phi' }, 'assumption-invalid'],
    ['a value out of range', { ...theta, value: 51 }, 'assumption-invalid'],
    [
      'a scope it does not have',
      { ...theta, scope: 'partition' as const, scopeId: 's1/1' },
      'assumption-invalid',
    ],
    ['a fleet value for one thing', { ...theta, scopeId: 's1' }, 'assumption-invalid'],
    ['a server value for none', { ...theta, scope: 'server' as const }, 'assumption-invalid'],
    ['a class there is not', { ...theta, scope: 'class' as const, scopeId: 'batch' }, 'assumption-invalid'],
    ['a server there is not', { ...theta, scope: 'server' as const, scopeId: 's9' }, 'inventory-missing'],
  ])('refuse %s', async (_what, input, code) => {
    expect((await app.refusal('assumptions.set', input)).code).toBe(code)
    expect((await app.ask('assumptions.get', {})).assumptions.overrides).toEqual([])
  })

  test('refuse the class of a partition there is not', async () => {
    const refusal = await app.refusal('assumptions.set-class', { partitionId: 's9/1', workloadClass: 'idle' })
    expect(refusal.code).toBe('inventory-missing')
  })
})

describe('mobility', () => {
  test('judges what is asked for, of the inventory only', async () => {
    await app.ask('workspace.open-sample', { jobId: 's' })
    expect(await app.ask('mobility.check', { partitionIds: null, targetServerIds: null })).toHaveLength(6)
    expect(await app.ask('mobility.check', { partitionIds: ['s1/1'], targetServerIds: ['s2'] })).toHaveLength(
      1,
    )
    const refusal = await app.refusal('mobility.check', { partitionIds: ['s1/9'], targetServerIds: null })
    expect(refusal.code).toBe('inventory-missing')
  })
})

describe('plans', () => {
  beforeEach(() => app.ask('workspace.open-sample', { jobId: 's' }))

  test('are made, judged, forecast and stored in one edit', async () => {
    const { planId } = await app.ask('plan.evacuate', evacuation('j', 'Tonight'))
    expect(await app.ask('plan.list', {})).toEqual([
      {
        id: planId,
        name: 'Tonight',
        goal: 'Empty name of s1',
        moves: 2,
        unplaced: 0,
        memoryMib: 12_288,
        createdAtMs: app.clock.nowMs,
        valid: true,
        endP50S: 100,
        endP90S: 120,
        stale: false,
      },
    ])
    const view = await app.ask('plan.get', { planId })
    expect(view).toMatchObject({
      id: planId,
      report: { valid: true },
      forecast: { samples: 10 },
      stale: false,
    })
    expect((await app.ask('workspace.state', {}))?.undo?.label).toBe('Plan Tonight')
    await app.ask('history.undo', {})
    expect((await app.refusal('plan.get', { planId })).code).toBe('plan-missing')
  })

  test('are stale as long as the inventory or the assumptions are others', async () => {
    const { planId } = await app.ask('plan.evacuate', evacuation('j', 'Tonight'))
    await app.ask('assumptions.set', { key: 'theta', scope: 'fleet', scopeId: null, value: 5, reason: null })
    expect((await app.ask('plan.get', { planId })).stale).toBe(true)
    await app.ask('history.undo', {})
    expect((await app.ask('plan.get', { planId })).stale).toBe(false)
    await importFile('more.txt', ['server,s3'])
    expect((await app.ask('plan.list', {}))[0]?.stale).toBe(true)
  })

  test('are forecast again, verified, renamed and removed', async () => {
    const { planId } = await app.ask('plan.evacuate', evacuation('j', 'Tonight'))
    const forecast = await app.ask('plan.forecast', { jobId: 'f', planId, samples: 77, seed: 3 })
    expect(forecast).toMatchObject({ samples: 77, seed: 3 })
    expect((await app.ask('plan.get', { planId })).forecast?.samples).toBe(77)
    expect((await app.ask('plan.verify', { planId })).valid).toBe(true)
    await app.ask('plan.rename', { planId, name: 'Tomorrow' })
    expect((await app.ask('plan.get', { planId })).plan.name).toBe('Tomorrow')
    await app.ask('plan.remove', { planId })
    expect(await app.ask('plan.list', {})).toEqual([])
    for (const code of [
      (await app.refusal('plan.remove', { planId })).code,
      (await app.refusal('plan.rename', { planId, name: 'x' })).code,
      (await app.refusal('plan.verify', { planId })).code,
      (await app.refusal('plan.forecast', { jobId: 'f', planId, samples: 1, seed: 1 })).code,
      (await app.refusal('plan.export', { planId, format: 'csv' })).code,
    ]) {
      expect(code).toBe('plan-missing')
    }
  })

  test('go out as a document and come back, judged on the way in', async () => {
    const { planId } = await app.ask('plan.evacuate', evacuation('j', 'Tonight'))
    const { text } = await app.ask('plan.export', { planId, format: 'json' })
    const again = await app.ask('plan.import', { text })
    const view = await app.ask('plan.get', { planId: again.planId })
    expect(view.plan).toEqual((await app.ask('plan.get', { planId })).plan)
    expect(view.report.checks).toEqual(['R-EXISTS'])
    const stranger = text.replaceAll('s1/1', 's9/1')
    const invalid = await app.ask('plan.import', { text: stranger })
    expect((await app.ask('plan.get', invalid)).report).toMatchObject({ valid: false })
    expect((await app.ask('plan.list', {})).map((one) => one.valid)).toEqual([false, true, true])
    const lost = await app.refusal('plan.forecast', { jobId: 'f', ...invalid, samples: 1, seed: 1 })
    expect(lost).toMatchObject({ code: 'inventory-missing' })
    expect(lost.message).toContain('s9/1')
  })

  test.each([
    ['no JSON', '{', 'it is no JSON'],
    ['something else', '{"format":"recipe"}', 'lpm-plan'],
    ['a newer version', '{"format":"lpm-plan","version":2}', 'newer version'],
  ])('refuse %s', async (_what, text, words) => {
    const refusal = await app.refusal('plan.import', { text })
    expect(refusal.code).toBe('plan-invalid')
    expect(refusal.message).toContain(words)
  })

  test('no script is written for a plan that does not hold any more', async () => {
    const { planId } = await app.ask('plan.evacuate', evacuation('j', 'Tonight'))
    expect((await app.ask('plan.export', { planId, format: 'migrlpar' })).fileName).toBe('Tonight.migrlpar')
    const stranger = (await app.ask('plan.export', { planId, format: 'json' })).text.replaceAll(
      's1/1',
      's9/1',
    )
    const imported = await app.ask('plan.import', { text: stranger })
    const refusal = await app.refusal('plan.export', { ...imported, format: 'migrlpar' })
    expect(refusal).toMatchObject({ code: 'plan-refused', detail: 's9/1 is not in the inventory.' })
    expect((await app.ask('plan.export', { ...imported, format: 'csv' })).text).toBe('Tonight')
  })

  test('are refused for servers there are not, and for goals without an answer', async () => {
    expect((await app.refusal('plan.evacuate', evacuation('j', 'x', ['s9']))).code).toBe('inventory-missing')
    expect((await app.refusal('plan.evacuate', evacuation('j', 'x', ['s1', 's2']))).code).toBe(
      'plan-impossible',
    )
    await importFile('more.txt', ['server,s3'])
    const empty = await app.refusal('plan.evacuate', evacuation('j', 'x', ['s3']))
    expect(empty.message).toBe('name of s3 cannot be emptied: there is no partition to move.')
  })

  test('do not land in another workspace', async () => {
    const asked = app.refusal('plan.evacuate', evacuation('j', 'slow'))
    await expect.poll(() => app.events.some((event) => event.type === 'job-progress')).toBe(true)
    await app.ask('workspace.create', { path: 'South' })
    await app.ask('job.cancel', { jobId: 'j', keep: true })
    expect(await asked).toMatchObject({ code: 'workspace-none', detail: 'Nothing was changed.' })
    expect(await app.ask('plan.list', {})).toEqual([])
  })
})

describe('jobs', () => {
  beforeEach(() => app.ask('workspace.open-sample', { jobId: 's' }))
  const started = () =>
    expect.poll(() => app.events.some((event) => event.type === 'job-progress')).toBe(true)

  test('stop and keep the best', async () => {
    const asked = app.ask('plan.evacuate', evacuation('j', 'slow'))
    await started()
    expect((await app.refusal('plan.evacuate', evacuation('j', 'again'))).code).toBe('request-invalid')
    await app.ask('job.cancel', { jobId: 'j', keep: true })
    const view = await app.ask('plan.get', await asked)
    expect(view.plan.moves).toHaveLength(1)
    expect(view.forecast?.samples).toBe(0)
    expect((await app.refusal('job.cancel', { jobId: 'j', keep: true })).code).toBe('job-unknown')
  })

  test('abandon', async () => {
    const asked = app.refusal('plan.evacuate', evacuation('j', 'slow'))
    await started()
    await app.ask('job.cancel', { jobId: 'j', keep: false })
    expect((await asked).code).toBe('job-cancelled')
    expect(await app.ask('plan.list', {})).toEqual([])
  })

  test('a deaf job is abandoned with its thread', async () => {
    const asked = app.refusal('plan.evacuate', evacuation('j', 'deaf'))
    await started()
    await app.ask('job.cancel', { jobId: 'j', keep: false })
    expect((await asked).code).toBe('job-cancelled')
    await app.ask('plan.evacuate', evacuation('j', 'after'))
  })

  test('report at most ten times a second', async () => {
    const asked = app.ask('plan.evacuate', evacuation('j', 'slow'))
    await started()
    const from = performance.now()
    app.events.length = 0
    await expect.poll(() => app.events.length, { timeout: 5000 }).toBeGreaterThan(4)
    const perSecond = app.events.length / ((performance.now() - from) / 1000)
    await app.ask('job.cancel', { jobId: 'j', keep: true })
    await asked
    expect(perSecond).toBeLessThan(15)
  })

  test('a worker that dies fails its job and is replaced', async () => {
    const died = await app.refusal('plan.evacuate', evacuation('j', 'deadly'))
    expect(died.code).toBe('worker-died')
    await app.ask('plan.evacuate', evacuation('j', 'after'))
    const fault = await app.refusal('plan.evacuate', evacuation('j', 'faulty'))
    expect(fault).toMatchObject({ code: 'internal', detail: 'Error: a fault of ours' })
  })
})

test('closing releases the workspace and leaves one file', async () => {
  const { path } = await app.ask('workspace.create', { path: 'North' })
  await importFile('a.txt', ['server,s1'])
  await app.application.close()
  expect([existsSync(path), existsSync(`${path}-wal`), existsSync(`${path}-shm`)]).toEqual([
    true,
    false,
    false,
  ])
  expect((await app.refusal('workspace.state', {})).code).toBe('job-cancelled')
})
