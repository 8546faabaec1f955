import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleFolder } from '../../../electron/hosting/places.ts'
import type { PlanDocument } from '../../../shared/plan/plan-document.ts'
import { enterCommandHome, runCommand, type CommandHome } from '../../support/command-line.ts'

let home: CommandHome
beforeAll(async () => {
  home = enterCommandHome()
  expect((await runCommand('import', sampleFolder(), '-w', at('b.lpm'))).status).toBe(0)
}, 120_000)
afterAll(() => home.leave())
const at = (name: string): string => home.at(name)
const planOf = (name: string): PlanDocument => JSON.parse(readFileSync(at(name), 'utf8')) as PlanDocument
const balance = (output: string, ...more: string[]) =>
  runCommand('plan', 'balance', '-w', at('b.lpm'), '--zone', 'Europe/Berlin', ...more, '-o', at(output))

describe('plan balance of the sample data centre', () => {
  it('evens servers out, says what it gains, and is passed by the referee', async () => {
    const made = await balance('even.json', '--start', '2026-03-14T22:00')
    expect(made).toMatchObject({ status: 0 })
    const plan = planOf('even.json')
    expect(plan.goal.kind).toBe('balance')
    expect(plan.moves.length).toBeGreaterThan(0)
    for (const { partitionName } of plan.moves) expect(made.printed).toContain(partitionName)

    const verified = await runCommand('verify', at('even.json'), '-w', at('b.lpm'))
    expect(verified).toMatchObject({ status: 0 })
    expect(verified.printed).toContain('none broken')
  }, 120_000)

  it('answers the same plan for the same seed', async () => {
    const first = await balance('one.json', '--start', '2026-03-14T22:00', '--seed', '7')
    const again = await balance('two.json', '--start', '2026-03-14T22:00', '--seed', '7')
    expect([first.status, again.status]).toEqual([0, 0])
    expect(planOf('one.json').moves).toEqual(planOf('two.json').moves)
  }, 120_000)

  it('refuses an instant that is none, and writes nothing', async () => {
    const refused = await balance('none.json', '--start', 'tomorrow-ish')
    expect(refused.status).toBe(2)
    expect(refused.said).toContain('tomorrow-ish')
    expect(() => readFileSync(at('none.json'))).toThrow()
  })
})
