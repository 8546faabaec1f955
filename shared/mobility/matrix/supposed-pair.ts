/** One pair under a question: the verdict the matrix shows then, and which findings are taken as dealt with. */
import { verdictOrder } from '../judge.ts'
import type { MoveJudgement, MoveVerdict, RuleFinding } from '../verdict.ts'
import { weightsUnder } from './judged.ts'
import type { ReadinessMatrix } from './matrix.ts'
import type { WhatIf } from './work-item.ts'

export interface SupposedPair {
  /** Findings that are left first, those dealt with after them; the verdict and the inactive move are the matrix's. */
  readonly judgement: MoveJudgement
  /** Rules whose finding is taken as dealt with; none for the plain truth. */
  readonly dealtWith: readonly string[]
}

/** Whether a question takes a finding as dealt with. A note troubles nobody and is never dealt with. */
export function isDealtWith({ verdict, atWorst, ruleId }: RuleFinding, whatIf: WhatIf | null): boolean {
  if (whatIf === null || verdict === 'pass') return false
  const isWarning = verdict === 'warn' || (verdict === 'unknown' && atWorst === 'warn')
  return whatIf.fixedRuleIds.includes(ruleId) || (whatIf.warningsFixed && isWarning)
}

/** `whatIf` null: the plain judgement. */
export function supposedPair(
  matrix: ReadinessMatrix,
  row: number,
  column: number,
  whatIf: WhatIf | null,
): SupposedPair {
  const plain = matrix.judgementAt(row, column)
  if (whatIf === null) return { judgement: plain, dealtWith: [] }
  const weights = weightsUnder(matrix.sets, whatIf)
  const verdictOf = (weight: number): MoveVerdict => verdictOrder[weight] ?? 'tell'
  const verdict = verdictOf(weights.ofPair(matrix.setsAt(row, column)))
  const refused = verdict === 'cannot' && plain.moveType === 'active'
  const inactive = refused ? verdictOf(weights.ofPair(matrix.inactiveSetsAt(row, column))) : null
  const { true: dealt = [], false: left = [] } = Object.groupBy(plain.findings, (one) =>
    isDealtWith(one, whatIf) ? 'true' : 'false',
  )
  return {
    judgement: {
      ...plain,
      verdict,
      findings: [...left, ...dealt],
      inactiveWouldWork: inactive === null || inactive === 'tell' ? null : inactive !== 'cannot',
    },
    dealtWith: dealt.map(({ ruleId }) => ruleId),
  }
}
