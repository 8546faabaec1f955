import { describe, expect, it } from 'vitest'
import { indexFleet } from '../../../../shared/inventory/fleet-index.ts'
import type { Fleet, Partition, Server, Vios } from '../../../../shared/inventory/fleet.ts'
import { suggestMappings, type SuggestOptions } from '../../../../shared/mobility/suggest/suggest.ts'
import type { MappingSuggestion } from '../../../../shared/mobility/suggest/suggestion.ts'
import { TakenPlaces } from '../../../../shared/mobility/suggest/taken-places.ts'
import {
  aBacking,
  aFibreChannelAdapter,
  aFleet,
  alphaId,
  aPartition,
  aPort,
  aScsiAdapter,
  aServer,
  aVios,
  aVnic,
  betaId,
} from '../../../support/fleet-builder.ts'

interface Parts {
  readonly partition?: Partial<Partition>
  readonly source?: Partial<Server>
  readonly target?: Partial<Server>
  /** Changes of beta's two VIOS. */
  readonly first?: Partial<Vios>
  readonly second?: Partial<Vios>
  readonly more?: readonly Vios[]
  readonly residents?: readonly Partition[]
}

function fleetOf({ partition, source, target, first, second, more = [], residents = [] }: Parts): Fleet {
  return aFleet({
    servers: [aServer(source), aServer({ id: betaId, ...target })],
    vios: [
      aVios(),
      aVios({ lparId: 2 }),
      aVios({ serverId: betaId, ...first }),
      aVios({ serverId: betaId, lparId: 2, ...second }),
      ...more,
    ],
    partitions: [aPartition(partition), ...residents],
  })
}

function suggest(parts: Parts = {}, options: SuggestOptions = {}): MappingSuggestion {
  const index = indexFleet(fleetOf(parts))
  const partition = index.partitionById.get(`${alphaId}/${parts.partition?.lparId ?? 10}`)!
  return suggestMappings(index, partition, index.serverById.get(betaId)!, options)!
}

const places = ({ adapters }: MappingSuggestion) =>
  adapters.map((one) => [one.clientSlot, one.targetViosLparId, one.targetViosSlot, one.port])
const why = ({ open }: MappingSuggestion) => open.map((one) => [one.clientSlot, one.why])

