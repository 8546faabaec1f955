/** Which of the moves somebody typed wait for which, or why they have no order and what would help. */
import type { Assumptions } from '../forecast/assumption.ts'
import type { FleetIndex } from '../inventory/fleet-index.ts'
import type { PartitionId } from '../inventory/fleet.ts'
import { list } from '../mobility/words.ts'
import type { PlanOptions } from '../plan/plan-document.ts'
import type { PlanningHooks } from './hooks.ts'
import type { Judgements } from './judgements.ts'
import { MoveRooms } from './move-rooms.ts'
import type { PlacedPartition } from './moves.ts'
import { findOrder, type Order, type RestPlace } from './order/find-order.ts'

export interface OrderQuestion {
  readonly index: FleetIndex
  readonly assumptions: Assumptions
  readonly options: PlanOptions
  readonly judgements: Judgements
  readonly placed: readonly PlacedPartition[]
}

export type OrderByHand =
  | { readonly ok: true; readonly after: ReadonlyMap<PartitionId, readonly PartitionId[]> }
  | { readonly ok: false; readonly refusals: readonly string[] }

/** Largest first: the longest should not wait. Moves go straight to their targets. */
export function orderOf(
  { index, assumptions, options, placed }: Omit<OrderQuestion, 'judgements'>,
  hooks: PlanningHooks = {},
): Order {
  const rooms = new MoveRooms(index, assumptions, options.acceptedUnknownRuleIds)
  return findOrder(rooms.problem(largestFirst(placed)), { hooks })
}

const largestFirst = (placed: readonly PlacedPartition[]): readonly PlacedPartition[] =>
  placed.toSorted(
    (a, b) =>
      (b.partition.memoryMib ?? 0) - (a.partition.memoryMib ?? 0) ||
      (a.partition.id < b.partition.id ? -1 : 1),
  )

/** By partition: those that have to have left before it may start. */
export const waitsOf = ({
  moves,
}: Extract<Order, { kind: 'ordered' }>): ReadonlyMap<PartitionId, readonly PartitionId[]> =>
  new Map(moves.map((one) => [one.id, one.after]))

/** The order of moves somebody typed, or what stands in its way. */
export function orderByHand(question: OrderQuestion): OrderByHand {
  const placed = largestFirst(question.placed)
  const order = orderOf(question)
  if (order.kind === 'ordered') return { ok: true, after: waitsOf(order) }
  const nameOf = new Map(placed.map(({ partition }) => [partition.id, partition.name]))
  const names = list(
    order.stuckIds.map((id) => nameOf.get(id) ?? id),
    6,
  )
  if (order.kind === 'not found')
    return {
      ok: false,
      refusals: [
        `No order was found for ${names}, and none was proven impossible: the search gave up. Fewer moves in one plan would help.`,
      ],
    }
  const why = `No order exists for ${names}. ${order.reason}`
  return { ok: false, refusals: [why, ...helpWords(question, placed, order, nameOf)] }
}

/** What would help: other targets, a third server, shutting one down. */
function helpWords(
  question: OrderQuestion,
  placed: readonly PlacedPartition[],
  { noGoodIds, shutDownId, stuckIds }: Extract<Order, { kind: 'impossible' }>,
  nameOf: ReadonlyMap<PartitionId, string>,
): readonly string[] {
  const words: string[] = []
  const detours = thirdServers(question, placed, new Set(stuckIds))
  if (detours !== null) words.push(detours)
  if (shutDownId !== null)
    words.push(
      `Shutting ${nameOf.get(shutDownId) ?? shutDownId} down before would do: stopped, it holds neither memory nor processing units.`,
    )
  if (noGoodIds !== null && noGoodIds.length > 1) {
    const members = placed.filter(({ partition }) => noGoodIds.includes(partition.id))
    const pairs = list(
      members.map(({ partition, target }) => `${partition.name} to ${target.name}`),
      6,
    )
    words.push(`Another target for one of these would do: ${pairs} cannot all be in one plan.`)
  }
  return words
}

/** The way over third servers, as plans of their own that somebody can type; null where none was found. */
function thirdServers(
  { index, assumptions, options, judgements }: OrderQuestion,
  placed: readonly PlacedPartition[],
  stuckIds: ReadonlySet<PartitionId>,
): string | null {
  const rooms = new MoveRooms(index, assumptions, options.acceptedUnknownRuleIds)
  const places = new Map<PartitionId, readonly RestPlace[]>()
  for (const { partition, target } of placed) {
    if (!stuckIds.has(partition.id)) continue
    const servers = index.fleet.servers.filter(
      (server) =>
        server.id !== partition.serverId &&
        server.id !== target.id &&
        (options.targetServerIds === null || options.targetServerIds.includes(server.id)) &&
        judgements.judge(partition, server, null).usable,
    )
    places.set(
      partition.id,
      servers.map((server) => ({ serverId: server.id, ...rooms.rest(partition, server) })),
    )
  }
  const order = findOrder(rooms.problem(placed), { restPlaces: ({ id }) => places.get(id) ?? [] })
  if (order.kind !== 'ordered') return null
  const out = order.moves.filter(
    (one) => one.id !== one.wantedId && one.to !== targetOf(placed, one.wantedId),
  )
  const words = out.map(({ wantedId, to }) => {
    const partition = index.partitionById.get(wantedId)
    return `${partition?.name ?? wantedId} to ${index.serverById.get(to)?.name ?? to}`
  })
  const waits = out.some(({ after }) => after.length > 0)
  return waits
    ? `With ${list(words, 6)} on the way there would be an order, but it takes more than one plan.`
    : `Move ${list(words, 6)} first, in a plan of its own: from there these moves have an order.`
}

function targetOf(placed: readonly PlacedPartition[], id: PartitionId): string | undefined {
  return placed.find(({ partition }) => partition.id === id)?.target.id
}
