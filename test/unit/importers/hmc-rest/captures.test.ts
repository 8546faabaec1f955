/** Real answers of HMCs. The expected values were read from the XML by eye. */
import { describe, expect, it } from 'vitest'
import { importers } from '../../../../electron/importers/importers.ts'
import { readImport } from '../../../../electron/importers/read-import.ts'
import type { Fleet, Partition, Server } from '../../../../shared/inventory/fleet.ts'
import { mergePatches } from '../../../../shared/inventory/merge.ts'
import { sharedData } from '../../../support/shared-data.ts'

const folder = sharedData('captures/hmc-rest')

async function fleetOf(...names: string[]): Promise<Fleet> {
  const paths = names.map((name) => `${folder ?? ''}/${name}`)
  return mergePatches((await readImport(paths, importers)).patches, null).fleet
}

function partitionOf(fleet: Fleet, lparId: number): Partition | undefined {
  return fleet.partitions.find((one) => one.lparId === lparId)
}

describe.skipIf(folder === null)('ManagedSystem, two systems', () => {
  it('reads sizes, limits, modes and migration figures of the S924', async () => {
    const fleet = await fleetOf('managed-systems.xml')
    expect(fleet.servers.map((server) => server.id)).toEqual(['8247-22L*213C1BA', '9009-42A*21F64EV'])
    const expected: Partial<Server> = {
      name: 'Server-9009-42A-SN21F64EV',
      uuid: 'b597e4da-2aab-3f52-8616-341d62153559',
      typeModel: '9009-42A',
      serial: '21F64EV',
      hmcs: ['10.32.64.39'],
      generation: 'POWER9',
      firmware: 'VL930_FW930.11 (93)',
      firmwareRelease: 930,
      state: 'operating',
      installedMemoryMib: 2_097_152 as never,
      configurableMemoryMib: 2_097_152 as never,
      availableMemoryMib: 1_120_256 as never,
      firmwareMemoryMib: 37_888 as never,
      lmbMib: 256 as never,
      installedCenti: 2400 as never,
      configurableCenti: 2400 as never,
      availableCenti: 850 as never,
      minCentiPerVirtualProcessor: 5 as never,
      maxVirtualProcessorsPerPartition: 256,
      maxProcessorsPerPartition: 256,
      compatModes: ['default', 'POWER7', 'POWER8', 'POWER9_base'],
      maxPartitions: 480,
      activeMobilityCapable: true,
      inactiveMobilityCapable: true,
      maxActiveMigrations: 8,
      maxFirmwareActiveMigrations: 16,
      maxInactiveMigrations: 16,
      activeMigrationsInProgress: 0,
      inactiveMigrationsInProgress: 0,
    }
    expect(fleet.servers[1]).toMatchObject(expected)
    expect(fleet.servers[1]?.capabilities).toMatchObject({
      active_mem_expansion_capable: true,
      powervm_lpar_simplified_remote_restart_capable: true,
      sriov_migration_capable: false,
      vtpm_capable: true,
    })
  })

  it('reads the S822L, which has no mover', async () => {
    const fleet = await fleetOf('managed-systems.xml')
    expect(fleet.servers[0]).toMatchObject({
      name: 'S822L-8247-213C1BA',
      uuid: 'e09834d1-c930-3883-bdad-405d8e26e166',
      generation: 'POWER8',
      firmware: 'SV860_FW860.81 (215)',
      firmwareRelease: 860,
      installedMemoryMib: 1_048_576,
      availableMemoryMib: 1_001_984,
      firmwareMemoryMib: 5632,
      availableCenti: 1600,
      compatModes: ['default', 'POWER6', 'POWER6+', 'POWER7', 'POWER8'],
      maxActiveMigrations: 0,
      maxFirmwareActiveMigrations: 16,
    })
    // "AIXCapable" says "Inactive", which is no flag.
    expect(fleet.servers[0]?.capabilities).not.toHaveProperty('aix_capable')
    expect(fleet.servers[0]?.capabilities['active_mem_expansion_capable']).toBe(false)
  })

  it('names the line each figure comes from', async () => {
    const origins = (await fleetOf('managed-systems.xml')).servers[0]?.origins
    expect(origins?.['maxFirmwareActiveMigrations']).toEqual({ file: 'managed-systems.xml', line: 3195 })
    expect(origins?.['firmware']).toEqual({ file: 'managed-systems.xml', line: 3201 })
  })

  it('lets the newer of two answers about one system win', async () => {
    const fleet = await fleetOf('managed-systems.xml', '2-managed-system.xml')
    expect(fleet.servers).toHaveLength(2)
    expect(fleet.servers[1]).toMatchObject({
      firmware: 'VL930_FW930.50 (145)',
      availableMemoryMib: 1_132_288,
      firmwareMemoryMib: 39_168,
      availableCenti: 332,
    })
    expect(fleet.importedAt).toBe(Date.parse('2021-11-09T21:19:56.175+01:00'))
  })
})

