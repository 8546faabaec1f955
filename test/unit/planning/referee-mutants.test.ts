/** Valid plans, broken in every way the referee looks for: each mutant has to be refused by the check it is about. */
import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../../shared/forecast/assumption.ts'
import type { Fleet, Partition } from '../../../shared/inventory/fleet.ts'
import { centi, mib } from '../../../shared/inventory/units.ts'
import { memoryNeed, memoryNeedMib } from '../../../shared/mobility/need.ts'
import type { AdapterMapping } from '../../../shared/mobility/suggest/suggestion.ts'
import type { PlanDocument, PlanMove } from '../../../shared/plan/plan-document.ts'
import { dlparChecks } from '../../../shared/planning/referee/check-dlpar.ts'
import { checks } from '../../../shared/planning/referee/checks.ts'
import { refereePlan } from '../../../shared/planning/referee/referee.ts'
import type { MoveSpan } from '../../../shared/planning/referee/context.ts'
import {
  aFibreChannelAdapter,
  aFleet,
  aPartition,
  aPort,
  aScsiAdapter,
  aServer,
  aVios,
  aVnic,
} from '../../support/fleet-builder.ts'
import { planOf, serverIdOf } from '../../support/planning-fleets.ts'

const GIB = 1024

const pools = [
  { id: 0, name: 'DefaultPool', maxCenti: null, reservedCenti: centi(0) },
  { id: 3, name: 'oracle', maxCenti: centi(600), reservedCenti: centi(0) },
]

function guest(n: number, parts: Partial<Partition> = {}): Partition {
  return aPartition({
    serverId: serverIdOf(0),
    lparId: 10 + n,
    name: `app${n}`,
    memoryMib: mib(16 * GIB),
    maxMemoryMib: mib(32 * GIB),
    ...parts,
  })
}

/** Server 0 with four partitions (one in a pool, one with Fibre Channel), servers 1 to 3 with room. */
function sound(): Fleet {
  return aFleet({
    servers: [0, 1, 2, 3].map((n) =>
      aServer({ id: serverIdOf(n), name: `server${n}`, processorPools: pools, maxActiveMigrations: 16 }),
    ),
    partitions: [
      guest(0),
      guest(1, { poolId: 3, poolName: 'oracle' }),
      guest(2, { virtualFibreChannel: [aFibreChannelAdapter({ viosName: 'vios1-0000' })] }),
      guest(3),
      aPartition({ serverId: serverIdOf(1), lparId: 30, name: 'resident' }),
    ],
  })
}

interface Case {
  readonly fleet: Fleet
  readonly plan: PlanDocument
  readonly spans?: ReadonlyMap<string, MoveSpan>
}

const valid = (): Case => {
  const fleet = sound()
  return { fleet, plan: planOf(fleet) }
}

function withMove(one: Case, change: Partial<PlanMove>, at = 0): Case {
  const moves = one.plan.moves.map((move, i) => (i === at ? { ...move, ...change } : move))
  return { ...one, plan: { ...one.plan, moves } }
}

function withPlan(one: Case, change: Partial<PlanDocument>): Case {
  return { ...one, plan: { ...one.plan, ...change } }
}

function withOptions(one: Case, change: Partial<PlanDocument['options']>): Case {
  return withPlan(one, { options: { ...one.plan.options, ...change } })
}

function withTargets(one: Case, change: Partial<Fleet['servers'][number]>): Case {
  const servers = one.fleet.servers.map((server) =>
    server.id === serverIdOf(0) ? server : { ...server, ...change },
  )
  return { ...one, fleet: { ...one.fleet, servers } }
}

function withPartition(one: Case, id: string, change: Partial<Partition>): Case {
  const partitions = one.fleet.partitions.map((each) => (each.id === id ? { ...each, ...change } : each))
  return { ...one, fleet: { ...one.fleet, partitions } }
}

function first({ plan }: Case): PlanMove {
  return plan.moves[0]!
}

function withVios(one: Case, change: Partial<Fleet['vios'][number]>, id: string | null): Case {
  const vios = one.fleet.vios.map((each) => (id === null || each.id === id ? { ...each, ...change } : each))
  return { ...one, fleet: { ...one.fleet, vios } }
}

