import { describe, expect, it } from 'vitest'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import type { Partition, Server, SriovPhysicalPort, Vios } from '../../../../shared/inventory/fleet.ts'
import { centiPercent } from '../../../../shared/inventory/units.ts'
import { suggestMappings } from '../../../../shared/mobility/suggest/suggest.ts'
import { TakenPlaces } from '../../../../shared/mobility/suggest/taken-places.ts'
import {
  aFleet,
  alphaId,
  anSriovAdapter,
  anSriovPort,
  aPartition,
  aServer,
  aVios,
  aVnic,
  aVnicDevice,
  betaId,
  withSriov,
} from '../../../support/fleet-builder.ts'

interface Parts {
  readonly vnics?: Partition['vnics']
  readonly source?: Partial<Server>
  readonly target?: Partial<Server>
  readonly first?: Partial<Vios>
  readonly second?: Partial<Vios>
}

function suggest(
  { vnics = [aVnic()], source, target, first, second }: Parts = {},
  taken = new TakenPlaces(),
) {
  const index = indexFleet(
    aFleet({
      servers: [aServer({ ...withSriov(), ...source }), aServer({ id: betaId, ...withSriov(), ...target })],
      vios: [
        aVios(),
        aVios({ lparId: 2 }),
        aVios({ serverId: betaId, ...first }),
        aVios({ serverId: betaId, lparId: 2, ...second }),
      ],
      partitions: [aPartition({ virtualScsi: [], vnics })],
    }),
  )
  const partition = index.partitionById.get(`${alphaId}/10`)!
  return suggestMappings(index, partition, index.serverById.get(betaId)!, { taken })!
}

type Suggestion = ReturnType<typeof suggest>
const places = ({ adapters }: Suggestion) =>
  adapters.map(({ clientSlot, targetViosLparId, vnic }) => [
    clientSlot,
    vnic?.device,
    targetViosLparId,
    vnic?.adapterId,
    vnic?.portId,
  ])
const why = ({ open }: Suggestion) => open.map((one) => [one.clientSlot, one.why])
const portsOf = (change: (port: SriovPhysicalPort) => Partial<SriovPhysicalPort>) => ({
  sriovPhysicalPorts: withSriov().sriovPhysicalPorts!.map((port) => ({ ...port, ...change(port) })),
})

