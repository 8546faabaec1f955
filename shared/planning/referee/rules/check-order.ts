/** Rules about when moves run: one at a time, within times, with short standstills. */
import type { BlackoutRule, WindowRule } from '../../../plan/rules/times.ts'
import type { RefereeContext, ResolvedMove } from '../context.ts'
import { LocalMinutes } from './local-minutes.ts'
import { idsOf, ruleCheck, type Breach } from './rule-check.ts'

export const oneAtATime = ruleCheck(
  'one-at-a-time',
  'R-RULE-ONE-AT-A-TIME',
  'Partitions of a cluster never move at once',
  (rule, { moves, spans, ancestors }) => {
    const members = idsOf(rule.partitions)
    const ours = moves.filter(({ partition }) => members.has(partition.id))
    return ours.flatMap((a, at) =>
      ours.slice(at + 1).flatMap((b): readonly Breach[] => {
        const names = `${a.partition.name} and ${b.partition.name}`
        const [one, other] = [spans.get(a.move.id), spans.get(b.move.id)]
        if (one !== undefined && other !== undefined) {
          const fromS = Math.max(one.startS, other.startS)
          if (fromS < Math.min(one.endS, other.endS))
            return [{ text: `${names} move at once`, moveId: b.move.id, atS: fromS }]
        }
        const ordered =
          ancestors.get(a.move.id)?.has(b.move.id) === true ||
          ancestors.get(b.move.id)?.has(a.move.id) === true
        return ordered ? [] : [{ text: `neither of ${names} waits for the other`, moveId: b.move.id }]
      }),
    )
  },
)

export const withinWindows = ruleCheck(
  'window',
  'R-RULE-WINDOW',
  'Moves run within the windows of their rules',
  (rule, context) => outside(rule, context, (isIn) => !isIn),
)

export const outsideBlackouts = ruleCheck(
  'blackout',
  'R-RULE-BLACKOUT',
  'No move runs in a blackout',
  (rule, context) => outside(rule, context, (isIn) => isIn),
)

/** Moves with a minute of which the clock of the rule's zone says what it must not. */
function outside(
  rule: WindowRule | BlackoutRule,
  { moves, spans, plan }: RefereeContext,
  isWrong: (isIn: boolean) => boolean,
): readonly Breach[] {
  const [partitions, servers] = [idsOf(rule.partitions), idsOf(rule.servers)]
  const isMeant = ({ partition, source, target }: ResolvedMove): boolean =>
    partitions.size + servers.size === 0 ||
    partitions.has(partition.id) ||
    servers.has(source.id) ||
    servers.has(target.id)
  const clock = new LocalMinutes(rule.zone)
  return moves.filter(isMeant).flatMap(({ move, partition }): readonly Breach[] => {
    const span = spans.get(move.id)
    if (span === undefined) return []
    const startMs = Math.round(plan.startMs + span.startS * 1000)
    const endMs = Math.round(plan.startMs + span.endS * 1000)
    if (!Number.isFinite(endMs)) return [{ text: `${partition.name} never ends`, moveId: move.id }]
    for (let ms = Math.floor(startMs / 60_000) * 60_000; ms < endMs; ms += 60_000) {
      if (!isWrong(rule.periods.some((period) => clock.isIn(period, ms)))) continue
      const atS = Math.max(span.startS, (ms - plan.startMs) / 1000)
      return [{ text: `${partition.name} moves at ${clock.words(ms)}`, moveId: move.id, atS }]
    }
    return []
  })
}

export const standstillsAreShort = ruleCheck(
  'standstill',
  'R-RULE-STANDSTILL',
  'Standstills stay below the limits of their rules in the median run',
  (rule, { moves, standstills }) => {
    const named = idsOf(rule.partitions)
    return moves.flatMap(({ move, partition }): readonly Breach[] => {
      const seconds = standstills.get(move.id)
      if ((named.size > 0 && !named.has(partition.id)) || seconds === undefined || seconds <= rule.seconds)
        return []
      return [{ text: `${partition.name} stands still for ${seconds.toFixed(1)} s`, moveId: move.id }]
    })
  },
)
