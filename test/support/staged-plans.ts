/** Staged plans of small fleets, for tests of the planner and of its referee. */
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import { centi, mib } from '../../shared/inventory/units.ts'
import { defaultPlanOptions, type PlanOptions, type PlanWindow } from '../../shared/plan/plan-document.ts'
import type { StagedPlan } from '../../shared/plan/staged-plan.ts'
import type { PlanningHooks } from '../../shared/planning/hooks.ts'
import type { StagedRequest } from '../../shared/planning/stages/course.ts'
import { planEvacuateAndReturn } from '../../shared/planning/stages/evacuate-and-return.ts'
import { planMaintenance } from '../../shared/planning/stages/maintenance.ts'
import { aFleet, aPartition, aServer } from './fleet-builder.ts'
import { serverIdOf } from './planning-fleets.ts'

export const hourMs = 3_600_000
export const firstMs = 1_800_000_000_000

export const stagedRequest = (fleet: Fleet, options: Partial<PlanOptions>, seed: number): StagedRequest => ({
  fleet,
  assumptions: noAssumptions,
  seed,
  zone: 'Europe/Paris',
  startMs: firstMs,
  name: 'Maintenance',
  appVersion: '0.1.0',
  createdAtMs: 1_790_000_000_000,
  options: { ...defaultPlanOptions, ...options },
})

export interface ThereAndBack {
  readonly servers?: readonly number[]
  readonly serviceMinutes?: number
  readonly window?: PlanWindow | null
  readonly options?: Partial<PlanOptions>
  readonly seed?: number
}

/** Empties servers (the first, unless said otherwise) and brings everybody home. */
export function thereAndBack(
  fleet: Fleet,
  { servers = [0], serviceMinutes = 60, window = null, options = {}, seed = 7 }: ThereAndBack = {},
): StagedPlan {
  return planEvacuateAndReturn({
    ...stagedRequest(fleet, options, seed),
    goal: { kind: 'evacuate-and-return', serverIds: servers.map(serverIdOf), serviceMinutes, window },
  })
}

export interface Rolling extends Omit<ThereAndBack, 'window'> {
  readonly windows?: readonly PlanWindow[]
  readonly returnHome?: boolean
  readonly hooks?: PlanningHooks
}

/** Three windows of four hours, a day apart. */
export const threeWindows: readonly PlanWindow[] = [0, 24, 48].map((hours) => ({
  startMs: firstMs + hours * hourMs,
  endMs: firstMs + (hours + 4) * hourMs,
}))

/** Services servers of a fleet (all, unless said otherwise). */
export function rolling(
  fleet: Fleet,
  {
    servers,
    serviceMinutes = 60,
    windows = threeWindows,
    returnHome = false,
    options = {},
    seed = 7,
    hooks = {},
  }: Rolling = {},
): StagedPlan {
  const serverIds = servers?.map(serverIdOf) ?? fleet.servers.map(({ id }) => id)
  return planMaintenance(
    {
      ...stagedRequest(fleet, options, seed),
      goal: { kind: 'maintenance', serverIds, windows, serviceMinutes, returnHome },
    },
    hooks,
  )
}

/** Three servers that hold two partitions each, and have room for those of one other server. */
export function threeServers(freeGib = 80): Fleet {
  return aFleet({
    servers: [0, 1, 2].map((n) =>
      aServer({
        id: serverIdOf(n),
        name: `server${n}`,
        availableMemoryMib: mib(freeGib * 1024),
        availableCenti: centi(1_000),
        processorPools: [
          { id: 0, name: 'DefaultPool', maxCenti: null, reservedCenti: centi(0) },
          ...(n === 0 ? [{ id: 3, name: 'oracle', maxCenti: centi(600), reservedCenti: centi(0) }] : []),
        ],
      }),
    ),
    partitions: [0, 1, 2].flatMap((n) =>
      [10, 11].map((lparId) =>
        aPartition({
          serverId: serverIdOf(n),
          lparId,
          name: `p${n}${lparId}`,
          ...(n === 0 && lparId === 10 ? { poolId: 3, poolName: 'oracle' } : {}),
        }),
      ),
    ),
  })
}
