import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../../shared/forecast/assumption.ts'
import type { Fleet, Partition, Server } from '../../../shared/inventory/fleet.ts'
import { centi, mib } from '../../../shared/inventory/units.ts'
import { memoryNeedMib } from '../../../shared/mobility/need.ts'
import { planEvacuation } from '../../../shared/planning/evacuate.ts'
import { PlanningAbandoned, type PlanningProgress } from '../../../shared/planning/hooks.ts'
import { fleetAfter } from '../../../shared/planning/stages/fleet-after.ts'
import { refereePlan } from '../../../shared/planning/referee/referee.ts'
import {
  aBacking,
  aFibreChannelAdapter,
  aFleet,
  aPartition,
  aScsiAdapter,
  aServer,
  aVios,
} from '../../support/fleet-builder.ts'
import { evacuationOf, planOf, serverIdOf } from '../../support/planning-fleets.ts'

const GIB = 1024

function server(n: number, parts: Partial<Server> = {}): Server {
  return aServer({ id: serverIdOf(n), name: `server${n}`, ...parts })
}

function guest(n: number, parts: Partial<Partition> = {}): Partition {
  return aPartition({ serverId: serverIdOf(0), lparId: 10 + n, name: `app${n}`, ...parts })
}

function guests(count: number): readonly Partition[] {
  return Array.from({ length: count }, (_, n) => guest(n))
}

function fleetOf(servers: readonly Server[], partitions: readonly Partition[], vios?: Fleet['vios']): Fleet {
  return aFleet({ servers, partitions, ...(vios === undefined ? {} : { vios }) })
}

const needMib = memoryNeedMib(guest(0), server(1))!

