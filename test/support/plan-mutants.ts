/**
 * Ways of breaking any sound plan, each illegal by what it does, so that a referee that passes one of them is wrong.
 * They are tried on plans of random fleets; `referee-mutants.test.ts` has those that need a fleet of their own.
 */
import { memoryNeedMib } from '../../shared/mobility/need.ts'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import { centi, mib } from '../../shared/inventory/units.ts'
import type { PlanDocument, PlanMove } from '../../shared/plan/plan-document.ts'
import type { SeededRandom } from '../../shared/planning/random.ts'
import { aRule, named } from './planning-rules.ts'

export interface Case {
  readonly fleet: Fleet
  readonly plan: PlanDocument
}

export interface PlanMutant {
  readonly what: string
  /** Checks of which at least one has to refuse it. */
  readonly refusedBy: readonly string[]
  /** The broken plan; null where this plan has nothing to break in that way. */
  readonly mutate: (one: Case, random: SeededRandom) => Case | null
}

/** A mutant that changes one move, drawn from those that `suits`. */
function ofMove(
  what: string,
  refusedBy: readonly string[],
  change: (move: PlanMove, one: Case) => Partial<PlanMove>,
  suits: (move: PlanMove, one: Case) => boolean = () => true,
): PlanMutant {
  return {
    what,
    refusedBy,
    mutate: (one, random) => {
      const move = anyOf(
        one.plan.moves.filter((each) => suits(each, one)),
        random,
      )
      if (move === null) return null
      const moves = one.plan.moves.map((each) => (each === move ? { ...each, ...change(each, one) } : each))
      return { ...one, plan: { ...one.plan, moves } }
    },
  }
}

/** A mutant that asks the plan to keep one more hard rule, which it breaks. */
function ofRule(
  what: string,
  refusedBy: string,
  rule: (one: Case, random: SeededRandom) => Parameters<typeof aRule>[0] | null,
): PlanMutant {
  return {
    what,
    refusedBy: [refusedBy],
    mutate: (one, random) => {
      const drawn = rule(one, random)
      if (drawn === null) return null
      const rules = [...(one.plan.options.rules ?? []), aRule({ ...drawn, id: 'mutant' })]
      return { ...one, plan: { ...one.plan, options: { ...one.plan.options, rules } } }
    },
  }
}

/** A mutant in which a target has a little less free than all arrivals take, though nothing leaves it. */
function ofRoom(
  what: string,
  refusedBy: readonly string[],
  takes: (move: PlanMove, one: Case) => number | null,
  leaveFree: (free: number) => Partial<Fleet['servers'][number]>,
): PlanMutant {
  return {
    what,
    refusedBy,
    mutate: (one, random) => {
      const { fleet, plan } = one
      const left = new Set(plan.moves.map((move) => move.sourceServerId))
      const target = anyOf([...new Set(plan.moves.map((move) => move.targetServerId))], random)
      if (target === null || left.has(target)) return null
      const needs = plan.moves
        .filter((move) => move.targetServerId === target)
        .map((move) => takes(move, one))
      if (needs.some((need) => need === null)) return null
      const taken = needs.reduce<number>((sum, need) => sum + (need ?? 0), 0)
      if (taken <= 1) return null
      const servers = fleet.servers.map((server) =>
        server.id === target ? { ...server, ...leaveFree(taken - 1) } : server,
      )
      return { ...one, fleet: { ...fleet, servers } }
    },
  }
}

function anyOf<T>(all: readonly T[], random: SeededRandom): T | null {
  return all.length === 0 ? null : all[random.below(all.length)]!
}

const partitionOf = (move: PlanMove) => named({ id: move.partitionId, name: move.partitionName })
const targetOf = (move: PlanMove) => named({ id: move.targetServerId, name: move.targetServerName })
const isEvacuation = ({ plan }: Case): boolean => plan.goal.kind === 'evacuate'

