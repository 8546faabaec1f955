import { describe, expect, it } from 'vitest'
import { hmcRestImporter } from '../../../../electron/importers/hmc-rest/hmc-rest-importer.ts'
import { capabilityName } from '../../../../electron/importers/hmc-rest/capability-names.ts'
import { elements, entry, feed, partitionEntry, systemEntry, systemUuid } from '../../../support/rest-xml.ts'
import { readWith, sourceFile } from '../../../support/source-file.ts'

const detect = (content: string): unknown => hmcRestImporter.detect(sourceFile('x', content))

describe('detection', () => {
  it('names the resource of a feed, an entry and a bare object, and ranks systems first', () => {
    expect(detect(feed('ManagedSystem', [systemEntry('a', '1111111')]))).toMatchObject({
      kind: 'HMC REST: ManagedSystem',
      rank: 0,
    })
    expect(detect(partitionEntry(3))).toMatchObject({ kind: 'HMC REST: LogicalPartition', rank: 1 })
    expect(detect('\ufeff<VirtualIOServer:VirtualIOServer xmlns:VirtualIOServer="x">')).toMatchObject({
      rank: 1,
    })
    expect(detect(feed('VirtualSwitch', []))).toMatchObject({ kind: 'HMC REST: VirtualSwitch', rank: 2 })
  })

  it('leaves text, JSON and web pages to others, and is unsure about other XML', () => {
    for (const text of [
      'name=a,lpar_id=1\n',
      '{"a": 1}',
      '',
      '<!DOCTYPE html><html>',
      '<html><body>login</body>',
    ]) {
      expect(detect(text)).toBeNull()
    }
    expect(detect('<?xml version="1.0"?><project/>')).toMatchObject({ confidence: 0.1 })
  })
})