describe('a vNIC', () => {
  it('keeps the label, the place of the VIOS, and its adapters apart', () => {
    const found = suggest()
    expect(found.complete).toBe(true)
    expect(places(found)).toEqual([
      [7, 0, 1, 1, 0],
      [7, 1, 2, 2, 0],
    ])
    expect(found.adapters[0]).toMatchObject({
      port: 'adapter 1 port 0',
      targetViosSlot: null,
      why: 'The port is labelled "blue" as the one now; it has 75.0 % and 55 logical ports left, 2.0 % are taken.',
    })
    expect(found.migrlparAttributes).toContain(
      '"vnic_mappings=7/ded/vios1-0002/1/1/0/2.0/1/0,7/ded/vios2-0002/2/2/0/2.0/2/0"',
    )
  })

  it('goes to the port with most left among those of its label', () => {
    const found = suggest({
      vnics: [aVnic({ backing: [aVnicDevice(1)] })],
      target: portsOf(({ adapterId }) => ({
        allocatedCapacity: centiPercent(adapterId === 1 ? 5_000 : 4_900),
      })),
    })
    expect(places(found)).toEqual([[7, 0, 1, 2, 0]])
  })

  it('takes a port of another label only where there is no other, and says so', () => {
    const found = suggest({ target: portsOf(({ portId }) => (portId === 0 ? { linkUp: false } : {})) })
    expect(places(found)).toEqual([
      [7, 0, 1, 1, 1],
      [7, 1, 2, 2, 1],
    ])
    expect(found.adapters[0]?.why).toMatch(/labelled "red", not "blue": check/)
    const unlabelled = suggest({ source: { sriovPhysicalPorts: null } })
    expect(unlabelled.adapters[0]?.why).toMatch(/^The label of its port now is not known: check/)
  })

  it('shares an adapter only where there is one, and says so', () => {
    const one = {
      sriovAdapters: [anSriovAdapter()],
      sriovPhysicalPorts: [anSriovPort(), anSriovPort({ portId: 1 })],
    }
    const found = suggest({ target: one })
    expect(found.complete).toBe(true)
    expect(found.notes.join(' ')).toMatch(/apart now share a VIOS or SR-IOV adapter on beta/)
  })

  it('is left open as a whole where one backing device finds no place', () => {
    const found = suggest({
      vnics: [aVnic({ backing: [aVnicDevice(1), aVnicDevice(2)] })],
      target: {
        sriovAdapters: [anSriovAdapter({ ports: 1 })],
        sriovPhysicalPorts: [anSriovPort({ logicalPorts: 59, allocatedOf: 59 })],
      },
    })
    expect(found.adapters).toEqual([])
    expect(why(found)).toEqual([
      [7, 'The SR-IOV ports of beta have no room for all of its 2 backing devices.'],
    ])
    expect(found.complete).toBe(false)
    expect(found.migrlparAttributes).not.toContain('vnic_mappings')
  })

  it.each<[string, Parts, RegExp]>([
    [
      'the ports are not known',
      { target: { sriovPhysicalPorts: null } },
      /SR-IOV ports of beta are not known/,
    ],
    [
      'the state of the adapter is not known',
      { target: { sriovAdapters: null } },
      /state is not known|of which the state/,
    ],
    [
      'there is none',
      { target: { sriovAdapters: [], sriovPhysicalPorts: null } },
      /no SR-IOV port in shared mode/,
    ],
    ['no link is up', { target: portsOf(() => ({ linkUp: false })) }, /adapter 1 port 0 has no link/],
    ['a link is not known', { target: portsOf(() => ({ linkUp: null })) }, /has a link that is not known/],
    [
      'the capacity left is not known',
      { target: portsOf(() => ({ allocatedCapacity: null })) },
      /capacity left that/,
    ],
    [
      'the sum is of other logical ports',
      { target: portsOf(() => ({ allocatedOf: 1 })) },
      /capacity left that/,
    ],
    [
      'too little is left',
      { target: portsOf(() => ({ allocatedCapacity: centiPercent(9_900) })) },
      /has 1\.0 % left where 2\.0 % are needed/,
    ],
    [
      'the steps are larger',
      { target: portsOf(() => ({ capacityStep: centiPercent(500) })) },
      /in steps of 5\.0 %/,
    ],
    [
      'the steps are not known',
      { target: portsOf(() => ({ capacityStep: null })) },
      /granularity that is not known/,
    ],
    ['what backs it is not known', { vnics: [aVnic({ backing: null })] }, /What backs it is not known/],
    [
      'its capacity is not known',
      { vnics: [aVnic({ backing: [aVnicDevice(1, { capacity: null })] })] },
      /What backs it/,
    ],
    [
      'no VIOS answers',
      { first: { rmcState: 'none' }, second: { state: 'not activated' } },
      /no RMC connection/,
    ],
    [
      'the server supports none',
      { target: { capabilities: { vnic_dedicated_sriov_capable: false } } },
      /supports no vNIC/,
    ],
  ])('stays open when %s', (_what, parts, reason) => {
    const found = suggest(parts)
    expect(found.adapters).toEqual([])
    expect(found.complete).toBe(false)
    expect(why(found)).toEqual([[7, expect.stringMatching(reason)]])
  })

  it('finds what an earlier move of the plan has left', () => {
    const target = {
      sriovAdapters: [anSriovAdapter()],
      sriovPhysicalPorts: [anSriovPort({ allocatedCapacity: centiPercent(9_500) })],
    }
    const vnics = [aVnic({ backing: [aVnicDevice(1, { capacity: centiPercent(300) })] })]
    const taken = new TakenPlaces()
    const before = suggest({ vnics, target }, taken)
    expect(before.complete).toBe(true)
    taken.take(before.adapters)
    expect(why(suggest({ vnics, target }, taken))).toEqual([
      [7, 'On beta, adapter 1 port 0 has 2.0 % left where 3.0 % are needed.'],
    ])
  })

  it('counts the slots its VIOS have left behind the storage adapters', () => {
    const full = { nextFreeVirtualSlot: 40, maxVirtualSlots: 41 }
    const found = suggest({ first: full, second: { ...full, state: 'not activated' } })
    expect(why(found)).toEqual([[7, expect.stringMatching(/no room for all of its 2/)]])
  })
})
