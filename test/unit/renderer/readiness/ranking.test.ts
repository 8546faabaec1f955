import { describe, expect, it } from 'vitest'
import type { Candidate } from '../../../../renderer/views/readiness/ranking.ts'
import { rankPairs } from '../../../../renderer/views/readiness/ranking.ts'
import type { MoveJudgement, RuleVerdict } from '../../../../shared/mobility/verdict.ts'

const candidate = (name: string, letter: Candidate['letter'], more: Partial<Candidate> = {}): Candidate => ({
  id: name,
  name,
  letter,
  inactive: false,
  mib: null,
  ...more,
})
const judged = (id: string, ...found: (readonly [string, RuleVerdict])[]): [string, MoveJudgement] => [
  id,
  {
    partitionId: 'p',
    targetServerId: id,
    moveType: 'active',
    verdict: 'cannot',
    findings: found.map(([ruleId, verdict]) => ({
      ruleId,
      verdict,
      text: `${ruleId} speaks`,
      facts: [],
      missing: null,
      remedy: null,
    })),
    passes: 0,
    inactiveWouldWork: null,
  },
]

describe('ranked pairs', () => {
  it('go from can to cannot, "cannot tell" before a refusal', () => {
    const ranked = rankPairs(
      [candidate('n', 'n'), candidate('t', 't'), candidate('w', 'w'), candidate('c', 'c')],
      new Map(),
    )
    expect(ranked.map((one) => one.name)).toEqual(['c', 'w', 't', 'n'])
    expect(ranked.map((one) => one.verdict)).toEqual(['can', 'warn', 'tell', 'cannot'])
  })
  it('break ties by findings, then an inactive way, then memory, then name', () => {
    const names = (some: readonly Candidate[], ...found: [string, MoveJudgement][]): string[] =>
      rankPairs(some, new Map(found)).map((one) => one.name)
    expect(
      names(
        [candidate('many', 'n'), candidate('few', 'n')],
        judged('many', ['A', 'block'], ['B', 'block']),
        judged('few', ['A', 'block']),
      ),
    ).toEqual(['few', 'many'])
    expect(names([candidate('a', 'n'), candidate('b', 'n', { inactive: true })])).toEqual(['b', 'a'])
    expect(names([candidate('a', 'c', { mib: null }), candidate('b', 'c', { mib: 1 })])).toEqual(['b', 'a'])
    expect(names([candidate('s10', 'c'), candidate('s9', 'c')])).toEqual(['s9', 's10'])
  })
  it('give the reason behind the verdict, not any finding, and none of a rule taken as fixed', () => {
    const found = new Map([judged('s', ['GRAVE', 'block'], ['UNSURE', 'unknown'], ['MILD', 'warn'])])
    const reason = (letter: Candidate['letter'], fixed: readonly string[] = []): string | null =>
      rankPairs([candidate('s', letter)], found, fixed)[0]?.ruleId ?? null
    expect(reason('n')).toBe('GRAVE')
    expect(reason('t', ['GRAVE'])).toBe('UNSURE')
    expect(reason('w', ['GRAVE', 'UNSURE'])).toBe('MILD')
    expect(reason('n', ['GRAVE'])).toBeNull()
    expect(reason('c')).toBeNull()
  })
})
