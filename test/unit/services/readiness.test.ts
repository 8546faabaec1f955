import { afterEach, beforeEach, expect, it } from 'vitest'
import { cellVerdicts } from '../../../shared/contract/readiness.ts'
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
  const pair = await test.ask('readiness.pair', { partitionId: 's1/1', serverId: 's2', whatIf: null })
  expect(pair.judgement).toMatchObject({ partitionId: 's1/1', targetServerId: 's2' })
  expect(pair.checks.length).toBeGreaterThan(pair.judgement.findings.length)
})

it('judges a pair as the matrix does under the same question', async () => {
  const plain = await test.ask('readiness.pair', { partitionId: 's1/1', serverId: 's2', whatIf: null })
  expect(plain.dealtWith).toEqual([])
  const fixedRuleIds = [...new Set(plain.judgement.findings.map((one) => one.ruleId))]
  for (const whatIf of [
    { warningsFixed: true, fixedRuleIds: [] },
    { warningsFixed: false, fixedRuleIds: fixedRuleIds.slice(0, 1) },
    { warningsFixed: false, fixedRuleIds },
  ]) {
    const view = await test.ask('readiness.matrix', { whatIf })
    const at = view.partitionIds.indexOf('s1/1') * view.serverIds.length + view.serverIds.indexOf('s2')
    const pair = await test.ask('readiness.pair', { partitionId: 's1/1', serverId: 's2', whatIf })
    expect(pair.judgement.verdict).toBe(cellVerdicts[view.cells.charAt(at) as keyof typeof cellVerdicts])
    expect(pair.judgement.inactiveWouldWork === true).toBe(view.inactive.charAt(at) === '1')
  }
  const fixed = await test.ask('readiness.pair', {
    partitionId: 's1/1',
    serverId: 's2',
    whatIf: { warningsFixed: false, fixedRuleIds },
  })
  expect(fixed.judgement.verdict).toBe('can')
  expect(new Set(fixed.dealtWith)).toEqual(
    new Set(plain.judgement.findings.filter((one) => one.verdict !== 'pass').map((one) => one.ruleId)),
  )
})

it('refuses pairs that are none', async () => {
  const ask = (partitionId: string, serverId: string) =>
    test.refusal('readiness.pair', { partitionId, serverId, whatIf: null })
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
