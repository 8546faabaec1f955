/**
 * The goal "balance", recomputed from the inventory: who takes part, what the use of servers is before and after, and
 * whether every move betters it. Use is a share of what a server has; its figures are those of the goal
 * (shared/plan/balance-goal.ts).
 */
import type { Partition, Server, ServerId } from '../../inventory/fleet.ts'
import { isActiveState } from '../../inventory/partition-state.ts'
import { centiNeed, memoryNeedMib } from '../../mobility/need.ts'
import type { BalanceGoal } from '../../plan/balance-goal.ts'
import type { PlanViolation } from '../../plan/referee-report.ts'
import { violation, type RefereeContext, type ResolvedMove } from './context.ts'

const HOURS_OF_WEEK = Array.from({ length: 168 }, (_, hour) => hour)
/** Differences below this are arithmetic. */
const NOISE = 1e-10

/** Violations of a plan to even servers out. */
export function judgeBalance(context: RefereeContext, goal: BalanceGoal): readonly PlanViolation[] {
  const { index, moves } = context
  const gone = (goal.serverIds ?? []).filter((id) => !index.serverById.has(id))
  if (gone.length > 0)
    return gone.map((serverId) =>
      violation('R-GOAL', `The inventory has no server ${serverId}.`, { serverId }),
    )
  const taking = index.fleet.servers.filter((server) => takesPart(server, goal))
  const strangers = moves.flatMap(({ move, partition, source, target }) => {
    const stranger = [source, target].find((server) => !taking.includes(server))
    if (stranger === undefined) return []
    const text = `${stranger.name} takes no part in this plan, yet ${partition.name} moves from ${source.name} to ${target.name}.`
    return [violation('R-GOAL', text, { moveId: move.id, serverId: stranger.id })]
  })
  if (moves.length === 0 || strangers.length > 0) return strangers
  const sheet = new Sheet(context, goal, taking)
  const after = sheet.value(moves)
  if (!isLess(after, sheet.value([])))
    return [violation('R-GOAL', 'When this plan is done, use of the servers is no more even than before.')]
  return tied(context).flatMap((together) => {
    const others = moves.filter((one) => !together.includes(one))
    if (isLess(after, sheet.value(others))) return []
    const [{ move, partition }] = together as [ResolvedMove]
    return [
      violation('R-GOAL', `${partition.name} moves for nothing: without it, use is as even.`, {
        moveId: move.id,
      }),
    ]
  })
}

/** A server that is off, or of which something is not known, cannot be evened out. */
function takesPart(server: Server, { serverIds }: BalanceGoal): boolean {
  if (serverIds !== null && !serverIds.includes(server.id)) return false
  if (server.state !== null && server.state !== 'operating') return false
  if (server.availableMemoryMib === null || server.availableCenti === null) return false
  return (server.configurableMemoryMib ?? 0) > 0 && (server.configurableCenti ?? 0) > 0
}

/** Moves that a rule lets happen only together count as one. */
function tied({ moves, plan }: RefereeContext): readonly (readonly ResolvedMove[])[] {
  let groups: (readonly ResolvedMove[])[] = moves.map((one) => [one])
  for (const rule of plan.options.rules ?? []) {
    if (rule.kind !== 'together') continue
    const named = new Set(rule.partitions.map(({ id }) => id))
    const isNamed = (group: readonly ResolvedMove[]): boolean =>
      group.some(({ partition }) => named.has(partition.id))
    const joined = groups.filter(isNamed).flat()
    groups = [...groups.filter((group) => !isNamed(group)), ...(joined.length === 0 ? [] : [joined])]
  }
  return groups
}

/** Over the safety level, then highest use and standard deviation: the smaller the better, the first one first. */
type Value = readonly [over: number, uneven: number]

function isLess([over, uneven]: Value, [otherOver, otherUneven]: Value): boolean {
  if (Math.abs(over - otherOver) > NOISE) return over < otherOver
  return uneven < otherUneven - NOISE
}

