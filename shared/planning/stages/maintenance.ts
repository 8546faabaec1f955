/**
 * Services every server of a fleet within windows (planning.md, goal "rolling maintenance"): servers are emptied in
 * batches, serviced, and filled again by what comes home or by the next batch. Several ways to choose the batches are
 * tried; the best course wins, level by level: servers serviced, windows used, memory moved. A pure function: equal
 * input and seed give an equal plan.
 */
import { indexFleet } from '../../inventory/fleet-index.ts'
import type { Maintenance, StagedPlan } from '../../plan/staged-plan.ts'
import { heedAbandonOnly, isToStop, PlanningAbandoned, type PlanningHooks } from '../hooks.ts'
import { stagedPlan, type StagedRequest } from './course.ts'
import { hopelessServers } from './hopeless.ts'
import { followStrategy, type MaintenanceCourse } from './rolling.ts'
import { stagedNotes } from './staged-notes.ts'
import { strategies } from './strategies.ts'

export interface MaintenanceInput extends StagedRequest {
  readonly goal: Maintenance
}

/**
 * Any-time: told to keep, it ends with the best course so far. Servers without a place in it are named with reasons.
 * @throws PlanningAbandoned when the hooks say so; RangeError where a server of the goal is not in the fleet.
 */
export function planMaintenance(asked: MaintenanceInput, hooks: PlanningHooks = {}): StagedPlan {
  const input = asked.goal.returnHome ? asked : withoutDlpar(asked)
  const { goal, fleet, seed } = input
  const index = indexFleet(fleet)
  for (const id of goal.serverIds)
    if (!index.serverById.has(id)) throw new RangeError(`The inventory has no server "${id}"`)
  const hopeless = hopelessServers(input, goal, heedAbandonOnly(hooks))
  const tried = strategies(index, goal, seed)
  let best: MaintenanceCourse | null = null
  let gainedAt = 0
  for (const [done, strategy] of tried.entries()) {
    if (done - gainedAt > PATIENCE) break
    if (best !== null && (isToStop(hooks) || isPerfect(best, hopeless.size))) break
    // The first course is followed to its end even where the hooks say "keep": nothing would be kept without it.
    const heed = best === null ? heedAbandonOnly(hooks) : hooks
    const course = followStrategy(input, index, strategy, hopeless, heed)
    if (course !== null && (best === null || compareCourses(course, best) < 0)) {
      best = course
      gainedAt = done
    }
    hooks.progress?.({
      phase: 'Choosing servers to service together',
      done: done + 1,
      total: tried.length,
      best: best === null ? null : wordsOf(best, goal),
    })
  }
  if (best === null) throw new PlanningAbandoned()
  return stagedPlan(input, goal, best.course, best.unserviced, [
    ...stagedNotes(index, best.course),
    ...windowNote(best, goal),
    ...(asked.options.dlpar === undefined || goal.returnHome
      ? []
      : [
          'Nobody is made smaller: partitions do not come home in this plan, and would not get the memory back.',
        ]),
  ])
}

/** Nobody comes home to get memory back, and a second move could take more of what is left. */
function withoutDlpar({ options: { dlpar: _, ...options }, ...input }: MaintenanceInput): MaintenanceInput {
  return { ...input, options }
}

/** Strategies in a row without a gain after which the rest is not tried either. */
const PATIENCE = 3

/** Whoever can be serviced is, in one window: more trials would gain little. */
const isPerfect = ({ unserviced, windowsUsed }: MaintenanceCourse, hopeless: number): boolean =>
  unserviced.length === hopeless && windowsUsed <= 1

/** Negative where `a` is better. */
function compareCourses(a: MaintenanceCourse, b: MaintenanceCourse): number {
  return (
    a.unserviced.length - b.unserviced.length ||
    a.windowsUsed - b.windowsUsed ||
    a.course.movedMib - b.course.movedMib ||
    a.course.stages.length - b.course.stages.length
  )
}

const wordsOf = ({ course, windowsUsed }: MaintenanceCourse, { serverIds, windows }: Maintenance): string =>
  `${course.serviced.size} of ${new Set(serverIds).size} servers in ${windowsUsed} of ${windows.length} windows`

function windowNote({ course, windowsUsed }: MaintenanceCourse, goal: Maintenance): readonly string[] {
  const wanted = new Set(goal.serverIds).size
  return [
    `${course.serviced.size} of ${wanted} servers are serviced, in ${windowsUsed} of ${goal.windows.length} windows.`,
  ]
}
