import { describe, expect, it } from 'vitest'
import { mergePatches } from '../../../shared/inventory/merge.ts'
import type { FleetPatch } from '../../../shared/inventory/patch.ts'
import { centi, epochMs, mib } from '../../../shared/inventory/units.ts'
import { alpha, beta, clientPatch, completePatch, serverPatch, viosPatch } from '../../support/patches.ts'

const codes = (merged: ReturnType<typeof mergePatches>): string[] => merged.problems.map((one) => one.code)
const at = (line: number, file = 'rows.txt'): { origin: { file: string; line: number } } => ({
  origin: { file, line },
})

describe('systems', () => {
  it('identifies a system by type-model*serial and finds it by uuid and by name', () => {
    const { fleet, problems } = mergePatches(
      [
        clientPatch({ name: 'alpha' }, { lparId: 3, name: 'db' }, { memoryMib: mib(4096) }),
        clientPatch({ uuid: 'U-1' }, { lparId: 4, name: 'app' }),
        serverPatch({ ...alpha, uuid: 'u-1' }, { lmbMib: mib(256) }),
      ],
      null,
    )
    expect(problems).toEqual([])
    expect(fleet.servers.map((server) => [server.id, server.name, server.uuid, server.lmbMib])).toEqual([
      ['9009-42A*1111111', 'alpha', 'u-1', 256],
    ])
    expect(fleet.partitions.map((one) => [one.id, one.name])).toEqual([
      ['9009-42A*1111111/3', 'db'],
      ['9009-42A*1111111/4', 'app'],
    ])
  })

  it('merges the view of two HMCs into one system', () => {
    const { fleet, problems } = mergePatches(
      [
        serverPatch(alpha, { hmcs: ['hmc2'], state: 'operating', maxPartitions: 100 }),
        serverPatch(alpha, { hmcs: ['hmc1'], state: 'no connection' }),
      ],
      null,
    )
    expect(problems).toEqual([])
    expect(fleet.servers).toHaveLength(1)
    expect(fleet.servers[0]).toMatchObject({
      hmcs: ['hmc1', 'hmc2'],
      state: 'operating',
      maxPartitions: 100,
    })
  })

  it('lets the newer of two sources win, whatever their order', () => {
    const old = serverPatch(alpha, { firmware: 'VL930_FW930.11 (93)' }, { collectedAt: epochMs(1000) })
    const fresh = serverPatch(alpha, { firmware: 'VL950_FW950.40 (99)' }, { collectedAt: epochMs(2000) })
    for (const order of [
      [old, fresh],
      [fresh, old],
    ]) {
      const { fleet } = mergePatches(order, null)
      expect(fleet.servers[0]).toMatchObject({ firmwareRelease: 950, generation: 'POWER9' })
      expect(fleet.importedAt).toBe(2000)
    }
  })

  it('leaves out the second of two systems with one serial number and names both places', () => {
    const stranger = { ...alpha, name: 'gamma' }
    const merged = mergePatches(
      [
        serverPatch(alpha, {}, at(4, 'hmc1/sys.txt')),
        serverPatch(stranger, {}, at(9, 'hmc2/sys.txt')),
        clientPatch(stranger, { lparId: 1, name: 'lost' }),
        clientPatch({ name: 'gamma' }, { lparId: 2, name: 'lost too' }),
        clientPatch(alpha, { lparId: 1, name: 'kept' }),
      ],
      null,
    )
    expect(codes(merged)).toEqual(['duplicate-serial'])
    expect(merged.problems[0]?.origin).toEqual({ file: 'hmc2/sys.txt', line: 9 })
    expect(merged.problems[0]?.found).toContain('hmc1/sys.txt:4')
    expect(merged.problems[0]?.found).toContain('gamma')
    expect(merged.fleet.servers).toHaveLength(1)
    expect(merged.fleet.partitions.map((one) => one.name)).toEqual(['kept'])
  })

  it('sees a system with the same serial number but another uuid as a second one', () => {
    const merged = mergePatches(
      [serverPatch({ ...alpha, uuid: 'a' }), serverPatch({ ...alpha, uuid: 'b' })],
      null,
    )
    expect(codes(merged)).toEqual(['duplicate-serial'])
  })

  it('takes another name in a later import for a renaming', () => {
    const before = mergePatches(
      [serverPatch(alpha), clientPatch(alpha, { lparId: 1, name: 'p' })],
      null,
    ).fleet
    const merged = mergePatches([serverPatch({ ...alpha, name: 'renamed' })], before)
    expect(merged.problems).toEqual([])
    expect(merged.fleet.servers.map((server) => server.name)).toEqual(['renamed'])
    expect(merged.fleet.partitions).toHaveLength(1)
  })

  it('keeps partitions of a system nobody describes, and says which export is missing', () => {
    const merged = mergePatches([clientPatch({ uuid: 'b597e4da' }, { lparId: 3, name: 'db' })], null)
    expect(codes(merged)).toEqual(['system-not-imported'])
    expect(merged.problems[0]?.remedy).toContain('ManagedSystem')
    expect(merged.fleet.servers.map((server) => server.id)).toEqual(['uuid:b597e4da'])
    expect(merged.fleet.partitions[0]?.id).toBe('uuid:b597e4da/3')
  })

  it('gives a system its serial number, and its partitions the new identity, once it is described', () => {
    const before = mergePatches(
      [clientPatch({ uuid: 'b597e4da' }, { lparId: 3, name: 'db' }, { memoryMib: mib(1024) })],
      null,
    ).fleet
    const merged = mergePatches([serverPatch({ ...alpha, uuid: 'B597E4DA' })], before)
    expect(merged.problems).toEqual([])
    expect(merged.fleet.servers.map((server) => server.id)).toEqual(['9009-42A*1111111'])
    expect(merged.fleet.partitions.map((one) => [one.id, one.serverId, one.memoryMib])).toEqual([
      ['9009-42A*1111111/3', '9009-42A*1111111', 1024],
    ])
  })

  it('reports rows that name no system, or an ambiguous one', () => {
    const merged = mergePatches(
      [
        serverPatch({ ...alpha, name: 'same' }),
        serverPatch({ ...beta, name: 'same' }),
        clientPatch({ name: 'same' }, { lparId: 1, name: 'p' }),
        clientPatch({}, { lparId: 1, name: 'p' }),
      ],
      null,
    )
    expect(codes(merged).sort()).toEqual(['system-ambiguous', 'system-unknown'])
    expect(merged.fleet.partitions).toEqual([])
  })
})

