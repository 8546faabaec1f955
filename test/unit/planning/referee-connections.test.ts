/** Plans with vNICs, pool units and redundant movers: sound ones hold, every mutant is refused by the check it is about. */
import { describe, expect, it } from 'vitest'
import { noAssumptions } from '../../../shared/forecast/assumption.ts'
import type { Fleet, Server, SriovPhysicalPort, Vios } from '../../../shared/inventory/fleet.ts'
import { centiPercent } from '../../../shared/inventory/units.ts'
import type { AdapterMapping, MoverRoute, VnicPlace } from '../../../shared/plan/connections.ts'
import type { PlanDocument } from '../../../shared/plan/plan-document.ts'
import { readPlanText } from '../../../shared/plan/plan-schema.ts'
import { refereePlan } from '../../../shared/planning/referee/referee.ts'
import {
  aBacking,
  aFleet,
  aPartition,
  aScsiAdapter,
  aServer,
  aVios,
  aVnic,
  withSriov,
} from '../../support/fleet-builder.ts'
import { planOf, serverIdOf } from '../../support/planning-fleets.ts'

/** Server 0 with two partitions on vNIC and a pool unit; servers 1 and 2 have room for either. */
function sound(): Fleet {
  const unit = aBacking({
    viosId: `${serverIdOf(0)}/1`,
    kind: 'shared-pool-unit',
    name: 'lu1',
    uniqueId: null,
  })
  const vios = [0, 1, 2].flatMap((n) =>
    [1, 2].map((lparId) =>
      aVios({
        serverId: serverIdOf(n),
        lparId,
        clusterId: 'c1',
        moverAddresses: [`10.${n}.0.${lparId}`],
      }),
    ),
  )
  return aFleet({
    servers: [0, 1, 2].map((n) =>
      aServer({
        id: serverIdOf(n),
        name: `server${n}`,
        capabilities: { ...aServer().capabilities, vnic_dedicated_sriov_capable: true },
        ...withSriov(),
      }),
    ),
    vios,
    partitions: [0, 1].map((n) =>
      aPartition({
        serverId: serverIdOf(0),
        lparId: 10 + n,
        name: `app${n}`,
        virtualScsi: [aScsiAdapter({ viosName: null, backing: [unit] })],
        vnics: [aVnic({ macAddress: `ee000000000${n}` })],
      }),
    ),
  })
}

interface Case {
  readonly fleet: Fleet
  readonly plan: PlanDocument
}

const valid = (): Case => {
  const fleet = sound()
  return { fleet, plan: planOf(fleet) }
}

const violationsOf = ({ fleet, plan }: Case): readonly string[] =>
  refereePlan(fleet, plan, noAssumptions).violations.map((one) => one.ruleId)

/** Changes the adapters of every move. */
function withAdapters(one: Case, change: (adapter: AdapterMapping) => AdapterMapping | null): Case {
  const moves = one.plan.moves.map((move) => ({
    ...move,
    connections: {
      ...move.connections!,
      adapters: move.connections!.adapters.flatMap((adapter) => change(adapter) ?? []),
    },
  }))
  return { ...one, plan: { ...one.plan, moves } }
}
const withVnic = (one: Case, change: (place: VnicPlace) => Partial<VnicPlace>): Case =>
  withAdapters(one, (adapter) =>
    adapter.vnic === undefined ? adapter : { ...adapter, vnic: { ...adapter.vnic, ...change(adapter.vnic) } },
  )
const withTargets = (one: Case, change: (server: Server) => Partial<Server>): Case => ({
  ...one,
  fleet: {
    ...one.fleet,
    servers: one.fleet.servers.map((each) =>
      each.id === serverIdOf(0) ? each : { ...each, ...change(each) },
    ),
  },
})
const withPorts = (one: Case, change: Partial<SriovPhysicalPort>): Case =>
  withTargets(one, ({ sriovPhysicalPorts }) => ({
    sriovPhysicalPorts: sriovPhysicalPorts!.map((port) => ({ ...port, ...change })),
  }))
/** Every backing device on the first port of the first adapter. */
const onOnePort = (one: Case): Case =>
  withAdapters(one, (adapter) =>
    adapter.vnic === undefined
      ? adapter
      : { ...adapter, port: 'adapter 1 port 0', vnic: { ...adapter.vnic, adapterId: 1, portId: 0 } },
  )
const withVios = (one: Case, change: Partial<Vios>): Case => ({
  ...one,
  fleet: { ...one.fleet, vios: one.fleet.vios.map((each) => ({ ...each, ...change })) },
})
const withRoutes = (one: Case, change: (routes: readonly MoverRoute[]) => readonly MoverRoute[]): Case => ({
  ...one,
  plan: {
    ...one.plan,
    moves: one.plan.moves.map((move) => ({
      ...move,
      connections: { ...move.connections!, redundantMovers: change(move.connections!.redundantMovers!) },
    })),
  },
})
const changed = (
  routes: readonly MoverRoute[],
  change: Partial<MoverRoute['target']>,
): readonly MoverRoute[] => routes.map((route) => ({ ...route, target: { ...route.target, ...change } }))

