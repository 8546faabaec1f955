/** Follows one strategy through the windows: batch after batch, as long as one more fits. */
import type { FleetIndex } from '../../inventory/fleet-index.ts'
import type { ServerId } from '../../inventory/fleet.ts'
import { indexFleet } from '../../inventory/fleet-index.ts'
import { centiNeed, memoryNeedMib } from '../../mobility/need.ts'
import type { RuleFinding } from '../../mobility/verdict.ts'
import type { PlanWindow } from '../../plan/plan-document.ts'
import type { UnservicedServer } from '../../plan/staged-plan.ts'
import type { Steering } from '../settle-evacuation.ts'
import { isToStop, type PlanningHooks } from '../hooks.ts'
import { courseFrom, type Course } from './course.ts'
import { movedOften, runCycle, type Cycle } from './cycle.ts'
import type { MaintenanceInput } from './maintenance.ts'
import type { Strategy } from './strategies.ts'
import { unservicedBy } from './unserviced.ts'

export interface MaintenanceCourse {
  readonly course: Course
  readonly unserviced: readonly UnservicedServer[]
  readonly windowsUsed: number
}

/** Moves of one partition, at most (planning.md, objective). */
const MOST_MOVES = 2

/**
 * The course, with the servers it does not service; null where the hooks said "keep" before its end.
 * @throws PlanningAbandoned when the hooks say so.
 */
export function followStrategy(
  input: MaintenanceInput,
  index: FleetIndex,
  strategy: Strategy,
  hopeless: ReadonlyMap<ServerId, UnservicedServer>,
  hooks: PlanningHooks,
): MaintenanceCourse | null {
  const roll = new Roll(input, index, strategy, hopeless, hooks)
  for (const window of input.goal.windows) if (!roll.through(window)) return null
  return roll.result
}

type Failure = Exclude<Cycle, { readonly kind: 'done' }>

class Roll {
  readonly #input: MaintenanceInput
  readonly #index: FleetIndex
  readonly #strategy: Strategy
  readonly #hooks: PlanningHooks
  readonly #hopeless: ReadonlyMap<ServerId, UnservicedServer>
  #course: Course
  #windowsUsed = 0
  /** Why a server was not serviced when it was last tried alone. */
  readonly #why = new Map<ServerId, { readonly server: UnservicedServer; readonly roomMs: number | null }>()

  constructor(
    input: MaintenanceInput,
    index: FleetIndex,
    strategy: Strategy,
    hopeless: ReadonlyMap<ServerId, UnservicedServer>,
    hooks: PlanningHooks,
  ) {
    this.#hopeless = hopeless
    this.#input = input
    this.#index = index
    this.#strategy = strategy
    this.#hooks = hooks
    this.#course = courseFrom(input)
  }

