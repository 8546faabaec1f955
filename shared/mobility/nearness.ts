/** Which of several refusals came closest to a yes, so that a person reads about that server and no arbitrary one. */
import type { RuleFinding } from './verdict.ts'

type Judged = Pick<RuleFinding, 'verdict' | 'atWorst' | 'facts'>

/**
 * Negative where the findings `a` are nearer to an allowed move than `b`. What blocks counts 1, a lack of room only
 * the share that is missing: 1 GiB of 100 is nearer than a wrong block size. Then unknowns that could block, then
 * warnings.
 */
export function compareNearness(a: readonly Judged[], b: readonly Judged[]): number {
  const [x, y] = [distances(a), distances(b)]
  for (const [level, value] of x.entries()) {
    const difference = value - (y[level] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function distances(findings: readonly Judged[]): readonly number[] {
  const blocks = findings.filter(({ verdict }) => verdict === 'block')
  const unknown = findings.filter(({ verdict, atWorst }) => verdict === 'unknown' && atWorst !== 'warn')
  const warned = findings.filter(({ verdict }) => verdict !== 'pass')
  return [blocks.reduce((sum, one) => sum + lack(one), 0), unknown.length, warned.length]
}

/** Missing share where a rule says how much is short ("short by" of "needed"), else all of it. */
function lack({ facts }: Judged): number {
  const value = (name: string) => facts.find((fact) => fact.name === name)?.value
  const [short, needed] = [value('short by'), value('needed')]
  return typeof short === 'number' && typeof needed === 'number' && needed > 0
    ? Math.min(1, short / needed)
    : 1
}