/** The partition with Fibre Channel: two virtual SCSI adapters and one port. */
const FIBRE = 2
const placeOf = ({ plan }: Case, partition: number): number =>
  plan.moves.findIndex((move) => move.partitionName === `app${partition}`)

/** Changes the connections of a partition's move, all of them or those of one kind. */
function withConnections(
  one: Case,
  change: (adapter: AdapterMapping) => Partial<AdapterMapping>,
  kind: AdapterMapping['kind'] = 'virtual SCSI',
): Case {
  const at = placeOf(one, FIBRE)
  const connections = one.plan.moves[at]!.connections!
  const adapters = connections.adapters.map((adapter) =>
    adapter.kind === kind ? { ...adapter, ...change(adapter) } : adapter,
  )
  return withMove(one, { connections: { ...connections, adapters } }, at)
}

/** Every adapter of every move to a slot on the first VIOS of server 1. */
function allOnOneVios(one: Case, slotOf: (n: number) => number | null): Case {
  const all = allToOne(one)
  const vios = all.fleet.vios.find((each) => each.serverId === serverIdOf(1))!
  let n = 0
  const moves = all.plan.moves.map((move) => ({
    ...move,
    connections: {
      ...move.connections!,
      adapters: move.connections!.adapters.map((adapter) => ({
        ...adapter,
        targetViosId: vios.id,
        targetViosName: vios.name,
        targetViosLparId: vios.lparId,
        targetViosSlot: slotOf(n++),
      })),
    },
  }))
  return withPlan(all, { moves })
}

/** All moves go to server 1. */
function allToOne(one: Case): Case {
  const target = one.fleet.servers[1]!
  const mover = one.fleet.vios.find((vios) => vios.serverId === target.id)!
  const moves = one.plan.moves.map((move) => ({
    ...move,
    targetServerId: target.id,
    targetServerName: target.name,
    targetMoverId: mover.id,
    targetMoverName: mover.name,
  }))
  return withPlan(one, { moves })
}

