import type { Partition, Server, ServerId } from '../../inventory/fleet.ts'
import { centiNeed, memoryNeedMib } from '../../mobility/need.ts'
import { list } from '../../mobility/words.ts'
import type { ReserveRule } from '../../plan/rules/reserve.ts'
import type { Outcome, OutcomeMove } from './outcome.ts'
import { broken, kept, type RuleFinding, type RuleJudge } from './rule-judge.ts'

/**
 * In the final state, and where it is to hold always, at every start and end of a move once times are known. While a plan
 * adds to a group and takes nothing from it but from servers it empties, which are no reserve, the final state is the
 * fullest, and what fits on the others then fits at every instant before.
 */
export const reserve: RuleJudge<ReserveRule> = {
  constrain: ({ servers, hard }, draft) => {
    if (!hard) return
    const group = new Set(servers.map(({ id }) => id))
    const members = spares(draft.index.fleet.servers, group, draft.emptied)
    // What any one server holds and has free has to be covered by what all of them have free (README, N+1).
    for (const resource of [memoryOf, processorsOf]) {
      const free = members.map((server) => resource.free(server) ?? 0)
      const whole = members.map((server, at) => {
        const there = draft.index.partitionsOf(server.id)
        return free[at]! + there.reduce((sum, one) => sum + (resource.need(one, server) ?? 0), 0)
      })
      const room = free.reduce((sum, one) => sum + one, 0) - Math.max(0, ...whole)
      draft.limit(
        room,
        (partition, target) => resource.need(partition, target) ?? 0,
        (target) => group.has(target.id),
      )
    }
  },
  judge: (rule, outcome) => {
    const last = judgeAt(rule, outcome, Infinity)
    if (last.state !== 'kept' || rule.when === 'end') return last
    for (const atS of instants(rule, outcome)) {
      const finding = judgeAt(rule, outcome, atS)
      if (finding.state !== 'kept') return finding
    }
    return last
  },
}

/** Starts and ends that are known, where a server that counts loses a partition. */
function instants({ servers }: ReserveRule, { index, emptied, moves }: Outcome): readonly number[] {
  const counting = new Set(servers.map(({ id }) => id).filter((id) => !emptied.has(id)))
  const all = [...moves.values()]
  if (!all.some(({ partition }) => counting.has(index.partitionById.get(partition.id)?.serverId ?? '')))
    return []
  return [...new Set(all.flatMap(({ startS, endS }) => [startS, endS].filter((at) => at !== null)))].toSorted(
    (a, b) => a - b,
  )
}

/** A move holds its target from its start and its source until its end; without times it is over. */
const hasArrived = ({ startS }: OutcomeMove, atS: number): boolean => (startS ?? -Infinity) <= atS
const hasLeft = ({ endS }: OutcomeMove, atS: number): boolean => (endS ?? -Infinity) <= atS

function judgeAt(rule: ReserveRule, outcome: Outcome, atS: number): RuleFinding {
  const group = new Set(rule.servers.map(({ id }) => id))
  const arrivals = [...outcome.moves.values()].filter(
    (one) => group.has(one.target.id) && hasArrived(one, atS),
  )
  const members = spares(outcome.index.fleet.servers, group, outcome.emptied)
  const homes = new Map<ServerId, Partition[]>()
  const put = (serverId: ServerId, one: Partition): void => {
    if (group.has(serverId)) homes.set(serverId, [...(homes.get(serverId) ?? []), one])
  }
  for (const one of outcome.index.fleet.partitions) {
    const move = outcome.moves.get(one.id)
    if (move === undefined || !hasLeft(move, atS)) put(one.serverId, one)
    if (move !== undefined && hasArrived(move, atS)) put(move.target.id, one)
  }
  const bins = members.map((server) => roomOn(server, outcome, atS))
  for (const failing of outcome.index.fleet.servers) {
    if (!group.has(failing.id) || outcome.emptied.has(failing.id)) continue
    const answer = fitOn(
      homes.get(failing.id) ?? [],
      bins.filter(({ server }) => server.id !== failing.id),
    )
    if (answer === 'holds') continue
    const culprits = culpritsOf(arrivals, failing.id)
    const text = `the partitions of ${failing.name} ${answer === 'broken' ? 'would not fit' : 'may not fit'} on ${list(members.filter(({ id }) => id !== failing.id).map(({ name }) => name))}${atS === Infinity ? '' : ' for a time'}`
    return findingOf(answer, text, culprits)
  }
  return kept
}

