import type { StagedPlanListing } from '../../../shared/contract/staged-views.ts'
import type { PlanListing } from '../../../shared/contract/views.ts'
import { durationRange } from '../../format/duration.ts'
import { date } from '../../format/instant.ts'
import { text } from '../../text/en.ts'

/** A row of the list of plans: a plan, or a plan in stages. */
export interface PlanRow {
  /** Unique over both kinds. */
  readonly key: string
  readonly kind: 'plan' | 'staged'
  readonly id: number
  /** Of its screen. */
  readonly path: string
  readonly name: string
  readonly goal: string
  readonly moves: number
  /** Partitions that stay; of a plan in stages servers that are left out. */
  readonly stays: number
  /** MiB; null where the list does not say. */
  readonly memoryMib: number | null
  readonly createdAtMs: number
  readonly valid: boolean
  readonly stale: boolean
  /** For sorting: seconds; null where not known. */
  readonly endS: number | null
  readonly end: string
}

const words = text.plans.list

/** Rows of both kinds. `zone`: of this computer, as a list mixes plans of several zones. */
export function planRows(
  plans: readonly PlanListing[],
  staged: readonly StagedPlanListing[],
  zone: string,
): readonly PlanRow[] {
  return [...plans.map(planRow), ...staged.map((one) => stagedRow(one, zone))]
}

function planRow(plan: PlanListing): PlanRow {
  const { endP50S, endP90S, unplaced, ...rest } = plan
  return {
    ...rest,
    key: `plan-${plan.id}`,
    kind: 'plan',
    path: `/plans/${plan.id}`,
    goal: words.goals[plan.goal] ?? plan.goal,
    stays: unplaced,
    endS: endP90S,
    end: endP50S === null ? words.noForecast : durationRange(endP50S, endP90S),
  }
}

function stagedRow(plan: StagedPlanListing, zone: string): PlanRow {
  const { startMs, endMs, stages, unserviced, goal, ...rest } = plan
  return {
    ...rest,
    key: `staged-${plan.id}`,
    kind: 'staged',
    path: `/plans/stages/${plan.id}`,
    goal: words.inStages(words.goals[goal] ?? goal, stages),
    stays: unserviced,
    memoryMib: null,
    endS: startMs === null || endMs === null ? null : (endMs - startMs) / 1000,
    end: endMs === null ? words.noStages : words.until(date(endMs, zone)),
  }
}