const mutants: readonly (readonly [ruleId: string, what: string, mutate: (one: Case) => Case])[] = [
  ['R-MOVE-ID', 'two moves of one id', (one) => withMove(one, { id: 'm002' })],
  ['R-EXISTS', 'a partition nobody knows', (one) => withMove(one, { partitionId: 'nowhere/9' })],
  ['R-EXISTS', 'a target nobody knows', (one) => withMove(one, { targetServerId: 'nowhere' })],
  [
    'R-SOURCE',
    'a partition moved from where it is not',
    (one) => withMove(one, { sourceServerId: serverIdOf(3) }),
  ],
  [
    'R-ONCE',
    'a partition moved twice',
    (one) => withPlan(one, { moves: [...one.plan.moves, { ...first(one), id: 'm009' }] }),
  ],
  ['R-TARGET', 'a target that is emptied', (one) => withMove(one, { targetServerId: serverIdOf(0) })],
  [
    'R-TARGET',
    'a second emptied server as target',
    (one) =>
      withPlan(one, { goal: { kind: 'evacuate', serverIds: [serverIdOf(0), first(one).targetServerId] } }),
  ],
  ['R-TARGET', 'a target outside the allowed ones', (one) => withOptions(one, { targetServerIds: [] })],
  [
    'R-EXCLUDED',
    'an excluded partition',
    (one) => withOptions(one, { excludedPartitionIds: [first(one).partitionId] }),
  ],
  ['R-TYPE', 'an inactive move of a running partition', (one) => withMove(one, { type: 'inactive' })],
  [
    'R-TYPE',
    'an inactive move that was not wanted',
    (one) =>
      withOptions(
        withPartition(
          withMove(one, { type: 'inactive', sourceMoverId: null, targetMoverId: null }),
          first(one).partitionId,
          {
            state: 'not activated',
          },
        ),
        { includeInactive: false },
      ),
  ],
  ['R-NUMBERS', 'another name', (one) => withMove(one, { partitionName: 'somebody' })],
  ['R-NUMBERS', 'less memory than there is', (one) => withMove(one, { memoryMib: 1 })],
  ['R-NUMBERS', 'less memory than the target needs', (one) => withMove(one, { targetNeedMib: 1 })],
  [
    'R-MOBILITY',
    'a partition with a physical adapter',
    (one) =>
      withPartition(one, first(one).partitionId, {
        physicalSlots: [{ name: '21010002', description: null, required: true }],
      }),
  ],
  [
    'R-UNKNOWN',
    'an unknown nobody accepted',
    (one) => withPartition(one, first(one).partitionId, { rmcState: null }),
  ],
  [
    'R-MEMORY',
    'targets with room for one partition, not for two',
    (one) => withTargets(allToOne(one), { availableMemoryMib: mib(20 * GIB) }),
  ],
  [
    'R-PROCESSORS',
    'targets with processing units for one, not for two',
    (one) => withTargets(allToOne(one), { availableCenti: centi(150) }),
  ],
  [
    'R-PARTITIONS',
    'targets with a place for one, not for two',
    (one) => withTargets(allToOne(one), { maxPartitions: 4 }),
  ],
  [
    'R-SLOTS',
    'VIOS with slots for one, not for two',
    (one) => withVios(allToOne(one), { nextFreeVirtualSlot: 398, maxVirtualSlots: 400 }, null),
  ],
  [
    'R-NPIV',
    'ports without a place',
    (one) => withVios(one, { fibreChannelPorts: [aPort({ availablePorts: 0 })] }, null),
  ],
  ['R-POOL', 'a pool the target does not have', (one) => withMove(one, { targetPoolName: 'nowhere' })],
  [
    'R-POOL',
    'a pool without room',
    (one) =>
      withTargets(one, {
        processorPools: pools.map((pool) => (pool.id === 3 ? { ...pool, maxCenti: centi(50) } : pool)),
      }),
  ],
  ['R-LPAR-ID', 'a partition id that is taken', (one) => withMove(one, { targetLparId: 1 })],
  [
    'R-LPAR-ID',
    'one partition id for two',
    (one) => withMove(withMove(allToOne(one), { targetLparId: 77 }, 0), { targetLparId: 77 }, 1),
  ],
  [
    'R-NAME',
    'a name that is taken',
    (one) => ({
      ...one,
      fleet: {
        ...one.fleet,
        partitions: [
          ...one.fleet.partitions,
          aPartition({ serverId: first(one).targetServerId, lparId: 40, name: first(one).partitionName }),
        ],
      },
    }),
  ],
  ['R-CONNECT', 'a VIOS nobody knows', (one) => withConnections(one, () => ({ targetViosId: 'nowhere/1' }))],
  [
    'R-CONNECT',
    'a VIOS of another server',
    (one) => withConnections(one, () => ({ targetViosId: `${serverIdOf(0)}/1` })),
  ],
  [
    'R-CONNECT',
    'the name of another VIOS',
    (one) => withConnections(one, () => ({ targetViosName: 'vios9' })),
  ],
  [
    'R-CONNECT',
    'the partition id of another VIOS',
    (one) => withConnections(one, () => ({ targetViosLparId: 9 })),
  ],
  [
    'R-CONNECT',
    'a VIOS that is down',
    (one) => withVios(one, { state: 'not activated' }, first(one).connections!.adapters[0]!.targetViosId),
  ],
  [
    'R-CONNECT',
    'a VIOS that may be down',
    (one) => withVios(one, { state: null }, first(one).connections!.adapters[0]!.targetViosId),
  ],
  [
    'R-CONNECT',
    'a VIOS without RMC',
    (one) => withVios(one, { rmcState: 'none' }, first(one).connections!.adapters[0]!.targetViosId),
  ],
  [
    'R-CONNECT',
    'a VIOS that does not see the disk',
    (one) => withVios(one, { physicalVolumes: [] }, first(one).connections!.adapters[0]!.targetViosId),
  ],
  [
    'R-CONNECT',
    'a VIOS that sees disks nobody knows',
    (one) => withVios(one, { physicalVolumes: null }, first(one).connections!.adapters[0]!.targetViosId),
  ],
  [
    'R-CONNECT',
    'an adapter the partition does not have',
    (one) => withConnections(one, () => ({ clientSlot: 77 })),
  ],
  [
    'R-CONNECT',
    'a port the VIOS does not have',
    (one) => withConnections(one, () => ({ port: 'fcs9' }), 'virtual Fibre Channel'),
  ],
  [
    'R-CONNECT',
    'a port that is not ready',
    (one) =>
      withVios(one, { fibreChannelPorts: [aPort({ npivReady: false }), aPort({ name: 'fcs1' })] }, null),
  ],
  ['R-CONNECT', 'one adapter connected twice', (one) => withConnections(one, () => ({ clientSlot: 3 }))],
  [
    'R-CONNECT',
    'an adapter forgotten by connections that are called complete',
    (one) => withMove(one, { connections: { complete: true, adapters: [], open: [] } }),
  ],
  [
    'R-CONNECT',
    'complete connections of a partition with a vNIC',
    (one) => withPartition(one, first(one).partitionId, { vnics: [aVnic({ slot: 9 })] }),
  ],
  ['R-CONNECT-ROOM', 'one slot for two', (one) => allOnOneVios(one, () => 120)],
  [
    'R-CONNECT-ROOM',
    'a slot below the free ones',
    (one) => withConnections(one, () => ({ targetViosSlot: 39 })),
  ],
  [
    'R-CONNECT-ROOM',
    'a slot beyond the last',
    (one) => withConnections(one, () => ({ targetViosSlot: 400 })),
  ],
  [
    'R-CONNECT-ROOM',
    'a slot of a partition that is there',
    (one) => {
      const broken = allOnOneVios(one, (n) => 120 + n)
      const resident = `${serverIdOf(1)}/30`
      return withPartition(broken, resident, {
        virtualScsi: [aScsiAdapter({ viosName: 'vios1-0001', viosSlot: 121, backing: [] })],
      })
    },
  ],
  [
    'R-CONNECT-ROOM',
    'more adapters than one VIOS has slots',
    (one) =>
      withVios(
        allOnOneVios(one, () => null),
        { nextFreeVirtualSlot: 392 },
        `${serverIdOf(1)}/1`,
      ),
  ],
  [
    'R-CONNECT-ROOM',
    'a port without a place',
    (one) =>
      withVios(one, { fibreChannelPorts: [aPort({ availablePorts: 0 }), aPort({ name: 'fcs1' })] }, null),
  ],
  [
    'R-CONNECT-ROOM',
    'a port of which the places are not known',
    (one) =>
      withVios(one, { fibreChannelPorts: [aPort({ availablePorts: null }), aPort({ name: 'fcs1' })] }, null),
  ],
  [
    'R-MOVER',
    'a mover of another server',
    (one) => withMove(one, { sourceMoverId: first(one).targetMoverId }),
  ],
  ['R-MOVER', 'no mover', (one) => withMove(one, { targetMoverId: null, targetMoverName: null })],
  ['R-MOVER', 'a VIOS nobody knows', (one) => withMove(one, { targetMoverId: 'nowhere/1' })],
  ['R-MOVER', 'a VIOS that is no mover', (one) => withVios(one, { mover: false }, first(one).sourceMoverId)],
  [
    'R-MOVER',
    'a mover without RMC',
    (one) => withVios(one, { rmcState: 'inactive' }, first(one).sourceMoverId),
  ],
  [
    'R-MOVER',
    'a mover that is down',
    (one) => withVios(one, { state: 'not activated' }, first(one).targetMoverId),
  ],
  [
    'R-CONCURRENCY',
    'more at once than a mover takes',
    (one) => ({
      ...withVios(one, { moverSlots: 1 }, null),
      spans: new Map(one.plan.moves.map((move) => [move.id, { startS: 0, endS: 100 }])),
    }),
  ],
  [
    'R-CONCURRENCY',
    'more at once than the plan wants',
    (one) => ({
      ...withOptions(one, { maxConcurrent: 2 }),
      spans: new Map(one.plan.moves.map((move) => [move.id, { startS: 0, endS: 100 }])),
    }),
  ],
  ['R-ORDER', 'a predecessor that is not there', (one) => withMove(one, { after: ['m077'] })],
  ['R-ORDER', 'a circle', (one) => withMove(withMove(one, { after: ['m002'] }, 0), { after: ['m001'] }, 1)],
  ['R-START', 'a start before the plan', (one) => withMove(one, { notBeforeS: -1 })],
  ['R-WAVE', 'wave zero', (one) => withMove(one, { wave: 0 })],
  [
    'R-WAVE',
    'waiting for a later wave',
    (one) => withMove(withMove(one, { after: ['m002'] }), { wave: 2 }, 1),
  ],
  ['R-ENDS', 'a plan that allows no move at all', (one) => withOptions(one, { maxConcurrent: 0 })],
  [
    'R-WINDOW',
    'a window that is too short',
    (one) => withPlan(one, { window: { startMs: one.plan.startMs, endMs: one.plan.startMs + 10_000 } }),
  ],
  [
    'R-WINDOW',
    'a start outside the window',
    (one) =>
      withPlan(one, { window: { startMs: one.plan.startMs + 1, endMs: one.plan.startMs + 10_000_000 } }),
  ],
  ['R-GOAL', 'a forgotten partition', (one) => withPlan(one, { moves: one.plan.moves.slice(1) })],
  [
    'R-GOAL',
    'a move that empties nothing',
    (one) => withPlan(one, { goal: { kind: 'evacuate', serverIds: [serverIdOf(3)] } }),
  ],
  [
    'R-UNPLACED',
    'no reason',
    (one) =>
      withPlan(one, {
        moves: one.plan.moves.slice(1),
        unplaced: [
          {
            partitionId: first(one).partitionId,
            partitionName: first(one).partitionName,
            serverId: serverIdOf(0),
            memoryMib: 1,
            reasons: [],
            remedy: null,
          },
        ],
      }),
  ],
  [
    'R-UNPLACED',
    'moved and staying',
    (one) =>
      withPlan(one, {
        unplaced: [
          {
            partitionId: first(one).partitionId,
            partitionName: first(one).partitionName,
            serverId: serverIdOf(0),
            memoryMib: 1,
            reasons: [{ ruleId: 'SRC-RMC', verdict: 'block', text: 'RMC is down.', remedy: null }],
            remedy: null,
          },
        ],
      }),
  ],
]