describe.skipIf(folder === null)('LogicalPartition', () => {
  it('reads all twelve partitions of the feed', async () => {
    const fleet = await fleetOf('managed-systems.xml', 'logical-partitions.xml')
    const rows = fleet.partitions
      .toSorted((a, b) => a.lparId - b.lparId)
      .map((one) => [
        one.lparId,
        one.name,
        one.os,
        one.state,
        one.memoryMib,
        one.entitledCenti,
        one.virtualProcessors,
      ])
    expect(rows).toEqual([
      [3, 'DKIBMASA', 'ibmi', 'running', 131_072, 100, 1],
      [4, 'DKIBMASB', 'ibmi', 'running', 131_072, 100, 1],
      [5, 'DKIBMASC', 'ibmi', 'running', 131_072, 100, 1],
      [6, 'DKIBMASD', 'ibmi', 'running', 131_072, 100, 1],
      [7, 'P9FSFC01', 'ibmi', 'running', 131_072, 100, 1],
      [8, 'P9Flash01', 'ibmi', 'running', 131_072, 200, 2],
      [9, 'IBMiT1', 'ibmi', 'not activated', 1024, 100, 1],
      [10, 'P9-PowerVC', 'linux', 'running', 112_640, 100, 4],
      [11, 'Ubuntu01-607959bf-00000001', 'linux', 'running', 8192, 100, 2],
      [12, 'Ubuntu02-7eb89780-00000002', 'linux', 'not activated', 4096, 50, 1],
      [13, 'ubuntu-bionic-a02af293-00000006', 'linux', 'running', 8192, 100, 2],
      [15, 'AIX_Test1-e0f725f0-00000005', 'aix', 'running', 10_240, 100, 2],
    ])
    expect(fleet.partitions.every((one) => one.serverId === '9009-42A*21F64EV')).toBe(true)
  })

  it('reads modes, limits, RMC and flags of an AIX partition', async () => {
    const fleet = await fleetOf('managed-systems.xml', 'logical-partitions.xml')
    expect(partitionOf(fleet, 15)).toMatchObject({
      uuid: '3380A831-9D22-4F03-A1DF-18B249F0FF8E',
      environment: 'aixlinux',
      osVersion: 'AIX 7.2 7200-01-01-1642',
      rmcState: 'active',
      migrationState: 'not migrating',
      migrationDisabled: false,
      currentProfile: 'default_profile',
      currentMode: 'POWER8',
      desiredMode: 'default',
      memoryMode: 'dedicated',
      minMemoryMib: 4096,
      maxMemoryMib: 10_240,
      hptRatio: 128,
      hugePages: 0,
      memoryExpansion: 0,
      processorMode: 'shared',
      minCenti: 10,
      maxCenti: 200,
      maxVirtualProcessors: 2,
      sharingMode: 'uncap',
      uncappedWeight: 128,
      poolId: 0,
      allResources: false,
      servicePartition: false,
      timeReference: false,
      redundantErrorPathReporting: false,
      restrictedIo: null,
      vtpm: false,
      simplifiedRemoteRestart: false,
      dlparCapable: true,
      maxVirtualSlots: 64,
      physicalSlots: [],
      hostEthernetPorts: [],
      virtualEthernet: null,
      virtualFibreChannel: null,
    })
    expect(partitionOf(fleet, 15)?.origins['memoryMib']).toEqual({ file: 'logical-partitions.xml', line: 82 })
  })

  it('reads physical I/O, the IBM i restriction and an unknown operating system level', async () => {
    const fleet = await fleetOf('managed-systems.xml', 'logical-partitions.xml')
    expect(partitionOf(fleet, 10)?.physicalSlots).toEqual([
      { name: 'U78D2.001.WZS0B5H-P1-T3', description: 'Universal Serial Bus UHC Spec', required: null },
    ])
    expect(partitionOf(fleet, 8)).toMatchObject({ restrictedIo: false, rmcState: 'none', hptRatio: 64 })
    expect(partitionOf(fleet, 12)).toMatchObject({ osVersion: null, currentMode: 'POWER9_base', os: 'linux' })
    expect(partitionOf(fleet, 13)?.desiredMode).toBe('POWER8')
  })

  it('reads a single entry, and says that its system is missing', async () => {
    const { patches } = await readImport([`${folder ?? ''}/3-lpar.xml`], importers)
    const { fleet, problems } = mergePatches(patches, null)
    expect(fleet.partitions).toHaveLength(1)
    expect(fleet.partitions[0]).toMatchObject({
      id: 'uuid:b597e4da-2aab-3f52-8616-341d62153559/11',
      name: 'rhel8-ocp-helper',
      memoryMib: 4096,
      maxMemoryMib: 6144,
      entitledCenti: 93,
      virtualProcessors: 2,
      maxVirtualProcessors: 4,
      uncappedWeight: 100,
      currentMode: 'POWER9_base',
    })
    expect(problems.map((one) => one.code)).toEqual(['system-not-imported'])
    expect(problems[0]?.remedy).toContain('ManagedSystem')
  })
})

