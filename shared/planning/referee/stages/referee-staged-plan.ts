/**
 * The referee for staged plans: every stage of moves is judged as a plan of its own on the fleet it finds, which the
 * referee derives itself; then what holds between stages.
 */
import type { Assumptions } from '../../../forecast/assumption.ts'
import { forecastPlan } from '../../../forecast/forecast-plan.ts'
import type { Fleet } from '../../../inventory/fleet.ts'
import type { StagedRefereeReport, StageViolation } from '../../../plan/referee-report.ts'
import type { StagedPlan } from '../../../plan/staged-plan.ts'
import { refereePlan } from '../referee.ts'
import {
  everyServerAccountedFor,
  homeAtTheEnd,
  nobodyOnAnOffServer,
  offWithinBand,
  savesEnergy,
  spareWhileOff,
  timeToStopAndStart,
} from './check-energy.ts'
import { everyServerOnce, nobodyIsThere, reserveHoldsWithout, serviceIsLongEnough } from './check-service.ts'
import {
  budgetsAreKept,
  everybodyIsHome,
  idsAreKnown,
  madeForItsFleet,
  nobodyMovesOften,
  onlyWhoHasTo,
  wishesAreKept,
} from './check-stages.ts'
import { movesFitTheirTime, stagesAreInWindows, stagesFollowEachOther } from './check-times.ts'
import {
  minutesOf,
  stageContext,
  stageViolation,
  type StageCheck,
  type StageContext,
} from './stage-context.ts'

/** In the order of the report. A new check is one function and one line here. */
export const stageChecks: readonly StageCheck[] = [
  stagesFollowEachOther,
  movesFitTheirTime,
  stagesAreInWindows,
  madeForItsFleet,
  idsAreKnown,
  wishesAreKept,
  nobodyIsThere,
  serviceIsLongEnough,
  everyServerOnce,
  reserveHoldsWithout,
  nobodyMovesOften,
  budgetsAreKept,
  onlyWhoHasTo,
  everybodyIsHome,
  offWithinBand,
  timeToStopAndStart,
  nobodyOnAnOffServer,
  homeAtTheEnd,
  spareWhileOff,
  everyServerAccountedFor,
  savesEnergy,
]

export interface StagedRefereeOptions {
  /** Draws for each stage, to say how many of them end in time; 0: none. */
  readonly draws?: number
}

/** Judges a staged plan against the fleet and the assumptions. Never throws for a broken plan: it reports. */
export function refereeStagedPlan(
  fleet: Fleet,
  plan: StagedPlan,
  assumptions: Assumptions,
  { draws = 0 }: StagedRefereeOptions = {},
): StagedRefereeReport {
  const context = stageContext(fleet, plan, assumptions)
  const stages = context.stages.flatMap(({ stage, before }) =>
    stage.kind === 'moves'
      ? [{ stageId: stage.id, report: refereePlan(before.fleet, stage.plan, assumptions) }]
      : [],
  )
  const violations = [
    ...stageChecks.flatMap((check) => check.judge(context)),
    ...stages.flatMap(({ stageId, report }) =>
      report.violations.map((violation): StageViolation => ({ ...violation, stageId })),
    ),
  ]
  return {
    valid: violations.length === 0,
    violations,
    checks: stageChecks.map(({ id }) => id),
    warnings: [
      ...staleWarning(context),
      ...(draws === 0 ? [] : lateWarnings(context, draws)),
      ...stages.flatMap(({ stageId, report }) =>
        report.warnings.map((warning): StageViolation => ({ ...warning, stageId })),
      ),
    ],
    stages,
  }
}

function staleWarning({ isFresh }: StageContext): readonly StageViolation[] {
  if (isFresh) return []
  const text =
    'The plan was made from another inventory or other assumptions; whether each stage was made for the one before it cannot be told.'
  return [stageViolation('R-STAGE-FLEET', text)]
}

/** Stages that pass the time given to them in more than one of ten draws. */
function lateWarnings({ stages, assumptions }: StageContext, draws: number): readonly StageViolation[] {
  return stages.flatMap(({ stage, before, endS }) => {
    if (stage.kind !== 'moves' || endS === null) return []
    const options = { samples: draws, seed: stage.plan.seed }
    const { makespan } = forecastPlan(before.fleet, stage.plan, assumptions, options)
    const lateMs = stage.startMs + makespan.p90 * 1000 - stage.endMs
    if (lateMs <= 0) return []
    const text = `${stage.title}: one of ten runs ends more than ${minutesOf(lateMs)} after the time given to it.`
    return [stageViolation('R-STAGE-P90', text, { stageId: stage.id })]
  })
}