describe('emptying a server', () => {
  it('spreads partitions over several servers and passes the referee', () => {
    const fleet = fleetOf(
      [0, 1, 2, 3].map((n) => server(n)),
      guests(12),
    )
    const plan = planOf(fleet)
    expect(plan.unplaced).toEqual([])
    expect(plan.moves).toHaveLength(12)
    const byTarget = Object.values(Object.groupBy(plan.moves, (move) => move.targetServerId))
    expect(byTarget.map((moves) => moves?.length)).toEqual([4, 4, 4])
    expect(refereePlan(fleet, plan, noAssumptions)).toMatchObject({ valid: true })
    expect(plan.moves.map((move) => move.id)).toEqual(
      plan.moves.map((_, i) => `m${String(i + 1).padStart(3, '0')}`),
    )
    expect(plan.moves.every((move) => move.after.length === 0)).toBe(true)
  })

  it('gives every adapter a place of its own on the target, before the referee', () => {
    const fibre = [1, 2].map((viosLparId) =>
      aFibreChannelAdapter({ slot: 20 + viosLparId, viosLparId, viosName: null, viosSlot: 150 }),
    )
    // Everybody has the same server slots now; the target can keep them for one.
    const people = guests(6).map((one) => ({
      ...one,
      virtualScsi: one.virtualScsi?.map((each) => ({ ...each, viosSlot: 140 })) ?? null,
      virtualFibreChannel: fibre.map((each, at) => ({
        ...each,
        wwpns: [`c0${one.lparId}${at}a`, `c0${one.lparId}${at}b`],
      })),
    }))
    const fleet = fleetOf([server(0), server(1)], people)
    const plan = planOf(fleet)
    expect(plan.moves).toHaveLength(6)
    expect(plan.moves.every((move) => move.connections?.complete === true)).toBe(true)
    const places = plan.moves.flatMap((move) => move.connections?.adapters ?? [])
    expect(places).toHaveLength(24)
    const named = places.filter((one) => one.targetViosSlot !== null)
    expect(named.map((one) => [one.targetViosLparId, one.targetViosSlot]).toSorted()).toEqual([
      [1, 140],
      [1, 150],
      [2, 140],
      [2, 150],
    ])
    expect(refereePlan(fleet, plan, noAssumptions)).toMatchObject({ valid: true })
  })

  it('names the partitions whose connections the HMC chooses', () => {
    const unit = aScsiAdapter({ slot: 9, backing: [aBacking({ kind: 'shared-pool-unit', name: 'lu1' })] })
    const one = guest(0)
    const people = [{ ...one, virtualScsi: [...(one.virtualScsi ?? []), unit] }, guest(1)]
    const plan = planOf(fleetOf([server(0), server(1)], people), {
      options: { acceptedUnknownRuleIds: ['SRC-VSCSI-VIS'] },
    })
    expect(plan.moves.map((move) => [move.partitionName, move.connections?.complete]).toSorted()).toEqual([
      ['app0', false],
      ['app1', true],
    ])
    expect(plan.notes).toContainEqual(
      'The HMC chooses how the adapters of 1 partition are connected: app0 (virtual SCSI slot 9).',
    )
  })

  it('says where a restart on the target changes the processor mode', () => {
    const older = server(0, {
      generation: 'POWER9',
      compatModes: ['default', 'POWER8', 'POWER9_base', 'POWER9'],
    })
    const plan = planOf(fleetOf([older, server(1)], [guest(0, { desiredMode: 'default' }), guest(1)]))
    const why = new Map(plan.moves.map((move) => [move.partitionName, move.whyHere]))
    expect(why.get('app0')).toMatch(
      /\. It runs in POWER9 mode until .* the way back to server0 closes then\.$/,
    )
    expect(why.get('app1')).not.toMatch(/mode/)
  })

  it('never uses a full server', () => {
    const fleet = fleetOf([server(0), server(1, { availableMemoryMib: mib(0) }), server(2)], guests(6))
    expect(new Set(planOf(fleet).moves.map((move) => move.targetServerId))).toEqual(new Set([serverIdOf(2)]))
  })

  it('fills a server to its last block and not beyond', () => {
    const exact = fleetOf([server(0), server(1, { availableMemoryMib: mib(3 * needMib) })], guests(5))
    const plan = planOf(exact)
    expect(plan.moves).toHaveLength(3)
    expect(plan.unplaced).toHaveLength(2)
    expect(plan.unplaced[0]).toMatchObject({
      reasons: [{ ruleId: 'MEM-AVAIL', verdict: 'block' }],
      remedy: `Free ${needMib / GIB} GiB of memory on server1.`,
    })
    expect(refereePlan(exact, plan, noAssumptions).valid).toBe(true)
  })

  it('finds the only packing there is', () => {
    const sizes = [9, 8, 7, 6, 5, 5, 4, 4]
    const partitions = sizes.map((gib, n) =>
      guest(n, {
        memoryMib: mib(gib * 16 * GIB),
        maxMemoryMib: mib(gib * 16 * GIB),
        entitledCenti: centi(10),
      }),
    )
    const need = (n: number) => memoryNeedMib(partitions[n]!, server(1))!
    // 9 + 7, 8 + 4 + 4, 6 + 5 + 5: three servers, no room for anything else.
    const free = [need(0) + need(2), need(1) + need(6) + need(7), need(3) + need(4) + need(5)]
    const fleet = fleetOf(
      [server(0), ...free.map((room, i) => server(i + 1, { availableMemoryMib: mib(room) }))],
      partitions,
    )
    const plan = planOf(fleet)
    expect(plan.unplaced).toEqual([])
    expect(refereePlan(fleet, plan, noAssumptions).valid).toBe(true)
  })

  it('empties several servers at once, none into another', () => {
    const partitions = [...guests(4), ...[0, 1, 2].map((n) => guest(n + 4, { serverId: serverIdOf(1) }))]
    const fleet = fleetOf(
      [0, 1, 2, 3].map((n) => server(n)),
      partitions,
    )
    const plan = planOf(fleet, { goal: { kind: 'evacuate', serverIds: [serverIdOf(0), serverIdOf(1)] } })
    expect(plan.moves).toHaveLength(7)
    expect(new Set(plan.moves.map((move) => move.targetServerId))).toEqual(
      new Set([serverIdOf(2), serverIdOf(3)]),
    )
  })

  it('spreads the rest evenly although somebody can go nowhere', () => {
    const stuck = guest(20, { physicalSlots: [{ name: '21010002', description: null, required: true }] })
    const fleet = fleetOf(
      [0, 1, 2, 3].map((n) => server(n)),
      [...guests(9), stuck],
    )
    const plan = planOf(fleet)
    const byTarget = Object.values(Object.groupBy(plan.moves, (move) => move.targetServerId))
    expect(byTarget.map((moves) => moves?.length)).toEqual([3, 3, 3])
  })

  it('prefers a server without a warning', () => {
    const slow = [1, 2].map((lparId) => aVios({ serverId: serverIdOf(1), lparId, linkGbps: 10 }))
    const fleet = fleetOf(
      [0, 1, 2].map((n) => server(n)),
      guests(4),
      slow,
    )
    expect(new Set(planOf(fleet).moves.map((move) => move.targetServerId))).toEqual(new Set([serverIdOf(2)]))
  })

  it('keeps the partition id where it is free, else says so', () => {
    const resident = aPartition({ serverId: serverIdOf(1), lparId: 10, name: 'resident' })
    const plan = planOf(fleetOf([server(0), server(1)], [guest(0), guest(1), resident]))
    const ids = Object.fromEntries(plan.moves.map((move) => [move.partitionName, move.targetLparId]))
    expect(ids).toEqual({ app0: 3, app1: 11 })
    expect(plan.notes.join(' ')).toMatch(
      /1 partition gets another partition id.*: app0 \(10 becomes 3 on server1\)\./,
    )
  })

  it('keeps the pool by name, and says where there is none', () => {
    const pool = { id: 4, name: 'oracle', maxCenti: centi(400), reservedCenti: centi(0) }
    const base = { id: 0, name: 'DefaultPool', maxCenti: null, reservedCenti: centi(0) }
    const pooled = guest(0, { poolId: 2, poolName: 'oracle' })
    const kept = planOf(fleetOf([server(0), server(1, { processorPools: [base, pool] })], [pooled]))
    expect(kept.moves[0]?.targetPoolName).toBe('oracle')
    const numbered = guest(0, { poolId: 4, poolName: null })
    const both = [0, 1].map((n) => server(n, { processorPools: [base, pool] }))
    expect(planOf(fleetOf(both, [numbered])).moves[0]?.targetPoolName).toBe('oracle')
    const lost = planOf(fleetOf([server(0), server(1)], [pooled]))
    expect(lost.moves[0]?.targetPoolName).toBeNull()
    expect(lost.notes.join(' ')).toMatch(/default processor pool/)
  })

  it('does not put two partitions of one name on one server', () => {
    const twins = [guest(0, { name: 'twin' }), guest(1, { name: 'twin', serverId: serverIdOf(1) })]
    const goal = { kind: 'evacuate', serverIds: [serverIdOf(0), serverIdOf(1)] } as const
    const apart = planOf(
      fleetOf(
        [0, 1, 2, 3].map((n) => server(n)),
        twins,
      ),
      { goal },
    )
    expect(new Set(apart.moves.map((move) => move.targetServerId)).size).toBe(2)
    const together = planOf(
      fleetOf(
        [0, 1, 2].map((n) => server(n)),
        twins,
      ),
      { goal },
    )
    expect(together.moves).toHaveLength(1)
    expect(together.unplaced[0]?.reasons[0]?.ruleId).toBe('TGT-LPARS')
  })
})

