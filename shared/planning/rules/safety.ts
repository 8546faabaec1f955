import type { Server } from '../../inventory/fleet.ts'
import { centiNeed, memoryNeedMib } from '../../mobility/need.ts'
import { list } from '../../mobility/words.ts'
import type { SafetyRule } from '../../plan/rules/safety.ts'
import type { OutcomeMove } from './outcome.ts'
import { broken, kept, type RuleJudge } from './rule-judge.ts'

export const safety: RuleJudge<SafetyRule> = {
  constrain: ({ servers, memoryPercent, processorPercent, hard }, draft) => {
    const meant = new Set(servers.map(({ id }) => id))
    for (const { id } of draft.targets) {
      if (meant.size > 0 && !meant.has(id)) continue
      draft.level(id, { memoryPercent, processorPercent, hard })
    }
  },
  judge: (rule, outcome) => {
    const { servers, memoryPercent, processorPercent } = rule
    const meant = new Set(servers.map(({ id }) => id))
    const byTarget = Map.groupBy(outcome.moves.values(), ({ target }) => target)
    const over = [...byTarget].filter(
      ([server, arrivals]) =>
        (meant.size === 0 || meant.has(server.id)) &&
        (isOver(memoryUse(server, arrivals), memoryPercent) ||
          isOver(processorUse(server, arrivals), processorPercent)),
    )
    if (over.length === 0) return kept
    return broken(
      list(over.map(([server, arrivals]) => useWords(rule, server, arrivals))),
      over.flatMap(([, arrivals]) => arrivals.map(({ partition }) => partition.id)),
      'Allow more servers, or a higher level.',
    )
  },
}

/** Share in percent; null where not known. */
function memoryUse(server: Server, arrivals: readonly OutcomeMove[]): number | null {
  const { configurableMemoryMib: all, availableMemoryMib: free } = server
  if (all === null || free === null || all <= 0) return null
  const taken = arrivals.reduce(
    (sum, { partition }) => sum + (memoryNeedMib(partition, server) ?? partition.memoryMib ?? 0),
    0,
  )
  return ((all - free + taken) / all) * 100
}

function processorUse(server: Server, arrivals: readonly OutcomeMove[]): number | null {
  const { configurableCenti: all, availableCenti: free } = server
  if (all === null || free === null || all <= 0) return null
  const taken = arrivals.reduce(
    (sum, { partition }) => sum + (centiNeed(partition) ?? partition.entitledCenti ?? 0),
    0,
  )
  return ((all - free + taken) / all) * 100
}

/** A use that is not known is not under a limit. */
const isOver = (use: number | null, percent: number | null): boolean =>
  percent !== null && (use === null || use > percent + 1e-9)

const shown = (use: number | null): string => (use === null ? 'an unknown share' : `${Math.ceil(use)} %`)

/** Only what the rule limits is told. */
function useWords(
  { memoryPercent, processorPercent }: SafetyRule,
  server: Server,
  arrivals: readonly OutcomeMove[],
): string {
  const parts = [
    ...(memoryPercent === null ? [] : [`${shown(memoryUse(server, arrivals))} of its memory`]),
    ...(processorPercent === null
      ? []
      : [`${shown(processorUse(server, arrivals))} of its processing units`]),
  ]
  return `${server.name} gets to ${parts.join(' and ')}`
}
