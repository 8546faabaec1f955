/**
 * Some servers emptied together, serviced or switched off, and their partitions brought home where that is wanted. Whether they can
 * come home is found out before the evacuation is proposed: targets they cannot come back from are banned, and it is
 * planned anew.
 */
import { indexFleet } from '../../inventory/fleet-index.ts'
import type { PartitionId, ServerId } from '../../inventory/fleet.ts'
import type { PlanDocument, PlanWindow, UnplacedPartition } from '../../plan/plan-document.ts'
import type { PlanRule } from '../../plan/rules/plan-rule.ts'
import type { Stage } from '../../plan/staged-plan.ts'
import { planEvacuationAlone } from '../evacuate.ts'
import type { Steering } from '../settle-evacuation.ts'
import type { PlanningHooks } from '../hooks.ts'
import { serverNames, type Course, type StagedRequest } from './course.ts'
import { homesOf, planReturn } from './plan-return.ts'
import { ReturnBans } from './return-bans.ts'
import { reserveBrokenBy } from './spare-while-out.ts'
import { budgetExceededBy } from './spent-budget.ts'
import { timeOfStage } from './stage-time.ts'
import { standingAfter } from './standing.ts'

/** How long servers take to stop and to start: those of them that take longest. */
export interface Switching {
  readonly shutdownMs: number
  readonly iplMs: number
}

/**
 * What happens to the emptied servers. Off, they stay so for as long as the way home allows, everybody comes home, and
 * nobody leaves who cannot.
 */
export type Outage =
  | { readonly kind: 'service'; readonly serviceMs: number; readonly returnHome: boolean }
  | ({ readonly kind: 'off' } & Switching)

export interface CycleWish {
  readonly serverIds: readonly ServerId[]
  readonly outage: Outage
  /** Everything has to be over by its end. */
  readonly window: PlanWindow | null
  readonly steering: Steering
}

export type Cycle =
  | { readonly kind: 'done'; readonly course: Course }
  /** Partitions that run and cannot leave. */
  | { readonly kind: 'blocked'; readonly partitions: readonly UnplacedPartition[] }
  /** Partitions that could leave and not come home, where they have to. */
  | { readonly kind: 'away'; readonly partitions: readonly UnplacedPartition[] }
  /** Over after the end of the window. */
  | { readonly kind: 'late'; readonly endMs: number }
  | { readonly kind: 'reserve'; readonly rule: PlanRule }
  /** A budget that all stages together exceed. */
  | { readonly kind: 'budget'; readonly rule: PlanRule }
  /** A move that never ends. */
  | { readonly kind: 'endless' }

/** How often the evacuation is planned anew because of who could not come home. */
const MOST_ROUNDS = 8

/** Goes on from a course. @throws PlanningAbandoned when the hooks say so. */
export function runCycle(
  request: StagedRequest,
  course: Course,
  wish: CycleWish,
  hooks: PlanningHooks,
): Cycle {
  const { fleet } = course.standing
  const index = indexFleet(fleet)
  const bans = new ReturnBans(wish.steering.bans)
  for (let round = 1; ; round += 1) {
    const evacuation = planEvacuationAlone(
      {
        ...request,
        fleet,
        goal: { kind: 'evacuate', serverIds: wish.serverIds },
        startMs: course.atMs,
        window: wish.window,
        name: `Empty ${serverNames(index, wish.serverIds)}`,
        steering: { ...wish.steering, bans: bans.bans },
      },
      quiet(hooks),
    )
    const blocking = evacuation.unplaced.filter(
      ({ partitionId }) => index.partitionById.get(partitionId)?.state !== 'not activated',
    )
    if (blocking.length > 0) {
      if (
        wish.outage.kind === 'service' &&
        blocking.filter(({ partitionId }) => bans.lift(partitionId)).length > 0
      )
        continue
      return { kind: 'blocked', partitions: blocking }
    }
    const attempt = goOn(request, course, wish, evacuation, hooks)
    if (attempt.kind !== 'done') return attempt
    const stuck = attempt.stuck.filter(({ partitionId }) => !bans.oneWay.has(partitionId))
    if (stuck.length === 0) return { kind: 'done', course: attempt.course }
    if (round === MOST_ROUNDS)
      return wish.outage.kind === 'off'
        ? { kind: 'away', partitions: stuck }
        : { kind: 'done', course: attempt.course }
    bans.add(
      index,
      stuck,
      evacuation.moves.map(({ partitionId }) => partitionId),
    )
  }
}

type Attempt =
  | { readonly kind: 'done'; readonly course: Course; readonly stuck: readonly UnplacedPartition[] }
  | Exclude<Cycle, { readonly kind: 'done' }>

/** What follows one evacuation. */
function goOn(
  request: StagedRequest,
  course: Course,
  { serverIds, outage, window }: CycleWish,
  evacuation: PlanDocument,
  hooks: PlanningHooks,
): Attempt {
  const index = indexFleet(course.standing.fleet)
  const names = serverNames(index, serverIds)
  const away = new Builder(request, course, window, hooks)
  const late = away.move(`Empty ${names}`, evacuation)
  if (late !== null) return late
  const broken = reserveBrokenBy(away.course.standing.fleet, serverIds, request.options.rules ?? [])
  if (broken !== null) return { kind: 'reserve', rule: broken }
  const title = `Bring everybody home to ${names}`
  const homes = homesOf(
    index,
    evacuation.moves.map(({ partitionId }) => partitionId),
  )
  const { standing } = away.course
  const wayHome = (startMs: number): PlanDocument =>
    planReturn({ ...request, standing, startMs, window, name: title }, homes, quiet(hooks))
  if (outage.kind === 'off') {
    const home = latestReturn(away, outage, homes.length === 0 ? null : wayHome)
    if ('kind' in home) return home
    away.off(`Switch off ${names}`, serverIds, outage, home.atMs)
    const failed = home.plan === null ? null : away.move(title, home.plan)
    return failed ?? { kind: 'done', course: away.course, stuck: home.plan?.unplaced ?? [] }
  }
  away.service(`Service ${names}`, serverIds, outage.serviceMs)
  if (away.isLate) return { kind: 'late', endMs: away.course.atMs }
  if (!outage.returnHome || homes.length === 0) return { kind: 'done', course: away.course, stuck: [] }
  const back = wayHome(away.course.atMs)
  return away.move(title, back) ?? { kind: 'done', course: away.course, stuck: back.unplaced }
}

