/** Small random fleets with the troubles real ones have, plans of them, and the fleet after a plan was carried out. */
import fc from 'fast-check'
import { noAssumptions } from '../../shared/forecast/assumption.ts'
import type { Fleet, Partition, Server, Vios } from '../../shared/inventory/fleet.ts'
import { centi, mib } from '../../shared/inventory/units.ts'
import { memoryNeedMib } from '../../shared/mobility/need.ts'
import { defaultBalanceWeights } from '../../shared/plan/balance-goal.ts'
import { defaultPlanOptions, type PlanDocument, type PlanOptions } from '../../shared/plan/plan-document.ts'
import type { BalanceInput } from '../../shared/planning/balance/plan-balance.ts'
import { planEvacuation } from '../../shared/planning/evacuate.ts'
import type { EvacuationInput } from '../../shared/planning/settle-evacuation.ts'
import { aFleet, aPartition, aServer, aVios } from './fleet-builder.ts'

const GIB = 1024

export function serverIdOf(n: number): string {
  return `9080-HEX*78A${String(n).padStart(4, '0')}`
}

/** True once in so many draws. */
function oneIn(times: number): fc.Arbitrary<boolean> {
  return fc.noBias(fc.integer({ min: 1, max: times })).map((draw) => draw === 1)
}

const poolNames = ['DefaultPool', 'oracle'] as const

function serverArbitrary(n: number): fc.Arbitrary<Server> {
  return fc
    .record({
      freeGib: fc.noBias(fc.integer({ min: 0, max: 160 })),
      freeCenti: fc.noBias(fc.integer({ min: 0, max: 2_000 })),
      lmbMib: fc.constantFrom(128, 256, 256, 256, 256, 256),
      maxPartitions: fc.constantFrom(8, 12, 1_000),
      state: fc.constantFrom(
        'operating',
        'operating',
        'operating',
        'operating',
        'operating',
        'operating',
        'power off',
      ),
      poolMax: fc.constantFrom(null, 200, 600),
      unknownMemory: oneIn(12),
      maxActive: fc.constantFrom(2, 4, 16),
    })
    .map((draw) =>
      aServer({
        id: serverIdOf(n),
        name: `server${n}`,
        availableMemoryMib: n !== 0 && draw.unknownMemory ? null : mib(draw.freeGib * GIB),
        availableCenti: centi(draw.freeCenti),
        lmbMib: mib(n === 0 ? 256 : draw.lmbMib),
        maxPartitions: draw.maxPartitions,
        state: n === 0 ? 'operating' : draw.state,
        maxActiveMigrations: draw.maxActive,
        processorPools: [
          { id: 0, name: 'DefaultPool', maxCenti: null, reservedCenti: centi(0) },
          ...(draw.poolMax === null
            ? []
            : [{ id: 3, name: 'oracle', maxCenti: centi(draw.poolMax), reservedCenti: centi(0) }]),
        ],
      }),
    )
}

function partitionArbitrary(n: number, home: number): fc.Arbitrary<Partition> {
  return fc
    .record({
      gib: fc.noBias(fc.integer({ min: 1, max: 64 })),
      entitled: fc.noBias(fc.integer({ min: 5, max: 400 })),
      dedicated: oneIn(8),
      state: fc.constantFrom(
        'running',
        'running',
        'running',
        'running',
        'running',
        'not activated',
        'not activated',
        null,
      ),
      rmc: fc.constantFrom(
        'active',
        'active',
        'active',
        'active',
        'active',
        'active',
        'active',
        'active',
        'inactive',
        null,
      ),
      physical: oneIn(15),
      pool: fc.constantFrom(0, 0, 1),
      migrating: oneIn(15),
      name: fc.constantFrom('db', 'hana', 'app', 'util'),
      twin: oneIn(12),
    })
    .map((draw) => {
      const pool = draw.dedicated ? 0 : draw.pool
      return aPartition({
        serverId: serverIdOf(home),
        lparId: home === 0 ? 10 + n : 10 + (n % 3),
        name: draw.twin ? 'twin' : `${draw.name}${n}`,
        memoryMib: mib(draw.gib * GIB),
        maxMemoryMib: mib(draw.gib * 2 * GIB),
        processorMode: draw.dedicated ? 'dedicated' : 'shared',
        entitledCenti: centi(draw.dedicated ? 100 : draw.entitled),
        sharingMode: draw.dedicated ? 'share_idle_procs' : 'uncap',
        state: draw.state,
        rmcState: draw.rmc,
        migrationState: draw.migrating ? 'Migration Starting' : 'Not Migrating',
        physicalSlots: draw.physical ? [{ name: '21010002', description: 'adapter', required: true }] : [],
        poolId: pool === 0 ? 0 : 3,
        poolName: poolNames[pool] ?? null,
      })
    })
}

function viosArbitrary(server: number): fc.Arbitrary<Vios[]> {
  return fc
    .tuple(
      fc.constantFrom(10, 25, 25, 100),
      fc.constantFrom(1, 4, 8, null),
      fc.constantFrom(true, true, true, false, null),
      fc.constantFrom('active', 'active', 'active', 'active', 'active', 'active', 'inactive'),
    )
    .map(([linkGbps, moverSlots, secondMover, rmcState]) => {
      const serverId = serverIdOf(server)
      return [
        aVios({ serverId, lparId: 1, linkGbps, moverSlots }),
        aVios({ serverId, lparId: 2, linkGbps, moverSlots, mover: secondMover, rmcState }),
      ]
    })
}

