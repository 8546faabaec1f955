/** Placed partitions become moves with mover pairs, in the order of a list schedule, with a lower bound beside it. */
import type { Assumptions } from '../forecast/assumption.ts'
import type { Forecast } from '../forecast/forecast.ts'
import { activeLimit } from '../forecast/migration-limits.ts'
import type { ScheduledMove } from '../forecast/plan-part.ts'
import { planScenario } from '../forecast/plan-scenario.ts'
import { medianRun } from '../forecast/plan-timeline.ts'
import { touchedBytes } from '../forecast/touched-memory.ts'
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { PartitionId, ServerId } from '../inventory/fleet.ts'
import { moveTypeOf } from '../mobility/move-type.ts'
import type { PlanDocument, PlanOptions } from '../plan/plan-document.ts'
import { lowerBound, type ServerCapacity } from './bound.ts'
import { chained } from './chains.ts'
import { fitTimes, hasTimes, type DroppedMove } from './fit-times.ts'
import type { PlanningHooks } from './hooks.ts'
import { pairMovers, usableMovers, type MoverPair, type UsableMover } from './movers.ts'
import type { PlacedPartition } from './moves.ts'
import type { SeededRandom } from './random.ts'
import { byStart, schedule, waves } from './schedule.ts'

export interface SchedulingInput {
  readonly index: FleetIndex
  readonly assumptions: Assumptions
  readonly options: PlanOptions
  readonly placed: readonly PlacedPartition[]
  readonly startMs: number
  /** Whether a move that finds no allowed time may be left out. */
  readonly mayDrop: boolean
  /** By partition: those that have to have left before it may start; none, where no move waits for room. */
  readonly after?: ReadonlyMap<PartitionId, readonly PartitionId[]>
  /** Other orders that are tried; the usual number where absent. */
  readonly trials?: number
}

/** A move with everything but its sentences. */
export interface DraftMove extends ScheduledMove, PlacedPartition {
  readonly movers: MoverPair
  /** Moves that have to have ended for their room; rules make it wait for more (`after`). */
  readonly waitsForRoom: readonly string[]
}

export interface ScheduledPlan {
  /** In the order of their starts. */
  readonly moves: readonly DraftMove[]
  /** By place in `moves`. */
  readonly waves: readonly number[]
  /** Of the median run, by the ids of `moves`. */
  readonly forecast: Forecast
  readonly bound: PlanDocument['bound']
  /** Left out, because a rule about times or standstills allows them at no time. */
  readonly dropped: readonly DroppedMove<DraftMove>[]
}

/** Chooses movers and order. */
export function scheduleMoves(
  input: SchedulingInput,
  random: SeededRandom,
  hooks: PlanningHooks,
): ScheduledPlan {
  const { index, assumptions, options } = input
  const known = new Map<ServerId, readonly UsableMover[]>()
  const moversOf = (serverId: ServerId): readonly UsableMover[] => {
    const movers =
      known.get(serverId) ??
      usableMovers(index, serverId, assumptions, options.acceptedUnknownRuleIds.includes('MSP-PAIR'))
    known.set(serverId, movers)
    return movers
  }
  const rules = options.rules ?? []
  const arrange = (moves: readonly DraftMove[]): readonly DraftMove[] => chained(moves, rules)
  const run = (moves: readonly DraftMove[]): Forecast =>
    medianRun(index, { moves, options: { maxConcurrent: options.maxConcurrent } }, assumptions).forecast
  const boundOf = (moves: readonly DraftMove[]): PlanDocument['bound'] => boundFor(input, moves, moversOf)
  const drafts = draftMoves(input, moversOf)
  const bound = boundOf(drafts)
  const found = schedule<DraftMove>(
    {
      run,
      arrange,
      moves: drafts,
      otherPair: (move, rng) => otherPair(move, moversOf, rng),
      boundS: bound?.seconds ?? 0,
      ...(input.trials === undefined ? {} : { trials: input.trials }),
    },
    random,
    hooks,
  )
  const { moves, forecast, dropped } = hasTimes(rules)
    ? fitTimes({
        ...found,
        rules,
        startMs: input.startMs,
        mayDrop: input.mayDrop,
        arrange: (some, past) => arrange(byStart(some, past)),
        run,
        hooks,
      })
    : { ...found, dropped: [] }
  return {
    moves,
    waves: waves(moves, forecast),
    forecast,
    bound: dropped.length === 0 ? bound : boundOf(moves),
    dropped,
  }
}

