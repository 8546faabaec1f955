/** What the user says beside the imports, through the whole application: stored, undone, announced, refused. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CommandInput } from '../../../shared/contract/commands.ts'
import { evacuation, makeTestApplication, type TestApplication } from '../../support/test-application.ts'

let app: TestApplication
beforeEach(async () => {
  app = makeTestApplication()
  await app.ask('workspace.open-sample', { jobId: 's' })
})
afterEach(() => app.close())

const importFile = async (name: string, lines: readonly string[]) => {
  const preview = await app.ask('import.preview', { jobId: name, paths: [app.file(name, lines)] })
  return app.ask('import.commit', { importId: preview.importId })
}
const fleet = async () => (await app.ask('inventory.fleet', {})).fleet
const labels = async () => (await app.ask('history.list', {})).map((entry) => entry.label)

describe('statements', () => {
  const cluster: CommandInput<'statement.set'> = {
    subject: 'cluster-software',
    scope: 'partition',
    scopeId: 's1/1',
    holds: true,
    reason: 'PowerHA',
  }
  const everywhere: CommandInput<'statement.set'> = {
    subject: 'npiv-zoning',
    scope: 'fleet',
    scopeId: null,
    holds: false,
    reason: null,
  }

  test('are set, changed and taken back, each an edit with a name', async () => {
    await app.ask('statement.set', everywhere)
    await app.ask('statement.set', cluster)
    expect((await fleet()).statements).toEqual([cluster, everywhere])
    await app.ask('statement.set', { ...cluster, holds: false })
    expect((await fleet()).statements[0]?.holds).toBe(false)
    await app.ask('statement.set', { ...cluster, holds: null })
    expect((await fleet()).statements).toEqual([everywhere])
    const name = (await fleet()).partitions.find((one) => one.id === 's1/1')?.name ?? ''
    expect((await labels()).slice(0, 4)).toEqual([
      `Statement taken back: cluster software on ${name}`,
      `Statement: cluster software on ${name}`,
      `Statement: cluster software on ${name}`,
      'Statement: zoning of both WWPNs on the whole fleet',
    ])
    await app.ask('history.undo', {})
    expect((await fleet()).statements).toEqual([{ ...cluster, holds: false }, everywhere])
  })

  test('survive closing and imports, also when their partition leaves and comes back', async () => {
    const path = (await app.ask('workspace.state', {}))?.path ?? ''
    await app.ask('statement.set', cluster)
    await app.ask('workspace.close', {})
    await app.ask('workspace.open', { path })
    await importFile('more.txt', ['server,s3', 'partition,s3,1,4096'])
    expect((await fleet()).statements).toEqual([cluster])
    // Taking the imports back leaves nothing the statement is about.
    await app.ask('history.undo', {})
    expect((await fleet()).statements).toEqual([cluster])
  })

  test('announce a changed inventory and make plans stale', async () => {
    const { planId } = await app.ask('plan.evacuate', evacuation('j', 'Tonight'))
    app.events.length = 0
    await app.ask('statement.set', cluster)
    expect(app.events).toContainEqual(
      expect.objectContaining({ type: 'data-changed', areas: ['inventory', 'history'] }),
    )
    expect((await app.ask('plan.get', { planId })).stale).toBe(true)
    await app.ask('history.undo', {})
    expect((await app.ask('plan.get', { planId })).stale).toBe(false)
  })

  test('saying the same again is no edit', async () => {
    await app.ask('statement.set', cluster)
    const before = await labels()
    await app.ask('statement.set', cluster)
    expect(await labels()).toEqual(before)
  })

  test.each([
    ['about a partition there is not', { ...cluster, scopeId: 's9/1' }, 'inventory-missing'],
    [
      'about a server there is not',
      { ...cluster, scope: 'server' as const, scopeId: 's9' },
      'inventory-missing',
    ],
    ['about the fleet and a partition', { ...cluster, scope: 'fleet' as const }, 'statement-invalid'],
    ['about no partition', { ...cluster, scopeId: null }, 'statement-invalid'],
  ])('are refused %s', async (_what, input, code) => {
    const refusal = await app.refusal('statement.set', input)
    expect(refusal.code).toBe(code)
    expect(refusal.hint).not.toBe('')
    expect((await fleet()).statements).toEqual([])
  })
})

describe('the dated tables', () => {
  const pair: CommandInput<'catalogue.set'> = {
    table: 'firmware-matrix',
    key: 'POWER9/950/POWER11',
    value: ' 1110+ ',
    reason: 'asked IBM',
  }
  const row = async (key: string) => (await app.ask('catalogue.rows', {})).find((one) => one.key === key)

  test('take a value, say who changed it, and go back to the shipped one', async () => {
    await app.ask('catalogue.set', pair)
    expect(await row(pair.key)).toMatchObject({
      shipped: 'not known (NA as printed)',
      value: '1110+',
      edit: { value: '1110+', reason: 'asked IBM' },
    })
    expect((await fleet()).catalogueEdits).toEqual([{ ...pair, value: '1110+' }])
    await app.ask('catalogue.set', { ...pair, value: null })
    expect(await row(pair.key)).toMatchObject({ value: 'not known (NA as printed)', edit: null })
    expect((await labels()).slice(0, 2)).toEqual([
      'Catalogue: POWER9 950 to Power11 back to shipped',
      'Catalogue: POWER9 950 to Power11 set to 1110+',
    ])
    await app.ask('history.undo', {})
    expect((await row(pair.key))?.value).toBe('1110+')
  })

  test('typing the shipped value is going back to it', async () => {
    await app.ask('catalogue.set', pair)
    await app.ask('catalogue.set', { ...pair, value: 'not known (NA as printed)' })
    expect((await fleet()).catalogueEdits).toEqual([])
  })

  test('take a row that was not shipped, which can be undone, changed and removed', async () => {
    const added: CommandInput<'catalogue.set'> = {
      table: 'mobility-levels',
      key: 'movesPerMover/4.1.2.0',
      value: ' 12 ',
      reason: 'new VIOS',
    }
    await app.ask('catalogue.set', added)
    expect(await row(added.key)).toMatchObject({ added: true, shipped: '', value: '12' })
    await app.ask('history.undo', {})
    expect(await row(added.key)).toBeUndefined()
    await app.ask('history.redo', {})
    await app.ask('catalogue.set', { ...added, value: '16' })
    await app.ask('catalogue.set', { ...added, value: null })
    expect(await row(added.key)).toBeUndefined()
    expect((await labels()).slice(0, 3)).toEqual([
      'Catalogue: Moves at once of a mover from VIOS 4.1.2.0 removed',
      'Catalogue: Moves at once of a mover from VIOS 4.1.2.0 set to 16',
      'Catalogue: Moves at once of a mover from VIOS 4.1.2.0 added with 12',
    ])
  })

  test('are kept by imports, and make plans stale', async () => {
    const { planId } = await app.ask('plan.evacuate', evacuation('j', 'Tonight'))
    await app.ask('catalogue.set', pair)
    expect((await app.ask('plan.get', { planId })).stale).toBe(true)
    await importFile('more.txt', ['server,s3'])
    expect((await fleet()).catalogueEdits).toHaveLength(1)
  })

  test.each([
    ['a value that is none', { ...pair, value: 'soon' }],
    ['a row there is not', { ...pair, key: 'POWER9/950/POWER12' }],
    ['going back from a row there is not', { ...pair, key: 'POWER9/950/POWER12', value: null }],
  ])('refuse %s', async (_what, input) => {
    expect(await app.refusal('catalogue.set', input)).toMatchObject({ code: 'catalogue-invalid' })
    expect((await fleet()).catalogueEdits).toEqual([])
  })
})

test('both say so while no workspace is open', async () => {
  await app.ask('workspace.close', {})
  expect((await app.refusal('catalogue.rows', {})).code).toBe('workspace-none')
})