  get result(): MaintenanceCourse {
    const left = this.#strategy.order.filter((id) => !this.#course.serviced.has(id))
    return {
      course: this.#course,
      unserviced: left.flatMap((id) => this.#hopeless.get(id) ?? this.#why.get(id)?.server ?? []),
      windowsUsed: this.#windowsUsed,
    }
  }

  /** Services as many as fit into a window; false where the hooks end it. */
  through(window: PlanWindow): boolean {
    this.#course = { ...this.#course, atMs: Math.max(window.startMs, this.#input.startMs) }
    const before = this.#course.serviced.size
    // Who failed alone fails again until somebody else has been serviced.
    let failed = new Set<ServerId>()
    for (;;) {
      if (isToStop(this.#hooks)) return false
      const batch = this.#batch(failed)
      if (batch.length === 0) break
      const { course, alone } = this.#service(batch, window)
      if (course !== null) {
        this.#course = course
        failed = new Set()
      } else for (const id of alone) failed.add(id)
    }
    if (this.#course.serviced.size > before) this.#windowsUsed += 1
    return true
  }

  /** The next servers in the order of the strategy that the others have room for, by their sums. */
  #batch(failed: ReadonlySet<ServerId>): readonly ServerId[] {
    const { order, mostTogether } = this.#strategy
    const batch: ServerId[] = []
    for (const id of order) {
      if (this.#course.serviced.has(id) || failed.has(id) || this.#hopeless.has(id)) continue
      if (batch.length > 0 && !this.#hasRoomFor([...batch, id])) continue
      batch.push(id)
      if (batch.length >= mostTogether) break
    }
    return batch
  }

  #hasRoomFor(batch: readonly ServerId[]): boolean {
    const { fleet } = this.#course.standing
    const index = indexFleet(fleet)
    const others = fleet.servers.filter(({ id, state }) => !batch.includes(id) && state === 'operating')
    const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
    const leaving = batch.flatMap((id) => index.partitionsOf(id))
    const memory = leaving.map((one) => {
      const home = index.serverById.get(one.serverId)
      return (home === undefined ? null : memoryNeedMib(one, home)) ?? one.memoryMib ?? 0
    })
    return (
      sum(memory) <= sum(others.map(({ availableMemoryMib }) => availableMemoryMib ?? 0)) &&
      sum(leaving.map((one) => centiNeed(one) ?? 0)) <=
        sum(others.map(({ availableCenti }) => availableCenti ?? 0))
    )
  }

  /** Tries a batch, and smaller ones where it fails; `alone`: servers that failed by themselves. */
  #service(
    wanted: readonly ServerId[],
    window: PlanWindow,
  ): { readonly course: Course | null; readonly alone: readonly ServerId[] } {
    const alone: ServerId[] = []
    let batch = wanted
    while (batch.length > 0) {
      if (isToStop(this.#hooks)) return { course: null, alone: wanted }
      const cycle = runCycle(this.#input, this.#course, this.#wish(batch, window), this.#hooks)
      if (cycle.kind === 'done') return { course: cycle.course, alone }
      const out = batch.length === 1 ? batch : this.#culprits(batch, cycle)
      if (batch.length === 1) {
        alone.push(...out)
        for (const id of out) this.#note(id, cycle, window)
      }
      batch = batch.filter((id) => !out.includes(id))
    }
    return { course: null, alone: alone.length > 0 ? alone : wanted.slice(0, 1) }
  }

  /** Of two times too late, the one with more room tells more. */
  #note(id: ServerId, cycle: Failure, window: PlanWindow): void {
    const { atMs } = this.#course
    const roomMs = cycle.kind === 'late' ? window.endMs - atMs : null
    const known = this.#why.get(id)?.roomMs ?? null
    if (roomMs !== null && known !== null && known >= roomMs) return
    this.#why.set(id, { server: unservicedBy(this.#index, id, cycle, atMs, window), roomMs })
  }

  /** Those with blocked partitions, else the last one that was added. All of them: then the last one, too. */
  #culprits(batch: readonly ServerId[], cycle: Failure): readonly ServerId[] {
    const last = batch.slice(-1)
    if (cycle.kind !== 'blocked') return last
    const { partitions } = this.#course.standing.fleet
    const homes = new Map(partitions.map(({ id, serverId }) => [id, serverId]))
    const blocked = new Set(cycle.partitions.map(({ partitionId }) => homes.get(partitionId)))
    const out = batch.filter((id) => blocked.has(id))
    return out.length === 0 || out.length === batch.length ? last : out
  }

  #wish(serverIds: readonly ServerId[], window: PlanWindow) {
    const { serviceMinutes, returnHome } = this.#input.goal
    return {
      serverIds,
      outage: { kind: 'service', serviceMs: serviceMinutes * 60_000, returnHome } as const,
      window,
      steering: this.#steering(serverIds),
    }
  }

  /**
   * Nobody moves more than twice. Without return, whoever has moved goes where nobody has to leave any more; who moves
   * for the first time rather goes there.
   */
  #steering(batch: readonly ServerId[]): Steering {
    const { returnHome, serverIds } = this.#input.goal
    const coming = serverIds.filter(
      (id) => !this.#course.serviced.has(id) && !batch.includes(id) && !this.#hopeless.has(id),
    )
    const all = this.#course.standing.fleet.servers.map(({ id }) => id)
    const ban = (most: number, targets: readonly ServerId[], text: string) =>
      movedOften(this.#course, most).map(
        (id) => [id, new Map(targets.map((target) => [target, banned(text)]))] as const,
      )
    const often = 'It has moved in this plan already, and would have to move more than twice.'
    return returnHome
      ? { bans: new Map(ban(1, all, often)), avoided: new Set() }
      : {
          bans: new Map([...ban(1, coming, often), ...ban(MOST_MOVES, all, often)]),
          avoided: new Set(coming),
        }
  }
}

const banned = (text: string): RuleFinding => ({
  ruleId: 'STAGE-MOVES',
  verdict: 'block',
  text,
  facts: [],
  missing: null,
  remedy: 'Service its server earlier, or in a plan of its own.',
})
