import type { CellLetter } from '../../../shared/contract/readiness.ts'
import { cellVerdicts } from '../../../shared/contract/readiness.ts'
import type { MoveJudgement, MoveVerdict, RuleVerdict } from '../../../shared/mobility/verdict.ts'

/** One candidate for a move: a server for a partition, or a partition for a server. */
export interface Candidate {
  readonly id: string
  readonly name: string
  /** Never home: only the four verdicts. */
  readonly letter: Exclude<CellLetter, '-'>
  readonly inactive: boolean
  /** MiB that decides between equals: free on the server, or held by the partition; null: not known. */
  readonly mib: number | null
}

export interface RankedPair extends Candidate {
  readonly verdict: MoveVerdict
  /** 0 is best; what the verdict column is sorted by. */
  readonly rank: number
  readonly ruleId: string | null
  readonly reason: string | null
}

const order: readonly MoveVerdict[] = ['can', 'warn', 'tell', 'cannot']
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

const behind = { can: 'pass', warn: 'warn', cannot: 'block', tell: 'unknown' } as const satisfies Record<
  MoveVerdict,
  RuleVerdict
>

/**
 * Candidates, best first: by verdict, then by the number of findings, then an inactive move that would work, then the
 * larger memory, then by name. Judgements, where they have been read, give the first finding behind the verdict;
 * findings of rules that are taken as fixed do not count.
 */
export function rankPairs(
  candidates: readonly Candidate[],
  judgements: ReadonlyMap<string, MoveJudgement>,
  fixedRuleIds: readonly string[] = [],
): readonly RankedPair[] {
  return candidates
    .map((one) => {
      const verdict = cellVerdicts[one.letter]
      const findings = (judgements.get(one.id)?.findings ?? []).filter(
        (finding) => !fixedRuleIds.includes(finding.ruleId),
      )
      const first = findings.find((finding) => finding.verdict === behind[verdict])
      return {
        ...one,
        verdict,
        rank: order.indexOf(verdict),
        findings: findings.length,
        ruleId: first?.ruleId ?? null,
        reason: first?.text ?? null,
      }
    })
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        a.findings - b.findings ||
        Number(b.inactive) - Number(a.inactive) ||
        (b.mib ?? -1) - (a.mib ?? -1) ||
        collator.compare(a.name, b.name),
    )
    .map(({ findings: _findings, ...pair }) => pair)
}