function boundFor(
  input: SchedulingInput,
  drafts: readonly DraftMove[],
  moversOf: (serverId: ServerId) => readonly UsableMover[],
): PlanDocument['bound'] {
  const { index, assumptions, options } = input
  const { scenario } = planScenario(index, { moves: drafts, options }, assumptions)
  return lowerBound(
    drafts.map((move) => ({
      id: move.id,
      name: move.partition.name,
      sourceServerId: move.sourceServerId,
      sourceName: index.serverById.get(move.sourceServerId)?.name ?? move.sourceServerId,
      targetServerId: move.targetServerId,
      targetName: move.target.name,
      after: move.after,
    })),
    scenario,
    {
      ofServer: (serverId) => serverCapacity(input, serverId, moversOf(serverId)),
      plan: options.maxConcurrent,
    },
  )
}

/** Largest memory first: what the engine's times then improve on. */
function draftMoves(
  { assumptions, placed, after }: SchedulingInput,
  moversOf: (serverId: ServerId) => readonly UsableMover[],
): readonly DraftMove[] {
  const sized = placed
    .map((one) => ({ one, bytes: touchedBytes(one.partition, assumptions) }))
    .toSorted((a, b) => b.bytes - a.bytes)
  const active = sized.filter(({ one }) => moveTypeOf(one.partition) === 'active')
  const pairs = pairMovers(
    active.map(({ one, bytes }) => ({
      sourceServerId: one.partition.serverId,
      targetServerId: one.target.id,
      bytes,
    })),
    moversOf,
  )
  const pairOf = new Map(active.map(({ one }, i) => [one.partition.id, pairs[i]]))
  return sized.map(({ one }) => {
    const movers = pairOf.get(one.partition.id) ?? { source: null, target: null }
    return {
      ...one,
      id: one.partition.id,
      partitionId: one.partition.id,
      sourceServerId: one.partition.serverId,
      targetServerId: one.target.id,
      type: moveTypeOf(one.partition),
      movers,
      sourceMoverId: movers.source?.id ?? null,
      targetMoverId: movers.target?.id ?? null,
      waitsForRoom: after?.get(one.partition.id) ?? [],
      after: after?.get(one.partition.id) ?? [],
      notBeforeS: 0,
      memoryMib: one.partition.memoryMib ?? 0,
    }
  })
}

/** The move over a pair picked at random; null where there is only one, or none is needed. */
function otherPair(
  move: DraftMove,
  moversOf: (serverId: ServerId) => readonly UsableMover[],
  random: SeededRandom,
): DraftMove | null {
  const sources = moversOf(move.sourceServerId)
  const targets = moversOf(move.targetServerId)
  if (move.type !== 'active' || sources.length * targets.length < 2) return null
  const source = sources[random.below(sources.length)]?.vios ?? null
  const target = targets[random.below(targets.length)]?.vios ?? null
  if (source?.linkGbps !== target?.linkGbps) return null
  return {
    ...move,
    movers: { source, target },
    sourceMoverId: source?.id ?? null,
    targetMoverId: target?.id ?? null,
  }
}

function serverCapacity(
  { index, assumptions }: SchedulingInput,
  serverId: ServerId,
  movers: readonly UsableMover[],
): ServerCapacity | null {
  const server = index.serverById.get(serverId)
  if (server === undefined || movers.length === 0) return null
  const total = (of: (mover: UsableMover) => number): number => movers.reduce((sum, one) => sum + of(one), 0)
  return {
    linkRate: total((one) => one.linkRate),
    coreByteRate: total((one) => one.coreByteRate),
    slots: Math.min(
      activeLimit(server, assumptions).value,
      total((one) => one.slots),
    ),
  }
}