describe('the referee', () => {
  it('passes the plan all mutants are made of', () => {
    const { fleet, plan } = valid()
    expect(plan.moves.length).toBe(4)
    expect(plan.moves.some((move) => move.targetPoolName === 'oracle')).toBe(true)
    expect(refereePlan(fleet, plan, noAssumptions)).toMatchObject({ valid: true, violations: [] })
  })

  it.each(mutants)('refuses %s: %s', (ruleId, _what, mutate) => {
    const { fleet, plan, spans } = mutate(valid())
    const report = refereePlan(fleet, plan, noAssumptions, spans === undefined ? {} : { spans })
    expect(report.valid).toBe(false)
    expect(report.violations.map((one) => one.ruleId)).toContain(ruleId)
    for (const one of report.violations) expect(one.text).toMatch(/\.\)?$/)
  })

  it('has a mutant for every check it makes', () => {
    const { fleet, plan } = valid()
    // Changes of memory have their mutants in dlpar/dlpar.test.ts, which asks for one of each.
    const tested = new Set([...mutants.map(([ruleId]) => ruleId), ...dlparChecks.map(({ id }) => id)])
    expect(refereePlan(fleet, plan, noAssumptions).checks).toEqual(checks.map(({ id }) => id))
    expect(checks.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([])
  })
})

