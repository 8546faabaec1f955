/** The checks of planning rules, in the order of the report. A new kind is one function and one line here. */
import type { RefereeContext } from '../context.ts'
import { belowSafety, withinBudget, withinLicences } from './check-amounts.ts'
import { kindsStayApart } from './check-apart.ts'
import { namesAreKnown } from './check-known.ts'
import { oneAtATime, outsideBlackouts, standstillsAreShort, withinWindows } from './check-order.ts'
import {
  excludedAreLeftAlone,
  groupsEndTogether,
  neverOnGroup,
  onlyOnGroup,
  pinnedStay,
} from './check-places.ts'
import { oneServerToSpare } from './check-reserve.ts'
import { rulesOf, type RuleCheck } from './rule-check.ts'

export const ruleChecks: readonly RuleCheck[] = [
  namesAreKnown,
  pinnedStay,
  excludedAreLeftAlone,
  onlyOnGroup,
  neverOnGroup,
  kindsStayApart,
  groupsEndTogether,
  oneAtATime,
  oneServerToSpare,
  withinBudget,
  withinWindows,
  outsideBlackouts,
  belowSafety,
  withinLicences,
  standstillsAreShort,
]

/** Those that a plan has rules for: a check of nothing is none. */
export function ruleChecksOf(context: RefereeContext): readonly RuleCheck[] {
  const kinds = new Set(rulesOf(context).map(({ kind }) => kind))
  return ruleChecks.filter(({ kind }) => (kind === null ? kinds.size > 0 : kinds.has(kind)))
}