describe.skipIf(folder === null)('VirtualIOServer', () => {
  it('reads the VIOS with its ports, disks, bridge and mappings', async () => {
    const fleet = await fleetOf('managed-systems.xml', '2-vios.xml', 'logical-partitions.xml')
    expect(fleet.vios).toHaveLength(1)
    expect(fleet.vios[0]).toMatchObject({
      id: '9009-42A*21F64EV/2',
      name: 'P924VIO2',
      state: 'running',
      rmcState: 'active',
      mover: false,
      level: '3.1.1.10',
      memoryMib: 4096,
      maxMemoryMib: 16_384,
      processorMode: 'dedicated',
      entitledCenti: 100,
      virtualProcessors: 1,
      maxVirtualSlots: 400,
      linkGbps: null,
      networkBridges: [{ name: 'ent5', virtualSwitch: null, vlanIds: [1] }],
    })
    expect(fleet.vios[0]?.fibreChannelPorts).toEqual([
      { name: 'fcs0', wwpn: '100000109b7db969', npivReady: true, totalPorts: 64, availablePorts: 54 },
      { name: 'fcs1', wwpn: '100000109b7db96a', npivReady: true, totalPorts: 64, availablePorts: 51 },
      { name: 'fcs2', wwpn: '100000109b64b819', npivReady: null, totalPorts: null, availablePorts: null },
      { name: 'fcs3', wwpn: '100000109b64b81a', npivReady: null, totalPorts: null, availablePorts: null },
      { name: 'fcs4', wwpn: '10000090fa0480c6', npivReady: true, totalPorts: 64, availablePorts: 59 },
      { name: 'fcs5', wwpn: '10000090fa0480c7', npivReady: true, totalPorts: 64, availablePorts: 60 },
    ])
    expect(fleet.vios[0]?.physicalVolumes).toEqual([
      {
        name: 'hdisk0',
        uniqueId: '1C020110d017009880cf0400nvme',
        sizeMib: 381_554,
        reservePolicy: 'no_reserve',
      },
      {
        name: 'hdisk1',
        uniqueId: '1C020110f022009880cf0400nvme',
        sizeMib: 381_554,
        reservePolicy: 'no_reserve',
      },
    ])
    // P9Flash01 has both its adapters on this VIOS; the others have some on the VIOS that was not exported.
    expect(partitionOf(fleet, 8)?.virtualFibreChannel).toHaveLength(2)
    expect(partitionOf(fleet, 5)?.virtualFibreChannel).toBeNull()
  })

  it('reads 34 Fibre Channel and 4 SCSI mappings', async () => {
    const { patches } = await readImport([`${folder ?? ''}/2-vios.xml`], importers)
    const fibreChannel = patches.filter((patch) => patch.entity === 'fc-mapping')
    expect(fibreChannel).toHaveLength(34)
    expect(patches.filter((patch) => patch.entity === 'scsi-mapping')).toHaveLength(4)
    expect(fibreChannel[0]).toMatchObject({ viosSlot: 44, clientLparId: 5, clientSlot: 44, port: 'fcs1' })
    const adapters = patches.flatMap((patch) =>
      patch.entity === 'partition' ? (patch.lists?.virtualFibreChannel ?? []) : [],
    )
    expect(adapters[0]).toMatchObject({
      slot: 44,
      viosLparId: 2,
      viosName: 'P924VIO2',
      viosSlot: 44,
      wwpns: ['c050760b1d100016', 'c050760b1d100017'],
    })
  })
})

describe.skipIf(folder === null)('the whole folder', () => {
  it('has a fate for every file and no errors', async () => {
    const { files, problems, patches } = await readImport([folder ?? ''], importers)
    expect(files.map((file) => [file.file, file.kind, file.rows, file.status])).toEqual([
      ['1-hmc.xml', 'HMC REST: ManagementConsole', 1, 'read'],
      ['2-managed-system.xml', 'HMC REST: ManagedSystem', 1, 'read'],
      ['2-vios.xml', 'HMC REST: VirtualIOServer', 77, 'read'],
      ['3-lpar.xml', 'HMC REST: LogicalPartition', 1, 'read'],
      ['4-managed-system-energy.xml', 'HMC REST: ProcessedMetrics', 0, 'left-out'],
      ['LICENSE', null, 0, 'left-out'],
      ['energy.xml', 'HMC REST: ProcessedMetrics', 0, 'left-out'],
      ['logical-partitions.xml', 'HMC REST: LogicalPartition', 12, 'read'],
      ['managed-systems.xml', 'HMC REST: ManagedSystem', 2, 'read'],
      ['processed-metrics.xml', 'HMC REST: ProcessedMetrics', 0, 'left-out'],
    ])
    expect(problems.map((one) => one.severity).filter((severity) => severity !== 'note')).toEqual([])
    expect(problems).toHaveLength(4)
    const merged = mergePatches(patches, null)
    expect(merged.problems.filter((one) => one.severity === 'error')).toEqual([])
    expect(merged.fleet.servers).toHaveLength(2)
    expect(merged.fleet.vios).toHaveLength(1)
    expect(merged.fleet.partitions).toHaveLength(12)
    // Partition 11 was exported twice, 15 months apart, with a new name in between.
    expect(partitionOf(merged.fleet, 11)?.name).toBe('rhel8-ocp-helper')
  })
})
