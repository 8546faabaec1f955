import { count } from '../../mobility/words.ts'
import type { BlackoutRule, TimeRule, WindowRule } from '../../plan/rules/times.ts'
import { common, intervalsOf, without, type Interval } from './local-times.ts'
import type { Outcome, OutcomeMove } from './outcome.ts'
import { broken, kept, type RuleFinding, type RuleJudge } from './rule-judge.ts'

const DAY_MS = 86_400_000
/** How far ahead of its start a plan looks for time. */
export const HORIZON_MS = 35 * DAY_MS

export const window: RuleJudge<WindowRule> = { timed: true, judge: judgeTimes }
export const blackout: RuleJudge<BlackoutRule> = { timed: true, judge: judgeTimes }

function judgeTimes(rule: TimeRule, outcome: Outcome): RuleFinding {
  const allowed = allowedBy(rule, outcome.startMs)
  const outside = [...outcome.moves.values()].filter(
    (move) => isAbout(rule, move) && move.startS !== null && !isInside(allowed, outcome.startMs, move),
  )
  if (outside.length === 0) return kept
  const text = `${count(outside.length, 'move runs', 'moves run')} outside, ${outside[0]?.partition.name} the first of them`
  return broken(
    text,
    outside.map(({ partition }) => partition.id),
    'Give the plan a longer or another time.',
  )
}

/** Whether a rule is about a move. */
export function isAbout(
  { partitions, servers }: TimeRule,
  { partition, target }: Pick<OutcomeMove, 'partition' | 'target'>,
): boolean {
  if (partitions.length + servers.length === 0) return true
  return (
    partitions.some(({ id }) => id === partition.id) ||
    servers.some(({ id }) => id === partition.serverId || id === target.id)
  )
}

/** Times a rule allows from the start of a plan on, ascending. */
export function allowedBy(rule: TimeRule, startMs: number): readonly Interval[] {
  const toMs = startMs + HORIZON_MS
  const intervals = intervalsOf(rule, startMs, toMs)
  return rule.kind === 'blackout'
    ? without(intervals, startMs, toMs)
    : common(intervals, [{ fromMs: startMs, toMs }])
}

function isInside(allowed: readonly Interval[], startMs: number, { startS, endS }: OutcomeMove): boolean {
  const fromMs = Math.round(startMs + (startS ?? 0) * 1000)
  const toMs = Math.round(startMs + (endS ?? Infinity) * 1000)
  return allowed.some((one) => one.fromMs <= fromMs && toMs <= one.toMs)
}
