/** Small plans, and the shortest way to carry them out that there is among all orders, mover pairs and numbers at once. */
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import { indexFleet } from '../../shared/inventory/fleet-index.ts'
import type { Fleet } from '../../shared/inventory/fleet.ts'
import { centi, mib } from '../../shared/inventory/units.ts'
import type { PlanDocument, PlanMove } from '../../shared/plan/plan-document.ts'
import { SeededRandom } from '../../shared/planning/random.ts'
import { TrialRuns } from '../../shared/planning/trial-runs.ts'
import { aFleet, aPartition, aServer, aVios } from './fleet-builder.ts'
import { planOf, serverIdOf } from './planning-fleets.ts'

const classes = ['app', 'ora', 'hana', 'nim']

export interface SmallPlan {
  readonly fleet: Fleet
  readonly plan: PlanDocument
}

/** An emptied server: 3 or 4 moves over two movers, or 5 over one, which have from 1 to 3 slots. */
export function smallPlan(seed: number): SmallPlan {
  const random = new SeededRandom(seed)
  const movers = 1 + random.below(2)
  const count = movers === 1 ? 5 : 3 + random.below(2)
  const targets = 1 + random.below(2)
  const speeds = [0, 1, 2].map(() => (random.below(3) === 0 ? 10 : 25))
  const numbers = Array.from({ length: 1 + targets }, (_, n) => n)
  const fleet = aFleet({
    servers: numbers.map((n) => aServer({ id: serverIdOf(n), name: `server${n}` })),
    vios: numbers.flatMap((n) =>
      [1, 2].map((lparId) =>
        aVios({
          serverId: serverIdOf(n),
          lparId,
          mover: lparId <= (n === 0 ? movers : 1),
          linkGbps: speeds[n] ?? 25,
          moverSlots: n === 0 ? 1 + random.below(3) : 8,
        }),
      ),
    ),
    partitions: Array.from({ length: count }, (_, n) => {
      const gib = 4 + random.below(120)
      return aPartition({
        serverId: serverIdOf(0),
        lparId: 10 + n,
        name: `${classes[random.below(classes.length)]}${n}`,
        memoryMib: mib(gib * 1_024),
        maxMemoryMib: mib(gib * 2_048),
        entitledCenti: centi(10),
      })
    }),
  })
  return { fleet, plan: planOf(fleet) }
}

/** Calls back with the makespan of every order over every choice of movers, with 1 to 3 moves at once per mover. */
export function everyMakespan({ fleet, plan }: SmallPlan, hear: (makespanS: number) => void): void {
  const runs = new TrialRuns(indexFleet(fleet), noAssumptions, null)
  const moversOf = (serverId: string): readonly string[] =>
    fleet.vios.filter((one) => one.mover === true && one.serverId === serverId).map(({ id }) => id)
  const over = (order: readonly PlanMove[], at: number): void => {
    const move = order[at]
    if (move === undefined) {
      for (const atOnce of [1, 2, 3]) hear(runs.run(order, atOnce).makespan ?? Infinity)
      return
    }
    for (const sourceMoverId of moversOf(move.sourceServerId))
      for (const targetMoverId of moversOf(move.targetServerId))
        over(order.with(at, { ...move, sourceMoverId, targetMoverId }), at + 1)
  }
  const moves = plan.moves.map((move) => ({ ...move, after: [] }))
  for (const order of permutations(moves)) over(order, 0)
}

function permutations<T>(all: readonly T[]): readonly (readonly T[])[] {
  if (all.length < 2) return [all]
  return all.flatMap((first, i) => permutations(all.toSpliced(i, 1)).map((rest) => [first, ...rest]))
}