export const planMutants: readonly PlanMutant[] = [
  {
    what: 'a forgotten partition',
    refusedBy: ['R-GOAL'],
    mutate: (one, random) => {
      const move = anyOf(one.plan.moves, random)
      if (move === null || !isEvacuation(one)) return null
      return { ...one, plan: { ...one.plan, moves: one.plan.moves.filter((each) => each !== move) } }
    },
  },
  {
    what: 'a partition moved twice',
    refusedBy: ['R-ONCE'],
    mutate: (one, random) => {
      const move = anyOf(one.plan.moves, random)
      if (move === null) return null
      return { ...one, plan: { ...one.plan, moves: [...one.plan.moves, { ...move, id: 'again' }] } }
    },
  },
  {
    what: 'an early start: one relation left out',
    refusedBy: [
      'R-MEMORY',
      'R-PROCESSORS',
      'R-PARTITIONS',
      'R-SLOTS',
      'R-NPIV',
      'R-POOL',
      'R-LPAR-ID',
      'R-NAME',
      'R-MOBILITY',
      'R-CONNECT-ROOM',
    ],
    mutate: (one, random) => {
      const waiting = anyOf(
        one.plan.moves.filter((move) => move.after.length > 0),
        random,
      )
      // Nobody leaves a target of an evacuation: there, waits are for the pace alone, and a faster plan is sound.
      if (waiting === null || isEvacuation(one) || (one.plan.options.rules ?? []).length > 0) return null
      const gone = waiting.after[random.below(waiting.after.length)]
      const moves = one.plan.moves.map((move) =>
        move === waiting ? { ...move, after: move.after.filter((id) => id !== gone) } : move,
      )
      return { ...one, plan: { ...one.plan, moves } }
    },
  },
  ofMove('an emptied server as target', ['R-TARGET'], (move) => ({ targetServerId: move.sourceServerId })),
  ofMove('a pool the target does not have', ['R-POOL'], () => ({ targetPoolName: 'nowhere' })),
  ofMove('the partition id of a VIOS', ['R-LPAR-ID'], () => ({ targetLparId: 1 })),
  ofMove('less memory than there is', ['R-NUMBERS'], (move) => ({ memoryMib: move.memoryMib - 1 })),
  ofMove('a start before the plan', ['R-START'], () => ({ notBeforeS: -1 })),
  ofMove('a wait for itself', ['R-ORDER'], (move) => ({ after: [...move.after, move.id] })),
  ofMove(
    'movers the wrong way round',
    ['R-MOVER'],
    (move) => ({ sourceMoverId: move.targetMoverId, targetMoverId: move.sourceMoverId }),
    (move) => move.sourceMoverId !== null && move.targetMoverId !== null,
  ),
  ofMove(
    'an active move without movers',
    ['R-MOVER'],
    () => ({ sourceMoverId: null, sourceMoverName: null, targetMoverId: null, targetMoverName: null }),
    (move) => move.type === 'active',
  ),
  ofMove('the wrong kind of move', ['R-TYPE', 'R-MOVER'], (move) => ({
    type: move.type === 'active' ? 'inactive' : 'active',
  })),
  ofMove('another name', ['R-NUMBERS'], (move) => ({ partitionName: `${move.partitionName}x` })),
  ofRoom(
    'one MiB less than the arrivals take',
    ['R-MEMORY'],
    (move, { fleet }) => {
      const partition = fleet.partitions.find(({ id }) => id === move.partitionId)
      const server = fleet.servers.find(({ id }) => id === move.targetServerId)
      return partition === undefined || server === undefined ? null : memoryNeedMib(partition, server)
    },
    (free) => ({ availableMemoryMib: mib(free) }),
  ),
  ofRoom(
    'a hundredth of a processing unit less than the arrivals take',
    ['R-PROCESSORS'],
    (move) => (move.type === 'active' ? move.entitledCenti : null),
    (free) => ({ availableCenti: centi(free) }),
  ),
  {
    what: 'a window that is over before the plan',
    refusedBy: ['R-WINDOW'],
    mutate: (one) =>
      one.plan.moves.length === 0
        ? null
        : {
            ...one,
            plan: {
              ...one.plan,
              window: { startMs: one.plan.startMs - 2_000, endMs: one.plan.startMs - 1_000 },
            },
          },
  },
  ofRule('a pinned partition', 'R-RULE-PIN', ({ plan }, random) => {
    const move = anyOf(plan.moves, random)
    return move === null ? null : { kind: 'pin', partitions: [partitionOf(move)] }
  }),
  ofRule('a server it is never to be on', 'R-RULE-NEVER-ON', ({ plan }, random) => {
    const move = anyOf(plan.moves, random)
    return move === null
      ? null
      : { kind: 'never-on', partitions: [partitionOf(move)], servers: [targetOf(move)] }
  }),
  ofRule('two kept apart that end on one server', 'R-RULE-APART', ({ plan }, random) => {
    const first = anyOf(plan.moves, random)
    const second = plan.moves.find((move) => move !== first && move.targetServerId === first?.targetServerId)
    if (first === null || second === undefined) return null
    return { kind: 'apart', partitions: [partitionOf(first), partitionOf(second)], when: 'end' }
  }),
  ofRule('two kept apart that meet on the way', 'R-RULE-APART', ({ plan }) => {
    for (const arriving of plan.moves) {
      const leaving = plan.moves.find(
        (move) => move.sourceServerId === arriving.targetServerId && !arriving.after.includes(move.id),
      )
      // Moves that wait for others may keep them apart in a roundabout way.
      if (leaving === undefined || arriving.after.length > 0) continue
      return { kind: 'apart', partitions: [partitionOf(arriving), partitionOf(leaving)], when: 'always' }
    }
    return null
  }),
  ofRule('more moves than the budget', 'R-RULE-BUDGET', ({ plan }) =>
    plan.moves.length < 2 ? null : { kind: 'budget', moves: plan.moves.length - 1, memoryGib: null },
  ),
  ofRule('cluster nodes that may move at once', 'R-RULE-ONE-AT-A-TIME', ({ plan }) => {
    const [first, second] = plan.moves.filter((move) => move.after.length === 0)
    if (first === undefined || second === undefined) return null
    return { kind: 'one-at-a-time', partitions: [partitionOf(first), partitionOf(second)] }
  }),
]