describe('a sound plan', () => {
  it('holds, connects everything, and is read back as it was written', () => {
    const one = valid()
    expect(violationsOf(one)).toEqual([])
    expect(one.plan.moves).toHaveLength(2)
    for (const { connections } of one.plan.moves) {
      expect(connections).toMatchObject({ complete: true, open: [] })
      expect(connections!.adapters.map(({ kind }) => kind)).toEqual(['virtual SCSI', 'vNIC', 'vNIC'])
      expect(connections!.redundantMovers).toHaveLength(2)
    }
    const read = readPlanText(JSON.stringify(one.plan))
    expect(read).toMatchObject({ ok: true, plan: { moves: one.plan.moves } })
  })
})

describe('a mutant', () => {
  it.each<[string, string, (one: Case) => Case]>([
    [
      'R-CONNECT',
      'a unit of another cluster',
      (one) => ({
        ...one,
        fleet: {
          ...one.fleet,
          vios: one.fleet.vios.map((each) =>
            each.serverId === serverIdOf(0) ? { ...each, clusterId: 'c2' } : each,
          ),
        },
      }),
    ],
    ['R-CONNECT', 'a unit of a cluster nobody knows', (one) => withVios(one, { clusterId: null })],
    [
      'R-CONNECT',
      'a vNIC without its port',
      (one) =>
        withAdapters(one, (adapter) => (adapter.kind === 'vNIC' ? { ...adapter, vnic: undefined } : adapter)),
    ],
    [
      'R-CONNECT',
      'a port that is not there',
      (one) =>
        withAdapters(one, (adapter) =>
          adapter.vnic === undefined
            ? adapter
            : { ...adapter, port: 'adapter 9 port 0', vnic: { ...adapter.vnic, adapterId: 9 } },
        ),
    ],
    ['R-CONNECT', 'a port called otherwise', (one) => withVnic(one, () => ({ portId: 1 }))],
    ['R-CONNECT', 'a port without a link', (one) => withPorts(one, { linkUp: false })],
    [
      'R-CONNECT',
      'a port of which the capacity is not known',
      (one) => withPorts(one, { allocatedCapacity: null }),
    ],
    ['R-CONNECT', 'a port with other steps', (one) => withPorts(one, { capacityStep: centiPercent(300) })],
    ['R-CONNECT', 'another capacity', (one) => withVnic(one, () => ({ capacity: 100 }))],
    ['R-CONNECT', 'another port now', (one) => withVnic(one, () => ({ sourcePortId: 1 }))],
    [
      'R-CONNECT',
      'a backing device the vNIC has not',
      (one) => withVnic(one, ({ device }) => ({ device: device + 5 })),
    ],
    ['R-CONNECT', 'one backing device twice', (one) => withVnic(one, () => ({ device: 0 }))],
    [
      'R-CONNECT',
      'a backing device forgotten by what is called complete',
      (one) => withAdapters(one, (adapter) => (adapter.vnic?.device === 1 ? null : adapter)),
    ],
    [
      'R-CONNECT-ROOM',
      'more capacity than the ports have',
      (one) => withPorts(onOnePort(one), { allocatedCapacity: centiPercent(9_700) }),
    ],
    [
      'R-CONNECT-ROOM',
      'more logical ports than there are',
      (one) => withPorts(onOnePort(one), { maxLogicalPorts: 6 }),
    ],
    ['R-MOVER', 'one pair for two', (one) => withRoutes(one, (routes) => routes.slice(0, 1))],
    ['R-MOVER', 'one pair twice', (one) => withRoutes(one, ([first]) => [first!, first!])],
    ['R-MOVER', 'the pairs the other way', (one) => withRoutes(one, (routes) => routes.toReversed())],
    [
      'R-MOVER',
      'an invented address',
      (one) => withRoutes(one, (routes) => changed(routes, { address: '10.9.9.9' })),
    ],
    ['R-MOVER', 'another name', (one) => withRoutes(one, (routes) => changed(routes, { name: 'vios9' }))],
    [
      'R-MOVER',
      'a mover of another server',
      (one) => withRoutes(one, (routes) => routes.map(({ source }) => ({ source, target: source }))),
    ],
    [
      'R-MOVER',
      'a second mover that is none',
      (one) => ({
        ...one,
        fleet: {
          ...one.fleet,
          vios: one.fleet.vios.map((each) =>
            one.plan.moves.some((move) => move.targetMoverId === each.id || move.sourceMoverId === each.id)
              ? each
              : { ...each, mover: null },
          ),
        },
      }),
    ],
  ])('is refused by %s: %s', (rule, _what, change) => {
    expect(violationsOf(change(valid()))).toContain(rule)
  })
})
