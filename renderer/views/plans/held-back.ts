import type { MoveJudgement, MoveVerdict, RuleFinding } from '../../../shared/mobility/verdict.ts'

/** A rule that cannot tell, and what that costs. */
export interface UnknownRule {
  readonly ruleId: string
  /** Partitions without any server they could move to, because of "cannot tell" alone; this rule is among the reasons. */
  readonly held: number
  /** Partitions that have other servers, but lose some to this rule. */
  readonly narrowed: number
  readonly missing: RuleFinding['missing']
  readonly text: string
}

export interface Prospect {
  /** Partitions by the best verdict any server gives them. */
  readonly best: Readonly<Record<MoveVerdict, number>>
  readonly unknown: readonly UnknownRule[]
}

const ranking: readonly MoveVerdict[] = ['can', 'warn', 'tell', 'cannot']

/**
 * What judgements promise for a plan: the best verdict of each partition, and the rules whose missing inputs hold
 * partitions back. A server that is blocked anyway does not count against an unknown rule.
 */
export function prospectOf(judgements: readonly MoveJudgement[]): Prospect {
  const best = { can: 0, warn: 0, cannot: 0, tell: 0 }
  const rules = new Map<string, { held: number; narrowed: number; finding: RuleFinding }>()
  for (const mine of Map.groupBy(judgements, (one) => one.partitionId).values()) {
    const verdict = ranking.find((one) => mine.some((judgement) => judgement.verdict === one)) ?? 'cannot'
    best[verdict] += 1
    const unknown = new Map(
      mine
        .filter((one) => one.verdict === 'tell')
        .flatMap((one) => one.findings.filter((finding) => finding.verdict === 'unknown'))
        .map((finding) => [finding.ruleId, finding] as const),
    )
    for (const [ruleId, finding] of unknown) {
      const rule = rules.get(ruleId) ?? { held: 0, narrowed: 0, finding }
      if (verdict === 'tell') rule.held += 1
      else rule.narrowed += 1
      rules.set(ruleId, rule)
    }
  }
  return {
    best,
    unknown: [...rules]
      .map(([ruleId, { held, narrowed, finding }]) => ({
        ruleId,
        held,
        narrowed,
        missing: finding.missing,
        text: finding.text,
      }))
      .sort((a, b) => b.held - a.held || b.narrowed - a.narrowed || a.ruleId.localeCompare(b.ruleId)),
  }
}