describe('what stays', () => {
  it('is never dropped: excluded, inactive, migrating and unmovable partitions have their reasons', () => {
    const partitions = [
      guest(0),
      guest(1, { state: 'not activated' }),
      guest(2, { migrationState: 'Migration Starting' }),
      guest(3, { rmcState: 'inactive' }),
      guest(4, { physicalSlots: [{ name: '21010002', description: 'FC adapter', required: true }] }),
      guest(5),
    ]
    const plan = planOf(fleetOf([server(0), server(1)], partitions), {
      options: { excludedPartitionIds: [partitions[0]!.id], includeInactive: false },
    })
    const reasonOf = Object.fromEntries(
      plan.unplaced.map((one) => [one.partitionName, one.reasons[0]?.ruleId]),
    )
    expect(reasonOf).toEqual({
      app0: 'PLAN-EXCLUDED',
      app1: 'PLAN-INACTIVE',
      app2: 'SRC-BUSY',
      app3: 'SRC-RMC',
      app4: 'SRC-PHYSIO',
    })
    expect(plan.moves.map((move) => move.partitionName)).toEqual(['app5'])
    const silent = plan.unplaced.find((one) => one.partitionName === 'app3')
    expect(silent?.remedy).toBe('An inactive move would work: shut app3 down first, then move it to server1.')
  })

  it('reads first about the server that came closest, whatever the order of the fleet', () => {
    const servers = [
      server(0),
      server(1, { lmbMib: mib(128), compatModes: ['default', 'POWER7'] }),
      server(2, { availableMemoryMib: mib(needMib / 2) }),
      server(3, { availableMemoryMib: mib(needMib - 256) }),
    ]
    for (const order of [servers, [servers[0]!, ...servers.slice(1).toReversed()]]) {
      const [stay] = planOf(fleetOf(order, guests(1))).unplaced
      expect(stay?.reasons[0]).toMatchObject({ ruleId: 'MEM-AVAIL' })
      expect(stay?.reasons[0]?.text).toContain('server3 has')
      expect(stay?.reasons[1]?.text).toContain('server2 has')
      expect(stay?.remedy).toContain('server3')
    }
  })

  it('names its own obstacle before those of any server', () => {
    const fleet = fleetOf(
      [server(0), server(1, { compatModes: ['default', 'POWER7'] }), server(2), server(3)],
      [guest(0, { migrationDisabled: true })],
    )
    expect(planOf(fleet).unplaced[0]?.reasons.map((one) => one.ruleId)).toEqual(['SRC-MIGDIS', 'CPU-MODE-A'])
  })

  it('offers several servers for an inactive move as a choice', () => {
    const fleet = fleetOf([server(0), server(1), server(2)], [guest(0, { rmcState: 'inactive' })])
    expect(planOf(fleet).unplaced[0]?.remedy).toMatch(/move it to server1 or server2\.$/)
  })

  it('is everybody where no server may receive', () => {
    const plan = planOf(fleetOf([server(0), server(1)], guests(2)), { options: { targetServerIds: [] } })
    expect(plan.moves).toEqual([])
    expect(plan.bound).toBeNull()
    expect(plan.unplaced.map((one) => one.reasons[0]?.ruleId)).toEqual(['PLAN-NO-TARGET', 'PLAN-NO-TARGET'])
    expect(plan.notes).toEqual(['No partition of server0 can be moved.'])
  })

  it('moves inactive partitions without movers', () => {
    const plan = planOf(fleetOf([server(0), server(1)], [guest(0, { state: 'not activated' })]))
    expect(plan.moves[0]).toMatchObject({ type: 'inactive', sourceMoverId: null, targetMoverId: null })
  })

  it('names a server whose movers do not answer', () => {
    const deaf = [1, 2].map((lparId) =>
      aVios({
        serverId: serverIdOf(1),
        lparId,
        mover: lparId === 1,
        rmcState: lparId === 1 ? 'inactive' : 'active',
      }),
    )
    const plan = planOf(fleetOf([server(0), server(1)], guests(1), deaf))
    expect(plan.moves).toEqual([])
    expect(plan.unplaced[0]?.reasons.map((one) => one.ruleId)).toEqual(
      expect.arrayContaining([expect.stringMatching(/MSP-PAIR|TGT-VIOS-RMC/)]),
    )
  })
})