describe('attributes', () => {
  it('prefers live values to profiles whatever their order', () => {
    const live = clientPatch(
      alpha,
      { lparId: 3, name: 'db' },
      { memoryMib: mib(8192), state: 'running' },
      at(3, 'mem'),
    )
    const profile = clientPatch(
      alpha,
      { lparId: 3 },
      { memoryMib: mib(4096), allResources: false },
      { precedence: 5, ...at(7, 'prof') },
    )
    for (const order of [
      [live, profile],
      [profile, live],
    ]) {
      const { fleet } = mergePatches([serverPatch(alpha), ...order], null)
      expect(fleet.partitions[0]).toMatchObject({ memoryMib: 8192, allResources: false })
      expect(fleet.partitions[0]?.origins['memoryMib']).toEqual({ file: 'mem', line: 3 })
      expect(fleet.partitions[0]?.origins['allResources']).toEqual({ file: 'prof', line: 7 })
    }
  })

  it('takes the memory of an inactive partition from its profile, as its live value is 0', () => {
    const { fleet } = mergePatches(
      [
        serverPatch(alpha),
        clientPatch(
          alpha,
          { lparId: 3, name: 'db' },
          { memoryMib: mib(0), entitledCenti: centi(0), state: 'not activated' },
        ),
        clientPatch(
          alpha,
          { lparId: 3 },
          { memoryMib: mib(4096), entitledCenti: centi(50) },
          { precedence: 5 },
        ),
        clientPatch(alpha, { lparId: 4, name: 'empty' }, { memoryMib: mib(0), state: 'not activated' }),
      ],
      null,
    )
    expect(fleet.partitions.map((one) => [one.memoryMib, one.entitledCenti])).toEqual([
      [4096, 50],
      [0, null],
    ])
  })

  it('does not take the wish of a profile for what a running partition has', () => {
    const wish = clientPatch(
      alpha,
      { lparId: 3 },
      { memoryMib: mib(4096), entitledCenti: centi(50), hugePages: 0, maxMemoryMib: mib(8192) },
      { precedence: 5 },
    )
    const settled = (state: string) =>
      mergePatches([serverPatch(alpha), clientPatch(alpha, { lparId: 3, name: 'db' }, { state }), wish], null)
        .fleet.partitions[0]
    const unknown = { memoryMib: null, entitledCenti: null, hugePages: null, maxMemoryMib: 8192 }
    expect(settled('running')).toMatchObject(unknown)
    expect(settled('not activated')).toMatchObject({ memoryMib: 4096, entitledCenti: 50, hugePages: 0 })
  })

  it('does not let a profile overrule what is known of a running partition', () => {
    const before = mergePatches(
      [
        serverPatch(alpha),
        clientPatch(alpha, { lparId: 3, name: 'db' }, { memoryMib: mib(8192), state: 'running' }),
      ],
      null,
    ).fleet
    const profile = clientPatch(alpha, { lparId: 3 }, { memoryMib: mib(4096) }, { precedence: 5 })
    expect(mergePatches([profile], before).fleet.partitions[0]?.memoryMib).toBe(8192)
    const stopped = clientPatch(alpha, { lparId: 3 }, { state: 'not activated' })
    expect(mergePatches([profile, stopped], before).fleet.partitions[0]?.memoryMib).toBe(4096)
  })

  it('never replaces a known value by null, nor what the user typed', () => {
    const first = mergePatches([serverPatch(alpha, { site: 'Ulm', maxPartitions: 10 })], null).fleet
    const typed = first.servers.map((server) => ({
      ...server,
      site: 'Bonn',
      origins: { ...server.origins, site: { file: 'typed by you', line: null } },
    }))
    const { fleet } = mergePatches([serverPatch(alpha, { site: 'Ulm', maxPartitions: null })], {
      ...first,
      servers: typed,
    })
    expect(fleet.servers[0]).toMatchObject({ site: 'Bonn', maxPartitions: 10 })
  })

  it('uses the line of an attribute where a row spans many lines', () => {
    const { fleet } = mergePatches(
      [serverPatch(alpha, { lmbMib: mib(256) }, { ...at(17), lines: { lmbMib: 240 } })],
      null,
    )
    expect(fleet.servers[0]?.origins['lmbMib']).toEqual({ file: 'rows.txt', line: 240 })
  })

  it('unites capability flags', () => {
    const { fleet } = mergePatches(
      [
        serverPatch(alpha, { capabilities: { a: true, b: false } }),
        serverPatch(alpha, { capabilities: { b: true } }),
      ],
      null,
    )
    expect(fleet.servers[0]?.capabilities).toEqual({ a: true, b: true })
  })
})

