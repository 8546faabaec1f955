/** Recorded answers in pypowervm's text wrapper. The expected values were read from the files by eye. */
import { describe, expect, it } from 'vitest'
import { importers } from '../../../../electron/importers/importers.ts'
import { readImport } from '../../../../electron/importers/read-import.ts'
import type { FleetPatch } from '../../../../shared/inventory/patch.ts'
import { mergePatches, type MergedFleet } from '../../../../shared/inventory/merge.ts'
import { sharedData } from '../../../support/shared-data.ts'

const folder = sharedData('captures/pypowervm')

async function patchesOf(...names: string[]): Promise<readonly FleetPatch[]> {
  const { patches } = await readImport(
    names.map((name) => `${folder ?? ''}/${name}`),
    importers,
  )
  return patches
}

async function merged(...names: string[]): Promise<MergedFleet> {
  return mergePatches(await patchesOf(...names), null)
}

describe.skipIf(folder === null)('managedsystem.txt and lpar.txt', () => {
  it('reads three systems of the POWER6 and POWER7 age', async () => {
    const { fleet } = await merged('managedsystem.txt')
    const rows = fleet.servers.map((one) => [
      one.id,
      one.name,
      one.generation,
      one.availableMemoryMib,
      one.availableCenti,
    ])
    expect(rows).toEqual([
      ['8203-E4A*ACE0001', 'HV4', 'POWER6', 5_242_752, 50_000],
      ['8246-L1C*0604C6A', 'Server-8246-L1C-SN0604C6A', 'POWER7', 76_032, 100],
      ['8246-L1C*0604CAA', 'Server-8246-L1C-SN0604CAA', 'POWER7', 88_832, 760],
    ])
    expect(fleet.servers[1]).toMatchObject({
      lmbMib: 256,
      firmwareMemoryMib: 1536,
      compatModes: ['default', 'POWER6', 'POWER6+', 'POWER7'],
      minCentiPerVirtualProcessor: 10,
      maxPartitions: 80,
      maxActiveMigrations: 16,
      maxFirmwareActiveMigrations: 16,
      maxInactiveMigrations: 4,
      firmware: null,
    })
    expect(fleet.servers[0]?.compatModes).toContain('POWER6+_enhanced')
    expect(fleet.servers[0]?.maxInactiveMigrations).toBe(5)
  })

  it('reads 21 partitions and finds the system of each by its link', async () => {
    const { fleet, problems } = await merged('managedsystem.txt', 'lpar.txt')
    expect(problems).toEqual([])
    const count = (id: string): number => fleet.partitions.filter((one) => one.serverId === id).length
    expect(fleet.partitions).toHaveLength(21)
    expect([count('8203-E4A*ACE0001'), count('8246-L1C*0604C6A'), count('8246-L1C*0604CAA')]).toEqual([
      1, 14, 6,
    ])
  })

  it('takes what an inactive partition will get, and what an active one has', async () => {
    const { fleet } = await merged('managedsystem.txt', 'lpar.txt')
    const of = (id: string): unknown => fleet.partitions.find((one) => one.id === id)
    expect(of('8246-L1C*0604C6A/9')).toMatchObject({
      name: 'z3-9-5-126-127-00000001',
      state: 'not activated',
      osVersion: 'Linux/Red Hat 2.6.32-358.el6.ppc64 6.4',
      os: 'linux',
      currentMode: 'POWER6+',
      memoryMib: 512,
      entitledCenti: 150,
      virtualProcessors: 2,
      maxCenti: 250,
      poolId: 9,
      dlparCapable: false,
      hptRatio: 64,
    })
    expect(of('8246-L1C*0604CAA/7')).toMatchObject({
      memoryMib: 512,
      entitledCenti: 50,
      processorMode: 'shared',
      sharingMode: null,
    })
    expect(of('8246-L1C*0604CAA/3')).toMatchObject({
      state: 'running',
      processorMode: 'dedicated',
      entitledCenti: 100,
      virtualProcessors: 1,
      sharingMode: 'keep_idle_procs',
      maxMemoryMib: 2048,
    })
    expect(of('8203-E4A*ACE0001/2')).toMatchObject({
      memoryMib: null,
      entitledCenti: null,
      sharingMode: 'share_idle_procs',
    })
  })

  it('counts lines in the file, wrapper included', async () => {
    const { fleet } = await merged('managedsystem.txt', 'lpar.txt')
    const partition = fleet.partitions.find((one) => one.id === '8246-L1C*0604C6A/9')
    expect(partition?.origins['name']).toEqual({ file: 'lpar.txt', line: 111 })
  })
})