function findingOf(answer: 'broken' | 'unknown', text: string, culprits: readonly string[]): RuleFinding {
  if (culprits.length === 0) return { state: 'standing', text, remedy: null, culprits }
  const remedy = 'Leave more room in the group, or take fewer partitions into it.'
  return answer === 'broken' ? broken(text, culprits, remedy) : { state: 'unknown', text, remedy, culprits }
}

/** Those on the failing server first: without them there is less to take over. */
function culpritsOf(
  arrivals: readonly { readonly partition: Partition; readonly target: Server }[],
  failing: ServerId,
): readonly string[] {
  const there = arrivals.filter(({ target }) => target.id === failing)
  return (there.length > 0 ? there : arrivals).map(({ partition }) => partition.id)
}

/** Servers of the group whose room counts. */
function spares(
  servers: readonly Server[],
  group: ReadonlySet<ServerId>,
  emptied: ReadonlySet<ServerId>,
): readonly Server[] {
  return servers.filter(({ id, state }) => group.has(id) && !emptied.has(id) && state === 'operating')
}

interface Room {
  readonly server: Server
  /** Null: not known, and so no reserve. */
  readonly memoryMib: number | null
  readonly centi: number | null
}

interface CountedResource {
  readonly free: (server: Server) => number | null
  readonly need: (partition: Partition, server: Server) => number | null
}
const memoryOf: CountedResource = { free: (server) => server.availableMemoryMib, need: memoryNeedMib }
const processorsOf: CountedResource = { free: (server) => server.availableCenti, need: centiNeed }

/** What a server has free at an instant; at the end where that is infinite. */
function roomOn(server: Server, { moves }: Outcome, atS: number): Room {
  let [memoryMib, free]: (number | null)[] = [server.availableMemoryMib, server.availableCenti]
  for (const move of moves.values()) {
    const { partition, target } = move
    const takes = target.id === server.id && hasArrived(move, atS)
    const gives = target.id !== server.id && partition.serverId === server.id && hasLeft(move, atS)
    const sign = takes ? -1 : gives ? 1 : 0
    if (sign === 0) continue
    const needs = [memoryNeedMib(partition, server), centiNeed(partition)]
    memoryMib = memoryMib == null || needs[0] == null ? null : memoryMib + sign * needs[0]
    free = free == null || needs[1] == null ? null : free + sign * needs[1]
  }
  return { server, memoryMib: memoryMib ?? null, centi: free ?? null }
}

/** First-fit decreasing by memory; servers in the order of the inventory. */
function fitOn(displaced: readonly Partition[], bins: readonly Room[]): 'holds' | 'broken' | 'unknown' {
  if (displaced.length === 0) return 'holds'
  const known = bins.filter((bin) => bin.memoryMib !== null && bin.centi !== null)
  const doubt = known.length < bins.length || displaced.some((one) => centiNeed(one) === null)
  const left = known.map(({ server, memoryMib, centi }) => ({
    server,
    memoryMib: memoryMib ?? 0,
    centi: centi ?? 0,
  }))
  if (!doubt && cannotFit(displaced, left)) return 'broken'
  for (const one of displaced.toSorted(
    (a, b) => (b.memoryMib ?? 0) - (a.memoryMib ?? 0) || (a.id < b.id ? -1 : 1),
  )) {
    const processing = centiNeed(one)
    const bin = left.find(({ server, memoryMib, centi }) => {
      const need = memoryNeedMib(one, server)
      return need !== null && processing !== null && need <= memoryMib && processing <= centi
    })
    if (bin === undefined) return 'unknown'
    bin.memoryMib -= memoryNeedMib(one, bin.server) ?? 0
    bin.centi -= processing ?? 0
  }
  return 'holds'
}

/** Certain that they do not fit: by sums with the smallest needs, or because one of them fits nowhere. */
function cannotFit(
  displaced: readonly Partition[],
  left: readonly { readonly server: Server; readonly memoryMib: number; readonly centi: number }[],
): boolean {
  const needOn = (one: Partition, server: Server): number => memoryNeedMib(one, server) ?? one.memoryMib ?? 0
  const least = displaced.map((one) => Math.min(...left.map(({ server }) => needOn(one, server))))
  const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0)
  return (
    sum(least) > sum(left.map(({ memoryMib }) => memoryMib)) ||
    sum(displaced.map((one) => centiNeed(one) ?? 0)) > sum(left.map(({ centi }) => centi)) ||
    displaced.some((one) =>
      left.every(
        ({ server, memoryMib, centi }) => needOn(one, server) > memoryMib || (centiNeed(one) ?? 0) > centi,
      ),
    )
  )
}