describe('partitions', () => {
  it('resolves rows of either kind by the rows that say what a partition is', () => {
    const either = { kind: 'either' } as const
    const { fleet, problems } = mergePatches(
      [
        clientPatch(alpha, { lparId: 1, name: 'vios1' }, { memoryMib: mib(1024) }, either),
        clientPatch(alpha, { lparId: 2, name: 'db' }, { memoryMib: mib(2048) }, either),
        clientPatch(alpha, { lparId: 9, name: 'nobody' }, { memoryMib: mib(1) }, either),
        serverPatch(alpha),
        viosPatch(alpha, { lparId: 1 }, { mover: true }),
        clientPatch(alpha, { lparId: 2 }),
      ],
      null,
    )
    expect(fleet.vios.map((one) => [one.name, one.memoryMib, one.mover])).toEqual([['vios1', 1024, true]])
    expect(fleet.partitions.map((one) => [one.name, one.memoryMib])).toEqual([['db', 2048]])
    expect(problems.map((one) => one.code)).toEqual(['partition-unknown'])
    expect(problems[0]?.found).toContain('9')
  })

  it('finds a partition by uuid or name where a source gives no id', () => {
    const { fleet } = mergePatches(
      [
        serverPatch(alpha),
        clientPatch(alpha, { name: 'db' }, { memoryMib: mib(1024) }),
        clientPatch(alpha, { uuid: 'ABC' }, { osVersion: 'AIX 7.2' }),
        clientPatch(alpha, { lparId: 5, uuid: 'abc', name: 'db' }),
        clientPatch(alpha, { name: 'unheard of' }),
      ],
      null,
    )
    expect(fleet.partitions.map((one) => [one.lparId, one.memoryMib, one.osVersion])).toEqual([
      [5, 1024, 'AIX 7.2'],
    ])
  })

  it('keeps the newer of two partitions that used one id', () => {
    const old = clientPatch(
      alpha,
      { lparId: 11, uuid: 'a', name: 'old' },
      { osVersion: 'x' },
      { collectedAt: epochMs(1) },
    )
    const fresh = clientPatch(alpha, { lparId: 11, uuid: 'b', name: 'new' }, {}, { collectedAt: epochMs(2) })
    for (const order of [
      [old, fresh],
      [fresh, old],
    ]) {
      const merged = mergePatches([serverPatch(alpha), ...order], null)
      expect(codes(merged)).toEqual(['duplicate-partition'])
      expect(merged.fleet.partitions.map((one) => [one.name, one.osVersion])).toEqual([['new', null]])
    }
  })

  it('forgets what the inventory knew of an earlier partition with the same id', () => {
    const before = mergePatches(
      [serverPatch(alpha), clientPatch(alpha, { lparId: 11, uuid: 'a', name: 'old' }, { osVersion: 'x' })],
      null,
    ).fleet
    const { fleet } = mergePatches([clientPatch(alpha, { lparId: 11, uuid: 'b', name: 'new' })], before)
    expect(fleet.partitions.map((one) => [one.name, one.osVersion])).toEqual([['new', null]])
  })

  it('keeps a partition reported on two systems where it runs', () => {
    const merged = mergePatches(
      [
        serverPatch(alpha),
        serverPatch(beta),
        clientPatch(alpha, { lparId: 3, uuid: 'a', name: 'db' }, { state: 'running' }),
        clientPatch(beta, { lparId: 7, uuid: 'A', name: 'db' }, { state: 'not activated' }),
      ],
      null,
    )
    expect(codes(merged)).toEqual(['partition-on-two-systems'])
    expect(merged.fleet.partitions.map((one) => one.id)).toEqual(['9009-42A*1111111/3'])
  })

  it('takes a partition off the system it left, though the import does not name that system', () => {
    const before = mergePatches(
      [
        serverPatch(alpha),
        serverPatch(beta),
        clientPatch(alpha, { lparId: 3, uuid: 'a', name: 'db' }, { state: 'running' }),
      ],
      null,
    ).fleet
    const merged = mergePatches(
      [clientPatch(beta, { lparId: 7, uuid: 'a', name: 'db' }, { state: 'not activated' })],
      before,
    )
    expect(codes(merged)).toEqual(['partition-moved'])
    expect(merged.fleet.partitions.map((one) => one.id)).toEqual(['9009-42A*2222222/7'])
  })

  it('lets partitions go only where a complete list of a mentioned system no longer has them', () => {
    const before = mergePatches(
      [
        serverPatch(alpha),
        serverPatch(beta),
        viosPatch(alpha, { lparId: 1, name: 'vios' }),
        clientPatch(alpha, { lparId: 3, name: 'stays' }),
        clientPatch(alpha, { lparId: 4, name: 'goes' }),
        clientPatch(beta, { lparId: 3, name: 'untouched' }),
      ],
      null,
    ).fleet
    const row = clientPatch(alpha, { lparId: 3, name: 'stays' })
    expect(mergePatches([row], before).fleet.partitions).toHaveLength(3)
    const { fleet } = mergePatches([row, completePatch(alpha, 'partitions')], before)
    expect(fleet.partitions.map((one) => one.name)).toEqual(['stays', 'untouched'])
    expect(fleet.vios).toHaveLength(1)
    expect(mergePatches([row, completePatch(alpha, 'vios')], before).fleet.vios).toHaveLength(0)
  })
})