describe('virtual SCSI', () => {
  it('goes to the VIOS of the same place on its server', () => {
    const found = suggest()
    expect(found.complete).toBe(true)
    expect(places(found)).toEqual([
      [3, 1, null, null],
      [4, 2, null, null],
    ])
    expect(found.adapters[0]?.why).toBe(
      'It has the place that vios1-0001 has now and sees the disk as hdisk0.',
    )
    expect(found.migrlparAttributes).toBe(
      'source_msp_name=vios1-0001,dest_msp_name=vios1-0002,"virtual_scsi_mappings=3//1,4//2",dest_lpar_id=10',
    )
  })

  it('keeps the slot of the server adapter where it is free there', () => {
    const partition = {
      virtualScsi: [
        aScsiAdapter({ slot: 3, viosSlot: 120, backing: [] }),
        aScsiAdapter({ slot: 4, viosSlot: 39, backing: [] }),
        aScsiAdapter({ slot: 5, viosSlot: 400, backing: [] }),
        aScsiAdapter({ slot: 6, viosSlot: 130, backing: [] }),
      ],
    }
    const resident = aPartition({
      serverId: betaId,
      lparId: 30,
      virtualScsi: [aScsiAdapter({ viosLparId: 1, viosName: 'vios1-0002', viosSlot: 130, backing: [] })],
    })
    const found = suggest({ partition, residents: [resident] })
    expect(places(found)).toEqual([
      [3, 1, 120, null],
      [4, 1, null, null],
      [5, 1, null, null],
      [6, 1, null, null],
    ])
    expect(found.migrlparAttributes).toContain('"virtual_scsi_mappings=3//1/120,4//1,5//1,6//1"')
  })

  it('goes to another VIOS when the one in its place does not see the disks', () => {
    const adapter = aScsiAdapter({ slot: 3, backing: [aBacking({ uniqueId: 'd1' })] })
    const volume = (uniqueId: string) => ({ name: 'hdisk7', uniqueId, sizeMib: null, reservePolicy: null })
    const fleet = aFleet({
      vios: [
        aVios({ serverId: betaId, physicalVolumes: [] }),
        aVios({ serverId: betaId, lparId: 2, physicalVolumes: [volume('d1')] }),
      ],
      partitions: [aPartition({ virtualScsi: [adapter] })],
      disksEverywhere: false,
    })
    const index = indexFleet(fleet)
    const found = suggestMappings(index, fleet.partitions[0]!, index.serverById.get(betaId)!)!
    expect(places(found)).toEqual([[3, 2, null, null]])
    expect(found.adapters[0]?.why).toBe('It serves what vios1-0001 serves now and sees the disk as hdisk7.')
  })

  it.each([
    ['is down', { state: 'not activated' }, 'vios1-0002 is not activated'],
    ['may be down', { state: null }, 'vios1-0002 is in an unknown state'],
    ['has no RMC', { rmcState: 'inactive' }, 'vios1-0002 has no RMC connection'],
    ['may have no RMC', { rmcState: null }, 'vios1-0002 has an RMC state that is not known'],
    ['is full', { nextFreeVirtualSlot: 400 }, 'vios1-0002 has no free virtual slot'],
    [
      'may be full',
      { maxVirtualSlots: null },
      'vios1-0002 has a number of free virtual slots that is not known',
    ],
    ['sees who knows what', { physicalVolumes: null }, 'vios1-0002 sees disks that are not known'],
  ] as const)('stays open when the only VIOS %s', (_what, first, reason) => {
    const found = suggest({ first, second: { state: 'shutting down' } })
    expect(found.adapters).toEqual([])
    expect(found.complete).toBe(false)
    expect(why(found)[0]).toEqual([3, `${reason} and vios2-0002 is shutting down.`])
    expect(found.migrlparAttributes).not.toContain('mappings')
  })

  it.each([
    ['whose backing is not known', null, 'What backs it is not known.'],
    ['of a file', [aBacking({ kind: 'file', name: 'f1' })], 'f1 is a file, which no other server sees.'],
    ['of a logical volume', [aBacking({ kind: 'logical-volume', name: 'lv' })], /^lv is a logical volume/],
    [
      'of a pool unit',
      [aBacking({ kind: 'shared-pool-unit', name: 'lu' })],
      'The storage cluster of lu is not known: import cluster -list of its VIOS.',
    ],
    ['of optical media', [aBacking({ kind: 'optical', name: 'cd' })], /virtual optical media/],
    ['of an unknown kind', [aBacking({ kind: null, name: 'x' })], 'x is of a kind that is not known.'],
    ['of an unnamed disk', [aBacking({ uniqueId: null })], 'The identifier of hdisk4 is not known.'],
  ] as const)('stays open for an adapter %s', (_what, backing, reason) => {
    const found = suggest({
      partition: { virtualScsi: [aScsiAdapter({ backing }), aScsiAdapter({ slot: 9 })] },
    })
    expect(found.open).toHaveLength(1)
    expect(found.open[0]?.why).toMatch(reason)
    // The other adapter is mapped, but half a list is nothing the HMC could be told.
    expect(places(found)).toEqual([[9, 1, null, null]])
    expect(found.migrlparAttributes).not.toContain('virtual_scsi_mappings')
  })

  it('stays open when a partition of the target may hold any slot', () => {
    const found = suggest({ residents: [aPartition({ serverId: betaId, lparId: 30, virtualScsi: null })] })
    expect(why(found)[0]?.[1]).toMatch(/slots that may be taken by p30-0002, whose adapters are not known/)
  })

  it('says when two VIOS become one', () => {
    const found = suggest({ second: { state: 'not activated' } })
    expect(places(found).map(([, vios]) => vios)).toEqual([1, 1])
    expect(found.notes.join(' ')).toMatch(/now share one on beta.*--redundantvios 2/)
    expect(suggest().notes.join(' ')).not.toMatch(/share one/)
  })

  it('keeps two VIOS apart on other places where the same ones are not to be had', () => {
    const third = aVios({ serverId: betaId, lparId: 3 })
    const found = suggest({ first: { rmcState: 'inactive' }, more: [third] })
    expect(
      places(found)
        .map(([, vios]) => vios)
        .toSorted(),
    ).toEqual([2, 3])
  })

  it('leaves the last slot to one adapter and the other open', () => {
    const full = { nextFreeVirtualSlot: 400 }
    const found = suggest({ first: full, second: { nextFreeVirtualSlot: 399 } })
    expect(places(found)).toEqual([[4, 2, null, null]])
    expect(why(found)).toEqual([[3, 'The free places on beta go to the other adapters of p10-0001.']])
  })

  it('gives no slot that an earlier move of the plan takes', () => {
    const partition = { virtualScsi: [aScsiAdapter({ slot: 3, viosSlot: 120, backing: [] })] }
    const taken = new TakenPlaces()
    taken.take([{ targetViosId: `${betaId}/1`, targetViosSlot: 120, port: null }])
    expect(places(suggest({ partition }, { taken }))).toEqual([[3, 1, null, null]])
    expect(places(suggest({ partition, first: { nextFreeVirtualSlot: 399 } }, { taken }))).toEqual([
      [3, 2, 120, null],
    ])
  })
})