/** Fleets of 2 to 5 servers; server 0 holds 1 to 14 partitions, the others up to 3. */
export const smallFleets: fc.Arbitrary<Fleet> = fc
  .record({
    servers: fc.noBias(fc.integer({ min: 2, max: 5 })),
    partitions: fc.noBias(fc.integer({ min: 1, max: 14 })),
  })
  .chain(({ servers, partitions }) => {
    const numbers = Array.from({ length: servers }, (_, n) => n)
    const residents = numbers.slice(1).flatMap((home) => [partitionArbitrary(home, home)])
    return fc.record({
      servers: fc.tuple(...numbers.map(serverArbitrary)),
      vios: fc.tuple(...numbers.map(viosArbitrary)),
      guests: fc.tuple(
        ...Array.from({ length: partitions }, (_, n) => partitionArbitrary(n, 0)),
        ...residents,
      ),
    })
  })
  .map(({ servers, vios, guests }) =>
    aFleet({ servers: [...servers], vios: vios.flat(), partitions: [...guests] }),
  )

/** Input of an evacuation of server 0, unless said otherwise. */
export function evacuationOf(
  fleet: Fleet,
  parts: Partial<Omit<EvacuationInput, 'options'>> & { readonly options?: Partial<PlanOptions> } = {},
): EvacuationInput {
  return {
    fleet,
    assumptions: noAssumptions,
    goal: { kind: 'evacuate', serverIds: [serverIdOf(0)] },
    seed: 7,
    zone: 'Europe/Paris',
    startMs: 1_800_000_000_000,
    window: null,
    name: 'Empty server0',
    appVersion: '0.1.0',
    createdAtMs: 1_790_000_000_000,
    ...parts,
    options: { ...defaultPlanOptions, ...parts.options },
  }
}

export function planOf(fleet: Fleet, parts: Parameters<typeof evacuationOf>[1] = {}): PlanDocument {
  return planEvacuation(evacuationOf(fleet, parts))
}

/**
 * The fleet after the plan, with partitions under new ids, and with room taken by those that are not activated as plans
 * count it. `fleetAfter` of the stages says what an import would find: they hold nothing, and what did not fit beside
 * them may fit then.
 */
export function carriedOut(fleet: Fleet, plan: PlanDocument): Fleet {
  const moveOf = new Map(plan.moves.map((move) => [move.partitionId, move]))
  const serverOf = new Map(fleet.servers.map((server) => [server.id, server]))
  const change = new Map<string, { memory: number; processing: number }>()
  const add = (id: string, memory: number, processing: number): void => {
    const before = change.get(id) ?? { memory: 0, processing: 0 }
    change.set(id, { memory: before.memory + memory, processing: before.processing + processing })
  }
  const partitions = fleet.partitions.map((partition) => {
    const move = moveOf.get(partition.id)
    const source = serverOf.get(partition.serverId)
    const target = move === undefined ? undefined : serverOf.get(move.targetServerId)
    if (move === undefined || source === undefined || target === undefined) return partition
    const processing = partition.entitledCenti ?? 0
    add(source.id, memoryNeedMib(partition, source) ?? 0, processing)
    add(target.id, -(memoryNeedMib(partition, target) ?? 0), -processing)
    const lparId = move.targetLparId ?? partition.lparId
    return {
      ...partition,
      id: `${target.id}/${lparId}`,
      serverId: target.id,
      lparId,
      poolId: move.targetPoolName === null ? 0 : partition.poolId,
      poolName: move.targetPoolName ?? 'DefaultPool',
      virtualScsi: (partition.virtualScsi ?? []).map((adapter) => ({
        ...adapter,
        viosName: `vios${adapter.viosLparId}-${target.id.slice(-4)}`,
        viosSlot: 1_000 + lparId,
        backing: (adapter.backing ?? []).map((device) => ({
          ...device,
          viosId: `${target.id}/${adapter.viosLparId}`,
        })),
      })),
    }
  })
  const servers = fleet.servers.map((server) => {
    const by = change.get(server.id)
    if (by === undefined) return server
    return {
      ...server,
      availableMemoryMib:
        server.availableMemoryMib === null ? null : mib(server.availableMemoryMib + by.memory),
      availableCenti: server.availableCenti === null ? null : centi(server.availableCenti + by.processing),
    }
  })
  return {
    ...fleet,
    servers,
    partitions: partitions.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
  }
}

/** Input of a plan that evens all servers out, unless said otherwise; the search is short. */
export function balanceOf(
  fleet: Fleet,
  parts: Partial<Omit<BalanceInput, 'options'>> & { readonly options?: Partial<PlanOptions> } = {},
): BalanceInput {
  return {
    ...evacuationOf(fleet),
    goal: { kind: 'balance', serverIds: null, weights: defaultBalanceWeights },
    steps: 4_000,
    name: 'Balance',
    ...parts,
    options: { ...defaultPlanOptions, ...parts.options },
  }
}
