/** Servers of the goal that no order of the batches can empty: found once, before any is tried. */
import { indexFleet } from '../../inventory/fleet-index.ts'
import type { ServerId } from '../../inventory/fleet.ts'
import { rules } from '../../mobility/rules/catalogue.ts'
import type { UnplacedPartition } from '../../plan/plan-document.ts'
import type { UnservicedServer } from '../../plan/staged-plan.ts'
import { planEvacuationAlone } from '../evacuate.ts'
import type { PlanningHooks } from '../hooks.ts'
import { isReasonOfRule } from '../rules/rule-book.ts'
import type { StagedRequest } from './course.ts'
import { unservicedBy } from './unserviced.ts'

const aboutPartitions = new Set(rules.filter(({ scope }) => scope === 'partition').map(({ id }) => id))
const byWish = new Set(['PLAN-EXCLUDED', 'PLAN-INACTIVE'])

/**
 * By id, with reasons. What is wrong with a partition itself stays wrong wherever the others are; where everybody comes
 * home, so does all else but rules about times.
 */
export function hopelessServers(
  input: StagedRequest,
  {
    serverIds,
    returnHome,
    purpose = 'service',
  }: {
    readonly serverIds: readonly ServerId[]
    readonly returnHome: boolean
    readonly purpose?: 'service' | 'off'
  },
  hooks: PlanningHooks,
): ReadonlyMap<ServerId, UnservicedServer> {
  const { fleet } = input
  const index = indexFleet(fleet)
  const hopeless = new Map<ServerId, UnservicedServer>()
  const stop = hooks.shouldStop === undefined ? {} : { shouldStop: hooks.shouldStop }
  const all = [...new Set(serverIds)]
  for (const [done, serverId] of all.entries()) {
    hooks.progress?.({ phase: 'Emptying each server alone', done, total: all.length, best: null })
    const { unplaced } = planEvacuationAlone(
      { ...input, goal: { kind: 'evacuate', serverIds: [serverId] }, window: null, name: 'alone' },
      stop,
    )
    const blocking = unplaced.filter(
      ({ partitionId }) => index.partitionById.get(partitionId)?.state !== 'not activated',
    )
    if (!blocking.some((one) => isForGood(one, returnHome))) continue
    hopeless.set(
      serverId,
      unservicedBy(index, serverId, { kind: 'blocked', partitions: blocking }, 0, null, purpose),
    )
  }
  return hopeless
}

function isForGood({ reasons }: UnplacedPartition, returnHome: boolean): boolean {
  const [first] = reasons
  if (first === undefined) return false
  if (aboutPartitions.has(first.ruleId) && first.verdict === 'block') return true
  return byWish.has(first.ruleId) || (returnHome && !isReasonOfRule(first.ruleId))
}
