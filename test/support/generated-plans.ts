/**
 * Generated plans for measuring makespans: fleets as planning.md says (memory lognormal, median 32 GiB, sigma 0.9;
 * entitlement memory times lognormal 0.6), half of them emptied servers, half of them rearranged by hand.
 */
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import { medianRun } from '../../shared/forecast/plan-timeline.ts'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import type { Fleet, Partition } from '../../shared/inventory/fleet.ts'
import { centi, mib } from '../../shared/inventory/units.ts'
import type { PlanDocument, PlanMove } from '../../shared/plan/plan-document.ts'
import { planByHand } from '../../shared/planning/by-hand.ts'
import { SeededRandom } from '../../shared/planning/random.ts'
import { aFleet, aPartition, aServer, aVios } from './fleet-builder.ts'
import { evacuationOf, planOf, serverIdOf } from './planning-fleets.ts'

const GIB = 1_024
const classes = ['app', 'ora', 'hana', 'nim', 'web', 'db']

export interface GeneratedPlan {
  readonly fleet: Fleet
  readonly plan: PlanDocument
  readonly kind: 'emptied' | 'rearranged'
}

/** Plan number `n`; a rearrangement that has no order is drawn anew. */
export function generatedPlan(n: number): GeneratedPlan {
  const kind = n % 2 === 0 ? 'emptied' : 'rearranged'
  for (let draw = 0; ; draw += 1) {
    const random = new SeededRandom(1_000_003 * (n + 1) + draw)
    const fleet = generatedFleet(random)
    const plan = kind === 'emptied' ? emptied(fleet, random) : rearranged(fleet, random)
    if (plan !== null && plan.moves.length > 3) return { fleet, plan, kind }
  }
}

function generatedFleet(random: SeededRandom): Fleet {
  const servers = 3 + random.below(8)
  const numbers = Array.from({ length: servers }, (_, n) => n)
  const speeds = random.below(3) === 0 ? [10, 25] : [25]
  const movers = 1 + random.below(3)
  const partitions: Partition[] = numbers.flatMap((home) =>
    Array.from({ length: 8 + random.below(40) }, (_, k) => {
      const gib = Math.min(512, Math.max(2, Math.round(32 * Math.exp(0.9 * normal(random)))))
      return aPartition({
        serverId: serverIdOf(home),
        lparId: 10 + k,
        name: `${classes[random.below(classes.length)]}${home}x${k}`,
        memoryMib: mib(gib * GIB),
        maxMemoryMib: mib(gib * 2 * GIB),
        entitledCenti: centi(Math.max(5, Math.round(gib * Math.exp(0.6 * normal(random))))),
      })
    }),
  )
  const perServer = partitions.reduce((sum, one) => sum + (one.memoryMib ?? 0), 0) / servers
  return aFleet({
    servers: numbers.map((n) =>
      aServer({
        id: serverIdOf(n),
        name: `server${n}`,
        availableMemoryMib: mib(Math.round((perServer * (30 + random.below(60))) / 100)),
        configurableMemoryMib: mib(Math.round(perServer * 2)),
        availableCenti: centi(20_000),
        configurableCenti: centi(40_000),
      }),
    ),
    vios: numbers.flatMap((n) => {
      const linkGbps = speeds[random.below(speeds.length)]!
      return Array.from({ length: Math.max(1, movers) }, (_, k) =>
        aVios({ serverId: serverIdOf(n), lparId: 1 + k, linkGbps, moverSlots: 4 + 4 * random.below(2) }),
      )
    }),
    partitions,
  })
}

function emptied(fleet: Fleet, random: SeededRandom): PlanDocument | null {
  const count = fleet.servers.length > 4 ? 1 + random.below(2) : 1
  const serverIds = fleet.servers.slice(0, count).map(({ id }) => id)
  return planOf(fleet, { goal: { kind: 'evacuate', serverIds } })
}

function rearranged(fleet: Fleet, random: SeededRandom): PlanDocument | null {
  const share = 10 + random.below(40)
  const moves = fleet.partitions.flatMap((one) => {
    const target = fleet.servers[random.below(fleet.servers.length)]
    return target === undefined || target.id === one.serverId || random.below(100) >= share
      ? []
      : [{ partitionId: one.id, targetServerId: target.id }]
  })
  const { goal: _, ...request } = evacuationOf(fleet)
  const made = planByHand({ ...request, moves })
  return made.ok ? made.plan : null
}

/** Sum of twelve uniform draws: close enough to normal for sizes. */
function normal(random: SeededRandom): number {
  let sum = -6
  for (let i = 0; i < 12; i += 1) sum += random.below(1_000_000) / 1_000_000
  return sum
}

/** Makespan of the median run, seconds, with other relations between the moves where they are given. */
export function makespanOf(
  fleet: Fleet,
  moves: readonly PlanMove[],
  maxConcurrent: number | null = null,
): number {
  const { forecast } = medianRun(indexFleet(fleet), { moves, options: { maxConcurrent } }, noAssumptions)
  return forecast.makespan ?? Number.NaN
}

/** The moves in their order, two at a time, the next two when both are over: how scripts are often written. */
export function chunksOfTwo(moves: readonly PlanMove[]): readonly PlanMove[] {
  const chunks: PlanMove[][] = []
  for (const move of moves) {
    const last = chunks.at(-1)
    const fits = last?.length === 1 && !move.after.includes(last[0]!.id)
    if (fits) last.push(move)
    else chunks.push([move])
  }
  return chunks.flatMap((chunk, i) =>
    chunk.map((move) => ({ ...move, after: (chunks[i - 1] ?? []).map(({ id }) => id) })),
  )
}