describe('lists', () => {
  const adapter = (slot: number, portVlanId: number | null): FleetPatch =>
    clientPatch(
      alpha,
      { lparId: 3, name: 'db' },
      {},
      {
        lists: {
          virtualEthernet: [
            { slot, virtualSwitch: 'ETHERNET0', portVlanId, taggedVlanIds: [], macAddress: null },
          ],
        },
      },
    )

  it('merges rows by their key and keeps what a later row does not know', () => {
    const { fleet } = mergePatches(
      [serverPatch(alpha), adapter(4, 10), adapter(2, 20), adapter(4, null)],
      null,
    )
    expect(fleet.partitions[0]?.virtualEthernet?.map((one) => [one.slot, one.portVlanId])).toEqual([
      [2, 20],
      [4, 10],
    ])
  })

  it('tells "none" from "not known" by complete lists', () => {
    const patches = [serverPatch(alpha), adapter(4, 10), clientPatch(alpha, { lparId: 5, name: 'bare' })]
    expect(mergePatches(patches, null).fleet.partitions[1]?.virtualEthernet).toBeNull()
    const { fleet } = mergePatches([...patches, completePatch(alpha, 'virtualEthernet')], null)
    expect(fleet.partitions[1]?.virtualEthernet).toEqual([])
    expect(fleet.partitions[1]?.virtualScsi).toBeNull()
  })

  it('drops an adapter that a complete list no longer has', () => {
    const before = mergePatches([serverPatch(alpha), adapter(2, 20), adapter(4, 10)], null).fleet
    const { fleet } = mergePatches([adapter(4, 11), completePatch(alpha, 'virtualEthernet')], before)
    expect(fleet.partitions[0]?.virtualEthernet?.map((one) => [one.slot, one.portVlanId])).toEqual([[4, 11]])
    expect(mergePatches([adapter(4, 11)], before).fleet.partitions[0]?.virtualEthernet).toHaveLength(2)
  })

  it('drops what only the profile of a running partition has, and takes it for an inactive one', () => {
    const fromProfile = { ...adapter(9, 99), precedence: 5 }
    const patches = (state: string): FleetPatch[] => [
      serverPatch(alpha),
      fromProfile,
      clientPatch(alpha, { lparId: 3 }, { state }),
      completePatch(alpha, 'virtualEthernet'),
    ]
    const slots = (all: FleetPatch[]): number[] | undefined =>
      mergePatches(all, null).fleet.partitions[0]?.virtualEthernet?.map((one) => one.slot)
    expect(slots(patches('running'))).toEqual([])
    expect(slots(patches('not activated'))).toEqual([9])
    expect(slots([...patches('not activated'), adapter(4, 10)])).toEqual([4])
    expect(slots([...patches('running'), adapter(4, 10)])).toEqual([4])
  })

  it('does not let the adapters of a profile replace those of a running partition', () => {
    const running = clientPatch(alpha, { lparId: 3 }, { state: 'running' })
    const before = mergePatches([serverPatch(alpha), adapter(4, 10), running], null).fleet
    const { fleet } = mergePatches([profileOf('p1', 9)], before)
    expect(fleet.partitions[0]?.virtualEthernet?.map((one) => one.slot)).toEqual([4])
  })

  const profileOf = (profile: string, slot: number | null): FleetPatch => {
    const row = { virtualSwitch: null, portVlanId: null, taggedVlanIds: [], macAddress: null }
    const virtualEthernet = slot === null ? [] : [{ ...row, slot }]
    const more = { profile, precedence: 5, lists: { virtualEthernet } }
    return clientPatch(alpha, { lparId: 3, name: 'db' }, { memoryMib: mib((slot ?? 1) * 1024) }, more)
  }

  it('takes the current profile of several, the only one where that is not known, else none', () => {
    const current = clientPatch(alpha, { lparId: 3 }, { currentProfile: 'p2' })
    const memory = (...patches: FleetPatch[]): unknown => {
      const partition = mergePatches([serverPatch(alpha), ...patches], null).fleet.partitions[0]
      return [partition?.memoryMib, partition?.virtualEthernet?.map((one) => one.slot)]
    }
    const bare = clientPatch(alpha, { lparId: 3, name: 'db' })
    expect(memory(profileOf('p1', 7), profileOf('p2', 8), current)).toEqual([8192, [8]])
    expect(memory(bare, profileOf('p1', 7), profileOf('p2', 8))).toEqual([null, undefined])
    expect(memory(profileOf('p1', 7), current)).toEqual([7168, [7]])
    expect(memory(bare, profileOf('p1', null))).toEqual([1024, []])
  })

  it('takes partitions a complete source does not name to have no SR-IOV ports and no service role', () => {
    const { fleet } = mergePatches(
      [
        serverPatch(alpha),
        clientPatch(alpha, { lparId: 3, name: 'db' }, { sriovPorts: ['port 1'], servicePartition: true }),
        clientPatch(alpha, { lparId: 4, name: 'app' }),
        completePatch(alpha, 'sriovPorts'),
        completePatch(alpha, 'servicePartition'),
      ],
      null,
    )
    expect(fleet.partitions.map((one) => [one.sriovPorts, one.servicePartition])).toEqual([
      [['port 1'], true],
      [[], false],
    ])
  })
})