describe('virtual Fibre Channel', () => {
  const four = [1, 2].flatMap((viosLparId) =>
    ['fcs0', 'fcs1'].map((port, at) =>
      aFibreChannelAdapter({ slot: viosLparId * 10 + at, viosLparId, viosName: null, viosSlot: null, port }),
    ),
  )

  it('keeps VIOS and ports apart, by name where the port has a free place', () => {
    const found = suggest({ partition: { virtualScsi: [], virtualFibreChannel: four } })
    expect(places(found)).toEqual([
      [10, 1, null, 'fcs0'],
      [11, 1, null, 'fcs1'],
      [20, 2, null, 'fcs0'],
      [21, 2, null, 'fcs1'],
    ])
    expect(found.migrlparAttributes).toContain(
      '"virtual_fc_mappings=10//1//fcs0,11//1//fcs1,20//2//fcs0,21//2//fcs1"',
    )
    expect(found.notes.join(' ')).toMatch(/Fabrics are not in HMC output/)
  })

  it('takes the emptiest port where the names differ, never one for two', () => {
    const fibreChannelPorts = [
      aPort({ name: 'fcs4', availablePorts: 3 }),
      aPort({ name: 'fcs6', availablePorts: 50 }),
      aPort({ name: 'fcs8', availablePorts: 60, npivReady: false }),
    ]
    const found = suggest({
      partition: { virtualScsi: [], virtualFibreChannel: four },
      first: { fibreChannelPorts },
    })
    expect(places(found).slice(0, 2)).toEqual([
      [10, 1, null, 'fcs6'],
      [11, 1, null, 'fcs4'],
    ])
  })

  it('says when two ports become one', () => {
    const one = { fibreChannelPorts: [aPort()] }
    const found = suggest({
      partition: { virtualScsi: [], virtualFibreChannel: four },
      first: one,
      second: one,
    })
    expect(found.complete).toBe(true)
    expect(found.notes.join(' ')).toMatch(/share one on beta/)
  })

  it('writes a kept slot before the port', () => {
    const adapter = aFibreChannelAdapter({ slot: 4, viosSlot: 114 })
    const found = suggest({ partition: { virtualScsi: [], virtualFibreChannel: [adapter] } })
    expect(found.migrlparAttributes).toContain('virtual_fc_mappings=4//1/114/fcs0,')
  })

  it('never takes more places than a port has', () => {
    const lone = aFibreChannelAdapter({ slot: 4 })
    const taken = new TakenPlaces()
    taken.take([{ targetViosId: `${betaId}/1`, targetViosSlot: null, port: 'fcs0' }])
    const fibreChannelPorts = [aPort({ availablePorts: 1 }), aPort({ name: 'fcs1', availablePorts: 1 })]
    const parts: Parts = {
      partition: { virtualScsi: [], virtualFibreChannel: [lone] },
      first: { fibreChannelPorts },
    }
    expect(places(suggest(parts))).toEqual([[4, 1, null, 'fcs0']])
    expect(places(suggest(parts, { taken }))).toEqual([[4, 1, null, 'fcs1']])
  })

  it.each([
    ['not ready', [aPort({ npivReady: false })], /has no NPIV-ready port with a free place/],
    ['full', [aPort({ availablePorts: 0 })], /has no NPIV-ready port with a free place/],
    ['of unknown readiness', [aPort({ npivReady: null })], /free NPIV places are not known/],
    ['of unknown room', [aPort({ availablePorts: null })], /free NPIV places are not known/],
    ['not known', null, /has Fibre Channel ports that are not known/],
  ] as const)('stays open where ports are %s', (_what, fibreChannelPorts, reason) => {
    const found = suggest({
      partition: { virtualScsi: [], virtualFibreChannel: [aFibreChannelAdapter()] },
      first: { fibreChannelPorts },
      second: { state: 'not activated' },
    })
    expect(found.adapters).toEqual([])
    expect(why(found)[0]?.[1]).toMatch(reason)
  })

  it('stays open for half a pair of WWPNs, and on a server without virtual Fibre Channel', () => {
    const half = { virtualFibreChannel: [aFibreChannelAdapter({ wwpns: ['c0'] })] }
    expect(why(suggest({ partition: half }))).toEqual([[6, 'It has one WWPN where a pair is needed.']])
    const whole = { virtualFibreChannel: [aFibreChannelAdapter()] }
    const target = { capabilities: { virtual_fc_capable: false } }
    expect(why(suggest({ partition: whole, target }))).toEqual([
      [6, 'beta does not support virtual Fibre Channel.'],
    ])
  })
})

