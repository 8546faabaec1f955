import { describe, expect, it } from 'vitest'
import { commands } from '../../../../shared/contract/commands.ts'
import type { PlanForm } from '../../../../renderer/views/plans/plan-form.ts'
import { formCommand, formProblems } from '../../../../renderer/views/plans/plan-form.ts'
import { aRule } from '../../../support/planning-rules.ts'
import { nextName } from '../../../../renderer/views/plans/plan-names.ts'

const form: PlanForm = {
  goal: 'evacuate',
  name: ' Empty b1 ',
  serverIds: ['b1'],
  parts: 'all',
  partIds: [],
  weights: { memory: 1, entitlement: 1, load: 1 },
  rules: [],
  targets: 'all',
  targetIds: [],
  excludedIds: [],
  acceptedRuleIds: ['FW-PAIR'],
  includeInactive: true,
  safety: 90,
  atOnce: '',
  zone: 'Europe/Berlin',
  date: '2026-03-14',
  clock: '22:00',
  hasWindow: true,
  endDate: '2026-03-15',
  endClock: '02:00',
  seed: 7,
  dlpar: false,
  dlparLeast: 75,
  samples: 400,
}
const wrong = (change: Partial<PlanForm>): string[] => [...formProblems({ ...form, ...change }).keys()]

describe('the form for a new plan', () => {
  it('becomes a command the contract accepts', () => {
    const made = formCommand(form)
    const command = made?.input
    expect(made?.command).toBe('plan.evacuate')
    expect(command).toMatchObject({
      name: 'Empty b1',
      startMs: Date.UTC(2026, 2, 14, 21),
      window: { startMs: Date.UTC(2026, 2, 14, 21), endMs: Date.UTC(2026, 2, 15, 1) },
      options: { maxConcurrent: null, targetServerIds: null, acceptedUnknownRuleIds: ['FW-PAIR'] },
    })
    expect(commands['plan.evacuate'].input.safeParse({ ...command, jobId: 'j1' }).success).toBe(true)
  })

  it('never names a server to empty as a target', () => {
    const command = formCommand({
      ...form,
      targets: 'chosen',
      targetIds: ['b1', 'a1'],
      hasWindow: false,
    })?.input
    expect(command?.options.targetServerIds).toEqual(['a1'])
    expect(command?.window).toBeNull()
  })

  it('names each field that is wrong, and then makes no command', () => {
    expect(wrong({})).toEqual([])
    expect(wrong({ name: '  ' })).toEqual(['name'])
    expect(wrong({ serverIds: [] })).toEqual(['servers'])
    expect(wrong({ targets: 'chosen', targetIds: ['b1'] })).toEqual(['targets'])
    expect(wrong({ safety: '' })).toEqual(['safety'])
    expect(wrong({ safety: 101 })).toEqual(['safety'])
    expect(wrong({ atOnce: 1.5 })).toEqual(['atOnce'])
    expect(wrong({ seed: -1 })).toEqual(['seed'])
    expect(wrong({ endDate: '2026-03-14', endClock: '21:00' })).toEqual(['window'])
    expect(wrong({ date: '2026-03-29', clock: '02:30', hasWindow: false })).toEqual(['start'])
    expect(formCommand({ ...form, seed: '' })).toBeNull()
  })

  it('becomes a balance with its weights, of all servers or of some', () => {
    const balance: PlanForm = {
      ...form,
      goal: 'balance',
      serverIds: [],
      weights: { memory: 2, entitlement: 0, load: 1 },
    }
    const made = formCommand(balance)
    expect(made).toMatchObject({
      command: 'plan.balance',
      input: { serverIds: null, weights: balance.weights, options: { targetServerIds: null } },
    })
    expect(commands['plan.balance'].input.safeParse({ ...made?.input, jobId: 'j1' }).success).toBe(true)
    const problems = (change: Partial<PlanForm>): string[] => [
      ...formProblems({ ...balance, ...change }).keys(),
    ]
    expect(problems({ parts: 'chosen', partIds: ['a'] })).toEqual(['parts'])
    expect(problems({ weights: { memory: 0, entitlement: 0, load: 0 } })).toEqual(['weights'])
    expect(problems({ weights: { memory: '', entitlement: 1, load: 1 } })).toEqual(['weights'])
  })

  it('hands its rules on, and none about somebody who is gone', () => {
    const rule = aRule({ kind: 'pin', partitions: [{ id: 'p1', name: 'one' }] })
    expect(formCommand({ ...form, rules: [rule] })?.input.options.rules).toEqual([rule])
    expect([...formProblems({ ...form, rules: [rule] }, 1).keys()]).toEqual(['rules'])
    expect(formCommand({ ...form, rules: [rule] }, 1)).toBeNull()
  })

  it('ignores a window that is not wanted', () => {
    expect(wrong({ hasWindow: false, endDate: '' })).toEqual([])
  })
})

describe('names of plans made again', () => {
  it('count versions and skip taken ones', () => {
    expect(nextName('Empty b1', [])).toBe('Empty b1, v2')
    expect(nextName('Empty b1, v2', ['Empty b1, v3'])).toBe('Empty b1, v4')
  })
})
