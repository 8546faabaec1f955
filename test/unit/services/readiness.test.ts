import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeTestApplication, type TestApplication } from '../../support/test-application.ts'

let test: TestApplication
beforeEach(async () => {
  test = makeTestApplication()
  await test.ask('workspace.open-sample', { jobId: 'sample' })
})
afterEach(() => test.close())

const matrix = () => test.ask('readiness.matrix', { whatIf: null })

it('answers the matrix of the open workspace, and of the inventory as it is after an undo', async () => {
  const view = await matrix()
  expect(view.partitionIds.length).toBe(3)
  expect(view.serverIds).toEqual(['s1', 's2'])
  expect(view.cells.length).toBe(6)
  expect([...view.cells].filter((letter) => letter === '-').length).toBe(3)
  const state = await test.ask('workspace.state', {})
  expect(view.revision).toBe(state?.revision)
  await test.ask('history.undo', {})
  expect((await matrix()).partitionIds).toEqual([])
  await test.ask('history.redo', {})
  expect((await matrix()).cells).toBe(view.cells)
})

it('names the cells of an item and everything about a pair', async () => {
  const view = await matrix()
  const item = view.work[0]
  const cells = await test.ask('readiness.cells', { key: item?.key ?? '', whatIf: null })
  expect(cells.length).toBe(item?.pairs)
  const pair = await test.ask('readiness.pair', { partitionId: 's1/1', serverId: 's2' })
  expect(pair.judgement).toMatchObject({ partitionId: 's1/1', targetServerId: 's2' })
  expect(pair.checks.length).toBeGreaterThan(pair.judgement.findings.length)
})

it('refuses pairs that are none', async () => {
  const ask = (partitionId: string, serverId: string) =>
    test.refusal('readiness.pair', { partitionId, serverId })
  expect(await ask('s1/1', 's1')).toMatchObject({ code: 'inventory-missing' })
  expect(await ask('s1/9', 's2')).toMatchObject({ code: 'inventory-missing' })
  expect(await ask('s1/1', 's9')).toMatchObject({ code: 'inventory-missing' })
})

it('refuses while no workspace is open', async () => {
  await test.ask('workspace.close', {})
  expect(await test.refusal('readiness.matrix', { whatIf: null })).toMatchObject({ code: 'workspace-none' })
})

it('exports under the name of the workspace', async () => {
  const file = await test.ask('readiness.export', { format: 'csv', whatIf: null })
  expect(file.fileName).toMatch(/readiness\.csv$/)
  expect(file.text).toContain('work list,')
})
