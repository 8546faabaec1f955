/** Calibration through the whole application: the logs of the sample data centre read, accepted, assigned, undone. */
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { workerUrl } from '../../../electron/workers/worker-url.ts'
import { projectRoot } from '../../support/shared-data.ts'
import { evacuation, makeTestApplication, type TestApplication } from '../../support/test-application.ts'

const sampleFolder = join(projectRoot, 'resources', 'sample', 'hmc-output')
let app: TestApplication
beforeAll(async () => {
  app = makeTestApplication({ sampleFolder, workers: workerUrl })
  await app.ask('workspace.open-sample', { jobId: 'sample' })
})
afterAll(() => app.close())

let jobs = 0
const report = () => app.ask('calibration.report', { jobId: `report ${(jobs += 1)}` })
const assumptions = async () => (await app.ask('assumptions.get', {})).assumptions

test('the sample has moves to learn from: most are matched, coverage rises to what is promised', async () => {
  const { compared, unmatched, residuals, proposals, enough } = await report()
  expect(compared).toHaveLength(70)
  expect(unmatched.map(({ reason }) => reason)).toEqual(
    expect.arrayContaining([
      'The log names no partition.',
      'No partition of the inventory is called “crm-old1”.',
    ]),
  )
  expect(enough).toBe(true)
  expect(residuals[0]?.coverageAfter).toBeGreaterThanOrEqual(0.8)
  expect(Math.abs(Math.log(residuals[0]?.medianAfter ?? 0))).toBeLessThan(
    Math.abs(Math.log(residuals[0]?.medianBefore ?? 1)),
  )
  expect(proposals.map(({ key }) => key)).toEqual(
    expect.arrayContaining(['rho.from920', 'coreRate.POWER9', 'range.stretch']),
  )
})

test('logs make no plan stale; accepting does, as one step that can be undone', async () => {
  const { fleet } = await app.ask('inventory.fleet', {})
  const server = fleet.servers.find(({ name }) => name === 'nor-s824-1')?.id ?? ''
  const { planId } = await app.ask('plan.evacuate', evacuation('plan', 'Tonight', [server]))
  const stale = async () => (await app.ask('plan.get', { planId })).stale
  const [move] = fleet.pastMoves
  await app.ask('calibration.assign', { moveId: move?.id ?? '', partitionId: null, leftOut: true })
  expect((await report()).leftOut).toHaveLength(1)
  expect(await stale()).toBe(false)
  await app.ask('history.undo', {})

  const values = (await report()).proposals.map(({ key, scope, scopeId, value, reason }) => ({
    key,
    scope,
    scopeId,
    value,
    reason,
  }))
  await app.ask('calibration.accept', { values })
  expect((await assumptions()).overrides).toHaveLength(values.length)
  expect(
    (await assumptions()).overrides.every(({ mark, reason }) => mark === 'calibrated' && reason !== null),
  ).toBe(true)
  expect(await stale()).toBe(true)
  const [newest] = await app.ask('history.list', {})
  expect(newest?.label).toBe(`Calibration: ${values.length} values`)
  expect((await report()).residuals[0]?.coverageBefore).toBeGreaterThanOrEqual(0.75)
  await app.ask('history.undo', {})
  expect((await assumptions()).overrides).toEqual([])
  expect(await stale()).toBe(false)
})

test('a stranger is assigned by hand; what does not exist is refused', async () => {
  const [stranger] = (await report()).unmatched
  const { fleet } = await app.ask('inventory.fleet', {})
  const choice = {
    moveId: stranger?.move.id ?? '',
    partitionId: fleet.partitions[0]?.id ?? '',
    leftOut: false,
  }
  await app.ask('calibration.assign', choice)
  expect((await report()).compared).toHaveLength(71)
  await app.ask('history.undo', {})
  expect(await app.refusal('calibration.assign', { ...choice, moveId: 'nobody' })).toMatchObject({
    code: 'past-move-missing',
  })
  expect(await app.refusal('calibration.assign', { ...choice, partitionId: 'nobody' })).toMatchObject({
    code: 'inventory-missing',
  })
  const value = { key: 'theta', scope: 'fleet', scopeId: null, value: 7, reason: '' } as const
  expect(await app.refusal('calibration.accept', { values: [value] })).toMatchObject({
    code: 'assumption-invalid',
  })
  expect((await assumptions()).overrides).toEqual([])
})
