import { describe, expect, it } from 'vitest'
import type { MoveJudgement, MoveVerdict } from '../../../../shared/mobility/verdict.ts'
import { summariseVerdicts } from '../../../../renderer/stores/verdict-summary.ts'

const judged = (verdict: MoveVerdict, ruleId: string | null): MoveJudgement => ({
  partitionId: 'p',
  targetServerId: `s-${verdict}`,
  moveType: 'active',
  verdict,
  findings:
    ruleId === null
      ? []
      : [{ ruleId, verdict: 'block', text: ruleId, facts: [], missing: null, remedy: null }],
  passes: 1,
  inactiveWouldWork: null,
})

describe('summariseVerdicts', () => {
  it('takes the best verdict of all servers', () => {
    const summary = summariseVerdicts([judged('cannot', 'A'), judged('warn', 'B'), judged('tell', 'C')]).get(
      'p',
    )
    expect(summary).toMatchObject({
      verdict: 'warn',
      ruleId: 'B',
      counts: { can: 0, warn: 1, cannot: 1, tell: 1 },
    })
  })
  it('never turns "cannot tell" into a refusal, nor the reverse', () => {
    expect(summariseVerdicts([judged('cannot', 'A'), judged('tell', 'C')]).get('p')?.verdict).toBe('tell')
    expect(summariseVerdicts([judged('cannot', 'A')]).get('p')?.verdict).toBe('cannot')
  })
})
