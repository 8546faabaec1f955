/** What all planning rules share: who they are about, how strict they are, and how names are told in their sentences. */
import { z } from 'zod'

z.config({ jitless: true })

/** A partition or server by id, with its name beside it so that a rule can be read without its workspace. */
export interface Named {
  readonly id: string
  readonly name: string
}

export interface RuleCommon {
  /** Stable within the document, chosen by whoever wrote the rule: "apart-1". */
  readonly id: string
  /** A plan never breaks a hard rule; of the soft ones it breaks as few as it can. */
  readonly hard: boolean
  /** Of a soft rule against other soft ones, 1 to 1,000; of no meaning for a hard one. */
  readonly weight: number
  /** Who asked for it, or why; null where nobody said. */
  readonly reason: string | null
}

/** end: judged on where everything is when the plan is done. always: at every instant of the plan. */
export type RuleScope = 'end' | 'always'

/** How a list of partitions or servers is written: by id and name in a plan, by a word in a file of rules. */
export interface References<T> {
  /** At least one. */
  readonly some: z.ZodType<readonly T[]>
  /** May be left out: then empty. */
  readonly any: z.ZodType<readonly T[]>
}

export const scopeSchema = z
  .enum(['end', 'always'])
  .default('always')
  .describe('end: judged when the plan is done; always: at every instant of the plan.')

/** "a", "a and b", "a, b, c and 9 more". */
export function namesOf(all: readonly Named[], joint = 'and', shown = 4): string {
  const names = all.map(({ name }) => name)
  if (names.length <= 1) return names[0] ?? 'nothing'
  if (names.length <= shown) return `${names.slice(0, -1).join(', ')} ${joint} ${names.at(-1)}`
  return `${names.slice(0, shown - 1).join(', ')} ${joint} ${names.length - shown + 1} more`
}

export const verb = (all: readonly Named[], one: string, many: string): string =>
  all.length === 1 ? one : many
