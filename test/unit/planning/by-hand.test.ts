import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../../shared/forecast/assumption.ts'
import type { Fleet, Partition } from '../../../shared/inventory/fleet.ts'
import { centi, mib } from '../../../shared/inventory/units.ts'
import { planByHand } from '../../../shared/planning/by-hand.ts'
import { refereePlan } from '../../../shared/planning/referee/referee.ts'
import { aFleet, aPartition, aServer } from '../../support/fleet-builder.ts'
import { evacuationOf, serverIdOf } from '../../support/planning-fleets.ts'

const GIB = 1_024

/** Servers 0, 1, ... with so many GiB free. */
const serversWith = (...freeGib: readonly number[]) =>
  freeGib.map((free, n) =>
    aServer({ id: serverIdOf(n), name: `server${n}`, availableMemoryMib: mib(free * GIB) }),
  )

function guest(name: string, home: number, gib: number, more: Partial<Partition> = {}): Partition {
  return aPartition({
    serverId: serverIdOf(home),
    lparId: more.lparId ?? 10 + Number(name.slice(-1)) + home * 20,
    name,
    memoryMib: mib(gib * GIB),
    maxMemoryMib: mib(gib * GIB),
    hptRatio: 64,
    ...more,
  })
}

function byHand(fleet: Fleet, moves: Readonly<Record<string, number>>) {
  const { goal: _, ...request } = evacuationOf(fleet)
  return planByHand({
    ...request,
    moves: Object.entries(moves).map(([name, server]) => ({
      partitionId: fleet.partitions.find((one) => one.name === name)!.id,
      targetServerId: serverIdOf(server),
    })),
  })
}

/** The plan, judged by the referee, as "name after names". */
function ordered(fleet: Fleet, moves: Readonly<Record<string, number>>) {
  const made = byHand(fleet, moves)
  if (!made.ok) throw new Error(made.refusals.join('\n'))
  expect(refereePlan(fleet, made.plan, noAssumptions).violations).toEqual([])
  const nameOf = new Map(made.plan.moves.map((move) => [move.id, move.partitionName]))
  return {
    plan: made.plan,
    after: Object.fromEntries(
      made.plan.moves.map((move) => [move.partitionName, move.after.map((id) => nameOf.get(id))]),
    ),
  }
}

function refused(fleet: Fleet, moves: Readonly<Record<string, number>>): readonly string[] {
  const made = byHand(fleet, moves)
  return made.ok ? [] : made.refusals
}

describe('moves typed by hand', () => {
  it('swap where one server has room for both: the other move waits', () => {
    const fleet = aFleet({
      servers: serversWith(40, 5),
      partitions: [guest('app1', 0, 32), guest('db2', 1, 32)],
    })
    const { plan, after } = ordered(fleet, { app1: 1, db2: 0 })
    expect(after).toEqual({ db2: [], app1: ['db2'] })
    const [first, second] = plan.moves
    expect(second).toMatchObject({
      partitionName: 'app1',
      whyNow: expect.stringContaining('waits until db2 has left'),
    })
    expect(second!.wave).toBeGreaterThan(first!.wave)
  })

  it('wait for nobody where there is room for all', () => {
    const fleet = aFleet({
      servers: serversWith(80, 80),
      partitions: [guest('app1', 0, 32), guest('db2', 1, 32)],
    })
    expect(ordered(fleet, { app1: 1, db2: 0 }).after).toEqual({ db2: [], app1: [] })
  })

  it('wait in a chain over several servers', () => {
    const fleet = aFleet({
      servers: serversWith(2, 4, 80),
      partitions: [guest('app1', 0, 32), guest('db2', 1, 30), guest('web3', 0, 28)],
    })
    expect(ordered(fleet, { app1: 1, db2: 2, web3: 2 }).after.app1).toEqual(['db2'])
  })

  it('are refused with the proof where no order exists, and what would help is said', () => {
    const fleet = aFleet({
      servers: serversWith(5, 5, 200),
      partitions: [guest('app1', 0, 32), guest('db2', 1, 33)],
    })
    const said = refused(fleet, { app1: 1, db2: 0 })
    expect(said[0]).toMatch(
      /^No order exists for .*app1 needs .* on server1, which has 5 GiB of memory until db2 has left/,
    )
    expect(said).toContain(
      'Move app1 to server2 first, in a plan of its own: from there these moves have an order.',
    )
    expect(said.some((one) => one.startsWith('Shutting app1 down before would do'))).toBe(true)
    expect(ordered(fleet, { app1: 2 }).plan.moves).toHaveLength(1)
  })

  it('count nothing as given back by a partition that does not run', () => {
    const fleet = aFleet({
      servers: serversWith(40, 5),
      partitions: [
        guest('app1', 0, 32),
        guest('db2', 1, 32, { state: 'not activated', rmcState: 'inactive' }),
      ],
    })
    expect(refused(fleet, { app1: 1, db2: 0 })[0]).toContain('app1 cannot move to server1. MEM-AVAIL')
  })

  it('keep partition ids by waiting for them, and give others out where that leads nowhere', () => {
    const partitions = [guest('app1', 0, 8, { lparId: 10 }), guest('db2', 1, 8, { lparId: 10 })]
    const swap = ordered(aFleet({ servers: serversWith(80, 80), partitions }), { app1: 1, db2: 0 })
    expect(swap.after).toEqual({ app1: [], db2: [] })
    expect(swap.plan.moves.map((move) => move.targetLparId)).not.toContain(10)
    const away = ordered(aFleet({ servers: serversWith(80, 80, 80), partitions }), { app1: 1, db2: 2 })
    expect(away.plan.moves.map((move) => move.targetLparId)).toEqual([10, 10])
    expect(away.after.app1).toEqual(['db2'])
  })

  it('give a name back only when its partition has left', () => {
    const fleet = aFleet({
      servers: serversWith(80, 80, 80),
      partitions: [guest('twin1', 0, 8), guest('twin1', 1, 8)],
    })
    const { goal: _, ...request } = evacuationOf(fleet)
    const [first, second] = fleet.partitions
    const made = planByHand({
      ...request,
      moves: [
        { partitionId: first!.id, targetServerId: serverIdOf(1) },
        { partitionId: second!.id, targetServerId: serverIdOf(2) },
      ],
    })
    if (!made.ok) throw new Error(made.refusals.join('\n'))
    expect(refereePlan(fleet, made.plan, noAssumptions).violations).toEqual([])
    expect(made.plan.moves.filter((move) => move.after.length > 0)).toHaveLength(1)
  })

  it('are refused when a partition is typed twice, or is there already', () => {
    const fleet = aFleet({ servers: serversWith(80, 80), partitions: [guest('app1', 0, 8)] })
    const id = fleet.partitions[0]!.id
    const { goal: _, ...request } = evacuationOf(fleet)
    const both = planByHand({
      ...request,
      moves: [1, 1].map((server) => ({ partitionId: id, targetServerId: serverIdOf(server) })),
    })
    expect(both).toMatchObject({ ok: false, refusals: expect.arrayContaining(['app1 is to move twice.']) })
    expect(refused(fleet, { app1: 0 })).toEqual(['app1 already is on server0.'])
  })

  it('wait for processing units as well', () => {
    const servers = serversWith(200, 200).map((server, n) =>
      n === 1 ? { ...server, availableCenti: centi(50) } : server,
    )
    const fleet = aFleet({ servers, partitions: [guest('app1', 0, 8), guest('db2', 1, 8)] })
    expect(ordered(fleet, { app1: 1, db2: 0 }).after).toEqual({ db2: [], app1: ['db2'] })
  })
})