describe('what cannot be told', () => {
  const fleet = fleetOf([server(0), server(1)], [guest(0, { rmcState: null }), guest(1)])

  it('counts as refused unless accepted', () => {
    const plan = planOf(fleet)
    expect(plan.moves.map((move) => move.partitionName)).toEqual(['app1'])
    expect(plan.unplaced[0]?.reasons[0]).toMatchObject({ ruleId: 'SRC-RMC', verdict: 'unknown' })
    expect(plan.unplaced[0]?.remedy).toMatch(/accept that SRC-RMC cannot be told/)
  })

  it('is named in the plan where it is accepted', () => {
    const plan = planOf(fleet, { options: { acceptedUnknownRuleIds: ['SRC-RMC'] } })
    const move = plan.moves.find((one) => one.partitionName === 'app0')
    expect(move).toMatchObject({ verdict: 'tell', warnings: [{ ruleId: 'SRC-RMC', verdict: 'unknown' }] })
    expect(plan.notes).toContainEqual('Accepted without knowing (SRC-RMC) for 1 move: app0 on server1.')
    expect(refereePlan(fleet, plan, noAssumptions).valid).toBe(true)
  })
})

describe('the reasons of a move', () => {
  it('rank the alternatives with the rule and the figures that refuse them', () => {
    const fleet = fleetOf(
      [
        server(0),
        server(1),
        server(2, { availableMemoryMib: mib(8 * GIB) }),
        server(3, { lmbMib: mib(128) }),
      ],
      guests(1),
    )
    const [move] = planOf(fleet).moves
    expect(move?.alternatives.map((one) => [one.serverName, one.verdict, one.ruleId])).toEqual([
      ['server3', 'cannot', 'MEM-LMB'],
      ['server2', 'cannot', 'MEM-AVAIL'],
    ])
    expect(move?.alternatives[1]?.text).toMatch(/needs .* GiB with page tables; server2 has 8 GiB free/)
    expect(move?.whyHere).toMatch(/server1 takes it without a warning .* no other server can take it/)
    for (const text of [move?.whyMove, move?.whyHere, move?.whyNow, move?.ifNot]) expect(text).toMatch(/\.$/)
  })

  it('tell a move that waits from one that does not', () => {
    const vios = [0, 1].flatMap((n) => [
      aVios({ serverId: serverIdOf(n), moverSlots: 1 }),
      aVios({ serverId: serverIdOf(n), lparId: 2, mover: false }),
    ])
    const plan = planOf(fleetOf([server(0), server(1)], guests(3), vios))
    expect(plan.moves.map((move) => move.wave)).toEqual([1, 2, 3])
    expect(plan.moves[0]?.whyNow).toMatch(/starts with the plan/)
    expect(plan.moves[2]?.whyNow).toMatch(/waits about \d+ minutes for a free slot/)
  })

  it('spread moves over both movers of a pair', () => {
    const plan = planOf(fleetOf([server(0), server(1)], guests(8)))
    for (const side of ['sourceMoverId', 'targetMoverId'] as const) {
      const counts = Object.values(Object.groupBy(plan.moves, (move) => move[side] ?? '')).map(
        (moves) => moves?.length,
      )
      expect(counts).toHaveLength(2)
      expect(Math.max(...counts.map((count) => count ?? 0))).toBeLessThanOrEqual(5)
    }
  })
})