describe('what is not known', () => {
  it('leaves vNIC adapters open while the SR-IOV ports of the target are not known', () => {
    const target = { sriovAdapters: null, sriovPhysicalPorts: null }
    const found = suggest({ partition: { vnics: [aVnic()] }, target })
    expect(found.complete).toBe(false)
    expect(found.open).toMatchObject([
      { kind: 'vNIC', clientSlot: 7, why: 'The SR-IOV ports of beta are not known.' },
    ])
    // The other kinds are whole, so they are told all the same.
    expect(found.migrlparAttributes).toContain('virtual_scsi_mappings=3//1,4//2')
  })

  it.each(['virtualScsi', 'virtualFibreChannel', 'vnics'] as const)('is not complete without %s', (key) => {
    const found = suggest({ partition: { [key]: null } })
    expect(found.complete).toBe(false)
    expect(found.notes[0]).toMatch(/^The list of .* adapters of p10-0001 is not known\.$/)
  })

  it('says that no VIOS is known', () => {
    const fleet = aFleet({ vios: [] })
    const index = indexFleet(fleet)
    const found = suggestMappings(index, fleet.partitions[0]!, index.serverById.get(betaId)!)!
    expect(why(found)[0]?.[1]).toBe('The VIOS of beta are not known.')
    expect(found).toMatchObject({ lparId: null, movers: [] })
    expect(found.migrlparAttributes).toBe('')
  })

  it('is nothing at all for the own server', () => {
    const index = indexFleet(aFleet())
    const [partition] = index.fleet.partitions
    expect(suggestMappings(index, partition!, index.serverById.get(alphaId)!)).toBeNull()
  })
})

describe('partition id', () => {
  it('is kept where it is free, else the lowest free one from 2', () => {
    expect(suggest()).toMatchObject({ lparId: 10, lparIdKept: true })
    const residents = [10, 3, 4].map((lparId) => aPartition({ serverId: betaId, lparId }))
    expect(suggest({ residents })).toMatchObject({
      lparId: 5,
      lparIdKept: false,
      lparIdWhy: 'Partition id 10 is taken on beta; 5 is free.',
    })
  })

  it('is within the limit of the server', () => {
    expect(suggest({ target: { maxPartitions: 5 } }).lparId).toBe(3)
    expect(suggest({ target: { maxPartitions: 2 } })).toMatchObject({
      lparId: null,
      lparIdWhy: 'Every partition id of beta is taken.',
    })
  })

  it('is the one that is settled', () => {
    expect(suggest({}, { lparId: 44 })).toMatchObject({ lparId: 44, lparIdKept: false })
  })
})