describe.skipIf(folder === null)('fake_vios_mappings.txt', () => {
  it('reads a mover with bridges, disks and all mappings', async () => {
    const { fleet } = await merged('fake_vios_mappings.txt')
    expect(fleet.vios[0]).toMatchObject({
      id: 'uuid:726e9cb3-6576-3df5-ab60-40893d51d074/1',
      name: 'vios_1_Drew',
      mover: true,
      level: '2.2.3.3',
      memoryMib: 28_672,
      entitledCenti: 160,
      virtualProcessors: 16,
      maxVirtualSlots: 200,
      networkBridges: [
        {
          name: 'ent14',
          virtualSwitch: null,
          vlanIds: [1, 29, 100, 123, 1000, 2227, 2777, 2881, 3001, 3901, 4094],
        },
      ],
    })
    expect(fleet.vios[0]?.physicalVolumes?.map((one) => [one.name, one.sizeMib, one.reservePolicy])).toEqual([
      ['hdisk0', 102_400, 'single_path'],
      ['hdisk1', null, 'single_path'],
      ['hdisk2', 20_480, 'single_path'],
    ])
    expect(fleet.vios[0]?.fibreChannelPorts).toHaveLength(4)
  })

  it('reads 28 SCSI mappings with disk, logical volume and optical media, and 31 of Fibre Channel', async () => {
    const patches = await patchesOf('fake_vios_mappings.txt')
    const scsi = patches.filter((patch) => patch.entity === 'scsi-mapping')
    expect(scsi).toHaveLength(28)
    expect(patches.filter((patch) => patch.entity === 'fc-mapping')).toHaveLength(31)
    const kinds = scsi.flatMap((patch) => patch.backing.map((device) => device.kind))
    expect(kinds.toSorted()).toEqual(['disk', 'logical-volume', 'optical', 'optical', 'optical', 'optical'])
    expect(scsi.find((patch) => patch.viosSlot === 25)?.backing).toEqual([
      { kind: 'logical-volume', name: 'asdfasfdasdf', uniqueId: '0300004c7a00007a00000001466c54110f.16' },
    ])
    // Slot 3 serves any partition: 65535 is no partition id.
    expect(scsi.find((patch) => patch.viosSlot === 3)).toMatchObject({
      clientLparId: null,
      backing: [{ name: 'hdisk5' }],
    })
  })
})

describe.skipIf(folder === null)('smaller feeds', () => {
  it('reads virtual switches and processor pools', async () => {
    const switches = await patchesOf('vswitch_feed.txt')
    expect(
      switches.flatMap((patch) => (patch.entity === 'server' ? (patch.lists?.virtualSwitches ?? []) : [])),
    ).toEqual([
      { name: 'ETHERNET0', mode: 'VEB' },
      { name: 'MGMTSWITCH', mode: 'VEPA' },
    ])
    const pools = (await patchesOf('shrprocpool.txt')).flatMap((patch) =>
      patch.entity === 'server' ? (patch.lists?.processorPools ?? []) : [],
    )
    expect(pools).toHaveLength(64)
    expect(pools[0]).toMatchObject({ id: 0, name: 'DefaultPool', maxCenti: null })
    expect(pools[1]).toEqual({ id: 1, name: 'SharedPool01', maxCenti: 1025, reservedCenti: 535 })
  })

  it('reads client adapters and finds their system by the location code', async () => {
    const fibre = (await patchesOf('vfc_client_adapter_feed.txt')).filter(
      (patch) => patch.entity === 'partition',
    )
    expect(fibre.map((patch) => [patch.server, patch.partition.lparId])).toEqual([
      [{ typeModel: '8247-21L', serial: '212A64A' }, 25],
      [{ typeModel: '8247-21L', serial: '212A64A' }, 25],
    ])
    expect(fibre[0]?.lists?.virtualFibreChannel).toEqual([
      {
        slot: 4,
        viosLparId: 2,
        viosName: null,
        viosSlot: 10,
        wwpns: ['c05076087cba0169', 'c05076087cba0168'],
        port: 'fcs0',
        loggedIn: null,
      },
    ])
    const vnics = (await patchesOf('vnic_feed.txt')).flatMap((patch) =>
      patch.entity === 'partition' ? (patch.lists?.vnics ?? []) : [],
    )
    expect(vnics.map((one) => [one.slot, one.portVlanId, one.macAddress, one.backingDevices])).toEqual([
      [7, null, 'ae7a25e59a07', 2],
      [8, null, 'ae7a25e59a08', 1],
    ])
    expect(vnics[0]?.backing).toMatchObject([
      { viosUuid: '3E3F9BFC-C4EE-439E-B70A-1D369213ED83', adapterId: 1, portId: 0, capacity: 200 },
      { viosUuid: '3E3F9BFC-C4EE-439E-B70A-1D369213ED83', adapterId: 2, portId: 0, capacity: 200 },
    ])
  })

  it('reads SR-IOV adapters with all their ports', async () => {
    const [server] = (await patchesOf('sys_with_sriov.txt')).filter((one) => one.entity === 'server')
    const { sriovAdapters, sriovPhysicalPorts } = server?.lists ?? {}
    expect(sriovAdapters).toMatchObject([
      { id: 1, location: 'U78C7.001.RCH0004-P1-C8', state: 'running', ports: 4 },
      { id: 2, location: 'U78C7.001.RCH0004-P1-C9', state: 'running', ports: 4 },
    ])
    expect(sriovPhysicalPorts).toHaveLength(8)
    expect(sriovPhysicalPorts?.slice(0, 4)).toMatchObject([
      // Two logical ports of at least 2 % each cannot share 2 %.
      { adapterId: 1, portId: 0, logicalPorts: 2, maxLogicalPorts: 20, allocatedCapacity: null },
      { adapterId: 1, portId: 1 },
      { adapterId: 1, portId: 2, logicalPorts: 1, capacityStep: 200, allocatedCapacity: 200, linkUp: true },
      { adapterId: 1, portId: 3, logicalPorts: 0, label: '', subLabel: '', linkUp: false },
    ])
  })

  it('has a fate for every file of the folder and no errors', async () => {
    const { files, problems } = await readImport([folder ?? ''], importers)
    expect(files).toHaveLength(10)
    expect(files.filter((file) => file.status === 'left-out').map((file) => file.file)).toEqual([
      'LICENSE',
      'vscsibus_feed.txt',
    ])
    expect(problems.filter((one) => one.severity !== 'note')).toEqual([])
  })
})
