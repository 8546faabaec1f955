/** What the referee does not refuse, but a person should know before the plan is carried out. */
import { judgeMove } from '../../mobility/judge.ts'
import { memory, units } from '../../mobility/words.ts'
import type { PlanViolation } from '../../plan/referee-report.ts'
import { violation, type RefereeContext } from './context.ts'
import { ruleChecksOf } from './rules/rule-checks.ts'

/** Broken soft rules, warnings of the mobility rules, accepted unknowns, and targets fuller than the safety level. */
export function warningsAbout(context: RefereeContext): readonly PlanViolation[] {
  return [
    ...ruleChecksOf(context).flatMap((check) => check.soft(context)),
    ...moveWarnings(context),
    ...fullTargets(context),
  ]
}

function moveWarnings({ index, moves }: RefereeContext): readonly PlanViolation[] {
  return moves
    .filter(({ partition, source, target }) => partition.serverId === source.id && source.id !== target.id)
    .flatMap(({ move, partition, target }) => {
      const { findings } = judgeMove(index, partition, target, { moveType: move.type })
      return findings
        .filter((finding) => finding.verdict === 'warn' || finding.verdict === 'unknown')
        .map(({ ruleId, text }) => violation(ruleId, text, { moveId: move.id, serverId: target.id }))
    })
}

function fullTargets({ moves, plan }: RefereeContext): readonly PlanViolation[] {
  const safety = plan.options.safetyPercent / 100
  return [...Map.groupBy(moves, ({ target }) => target)].flatMap(([server, arrivals]) => {
    const memoryIn = arrivals.reduce((sum, { move }) => sum + move.targetNeedMib, 0)
    const centiIn = arrivals.reduce((sum, { move }) => sum + move.entitledCenti, 0)
    const at = { serverId: server.id }
    const over = (free: number | null, capacity: number | null, taken: number): boolean =>
      free !== null && capacity !== null && capacity > 0 && capacity - free + taken > safety * capacity
    const words = `${plan.options.safetyPercent} % of`
    return [
      ...(over(server.availableMemoryMib, server.configurableMemoryMib, memoryIn)
        ? [
            violation(
              'R-SAFETY',
              `${server.name} takes ${memory(memoryIn)} and is over ${words} its memory.`,
              at,
            ),
          ]
        : []),
      ...(over(server.availableCenti, server.configurableCenti, centiIn)
        ? [
            violation(
              'R-SAFETY',
              `${server.name} takes ${units(centiIn)} and is over ${words} its processing units.`,
              at,
            ),
          ]
        : []),
    ]
  })
}
