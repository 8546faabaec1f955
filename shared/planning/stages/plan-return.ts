/** Brings partitions home: to the server they came from, under their former partition id and into their former pool. */
import { indexFleet, type FleetIndex } from '../../inventory/fleet-index.ts'
import type { Fleet, Partition, PartitionId, ServerId } from '../../inventory/fleet.ts'
import { count, list, memory } from '../../mobility/words.ts'
import { withMemory, type MoveDlpar } from '../../plan/dlpar.ts'
import type {
  PlanDocument,
  PlanMove,
  PlanOptions,
  PlanWarning,
  UnplacedPartition,
} from '../../plan/plan-document.ts'
import { growStep } from '../dlpar/steps.ts'
import { arrivals, type ArrivalWish, type Arrivals } from '../arrivals.ts'
import { isToStop, type PlanningHooks } from '../hooks.ts'
import { Judgements } from '../judgements.ts'
import { documentMoves } from '../moves.ts'
import { orderByHand } from '../order-by-hand.ts'
import { planDocument, type PlanRequest } from '../plan-request.ts'
import { SeededRandom } from '../random.ts'
import { outcomeOf } from '../rules/outcome.ts'
import { refusalOf, RuleBook } from '../rules/rule-book.ts'
import { ruleNotes } from '../rules/rule-notes.ts'
import { scheduleMoves, type ScheduledPlan } from '../schedule-moves.ts'
import { noTimeFor } from '../unplaced.ts'
import { fleetForMoves, type Standing } from './standing.ts'

/** Where a partition was before it left. */
export interface Home {
  readonly partitionId: PartitionId
  readonly serverId: ServerId
  readonly lparId: number
  readonly poolId: number | null
  readonly poolName: string | null
  /** What it gets back there, MiB, where it was made smaller; null: not known. */
  readonly memoryMib: number | null
}

export type ReturnRequest = Omit<PlanRequest, 'fleet'> & { readonly standing: Standing }

/** Where partitions are in a fleet. A pool that is known by its number only gets the name it has on that server. */
export function homesOf(index: FleetIndex, ids: readonly PartitionId[]): readonly Home[] {
  return ids.flatMap((id) => {
    const partition = index.partitionById.get(id)
    if (partition === undefined) return []
    const { serverId, lparId, poolId, memoryMib } = partition
    const pools = index.serverById.get(serverId)?.processorPools
    const poolName = partition.poolName ?? pools?.find((pool) => pool.id === poolId)?.name ?? null
    return [{ partitionId: id, serverId, lparId, poolId, poolName, memoryMib }]
  })
}

/**
 * The plan that brings home whoever can come home, as moves by hand with reasons of their own; the others are its
 * `unplaced`. @throws PlanningAbandoned when the hooks say so.
 */
export function planReturn(
  request: ReturnRequest,
  homes: readonly Home[],
  hooks: PlanningHooks = {},
): PlanDocument {
  const failed: UnplacedPartition[] = []
  let coming = homes
  for (;;) {
    const whole = tryReturn(request, coming, failed, { hooks, grows: true })
    if ('plan' in whole) return whole.plan
    // Rather home with less memory than not at all.
    const isSmaller = request.options.dlpar !== undefined
    const attempt = isSmaller ? tryReturn(request, coming, failed, { hooks, grows: false }) : whole
    if ('plan' in attempt) return attempt.plan
    // What is counted for those who come back depends on who does, so a shorter list is planned anew.
    failed.push(...attempt.failed)
    const out = new Set(attempt.failed.map(({ partitionId }) => partitionId))
    coming = coming.filter(({ partitionId }) => !out.has(partitionId))
  }
}

type Attempt = { readonly plan: PlanDocument } | { readonly failed: readonly UnplacedPartition[] }

function tryReturn(
  request: ReturnRequest,
  homes: readonly Home[],
  unplaced: readonly UnplacedPartition[],
  { hooks, grows }: { readonly hooks: PlanningHooks; readonly grows: boolean },
): Attempt {
  isToStop(hooks)
  const { standing, assumptions, seed, startMs } = request
  const now = new Map(standing.fleet.partitions.map(({ id, serverId }) => [id, serverId]))
  const fleet = fleetForMoves(
    standing,
    homes.map(({ partitionId, serverId }) => ({
      partitionId,
      sourceServerId: now.get(partitionId) ?? '',
      targetServerId: serverId,
    })),
  )
  const steps = grows ? growthOf(fleet, homes, request.options) : new Map<PartitionId, MoveDlpar>()
  const grown = new Map([...steps].map(([id, { memoryAfterMib }]) => [id, memoryAfterMib]))
  const index = indexFleet(withMemory(fleet, grown))
  const options = { ...request.options, targetServerIds: [...new Set(homes.map((home) => home.serverId))] }
  const judgements = new Judgements(index, assumptions, options.acceptedUnknownRuleIds, true)
  const wishes = homes.flatMap((home) => wishOf(index, home))
  const question = { index, assumptions, options, judgements }
  let placement = arrivals(index, wishes, judgements, 'when all have left')
  if (placement.refused.length > 0)
    return {
      failed: placement.refused.map(({ wish, reasons }) => stays(wish.partition, reasons)),
    }
  let order = orderByHand({ ...question, placed: placement.placed })
  if (!order.ok) {
    const renumbered = arrivals(index, wishes, judgements, 'today')
    if (renumbered.refused.length === 0) {
      placement = renumbered
      order = orderByHand({ ...question, placed: placement.placed })
    }
  }
  if (!order.ok) return { failed: withoutOrder(placement, order.refusals) }
  const scheduled = scheduleMoves(
    { ...question, placed: placement.placed, startMs, mayDrop: true, after: order.after, steps },
    new SeededRandom(seed),
    hooks,
  )
  if (scheduled.dropped.length > 0)
    return { failed: scheduled.dropped.map(({ move, rule }) => noTimeFor(move.partition, rule)) }
  const rules = new RuleBook(index, options.rules ?? [])
  const outcome = outcomeOf({ index, emptied: new Set(), startMs }, scheduled.moves, scheduled.forecast)
  const breaking = breakingRules(rules, outcome, scheduled)
  if (breaking.length > 0) return { failed: breaking }
  const moves = documentMoves({
    index,
    judgements,
    states: [...placement.states.values()],
    scheduled,
    hooks,
    rules,
    outcome,
  })
  const plan = planDocument({ ...request, fleet, options }, index, scheduled, {
    goal: { kind: 'by-hand' },
    moves: moves.map((move) => ({
      ...move,
      whyMove: `${move.partitionName} goes home: ${move.targetServerName} is back in service.`,
      whyHere: `It was on ${move.targetServerName} before.`,
      ifNot: `${move.partitionName} stays on ${move.sourceServerName}.`,
    })),
    unplaced,
    ruleNotes: [
      ...lostIds(moves, homes),
      ...(grows ? [] : smallerAtHome(fleet, homes, request.options)),
      ...ruleNotes(rules, outcome),
    ],
    isReturn: true,
  })
  return { plan }
}

