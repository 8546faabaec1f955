import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import type { RuleKind } from '../../../../shared/plan/rules/plan-rule.ts'
import type { PlanViolation, RefereeReport } from '../../../../shared/plan/referee-report.ts'
import {
  draftOf,
  draftRule,
  newDraft,
  type RuleDraft,
} from '../../../../renderer/views/plans/rules/rule-draft.ts'
import { draftProblems, goneFrom } from '../../../../renderer/views/plans/rules/rule-problems.ts'
import { freeRuleId, withAll } from '../../../../renderer/views/plans/rules/rule-sets.ts'
import { rulesOfPlan } from '../../../../renderer/views/plans/rules/plan-rules.ts'
import { inventFleet } from '../../../support/fake-application/invented-fleet.ts'
import { inventPlan } from '../../../support/fake-application/fake-plans.ts'
import { aRule, named, rulesAbout } from '../../../support/planning-rules.ts'

const fleet = inventFleet(60)
const index = indexFleet(fleet)
const partitions = fleet.partitions.slice(0, 3).map(named)
const servers = fleet.servers.slice(0, 3).map(named)
const gone = { id: 'nobody', name: 'was-here' }
const wrong = (kind: RuleKind, change: Partial<RuleDraft> = {}): string[] => [
  ...draftProblems({ ...newDraft(kind, 'Europe/Berlin'), id: 'r-1', ...change }, index, []).keys(),
]

describe('a rule in the editor', () => {
  it('comes out as it went in, of every kind', () => {
    fc.assert(
      fc.property(rulesAbout(fleet), (rules) => {
        for (const rule of rules) {
          const shown = draftRule(draftOf(rule, 'UTC'))
          const midnight = JSON.stringify(rule).replaceAll('"to":"00:00"', '"to":"24:00"')
          expect(shown).toEqual({ ...(JSON.parse(midnight) as object), weight: rule.hard ? 1 : rule.weight })
        }
      }),
      { numRuns: 80 },
    )
  })

  it('says what each kind still needs', () => {
    expect(wrong('apart')).toEqual(['partitions'])
    expect(wrong('apart', { partitions: partitions.slice(0, 1) })).toEqual(['partitions'])
    expect(wrong('apart', { partitions })).toEqual([])
    expect(wrong('only-on')).toEqual(['partitions', 'servers'])
    expect(wrong('exclude')).toEqual(['partitions'])
    expect(wrong('exclude', { servers })).toEqual([])
    expect(wrong('reserve', { servers: servers.slice(0, 1) })).toEqual(['servers'])
    expect(wrong('budget')).toEqual(['moves'])
    expect(wrong('budget', { moves: 1.5 })).toEqual(['moves'])
    expect(wrong('budget', { memoryGib: 0.5 })).toEqual([])
    expect(wrong('safety', { processorPercent: 101 })).toEqual(['processorPercent'])
    expect(wrong('licence', { servers })).toEqual(['cores'])
    expect(wrong('standstill', { seconds: 0 })).toEqual(['seconds'])
    expect(wrong('pin', { partitions, hard: false, weight: '' })).toEqual(['weight'])
    expect(wrong('pin', { partitions: [...partitions, gone] })).toEqual(['partitions'])
  })

  it('takes only times that exist', () => {
    const period = (change: object): string[] => {
      const draft = newDraft('window', 'Europe/Berlin')
      return wrong('window', { periods: draft.periods.map((one) => ({ ...one, ...change })) })
    }
    const once = { weekly: false, begins: '2026-03-14T22:00', ends: '2026-03-15T02:00' }
    expect(period({})).toEqual([])
    expect(period({ from: '00:00', to: '00:00' }), 'the whole day').toEqual([])
    expect(period(once)).toEqual([])
    for (const change of [
      { days: [] },
      { from: '' },
      { from: '08:00', to: '08:00' },
      { ...once, begins: '' },
      { ...once, ends: '2026-03-14T21:00' },
      { ...once, begins: '2026-03-29T02:30', ends: '2026-03-30T02:00' },
    ])
      expect(period(change), JSON.stringify(change)).toHaveLength(1)
  })

  it('is not added twice', () => {
    const rule = aRule({ kind: 'pin', id: 'pin-1', partitions })
    const again = { ...draftOf(rule, 'UTC'), id: 'pin-2', hard: false, weight: 3 }
    expect([...draftProblems(again, index, [rule]).keys()]).toEqual(['same'])
    expect(withAll([rule], [{ ...rule, id: 'other' }])).toEqual([rule])
    expect(freeRuleId('pin', [rule])).toBe('pin-2')
    const [, second] = withAll([rule], [aRule({ kind: 'pin', id: 'pin-1', partitions: [gone] })])
    expect(second?.id).toBe('pin-2')
    expect(second === undefined ? [] : goneFrom(index, second)).toEqual([gone])
  })
})

describe('the rules of a plan', () => {
  const rules = ['kept', 'broken', 'asked', 'old'].map((id) => aRule({ kind: 'pin', id, partitions }))
  const { plan } = inventPlan(index, { serverIds: [fleet.servers[0]?.id ?? ''], options: { rules } })
  const found = (change: Partial<PlanViolation>): PlanViolation => ({
    ruleId: 'R-RULE-PIN',
    moveId: null,
    serverId: null,
    atS: null,
    text: '',
    ...change,
  })
  const report: RefereeReport = {
    valid: false,
    checks: [],
    violations: [
      found({ planRule: { id: 'broken', state: 'broken' } }),
      found({ planRule: { id: 'broken', state: 'unknown' } }),
    ],
    warnings: [
      found({ planRule: { id: 'asked', state: 'unknown' } }),
      found({ text: 'Rule old (a sentence): it moves.' }),
    ],
  }

  it('are broken, kept, or nobody can tell; the broken ones first', () => {
    expect(rulesOfPlan(plan, report).map(({ rule, state }) => [rule.id, state])).toEqual([
      ['broken', 'broken'],
      ['old', 'broken'],
      ['asked', 'tell'],
      ['kept', 'kept'],
    ])
  })
})