/** Use of the servers that take part, with any of the moves made. */
class Sheet {
  readonly #context: RefereeContext
  readonly #goal: BalanceGoal
  readonly #servers: readonly Server[]
  readonly #hasWeeks: boolean
  /** Shares of a server by the moves that touch it: most are the same in every question. */
  readonly #known = new Map<ServerId, Map<string, readonly number[]>>()

  constructor(context: RefereeContext, goal: BalanceGoal, servers: readonly Server[]) {
    this.#context = context
    this.#goal = goal
    this.#servers = servers
    this.#hasWeeks =
      goal.weights.load > 0 &&
      servers.some(({ id }) => context.index.partitionsOf(id).some(({ typicalWeek }) => typicalWeek !== null))
  }

  value(moves: readonly ResolvedMove[]): Value {
    const { weights } = this.#goal
    const factors = [weights.memory, weights.entitlement, this.#hasWeeks ? weights.load : 0]
    const all = factors.reduce((sum, one) => sum + one, 0)
    const touching = Map.groupBy(
      moves.flatMap((one) => [
        { id: one.source.id, one },
        { id: one.target.id, one },
      ]),
      ({ id }) => id,
    )
    const shares = this.#servers.map((server) =>
      this.#sharesOf(server, touching.get(server.id)?.map(({ one }) => one) ?? []),
    )
    const level = this.#context.plan.options.safetyPercent / 100
    let over = 0
    let uneven = 0
    for (const [column, factor] of factors.entries()) {
      if (factor === 0) continue
      const uses = shares.map((row) => row[column]!)
      const middle = uses.reduce((sum, use) => sum + use, 0) / uses.length
      const variance = uses.reduce((sum, use) => sum + (use - middle) * (use - middle), 0) / uses.length
      over += (factor / all) * uses.reduce((sum, use) => sum + (use > level ? use - level : 0), 0)
      uneven += (factor / all) * (Math.max(...uses) + Math.sqrt(variance))
    }
    return [over, uneven]
  }

  #sharesOf(server: Server, moves: readonly ResolvedMove[]): readonly number[] {
    const known = this.#known.get(server.id) ?? new Map<string, readonly number[]>()
    this.#known.set(server.id, known)
    const key = moves.map(({ move }) => move.id).join(' ')
    const shares = known.get(key) ?? this.#computed(server, moves)
    known.set(key, shares)
    return shares
  }

  #computed(server: Server, moves: readonly ResolvedMove[]): readonly number[] {
    const running = moves.filter(({ partition }) => holdsSomething(partition))
    const change = (of: (one: Partition) => number): number =>
      running.reduce((sum, { partition, target }) => sum + (target === server ? 1 : -1) * of(partition), 0)
    const [memory, centi] = [server.configurableMemoryMib ?? 0, server.configurableCenti ?? 0]
    const memoryUsed =
      memory -
      (server.availableMemoryMib ?? 0) +
      change((one) => memoryNeedMib(one, server) ?? one.memoryMib ?? 0)
    const centiUsed =
      centi - (server.availableCenti ?? 0) + change((one) => centiNeed(one) ?? one.entitledCenti ?? 0)
    return [memoryUsed / memory, centiUsed / centi, this.#hasWeeks ? this.#peakOf(server, moves) / centi : 0]
  }

  /** Hundredths of a processor in the busiest hour of everybody there. */
  #peakOf(server: Server, moves: readonly ResolvedMove[]): number {
    const left = new Set(moves.filter(({ source }) => source === server).map(({ partition }) => partition.id))
    const there = [
      ...this.#context.index.partitionsOf(server.id).filter(({ id }) => !left.has(id)),
      ...moves.filter(({ target }) => target === server).map(({ partition }) => partition),
    ].filter(holdsSomething)
    const sums = HOURS_OF_WEEK.map((hour) =>
      there.reduce((sum, one) => sum + (one.typicalWeek?.[hour] ?? (one.entitledCenti ?? 0) / 100), 0),
    )
    return Math.max(...sums) * 100
  }
}

/** A partition known to be stopped holds neither memory nor processors. */
const holdsSomething = ({ state }: Partition): boolean => isActiveState(state) !== false