describe('planning', () => {
  const fleet = fleetOf(
    [0, 1, 2].map((n) => server(n)),
    guests(10),
  )

  it('reports progress, keeps the best plan when told to stop, and abandons when told to', () => {
    const seen: PlanningProgress[] = []
    planEvacuation(evacuationOf(fleet), { progress: (one) => seen.push(one) })
    expect(seen.some((one) => one.best !== null)).toBe(true)
    expect(seen.every((one) => one.done <= one.total)).toBe(true)
    const kept = planEvacuation(evacuationOf(fleet), { shouldStop: () => 'keep' })
    expect(refereePlan(fleet, kept, noAssumptions).valid).toBe(true)
    expect(kept.moves).toHaveLength(10)
    expect(() => planEvacuation(evacuationOf(fleet), { shouldStop: () => 'abandon' })).toThrow(
      PlanningAbandoned,
    )
  })

  it('does not change what it is given', () => {
    const before = structuredClone(fleet)
    planOf(fleet)
    expect(fleet).toEqual(before)
  })

  it('has nothing to do on an empty server', () => {
    const plan = planOf(fleetAfter(fleet, planOf(fleet)))
    expect(plan).toMatchObject({ moves: [], unplaced: [] })
    expect(plan.notes).toEqual(['Nothing to move: no partitions are known on server0.'])
  })

  it('says when the window is too short', () => {
    const startMs = 1_800_000_000_000
    const plan = planOf(fleet, { startMs, window: { startMs, endMs: startMs + 60_000 } })
    expect(plan.notes.join(' ')).toMatch(/window is too short: the median run ends \d+ minutes? after it/)
  })

  it('refuses a server nobody knows', () => {
    expect(() => planOf(fleet, { goal: { kind: 'evacuate', serverIds: ['nowhere'] } })).toThrow('nowhere')
  })

  it('hashes its input: equal fleets alike, whatever file they came from, others not', () => {
    const moved = {
      ...fleet,
      importedAt: null,
      servers: fleet.servers.map((one) => ({ ...one, origins: { name: { file: 'a', line: 1 } } })),
    }
    expect(planOf(moved).inputHash).toBe(planOf(fleet).inputHash)
    const other = {
      ...fleet,
      partitions: fleet.partitions.map((one, i) => (i === 0 ? { ...one, memoryMib: mib(1) } : one)),
    }
    expect(planOf(other).inputHash).not.toBe(planOf(fleet).inputHash)
  })
})