describe('mappings', () => {
  const scsi = { slot: 2, viosLparId: 1, viosName: null, viosSlot: 12, required: false, backing: null }
  const fibre = {
    slot: 5,
    viosLparId: null,
    viosName: 'vios1',
    viosSlot: 30,
    wwpns: ['c0', 'c1'],
    port: null,
    loggedIn: null,
  }
  const patches: FleetPatch[] = [
    serverPatch(alpha),
    viosPatch(alpha, { lparId: 1, name: 'vios1' }),
    clientPatch(
      alpha,
      { lparId: 3, name: 'db' },
      {},
      {
        lists: { virtualScsi: [scsi], virtualFibreChannel: [fibre] },
      },
    ),
    ...['hdisk4', 'hdisk2'].map((name): FleetPatch => ({
      entity: 'scsi-mapping',
      server: alpha,
      vios: { name: 'vios1' },
      viosSlot: 12,
      clientLparId: name === 'hdisk2' ? 3 : null,
      backing: [{ kind: 'disk', name, uniqueId: `id-${name}` }],
      ...at(1, 'lsmap.txt'),
    })),
    {
      entity: 'fc-mapping',
      server: alpha,
      vios: { lparId: 1 },
      viosSlot: 30,
      clientLparId: 3,
      clientSlot: 5,
      port: 'fcs1',
      loggedIn: true,
      ...at(2, 'lsmap.txt'),
    },
  ]

  it('fills backing devices and ports of the client adapters', () => {
    const { fleet, problems } = mergePatches(patches, null)
    expect(problems).toEqual([])
    expect(fleet.partitions[0]?.virtualScsi?.[0]?.backing).toEqual([
      { viosId: '9009-42A*1111111/1', kind: 'disk', name: 'hdisk2', uniqueId: 'id-hdisk2' },
      { viosId: '9009-42A*1111111/1', kind: 'disk', name: 'hdisk4', uniqueId: 'id-hdisk4' },
    ])
    expect(fleet.partitions[0]?.virtualFibreChannel?.[0]).toMatchObject({ port: 'fcs1', loggedIn: true })
  })

  it('takes the identifier of a disk from the list of the VIOS where the mapping has none', () => {
    const disk = { name: 'hdisk7', uniqueId: 'lun-7', sizeMib: null, reservePolicy: null }
    const { fleet } = mergePatches(
      [
        ...patches,
        viosPatch(alpha, { lparId: 1 }, {}, { viosLists: { physicalVolumes: [disk] } }),
        {
          entity: 'scsi-mapping',
          server: alpha,
          vios: { lparId: 1 },
          viosSlot: 12,
          clientLparId: 3,
          backing: [
            { kind: 'disk', name: 'hdisk7', uniqueId: null },
            { kind: 'disk', name: 'hdisk8', uniqueId: null },
          ],
          ...at(3, 'lsmap.txt'),
        },
      ],
      null,
    )
    const backing = fleet.partitions[0]?.virtualScsi?.[0]?.backing
    expect(backing?.map((one) => [one.name, one.uniqueId])).toEqual([
      ['hdisk2', 'id-hdisk2'],
      ['hdisk4', 'id-hdisk4'],
      ['hdisk7', 'lun-7'],
      ['hdisk8', null],
    ])
  })

  it('says which mappings serve partitions nobody knows', () => {
    const merged = mergePatches(
      patches.filter((patch) => patch.entity !== 'partition' || patch.kind === 'vios'),
      null,
    )
    expect(codes(merged)).toEqual(['mapping-without-client'])
    expect(merged.problems[0]?.found).toContain('vios1')
  })
})

