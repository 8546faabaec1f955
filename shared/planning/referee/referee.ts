/**
 * The referee: judges a plan, from the search or by hand, without knowing how it was made. It replays the plan event by
 * event with the times of the median run, and asks the same of every timing the plan's order allows.
 */
import type { Assumptions } from '../../forecast/assumption.ts'
import { medianRun, stallReason } from '../../forecast/plan-timeline.ts'
import { indexFleet, type FleetIndex } from '../../inventory/fleet-index.ts'
import type { Fleet } from '../../inventory/fleet.ts'
import { withMemory } from '../../plan/dlpar.ts'
import type { PlanDocument } from '../../plan/plan-document.ts'
import type { RefereeReport } from '../../plan/referee-report.ts'
import { checks } from './checks.ts'
import { ancestorsOf, resolveMoves, type MoveSpan, type RefereeContext } from './context.ts'
import { ruleChecksOf } from './rules/rule-checks.ts'
import { warningsAbout } from './warnings.ts'

export interface RefereeOptions {
  /** Times to judge instead of the median run's, by move id: those of a run that was, or is to be. */
  readonly spans?: ReadonlyMap<string, MoveSpan>
}

/** Judges a plan against the fleet and the assumptions. Never throws for a broken plan: it reports. */
export function refereePlan(
  fleet: Fleet,
  plan: PlanDocument,
  assumptions: Assumptions,
  options: RefereeOptions = {},
): RefereeReport {
  const today = indexFleet(fleet)
  const sizes = new Map(
    plan.moves.flatMap(({ partitionId, dlpar }) =>
      dlpar === undefined ? [] : [[partitionId, dlpar.memoryAfterMib] as const],
    ),
  )
  const index = sizes.size === 0 ? today : indexFleet(withMemory(fleet, sizes))
  const context = contextOf({ today, index }, plan, assumptions, options)
  const made = [...checks, ...ruleChecksOf(context)]
  const violations = made.flatMap((check) => check.judge(context))
  return {
    valid: violations.length === 0,
    violations,
    checks: made.map((check) => check.id),
    warnings: warningsAbout(context),
  }
}

function contextOf(
  { today, index }: { readonly today: FleetIndex; readonly index: FleetIndex },
  plan: PlanDocument,
  assumptions: Assumptions,
  { spans }: RefereeOptions,
): RefereeContext {
  const moves = resolveMoves(index, plan)
  const ancestors = ancestorsOf(plan.moves)
  const base = { index, today, plan, assumptions, moves, ancestors }
  if (spans !== undefined) return { ...base, spans, stalled: new Map(), standstills: new Map() }
  return { ...base, ...replay(base) }
}

/** Runs the moves that can be run: two moves of one id, unknown movers or senseless starts are reported elsewhere. */
function replay({
  index,
  plan,
  assumptions,
  moves,
  ancestors,
}: Omit<RefereeContext, 'spans' | 'stalled' | 'standstills'>) {
  const spans = new Map<string, MoveSpan>()
  const stalled = new Map<string, string>()
  const standstills = new Map<string, number>()
  const seen = new Set<string>()
  const runnable = moves
    .map(({ move }) => move)
    .filter((move) => {
      const isNew = !seen.has(move.id)
      seen.add(move.id)
      const moversExist = [move.sourceMoverId, move.targetMoverId].every(
        (id) => id === null || index.viosById.has(id),
      )
      const isSound = move.notBeforeS >= 0 && Number.isFinite(move.notBeforeS)
      return isNew && moversExist && isSound && ancestors.get(move.id)?.has(move.id) !== true
    })
  const { forecast } = medianRun(
    index,
    { moves: runnable, options: { maxConcurrent: plan.options.maxConcurrent } },
    assumptions,
  )
  for (const move of runnable) {
    const part = forecast.parts[move.id]
    if (part === undefined) continue
    const reason = stallReason(part)
    if (reason !== null) stalled.set(move.id, reason)
    if (part.down !== null) standstills.set(move.id, part.down)
    // A move that starts and never ends holds its memory for good.
    if (part.t0 !== null) spans.set(move.id, { startS: part.t0, endS: part.t1 ?? Infinity })
  }
  return { spans, stalled, standstills }
}