/** How often the way home is planned for another start: what it takes may depend on when it is. */
const MOST_STARTS = 4

interface ReturnStart {
  readonly atMs: number
  /** Null: nobody has to come home. */
  readonly plan: PlanDocument | null
}

/** The latest way home that ends with the window, and leaves the servers time to stop and to start. */
function latestReturn(
  away: Builder,
  { shutdownMs, iplMs }: Switching,
  planAt: ((startMs: number) => PlanDocument) | null,
): ReturnStart | Exclude<Cycle, { readonly kind: 'done' }> {
  const endMs = away.endMs ?? Infinity
  const earliestMs = away.course.atMs + shutdownMs + iplMs
  if (earliestMs >= endMs) return { kind: 'late', endMs: earliestMs }
  if (planAt === null) return { atMs: endMs, plan: null }
  let best: ReturnStart | null = null
  let atMs = earliestMs
  for (let trial = 0; trial < MOST_STARTS; trial += 1) {
    const plan = planAt(atMs)
    const lengthMs = plan.moves.length === 0 ? 0 : away.timeOf(plan)
    if (lengthMs === null) return { kind: 'endless' }
    const overMs = atMs + lengthMs - endMs
    if (overMs <= 0 && (best === null || atMs > best.atMs)) best = { atMs, plan }
    else if (best === null) return { kind: 'late', endMs: atMs + lengthMs }
    const next = Math.max(earliestMs, endMs - lengthMs)
    if (overMs === 0 || next === atMs || (trial > 1 && overMs < 0)) break
    atMs = next
  }
  return best ?? { kind: 'late', endMs: earliestMs }
}

/** Puts stages behind each other. */
class Builder {
  course: Course
  readonly #request: StagedRequest
  readonly #window: PlanWindow | null
  readonly #hooks: PlanningHooks

  constructor(request: StagedRequest, course: Course, window: PlanWindow | null, hooks: PlanningHooks) {
    this.course = course
    this.#request = request
    this.#window = window
    this.#hooks = hooks
  }

  /** Of the window, where there is one. */
  get endMs(): number | null {
    return this.#window?.endMs ?? null
  }

  get isLate(): boolean {
    return this.course.atMs > (this.endMs ?? Infinity)
  }

  /** What moves that come next are given, ms; null where one never ends. */
  timeOf(plan: PlanDocument): number | null {
    return timeOfStage(this.course.standing.fleet, plan, this.#request.assumptions, this.#hooks)
  }

  /** A stage of moves, or why there is none; a plan without moves is no stage. */
  move(title: string, plan: PlanDocument): Attempt | null {
    const { standing, atMs } = this.course
    const unplaced = [...this.course.unplaced, ...plan.unplaced]
    this.course = { ...this.course, unplaced }
    if (plan.moves.length === 0) return null
    const after = standingAfter(standing, plan)
    const lengthMs = this.timeOf(plan)
    if (lengthMs === null) return { kind: 'endless' }
    const moves = new Map(this.course.moves)
    for (const { partitionId } of plan.moves) moves.set(partitionId, (moves.get(partitionId) ?? 0) + 1)
    const movedMib = plan.moves.reduce((sum, { memoryMib }) => sum + memoryMib, this.course.movedMib)
    this.#push(
      { kind: 'moves', id: '', title, startMs: atMs, endMs: atMs + lengthMs, window: this.#window, plan },
      { standing: after, moves, movedMib },
    )
    if (this.isLate) return { kind: 'late', endMs: this.course.atMs }
    const spent = budgetExceededBy(this.course, this.#request.options.rules ?? [])
    return spent === null ? null : { kind: 'budget', rule: spent }
  }

  service(title: string, serverIds: readonly ServerId[], lengthMs: number): void {
    const { atMs } = this.course
    this.#out({ kind: 'service', id: '', title, serverIds, startMs: atMs, endMs: atMs + lengthMs })
  }

  off(title: string, serverIds: readonly ServerId[], { shutdownMs, iplMs }: Switching, endMs: number): void {
    const { atMs: startMs } = this.course
    const [offMs, onMs] = [startMs + shutdownMs, endMs - iplMs]
    this.#out({ kind: 'off', id: '', title, serverIds, startMs, offMs, iplMs: onMs, endMs })
  }

  #out(stage: Exclude<Stage, { readonly kind: 'moves' }>): void {
    this.#push(stage, { serviced: new Set([...this.course.serviced, ...stage.serverIds]) })
  }

  #push(stage: Stage, changes: Partial<Course>): void {
    this.course = {
      ...this.course,
      ...changes,
      atMs: stage.endMs,
      stages: [...this.course.stages, stage],
    }
  }
}

/** Stages tell no progress of their own: whoever plans several knows how far it is. */
const quiet = ({ shouldStop }: PlanningHooks): PlanningHooks =>
  shouldStop === undefined ? {} : { shouldStop }

/** Partitions that a course has moved as often as it may. */
export const movedOften = ({ moves }: Course, most: number): readonly PartitionId[] =>
  [...moves].filter(([, times]) => times >= most).map(([id]) => id)
