/** Placed partitions become moves with mover pairs, in the order of a list schedule, with a lower bound beside it. */
import type { Assumptions } from '../forecast/assumption.ts'
import type { Forecast } from '../forecast/forecast.ts'
import type { ScheduledMove } from '../forecast/plan-part.ts'
import { planScenario } from '../forecast/plan-scenario.ts'
import { medianRun } from '../forecast/plan-timeline.ts'
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { Partition, PartitionId, ServerId } from '../inventory/fleet.ts'
import { moveTypeOf } from '../mobility/move-type.ts'
import type { MoveDlpar } from '../plan/dlpar.ts'
import type { PlanDocument, PlanOptions } from '../plan/plan-document.ts'
import { AllowedTimes } from './allowed-times.ts'
import { chained } from './chains.ts'
import { fitTimes, hasTimes, type DroppedMove } from './fit-times.ts'
import type { PlanningHooks } from './hooks.ts'
import { leastCopied } from './least-copy.ts'
import { pairMovers, usablePairs } from './mover-pairs.ts'
import { usableMovers, type MoverPair, type UsableMover } from './movers.ts'
import type { PlacedPartition } from './moves.ts'
import { paced } from './pace.ts'
import { boundOfPlan } from './plan-bound.ts'
import type { SeededRandom } from './random.ts'
import { byStart, schedule, waves, type Schedule } from './schedule.ts'
import { TrialRuns } from './trial-runs.ts'
import { withinTimes } from './within-times.ts'

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
  /** Changes of memory, by partition; absent: none. */
  readonly steps?: ReadonlyMap<PartitionId, MoveDlpar>
  /** Other orders that are tried; the usual number where absent. */
  readonly trials?: number
}

/** Numbers of moves at once that are tried, those next below all slots. */
const MOST_LIMITS = 7

/** A move with everything but its sentences. */
export interface DraftMove extends ScheduledMove, PlacedPartition {
  readonly movers: MoverPair
  /** Moves that have to have ended for their room; rules make it wait for more (`after`). */
  readonly waitsForRoom: readonly string[]
  /** Moves that have to have ended so that fewer run at once: the whole plan is shorter for it. */
  readonly pacedBy: readonly string[]
}

/** Fewer moves at once than there are slots, because the plan is shorter so. */
export interface Pace {
  /** Moves at once per mover. */
  readonly atOnce: number
  /** End of the median run, seconds, so and with all slots in the same order. */
  readonly endS: number
  readonly allSlotsEndS: number
}

export interface ScheduledPlan {
  /** In the order of their starts. */
  readonly moves: readonly DraftMove[]
  /** By place in `moves`. */
  readonly waves: readonly number[]
  /** Of the median run, by the ids of `moves`. */
  readonly forecast: Forecast
  readonly bound: PlanDocument['bound']
  /** Null where movers use all their slots. */
  readonly pace: Pace | null
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
  const forecastOf = (moves: readonly DraftMove[]): Forecast =>
    medianRun(index, { moves, options }, assumptions).forecast
  const times = new AllowedTimes(rules, input.startMs)
  const boundOf = (moves: readonly DraftMove[], isKept: boolean): PlanDocument['bound'] =>
    boundOfPlan({ index, assumptions, options, moves, moversOf, times: isKept ? times : null })
  const drafts = draftMoves(input, moversOf)
  const bound = boundOf(drafts, true)
  const trials = new TrialRuns(index, assumptions, options.maxConcurrent)
  const ordered = schedule<DraftMove>(
    {
      run: (moves, atOnce) => withinTimes(moves, times, (some) => trials.run(some, atOnce)),
      arrange,
      moves: drafts,
      pairsOf: (move) => pairsOf(move, moversOf),
      boundS: bound?.seconds ?? 0,
      fewerAtOnce: mayPace(options) ? fewerAtOnce(drafts, moversOf) : [],
      ...(input.trials === undefined ? {} : { trials: input.trials }),
    },
    random,
    hooks,
  )
  const { moves: inOrder, pace } = kept(ordered, forecastOf)
  const found = { moves: inOrder, forecast: forecastOf(inOrder) }
  const { moves, forecast, dropped } = hasTimes(rules)
    ? fitTimes({
        ...found,
        rules,
        times,
        mayDrop: input.mayDrop,
        arrange: (some, past) => arrange(byStart(some, past)),
        run: forecastOf,
        hooks,
      })
    : { ...found, dropped: [] }
  // What somebody typed may break times: its bound is that of the moves alone.
  const isKept = times.areKept(moves, forecast)
  return {
    moves,
    waves: waves(moves, forecast),
    forecast,
    bound: dropped.length === 0 && isKept ? bound : boundOf(moves, isKept),
    pace,
    dropped,
  }
}