/** Two full servers change a partition each, over a third one with room for one. */
describe('room that another move frees', () => {
  const need = memoryNeedMib(guest(0), aServer())!
  // A departure gives back what it certainly held; an arrival is counted with what it may need.
  const slack = need - memoryNeed(guest(5), aServer())!.atLeastMib
  const server = (n: number, freeMib: number) =>
    aServer({ id: serverIdOf(n), name: `server${n}`, availableMemoryMib: mib(freeMib) })
  const fleet = aFleet({
    servers: [server(0, 0), server(1, slack), server(2, need)],
    vios: [0, 1, 2].flatMap((n) => [
      aVios({ serverId: serverIdOf(n) }),
      aVios({ serverId: serverIdOf(n), lparId: 2 }),
    ]),
    partitions: [guest(0), guest(5, { serverId: serverIdOf(1), name: 'app5' })],
  })

  function move(id: string, from: string, to: number, after: readonly string[]): PlanMove {
    const partition = fleet.partitions.find((one) => one.name === from)!
    const base = planOf(sound()).moves[0]!
    const target = fleet.servers[to]!
    const mover = (serverId: string) => fleet.vios.find((vios) => vios.serverId === serverId)!
    return {
      ...base,
      id,
      partitionId: partition.id,
      partitionName: partition.name,
      lparId: partition.lparId,
      sourceServerId: partition.serverId,
      sourceServerName: fleet.servers.find((one) => one.id === partition.serverId)!.name,
      targetServerId: target.id,
      targetServerName: target.name,
      sourceMoverId: mover(partition.serverId).id,
      sourceMoverName: mover(partition.serverId).name,
      targetMoverId: mover(target.id).id,
      targetMoverName: mover(target.id).name,
      targetLparId: partition.lparId,
      targetPoolName: null,
      memoryMib: partition.memoryMib ?? 0,
      targetNeedMib: need,
      entitledCenti: partition.entitledCenti ?? 0,
      connections: undefined,
      after,
      wave: after.length + 1,
    }
  }

  const plan = (moves: readonly PlanMove[]): PlanDocument => ({
    ...planOf(sound()),
    goal: { kind: 'by-hand' },
    moves,
    unplaced: [],
  })

  it('is allowed when the move waits for it', () => {
    const moves = [move('m001', 'app5', 2, []), move('m002', 'app0', 1, ['m001'])]
    expect(refereePlan(fleet, plan(moves), noAssumptions).violations).toEqual([])
  })

  it('includes the slot and the port place it held', () => {
    // Server 2 takes the only slot and the only place from app5 of server 1, which leaves both to app0.
    const held = { viosLparId: 1, viosName: null, viosSlot: 399, port: 'fcs0', slot: 6 }
    const adapter = aFibreChannelAdapter(held)
    const vios = fleet.vios.map((one) =>
      one.id === `${serverIdOf(1)}/1`
        ? { ...one, nextFreeVirtualSlot: 399, fibreChannelPorts: [aPort({ availablePorts: 0 })] }
        : one,
    )
    const partitions = fleet.partitions.map((one) => ({
      ...one,
      virtualScsi: [],
      virtualFibreChannel: [adapter],
    }))
    const connections = {
      complete: true,
      open: [],
      adapters: [
        {
          kind: 'virtual Fibre Channel',
          clientSlot: 6,
          sourceViosName: null,
          targetViosId: `${serverIdOf(1)}/1`,
          targetViosName: 'vios1-0001',
          targetViosLparId: 1,
          targetViosSlot: 399,
          port: 'fcs0',
          why: 'It is free then.',
        },
      ],
    } as const
    const rules = (after: readonly string[]) => {
      const moves = [move('m001', 'app5', 2, []), { ...move('m002', 'app0', 1, after), connections }]
      const report = refereePlan({ ...fleet, vios, partitions }, plan(moves), noAssumptions)
      return report.violations.map((one) => one.ruleId).filter((id) => id.startsWith('R-CONNECT'))
    }
    expect(rules(['m001'])).toEqual([])
    expect(rules([])).toEqual(['R-CONNECT-ROOM', 'R-CONNECT-ROOM', 'R-CONNECT-ROOM'])
  })

  it('is refused when the move need not wait, however the times fall', () => {
    const moves = [move('m001', 'app5', 2, []), move('m002', 'app0', 1, [])]
    const spans = new Map([
      ['m001', { startS: 0, endS: 100 }],
      ['m002', { startS: 100, endS: 200 }],
    ])
    const report = refereePlan(fleet, plan(moves), noAssumptions, { spans })
    expect(report.violations.map((one) => [one.ruleId, one.atS])).toContainEqual(['R-MEMORY', null])
  })

  it('is refused at the instant when both sides hold the memory', () => {
    const moves = [move('m001', 'app5', 2, []), move('m002', 'app0', 1, ['m001'])]
    const spans = new Map([
      ['m001', { startS: 0, endS: 100 }],
      ['m002', { startS: 99, endS: 200 }],
    ])
    const report = refereePlan(fleet, plan(moves), noAssumptions, { spans })
    expect(report.violations).toMatchObject([{ ruleId: 'R-MEMORY', atS: 99, moveId: 'm002' }])
  })
})