describe('processor pool', () => {
  const pool = (id: number, name: string | null) => ({ id, name, maxCenti: null, reservedCenti: null })
  const member = { poolId: 3, poolName: 'oracle' }
  it('is kept by name, else by id, else the default pool', () => {
    const named = suggest({ partition: member, target: { processorPools: [pool(5, 'oracle')] } })
    expect(named.pool).toMatchObject({ id: 5, name: 'oracle' })
    expect(named.migrlparAttributes).toContain('shared_proc_pool_name=oracle')
    const nameless = suggest({
      partition: { poolId: 3, poolName: null },
      target: { processorPools: [pool(3, 'db')] },
    })
    expect(nameless.pool).toMatchObject({ id: 3, name: 'db' })
    // The id of another name is another pool.
    const gone = suggest({ partition: member, target: { processorPools: [pool(3, 'db')] } })
    expect(gone.pool).toEqual({
      id: 0,
      name: null,
      why: 'beta has no pool "oracle"; the default pool remains.',
    })
    expect(gone.migrlparAttributes).not.toContain('shared_proc_pool')
  })

  it('cannot be told without the pools of the target or their names', () => {
    expect(suggest({ partition: member, target: { processorPools: null } }).pool).toBeNull()
    expect(suggest({ partition: member, target: { processorPools: [pool(3, null)] } }).pool).toBeNull()
    expect(suggest({ partition: { processorMode: 'dedicated' } }).pool).toBeNull()
    expect(suggest({ partition: { poolId: null } }).pool).toBeNull()
  })
})

describe('movers', () => {
  it('are two pairs of the same place where both servers have two', () => {
    expect(suggest().movers).toEqual([
      { sourceMover: 'vios1-0001', targetMover: 'vios1-0002' },
      { sourceMover: 'vios2-0001', targetMover: 'vios2-0002' },
    ])
    expect(suggest().notes.join(' ')).toMatch(/--redundantmsps 2/)
  })

  it('are one pair of equal speed where one server has one', () => {
    const found = suggest({ first: { linkGbps: 10 }, second: { mover: false } })
    expect(found.movers).toEqual([{ sourceMover: 'vios1-0001', targetMover: 'vios1-0002' }])
    const faster = suggest({ first: { linkGbps: 10 } })
    expect(faster.movers[0]).toEqual({ sourceMover: 'vios2-0001', targetMover: 'vios2-0002' })
  })

  it.each([{ rmcState: null }, { state: null }, { mover: null }, { rmcState: 'inactive' }])(
    'are none that is only thought to be one: %o',
    (change) => {
      const found = suggest({ first: change, second: change })
      expect(found.movers).toEqual([])
      expect(found.notes.join(' ')).toMatch(/No movers are suggested: alpha and beta need one each/)
    },
  )

  it('are not named for a move that uses none', () => {
    const found = suggest({ partition: { state: 'not activated' } })
    expect(found.movers).toEqual([])
    expect(found.migrlparAttributes).not.toContain('msp')
    expect(found.notes.join(' ')).not.toMatch(/mover/i)
  })

  it('follow a pair that is chosen already', () => {
    const index = indexFleet(fleetOf({}))
    const vios = (id: string) => index.viosById.get(id)!
    const movers = { source: vios(`${alphaId}/2`), target: vios(`${betaId}/1`) }
    expect(suggest({}, { movers }).movers).toEqual([
      { sourceMover: 'vios2-0001', targetMover: 'vios1-0002' },
      { sourceMover: 'vios1-0001', targetMover: 'vios2-0002' },
    ])
  })
})

it('puts names with commas in quotes as the HMC wants them', () => {
  const found = suggest({ first: { name: 'vios, "one"' }, second: { mover: false } })
  expect(found.migrlparAttributes).toContain('"dest_msp_name=vios, ""one"""')
})