/** Partitions whose former number was taken meanwhile. */
function lostIds(moves: readonly PlanMove[], homes: readonly Home[]): readonly string[] {
  const former = new Map(homes.map(({ partitionId, lparId }) => [partitionId, lparId]))
  const lost = moves.filter(({ partitionId, targetLparId }) => former.get(partitionId) !== targetLparId)
  if (lost.length === 0) return []
  const who = lost.map(
    (move) => `${move.partitionName} (${move.targetLparId} instead of ${former.get(move.partitionId)})`,
  )
  return [
    `${count(lost.length, 'partition comes', 'partitions come')} home under another partition id: ${list(who, 6)}.`,
  ]
}

/** Partitions that come home with less memory than they left with, as the room for the rest is gone. */
function smallerAtHome(fleet: Fleet, homes: readonly Home[], options: PlanOptions): readonly string[] {
  const missing = growthOf(fleet, homes, options)
  if (missing.size === 0) return []
  const who = fleet.partitions.flatMap(({ id, name }) => {
    const step = missing.get(id)
    return step === undefined
      ? []
      : [`${name} (${memory(step.memoryBeforeMib)} instead of ${memory(step.memoryAfterMib)})`]
  })
  return [
    `${count(who.length, 'partition comes', 'partitions come')} home with less memory than before, as there is no room for all of it: ${list(who, 6)}.`,
  ]
}

/** Those that were made smaller get back what they had. */
function growthOf(
  fleet: Fleet,
  homes: readonly Home[],
  { dlpar }: PlanOptions,
): ReadonlyMap<PartitionId, MoveDlpar> {
  if (dlpar === undefined) return new Map()
  const homeMib = new Map(homes.map(({ partitionId, memoryMib }) => [partitionId, memoryMib]))
  return new Map(
    fleet.partitions.flatMap(({ id, memoryMib }) => {
      const wanted = homeMib.get(id) ?? null
      return wanted === null || memoryMib === null || wanted <= memoryMib
        ? []
        : [[id, growStep(memoryMib, wanted)] as const]
    }),
  )
}

/** The partition with the pool it had at home: pools are kept by name, and not every server has them. */
function wishOf(index: FleetIndex, home: Home): readonly ArrivalWish[] {
  const partition = index.partitionById.get(home.partitionId)
  const target = index.serverById.get(home.serverId)
  if (partition === undefined || target === undefined) return []
  const { poolId, poolName, lparId } = home
  return [{ partition: { ...partition, poolId, poolName }, target, lparId, isFormer: true }]
}

/** One after the other, the largest first, until no hard rule is broken by those who come. */
function breakingRules(
  rules: RuleBook,
  outcome: Parameters<RuleBook['judge']>[0],
  { moves }: ScheduledPlan,
): readonly UnplacedPartition[] {
  const broken = rules
    .judge(outcome, { timed: true })
    .find(({ rule, finding: { state } }) => rule.hard && (state === 'broken' || state === 'unknown'))
  if (broken === undefined) return []
  const { rule, finding } = broken
  const culprits = moves.filter(({ partition }) => finding.culprits.includes(partition.id))
  const [largest] = (culprits.length > 0 ? culprits : moves).toSorted(
    (a, b) => b.memoryMib - a.memoryMib || (a.id < b.id ? -1 : 1),
  )
  if (largest === undefined) return []
  const state = finding.state === 'unknown' ? 'unknown' : 'broken'
  const what = `with ${largest.partition.name} back on ${largest.target.name} it would be broken`
  const { ruleId, verdict, text, remedy } = refusalOf(rule, what, state, finding.remedy)
  return [stays(largest.partition, [{ ruleId, verdict, text, remedy }])]
}

function withoutOrder({ placed }: Arrivals, refusals: readonly string[]): readonly UnplacedPartition[] {
  return placed.map(({ partition }) =>
    stays(
      partition,
      refusals.map((text) => ({ ruleId: 'PLAN-ORDER', verdict: 'block', text, remedy: null })),
    ),
  )
}

function stays(partition: Partition, reasons: readonly PlanWarning[]): UnplacedPartition {
  return {
    partitionId: partition.id,
    partitionName: partition.name,
    serverId: partition.serverId,
    memoryMib: partition.memoryMib,
    reasons,
    remedy: reasons.find(({ remedy }) => remedy !== null)?.remedy ?? null,
  }
}
