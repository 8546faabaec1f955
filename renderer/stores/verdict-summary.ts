import type { PartitionId } from '../../shared/inventory/fleet.ts'
import type { MoveJudgement, MoveVerdict } from '../../shared/mobility/verdict.ts'

/** What all servers together say about one partition: the best verdict, and how many servers say what. */
export interface VerdictSummary {
  readonly verdict: MoveVerdict
  readonly counts: Readonly<Record<MoveVerdict, number>>
  /** Gravest finding of the best judgement: the rule behind a refusal or a doubt. */
  readonly ruleId: string | null
  readonly text: string | null
}

const best: readonly MoveVerdict[] = ['can', 'warn', 'tell', 'cannot']

/** Condenses judgements to one summary for each partition. Servers that cannot be judged never count as "can". */
export function summariseVerdicts(judgements: readonly MoveJudgement[]): Map<PartitionId, VerdictSummary> {
  const summaries = new Map<PartitionId, VerdictSummary>()
  for (const [partitionId, mine] of Map.groupBy(judgements, (one) => one.partitionId)) {
    const counts = { can: 0, warn: 0, cannot: 0, tell: 0 }
    for (const one of mine) counts[one.verdict] += 1
    const verdict = best.find((one) => counts[one] > 0) ?? 'tell'
    const finding = mine.find((one) => one.verdict === verdict)?.findings[0]
    summaries.set(partitionId, {
      verdict,
      counts,
      ruleId: finding?.ruleId ?? null,
      text: finding?.text ?? null,
    })
  }
  return summaries
}
