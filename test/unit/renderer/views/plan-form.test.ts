import { describe, expect, it } from 'vitest'
import { commands } from '../../../../shared/contract/commands.ts'
import type { PlanForm } from '../../../../renderer/views/plans/plan-form.ts'
import { formCommand, formProblems } from '../../../../renderer/views/plans/plan-form.ts'
import { firstStaged, noPower } from '../../../../renderer/views/plans/staged-form.ts'
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
  staged: {
    ...firstStaged('2026-03-14', Date.UTC(2026, 2, 11), 'Europe/Berlin'),
    firstDay: '2026-03-16',
  },
}
const wrong = (change: Partial<PlanForm>): string[] => [...formProblems({ ...form, ...change }).keys()]

describe('the form for a new plan', () => {
  it('becomes a command the contract accepts', () => {
    const made = formCommand(form, [])
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
    const made = formCommand({ ...form, targets: 'chosen', targetIds: ['b1', 'a1'], hasWindow: false }, [])
    expect(made?.input).toMatchObject({ options: { targetServerIds: ['a1'] }, window: null })
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
    expect(formCommand({ ...form, seed: '' }, [])).toBeNull()
  })

  it('becomes a balance with its weights, of all servers or of some', () => {
    const balance: PlanForm = {
      ...form,
      goal: 'balance',
      serverIds: [],
      weights: { memory: 2, entitlement: 0, load: 1 },
    }
    const made = formCommand(balance, [])
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
    expect(formCommand({ ...form, rules: [rule] }, [])?.input.options.rules).toEqual([rule])
    expect([...formProblems({ ...form, rules: [rule] }, 1).keys()]).toEqual(['rules'])
    expect(formCommand({ ...form, rules: [rule] }, [], 1)).toBeNull()
  })

  it('ignores a window that is not wanted', () => {
    expect(wrong({ hasWindow: false, endDate: '' })).toEqual([])
  })
})

describe('the form for a plan in stages', () => {
  const day = (date: number, hour: number): number => Date.UTC(2026, 2, date, hour)
  const staged = (change: Partial<PlanForm['staged']>, rest: Partial<PlanForm> = {}): PlanForm => ({
    ...form,
    ...rest,
    staged: { ...form.staged, ...change },
  })
  const fields = (one: PlanForm): string[] => [...formProblems(one).keys()]
  const accepted = (made: ReturnType<typeof formCommand>): boolean =>
    made !== null && commands[made.command].input.safeParse({ ...made.input, jobId: 'j1' }).success

  it('brings everybody home after a service, where that is wanted', () => {
    const made = formCommand(staged({ returns: true, serviceMinutes: 90 }), ['a1', 'b1'])
    expect(made).toMatchObject({
      command: 'staged.evacuate-and-return',
      input: { serverIds: ['b1'], serviceMinutes: 90, window: { startMs: day(14, 21), endMs: day(15, 1) } },
    })
    expect(accepted(made)).toBe(true)
    expect(fields(staged({ returns: true, serviceMinutes: '' }))).toEqual(['service'])
    expect(fields(staged({ returns: false, serviceMinutes: '' }))).toEqual([])
  })

  it('services all servers within windows, in the order of their starts and over midnight', () => {
    const windows = [
      { date: '2026-03-21', from: '22:00', to: '02:00' },
      { date: '2026-03-14', from: '09:00', to: '13:00' },
    ]
    const wish = { goal: 'maintenance' as const, serverIds: [], date: '' }
    const made = formCommand(staged({ windows, returnHome: true }, wish), ['a1', 'b1'])
    expect(made).toMatchObject({
      command: 'staged.maintenance',
      input: {
        serverIds: ['a1', 'b1'],
        returnHome: true,
        windows: [
          { startMs: day(14, 8), endMs: day(14, 12) },
          { startMs: day(21, 21), endMs: day(22, 1) },
        ],
      },
    })
    expect(accepted(made)).toBe(true)
    const chosen = formCommand(staged({ windows, extent: 'chosen', serverIds: ['b1'] }, wish), ['a1', 'b1'])
    expect(chosen?.input).toMatchObject({ serverIds: ['b1'] })
  })

  it('says what is wrong with the windows of a maintenance', () => {
    const problem = (change: Partial<PlanForm['staged']>): string | undefined =>
      formProblems(staged(change, { goal: 'maintenance', serverIds: [] })).get('windows')
    const night = { date: '2026-03-14', from: '22:00', to: '02:00' }
    expect(problem({ windows: [night] })).toBeUndefined()
    expect(problem({ windows: [] })).toMatch(/at least one/)
    expect(problem({ windows: [night, { ...night, date: '' }] })).toMatch(/Window 2 has a date or time/)
    expect(problem({ windows: [night, { ...night, date: '2026-03-29', from: '02:30' }] })).toMatch(/Window 2/)
    expect(problem({ windows: [{ ...night, from: '23:00' }, night] })).toMatch(/Window 1 begins before/)
    expect(problem({ windows: [night], serviceMinutes: 240 })).toMatch(/Window 1 is no longer/)
    const chosen = staged({ extent: 'chosen' }, { goal: 'maintenance' })
    expect(fields(chosen)).toEqual(['serviced'])
  })

  it('switches servers off in nights and weekends, with the power that was typed', () => {
    const power = {
      b1: { ...noPower(), idleW: 4200.5, shutdownS: 600 },
      gone: { ...noPower(), idleW: 1 },
      a1: noPower(),
    }
    const made = formCommand(staged({ power }, { goal: 'energy', serverIds: [] }), ['a1', 'b1'])
    expect(made).toMatchObject({
      command: 'staged.save-energy',
      input: {
        bands: [
          { startMs: day(15, 23), endMs: day(16, 5) },
          ...[16, 17, 18, 19].map((date) => ({ startMs: day(date, 19), endMs: day(date + 1, 5) })),
          { startMs: day(20, 19), endMs: day(23, 5) },
        ],
        power: [{ serverId: 'b1', idleW: 4200.5, maxW: null, standbyW: null, shutdownS: 600, iplS: null }],
      },
    })
    expect(accepted(made)).toBe(true)
  })

  it('says what is wrong with bands and power', () => {
    const problems = (change: Partial<PlanForm['staged']>): string[] =>
      fields(staged(change, { goal: 'energy', serverIds: [] }))
    expect(problems({})).toEqual([])
    expect(problems({ nights: false, weekends: false })).toEqual(['bands'])
    expect(problems({ nightTo: '20:00' })).toEqual(['bands'])
    expect(problems({ days: 0 })).toEqual(['bands'])
    expect(problems({ firstDay: '2026-02-30' })).toEqual(['bands'])
    expect(problems({ nights: false, days: 3 }), 'Monday to Wednesday').toEqual(['bands'])
    const typed = (change: Partial<ReturnType<typeof noPower>>): string[] =>
      problems({ power: { b1: { ...noPower(), ...change } } })
    expect(typed({ idleW: 100, maxW: 100, standbyW: 100 })).toEqual([])
    expect(typed({ idleW: 100, maxW: 99 })).toEqual(['power'])
    expect(typed({ standbyW: 101, maxW: 100 })).toEqual(['power'])
    expect(typed({ shutdownS: 1.5 })).toEqual(['power'])
    expect(typed({ idleW: -1 })).toEqual(['power'])
  })
})

describe('names of plans made again', () => {
  it('count versions and skip taken ones', () => {
    expect(nextName('Empty b1', [])).toBe('Empty b1, v2')
    expect(nextName('Empty b1, v2', ['Empty b1, v3'])).toBe('Empty b1, v4')
  })
})
