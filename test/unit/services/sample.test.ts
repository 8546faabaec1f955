/** The whole way with the real importers, rules, planner and engine: the sample data centre through every service. */
import { spawnSync } from 'node:child_process'
import { copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeTestApplication, evacuation, type TestApplication } from '../../support/test-application.ts'
import { workerUrl } from '../../../electron/workers/worker-url.ts'
import { projectRoot } from '../../support/shared-data.ts'

const sampleFolder = join(projectRoot, 'resources', 'sample', 'hmc-output')
let app: TestApplication
let path: string
beforeAll(async () => {
  app = makeTestApplication({ sampleFolder, workers: workerUrl })
  path = (await app.ask('workspace.open-sample', { jobId: 'sample' })).path
})
afterAll(() => app.close())

const largest = async (): Promise<string> => {
  const { fleet } = await app.ask('inventory.fleet', {})
  const sizes = Map.groupBy(fleet.partitions, (one) => one.serverId)
  return [...sizes].sort((a, b) => b[1].length - a[1].length)[0]?.[0] ?? ''
}

describe('the sample data centre', () => {
  test('comes in whole, and a second import of it changes nothing', async () => {
    expect(await app.ask('workspace.state', {})).toMatchObject({ servers: 10, vios: 20, partitions: 200 })
    const before = await app.ask('inventory.fleet', {})
    await app.ask('history.undo', {})
    expect(await app.ask('workspace.state', {})).toMatchObject({ servers: 0, vios: 0, partitions: 0 })
    await app.ask('history.redo', {})
    expect((await app.ask('inventory.fleet', {})).fleet).toEqual(before.fleet)
    const again = await app.ask('import.preview', { jobId: 'again', paths: [sampleFolder] })
    expect(again.changes).toEqual([])
    expect(again.counts.every((count) => count.new + count.changed + count.gone === 0)).toBe(true)
  })

  test('a plan to empty its largest server is made, judged, forecast and exported', async () => {
    const { planId } = await app.ask('plan.evacuate', evacuation('plan', 'Tonight', [await largest()]))
    const view = await app.ask('plan.get', { planId })
    expect(view.plan.moves.length + view.plan.unplaced.length).toBeGreaterThan(0)
    expect(view.report).toMatchObject({ valid: true, violations: [] })
    expect(view.forecast?.samples).toBe(10)
    expect(view.stale).toBe(false)
    for (const format of ['migrlpar', 'csv', 'json'] as const) {
      expect((await app.ask('plan.export', { planId, format })).text.length).toBeGreaterThan(0)
    }
    const { text } = await app.ask('plan.export', { planId, format: 'json' })
    const again = await app.ask('plan.import', { text })
    expect((await app.ask('plan.get', again)).plan).toEqual(view.plan)
  })

  test('every assumption of the catalogue can be set to its ends, for every scope it names', async () => {
    const { definitions } = await app.ask('assumptions.get', {})
    expect(definitions.length).toBeGreaterThan(0)
    const ids = { fleet: null, server: await largest(), class: 'oltp', partition: '' }
    ids.partition = (await app.ask('inventory.fleet', {})).fleet.partitions[0]?.id ?? ''
    for (const { key, low, high, scopes } of definitions) {
      for (const scope of scopes) {
        for (const value of [low, high]) {
          await app.ask('assumptions.set', { key, scope, scopeId: ids[scope], value, reason: null })
        }
      }
    }
  })

  test('every move can be judged', async () => {
    const judged = await app.ask('mobility.check', { partitionIds: null, targetServerIds: null })
    expect(judged).toHaveLength(200 * 9)
  })

  test('a path that is not there', async () => {
    const paths = [join(app.folder, 'gone')]
    expect((await app.refusal('import.preview', { jobId: 'gone', paths })).code).toBe('file-missing')
  })
})

test('an import of the folder that holds the open workspace does not take its lock away', async () => {
  const folder = join(path, '..')
  const recursive = readdirSync(sampleFolder, { recursive: true, encoding: 'utf8' })
  const systems = recursive.find((name) => name.endsWith('.txt')) ?? ''
  copyFileSync(join(sampleFolder, systems), join(folder, 'copy.txt'))
  const preview = await app.ask('import.preview', { jobId: 'own folder', paths: [folder] })
  expect(preview.problems.map((problem) => problem.code)).toContain('file-workspace')
  const child = join(import.meta.dirname, '..', '..', 'support', 'children', 'say-codes.ts')
  const other = spawnSync(process.execPath, [child, path, 'open'], { encoding: 'utf8' })
  expect(other.stdout.trim()).toBe('["open","workspace-locked"]')
})