it('warns where an import is older than the inventory', () => {
  const before = mergePatches(
    [serverPatch(alpha, {}, { collectedAt: epochMs(2_000_000_000_000) })],
    null,
  ).fleet
  const merged = mergePatches([serverPatch(alpha, {}, { collectedAt: epochMs(1_600_000_000_000) })], before)
  expect(codes(merged)).toEqual(['older-than-inventory'])
  expect(merged.problems[0]?.found).toContain('4630 days')
  expect(merged.fleet.importedAt).toBe(2_000_000_000_000)
})

it('merges 100,000 rows of 50 systems', () => {
  const patches: FleetPatch[] = []
  for (let system = 0; system < 50; system += 1) {
    const ref = { typeModel: '9080-HEX', serial: String(1_000_000 + system), name: `s${system}` }
    patches.push(serverPatch(ref))
    for (let lparId = 1; lparId <= 400; lparId += 1) {
      const names = { name: `s${system}` }
      patches.push(clientPatch(ref, { lparId, name: `p${lparId}`, uuid: `${system}-${lparId}` }))
      for (let row = 0; row < 4; row += 1) {
        patches.push(
          clientPatch(names, { name: `p${lparId}` }, { memoryMib: mib(row + 1) }, { kind: 'either' }),
        )
      }
    }
  }
  const { fleet, problems } = mergePatches(patches, null)
  expect(problems).toEqual([])
  expect(patches.length).toBe(100_050)
  expect(fleet.partitions).toHaveLength(20_000)
  expect(fleet.partitions.every((one) => one.memoryMib === 4)).toBe(true)
})