describe('reading', () => {
  it('stamps patches with the time of the answer and the place in the file', async () => {
    const file = sourceFile('a.xml', feed('LogicalPartition', [partitionEntry(3), partitionEntry(4)]))
    const { patches, problems } = await readWith(hmcRestImporter, file)
    expect(problems).toEqual([])
    const rows = patches.filter((patch) => patch.entity === 'partition')
    expect(rows.map((patch) => patch.partition.name)).toEqual(['lpar3', 'lpar4'])
    expect(rows[0]?.collectedAt).toBe(Date.UTC(2026, 2, 1, 11))
    expect(rows[0]?.server).toEqual({ uuid: systemUuid })
    expect(rows[0]?.origin).toEqual({ file: 'a.xml', line: 8 })
    expect(rows[0]?.lines?.['name']).toBe(11)
  })

  it('says that a feed lists all partitions, and that a search or a single entry does not', async () => {
    const lists = async (content: string): Promise<unknown> => {
      const { patches } = await readWith(hmcRestImporter, sourceFile('a.xml', content))
      return patches.flatMap((patch) =>
        patch.entity === 'complete' ? [[patch.server.uuid, patch.list]] : [],
      )
    }
    const one = [partitionEntry(3)]
    const path = `ManagedSystem/${systemUuid}/LogicalPartition`
    expect(await lists(feed('LogicalPartition', one))).toEqual([[systemUuid, 'partitions']])
    expect(await lists(feed('LogicalPartition', one, `${path}?group=None`))).toEqual([
      [systemUuid, 'partitions'],
    ])
    expect(await lists(feed('LogicalPartition', one, 'LogicalPartition'))).toEqual([
      [systemUuid, 'partitions'],
    ])
    expect(await lists(feed('LogicalPartition', one, `${path}/search/(PartitionState==running)`))).toEqual([])
    expect(await lists(feed('LogicalPartition', one, `${path}?x=y`))).toEqual([])
    expect(await lists(`<feed xmlns="http://www.w3.org/2005/Atom">${one[0] ?? ''}</feed>`)).toEqual([])
  })

  it('reads the same from any division into chunks', async () => {
    const content = feed('LogicalPartition', [
      partitionEntry(3, { Description: 'Käse & Brot'.replace('&', '&amp;') }),
    ])
    const whole = await readWith(hmcRestImporter, sourceFile('a.xml', content))
    for (const size of [1, 2, 3, 7, 100]) {
      expect(await readWith(hmcRestImporter, sourceFile('a.xml', content, size))).toEqual(whole)
    }
  })

  it('reports a value that is no number, with its line, and keeps the rest', async () => {
    const partition = partitionEntry(3, {
      PartitionMemoryConfiguration: { CurrentMemory: '12x', CurrentMaximumMemory: '64' },
    })
    const { patches, problems } = await readWith(
      hmcRestImporter,
      sourceFile('a.xml', feed('LogicalPartition', [partition])),
    )
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({
      code: 'unreadable-value',
      column: 'CurrentMemory',
      severity: 'warning',
    })
    expect(problems[0]?.origin.line).toBe(16)
    const [row] = patches.filter((patch) => patch.entity === 'partition')
    expect(row?.values.memoryMib).toBeUndefined()
    expect(row?.values.maxMemoryMib).toBe(64)
  })

  it('takes the HMC from folder or file before the address it answered from', async () => {
    const file = sourceFile('a.xml', feed('ManagedSystem', [systemEntry('a', '1111111')]))
    const hmcs = async (hmc: string | null): Promise<unknown> => {
      const { patches } = await readWith(hmcRestImporter, file, {
        systems: [],
        system: null,
        viosName: null,
        hmc,
        hmcSystems: [],
      })
      return patches[0]?.entity === 'server' ? patches[0].values.hmcs : null
    }
    expect(await hmcs('hmc1')).toEqual(['hmc1'])
    expect(await hmcs(null)).toEqual(['192.0.2.1'])
  })

  it('keeps the spaces of a profile name', async () => {
    const partition = partitionEntry(3, { LastActivatedProfile: ' default_profile' })
    const { patches } = await readWith(
      hmcRestImporter,
      sourceFile('a.xml', feed('LogicalPartition', [partition])),
    )
    expect(patches[0]?.entity === 'partition' && patches[0].values.currentProfile).toBe(' default_profile')
  })

  it('reads network adapters and SCSI adapters of a client', async () => {
    const code = { LocationCode: 'U9009.42A.1111111-V3-C4', LocalPartitionID: '3', VirtualSlotNumber: '4' }
    const network = entry(
      'ClientNetworkAdapter',
      elements({
        ...code,
        PortVLANID: '10',
        TaggedVLANIDs: '30 20',
        VirtualSwitchName: 'ETHERNET0',
        MACAddress: 'AB01',
      }),
    )
    const scsi = entry('VirtualSCSIClientAdapter', elements({ ...code, RemoteLogicalPartitionID: '65535' }))
    const read = async (name: string, one: string): Promise<unknown> => {
      const { patches } = await readWith(hmcRestImporter, sourceFile('a.xml', feed(name, [one])))
      return patches[0]?.entity === 'partition' ? patches[0].lists : null
    }
    expect(await read('ClientNetworkAdapter', network)).toEqual({
      virtualEthernet: [
        { slot: 4, virtualSwitch: 'ETHERNET0', portVlanId: 10, taggedVlanIds: [20, 30], macAddress: 'ab01' },
      ],
    })
    expect(await read('VirtualSCSIClientAdapter', scsi)).toMatchObject({
      virtualScsi: [{ slot: 4, viosLparId: null }],
    })
  })

  it('tells every node of a cluster its cluster', async () => {
    const id = '823b8eecb24511e68004000098be9402'
    const mtms = '<MachineType>9009</MachineType><Model>42A</Model><SerialNumber>7812345</SerialNumber>'
    const nodes = `<Node><Node><HostName>v1</HostName><PartitionID>1</PartitionID><MachineTypeModelAndSerialNumber>${mtms}</MachineTypeModelAndSerialNumber></Node><Node><HostName>v2</HostName><VirtualIOServer href="https://h/rest/api/uom/ManagedSystem/${systemUuid}/VirtualIOServer/3e3f9bfc-c4ee-439e-b70a-1d369213ed83"/></Node><Node><HostName>lost</HostName></Node></Node>`
    const read = async (clusterId: string) => {
      const object = elements({ ClusterName: 'pool1', ClusterID: clusterId }) + nodes
      const file = sourceFile('a.xml', feed('Cluster', [entry('Cluster', object)], 'Cluster'))
      const { patches } = await readWith(hmcRestImporter, file)
      return patches.map((patch) =>
        patch.entity === 'partition' ? [patch.server, patch.partition, patch.viosValues] : null,
      )
    }
    const values = { clusterId: id, clusterName: 'pool1' }
    expect(await read(id)).toEqual([
      [{ typeModel: '9009-42A', serial: '7812345' }, { lparId: 1 }, values],
      [{ uuid: systemUuid }, { uuid: '3e3f9bfc-c4ee-439e-b70a-1d369213ed83' }, values],
    ])
    expect(await read('none')).toEqual([])
  })

  it('says what an answer holds that the inventory does not need', async () => {
    const { patches, problems } = await readWith(
      hmcRestImporter,
      sourceFile('a.xml', feed('Event', [entry('Event', elements({ EventID: '1' }))], 'Event')),
    )
    expect(patches).toEqual([])
    expect(problems.map((one) => [one.code, one.severity])).toEqual([['rest-left-out', 'note']])
    const empty = await readWith(
      hmcRestImporter,
      sourceFile('a.xml', feed('ManagedSystem', [], 'ManagedSystem')),
    )
    expect(empty.problems.map((one) => one.code)).toEqual(['rest-empty'])
  })
})

it.each([
  ['ActiveMemoryExpansionCapable', 'active_mem_expansion_capable'],
  ['IBMiLogicalPartitionMobilityCapable', 'ibmi_logical_partition_mobility_capable'],
  ['SRIOVMigrationCapable', 'sriov_migration_capable'],
  ['PersistentMemoryCapable', 'persistent_memory_capable'],
])('calls %s %s', (rest, name) => {
  expect(capabilityName(rest)).toBe(name)
})
