import { describe, expect, it } from 'vitest'
import { prospectOf } from '../../../../renderer/views/plans/held-back.ts'
import type { MoveJudgement, MoveVerdict, RuleFinding } from '../../../../shared/mobility/verdict.ts'

const finding = (ruleId: string, verdict: RuleFinding['verdict']): RuleFinding => ({
  ruleId,
  verdict,
  text: ruleId,
  facts: [],
  missing: verdict === 'unknown' ? { input: 'firmware', command: 'lslic -t sys' } : null,
  remedy: null,
})
const judgement = (
  partitionId: string,
  targetServerId: string,
  verdict: MoveVerdict,
  findings: readonly RuleFinding[] = [],
): MoveJudgement => ({
  partitionId,
  targetServerId,
  moveType: 'active',
  verdict,
  findings,
  passes: 60,
  inactiveWouldWork: null,
})
const firmware = finding('FW-PAIR', 'unknown')
const memory = finding('MEM-AVAIL', 'block')

describe('what holds partitions back', () => {
  it('tells partitions that are held from those that only lose targets', () => {
    const { best, unknown } = prospectOf([
      judgement('p1', 'a', 'tell', [firmware]),
      judgement('p1', 'b', 'cannot', [memory]),
      judgement('p2', 'a', 'tell', [firmware]),
      judgement('p2', 'b', 'can'),
      judgement('p3', 'a', 'warn'),
      judgement('p4', 'a', 'cannot', [memory]),
    ])
    expect(best).toEqual({ can: 1, warn: 1, tell: 1, cannot: 1 })
    expect(unknown).toMatchObject([
      { ruleId: 'FW-PAIR', held: 1, narrowed: 1, missing: { input: 'firmware' } },
    ])
  })

  it('does not blame an unknown rule where another rule blocks anyway', () => {
    const { unknown } = prospectOf([judgement('p1', 'a', 'cannot', [memory, firmware])])
    expect(unknown).toEqual([])
  })

  it('counts a partition once for each rule, however many servers it concerns', () => {
    const { unknown } = prospectOf([
      judgement('p1', 'a', 'tell', [firmware]),
      judgement('p1', 'b', 'tell', [firmware, finding('NET-VLAN', 'unknown')]),
    ])
    expect(unknown.map((rule) => [rule.ruleId, rule.held])).toEqual([
      ['FW-PAIR', 1],
      ['NET-VLAN', 1],
    ])
  })
})