describe('half lists', () => {
  const fibre = (slot: number): FleetPatch =>
    clientPatch(
      alpha,
      { lparId: 3, name: 'db' },
      {},
      {
        precedence: 8,
        lists: {
          virtualFibreChannel: [
            { slot, viosLparId: 1, viosName: null, viosSlot: slot, wwpns: [], port: null, loggedIn: null },
          ],
        },
      },
    )

  it('does not know a list of which a source counts more rows than any describes', () => {
    const counted = clientPatch(alpha, { lparId: 3 }, {}, { listSizes: { virtualFibreChannel: 2 } })
    const half = mergePatches([serverPatch(alpha), fibre(4), counted], null)
    expect(half.fleet.partitions[0]?.virtualFibreChannel).toBeNull()
    expect(codes(half)).toEqual(['adapters-missing'])
    expect(half.problems[0]?.found).toContain('db')
    const whole = mergePatches([serverPatch(alpha), fibre(4), counted, fibre(5)], null)
    expect(whole.fleet.partitions[0]?.virtualFibreChannel).toHaveLength(2)
    expect(codes(whole)).toEqual([])
  })

  it('takes counted rows for all, of a running partition too, and forgets those that are gone', () => {
    const running = clientPatch(
      alpha,
      { lparId: 3 },
      { state: 'running' },
      { listSizes: { virtualFibreChannel: 1 } },
    )
    const before = mergePatches([serverPatch(alpha), fibre(4), running], null).fleet
    const { fleet } = mergePatches([fibre(5), running], before)
    expect(fleet.partitions[0]?.virtualFibreChannel?.map((one) => one.slot)).toEqual([5])
    const none = clientPatch(alpha, { lparId: 3, name: 'db' }, {}, { listSizes: { virtualFibreChannel: 0 } })
    expect(mergePatches([none], before).fleet.partitions[0]?.virtualFibreChannel).toEqual([])
  })

  it('lets a row seen from a VIOS neither displace live rows nor those of a profile', () => {
    const slots = (...patches: FleetPatch[]): unknown =>
      mergePatches([serverPatch(alpha), ...patches], null).fleet.partitions[0]?.virtualFibreChannel?.map(
        (one) => one.slot,
      )
    expect(slots(fibre(4), { ...fibre(5), precedence: 10 })).toEqual([5])
    expect(slots(fibre(4), { ...fibre(5), precedence: 5 })).toEqual([4, 5])
  })
})

it('does not let the adapter of an earlier partition with the same id name another partition', () => {
  const row = { slot: 4, virtualSwitch: null, portVlanId: 1, taggedVlanIds: [], macAddress: null }
  const merged = mergePatches(
    [
      serverPatch(alpha),
      clientPatch(alpha, { lparId: 3, uuid: 'now', name: 'db' }, {}, { collectedAt: epochMs(1) }),
      clientPatch(
        alpha,
        { lparId: 3, uuid: 'other' },
        {},
        {
          kind: 'either',
          collectedAt: epochMs(2),
          lists: { virtualEthernet: [row] },
        },
      ),
    ],
    null,
  )
  expect(codes(merged)).toEqual(['duplicate-partition'])
  expect(merged.fleet.partitions.map((one) => [one.name, one.virtualEthernet])).toEqual([['db', null]])
})
