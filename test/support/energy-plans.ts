/** Plans that switch servers off, of small fleets. */
import type { Fleet, ServerId } from '../../shared/inventory/fleet.ts'
import type { PlanOptions, PlanWindow } from '../../shared/plan/plan-document.ts'
import type { ServerPower, StagedPlan } from '../../shared/plan/staged-plan.ts'
import { planSaveEnergy } from '../../shared/planning/energy/save-energy.ts'
import type { PlanningHooks } from '../../shared/planning/hooks.ts'
import { firstMs, hourMs, stagedRequest } from './staged-plans.ts'

/** Figures made up for tests. */
export const aPower = (serverId: ServerId, changes: Partial<ServerPower> = {}): ServerPower => ({
  serverId,
  idleW: 800,
  maxW: 1100,
  standbyW: 30,
  shutdownS: 600,
  iplS: 1200,
  ...changes,
})

/** Two nights of ten hours, a day apart. */
export const twoNights: readonly PlanWindow[] = [0, 24].map((hours) => ({
  startMs: firstMs + hours * hourMs,
  endMs: firstMs + (hours + 10) * hourMs,
}))

export interface Saving {
  readonly bands?: readonly PlanWindow[]
  /** Of all servers, unless said otherwise. */
  readonly power?: readonly ServerPower[]
  readonly options?: Partial<PlanOptions>
  readonly seed?: number
  readonly hooks?: PlanningHooks
}

export function saving(
  fleet: Fleet,
  { bands = twoNights, power, options = {}, seed = 7, hooks = {} }: Saving = {},
): StagedPlan {
  const goal = {
    kind: 'save-energy',
    bands,
    power: power ?? fleet.servers.map(({ id }) => aPower(id)),
  } as const
  return planSaveEnergy(
    { ...stagedRequest(fleet, options, seed), startMs: bands[0]?.startMs ?? firstMs, goal },
    hooks,
  )
}
