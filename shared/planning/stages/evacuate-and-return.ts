/**
 * Empties servers, leaves them to their service, and brings everybody home (planning.md, goal "evacuate" with return).
 * A pure function: equal input and seed give an equal plan.
 */
import { indexFleet } from '../../inventory/fleet-index.ts'
import type { ServerId } from '../../inventory/fleet.ts'
import { count } from '../../mobility/words.ts'
import type { EvacuateAndReturn, StagedPlan, UnservicedServer } from '../../plan/staged-plan.ts'
import type { PlanningHooks } from '../hooks.ts'
import { courseFrom, stagedPlan, type StagedRequest } from './course.ts'
import { culprits } from './culprits.ts'
import { runCycle } from './cycle.ts'
import { stagedNotes } from './staged-notes.ts'
import { unservicedBy } from './unserviced.ts'

export interface EvacuateAndReturnInput extends StagedRequest {
  readonly goal: EvacuateAndReturn
}

/**
 * Servers that cannot be emptied, or not in the window, are left out and named; the others are planned without them.
 * @throws PlanningAbandoned when the hooks say so; RangeError where a server of the goal is not in the fleet.
 */
export function planEvacuateAndReturn(input: EvacuateAndReturnInput, hooks: PlanningHooks = {}): StagedPlan {
  const { goal, fleet } = input
  const index = indexFleet(fleet)
  for (const id of goal.serverIds)
    if (!index.serverById.has(id)) throw new RangeError(`The inventory has no server "${id}"`)
  const start = courseFrom(input)
  const unserviced: UnservicedServer[] = []
  let serverIds: readonly ServerId[] = [...new Set(goal.serverIds)]
  while (serverIds.length > 0) {
    hooks.progress?.({
      phase: 'Planning there and back',
      done: unserviced.length,
      total: goal.serverIds.length,
      best: null,
    })
    const wish = {
      serverIds,
      outage: { kind: 'service', serviceMs: goal.serviceMinutes * 60_000, returnHome: true } as const,
      window: goal.window,
      steering: { bans: new Map(), avoided: new Set<ServerId>() },
    }
    const cycle = runCycle(input, start, wish, hooks)
    if (cycle.kind === 'done')
      return stagedPlan(input, goal, cycle.course, unserviced, [
        ...stagedNotes(index, cycle.course),
        ...(unserviced.length === 0
          ? []
          : [
              `${count(unserviced.length, 'server is', 'servers are')} left out; the reasons stand beside it.`,
            ]),
      ])
    const fails = (id: ServerId) => runCycle(input, start, { ...wish, serverIds: [id] }, hooks).kind
    const out = culprits(cycle, serverIds, index, (id) => fails(id) === cycle.kind)
    unserviced.push(...out.map((id) => unservicedBy(index, id, cycle, start.atMs, goal.window)))
    serverIds = serverIds.filter((id) => !out.includes(id))
  }
  return stagedPlan(input, goal, start, unserviced, [])
}