/** Who said how many at once, or when, has the last word. */
function mayPace({ maxConcurrent, rules = [] }: PlanOptions): boolean {
  return maxConcurrent === null && !hasTimes(rules) && !rules.some(({ kind }) => kind === 'one-at-a-time')
}

/** Numbers of moves at once below the most slots that a mover has, of those that are used. */
function fewerAtOnce(
  drafts: readonly DraftMove[],
  moversOf: (serverId: ServerId) => readonly UsableMover[],
): readonly number[] {
  const servers = new Set(drafts.flatMap((move) => [move.sourceServerId, move.targetServerId]))
  const slots = Math.max(0, ...[...servers].flatMap((id) => moversOf(id).map((one) => one.slots)))
  const most = Math.min(slots, drafts.length) - 1
  return Array.from({ length: Math.max(0, most) }, (_, i) => i + 1).slice(-MOST_LIMITS)
}

/** The order found, with fewer moves at once where that was found to be shorter, and proves to be. */
function kept(
  { moves, forecast, atOnce }: Schedule<DraftMove>,
  forecastOf: (moves: readonly DraftMove[]) => Forecast,
): { readonly moves: readonly DraftMove[]; readonly pace: Pace | null } {
  if (atOnce === Infinity) return { moves, pace: null }
  const waiting = paced(moves, forecast)
  const [endS, allSlotsEndS] = [forecastOf(waiting), forecastOf(moves)].map((one) => one.makespan)
  if (endS == null || allSlotsEndS == null || endS >= allSlotsEndS) return { moves, pace: null }
  return { moves: waiting, pace: { atOnce, endS, allSlotsEndS } }
}

/** Most to copy first: what the engine's times then improve on. */
function draftMoves(
  { index, assumptions, options, placed, after, steps }: SchedulingInput,
  moversOf: (serverId: ServerId) => readonly UsableMover[],
): readonly DraftMove[] {
  const drafts = placed.map((one): DraftMove => ({
    ...one,
    id: one.partition.id,
    partitionId: one.partition.id,
    sourceServerId: one.partition.serverId,
    targetServerId: one.target.id,
    type: moveTypeOf(one.partition),
    movers: { source: null, target: null },
    sourceMoverId: null,
    targetMoverId: null,
    waitsForRoom: after?.get(one.partition.id) ?? [],
    pacedBy: [],
    after: after?.get(one.partition.id) ?? [],
    notBeforeS: 0,
    ...memoryOf(one.partition, steps?.get(one.partition.id)),
  }))
  const { scenario } = planScenario(index, { moves: drafts, options }, assumptions)
  const sized = drafts
    .map((draft, i) => {
      const { t_prep = 0, t_susp = 0, t_clean = 0, ...part } = scenario.parts[i]!
      return { draft, fixedS: t_prep + t_susp + t_clean, bytes: leastCopied(part, part.cap ?? Infinity) }
    })
    .toSorted((a, b) => b.bytes - a.bytes)
  const active = sized.filter(({ draft }) => draft.type === 'active')
  const pairs = pairMovers(
    active.map(({ draft: { sourceServerId, targetServerId }, bytes, fixedS }) => ({
      sourceServerId,
      targetServerId,
      bytes,
      fixedS,
    })),
    moversOf,
  )
  const pairOf = new Map(active.map(({ draft }, i) => [draft, pairs[i]]))
  return sized.map(({ draft }) => {
    const pair = pairOf.get(draft)
    return pair === undefined ? draft : over(draft, pair)
  })
}

/** What it has while it moves. */
const memoryOf = ({ memoryMib }: Partition, dlpar: MoveDlpar | undefined) =>
  dlpar === undefined ? { memoryMib: memoryMib ?? 0 } : { memoryMib: dlpar.memoryDuringMib, dlpar }

function over(move: DraftMove, movers: MoverPair): DraftMove {
  return {
    ...move,
    movers,
    sourceMoverId: movers.source?.id ?? null,
    targetMoverId: movers.target?.id ?? null,
  }
}

/** The move over each pair of movers that is not avoided for unequal speeds; none where it needs none. */
function pairsOf(
  move: DraftMove,
  moversOf: (serverId: ServerId) => readonly UsableMover[],
): readonly DraftMove[] {
  if (move.type !== 'active') return []
  return usablePairs(moversOf(move.sourceServerId), moversOf(move.targetServerId))
    .filter(({ weight }) => weight === 1)
    .map(({ source, target }) => over(move, { source: source.vios, target: target.vios }))
}
