/** The sample data centre, read as a user would import it: nothing in it is a problem, and its troubles arrive. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { importers } from '../../../../electron/importers/importers.ts'
import { readImport, type ReadImport } from '../../../../electron/importers/read-import.ts'
import { mergePatches, type MergedFleet } from '../../../../shared/inventory/merge.ts'
import { answerableQuestions } from '../../../../shared/inventory/questions.ts'
import type { Partition, Vios } from '../../../../shared/inventory/fleet.ts'
import { projectRoot } from '../../../support/shared-data.ts'

const sample = join(projectRoot, 'resources', 'sample', 'hmc-output')

describe.skipIf(!existsSync(sample))('the sample data centre', () => {
  let read: ReadImport
  let merged: MergedFleet
  const partition = (name: string): Partition | undefined =>
    merged.fleet.partitions.find((one) => one.name === name)
  const vios = (name: string): Vios | undefined => merged.fleet.vios.find((one) => one.name === name)

  beforeAll(async () => {
    read = await readImport([sample], importers)
    merged = mergePatches(read.patches, null)
  })

  it('is read without a problem; one kind of file is said not to be needed', () => {
    expect(read.problems.map((problem) => problem.code)).toEqual(['file-not-needed'])
    expect(merged.problems).toEqual([])
    const unused = read.files.filter((file) => file.status !== 'read').map((file) => file.kind)
    expect(new Set(unused)).toEqual(new Set(['lsmap -all -net']))
  })

  it('counts the rows of a file once, whatever they say of several things', () => {
    const rowsOf = (name: string): number | undefined =>
      read.files.find((file) => file.file.endsWith(name))?.rows
    expect(rowsOf('/HMC_lshmc_V.txt')).toBe(1)
    expect(rowsOf('/nor-e980-1_profiles.txt')).toBe(55)
    expect(rowsOf('hmc-south/HMC_lscodpool.txt')).toBe(0)
  })

  it('has its servers, VIOS and partitions', () => {
    const { servers, vios: all, partitions } = merged.fleet
    expect([servers.length, all.length, partitions.length]).toEqual([10, 20, 200])
    expect(servers.map((one) => one.lmbMib).filter((size) => size !== 256)).toEqual([128])
    for (const server of servers) {
      expect(server.generation).not.toBeNull()
      expect(server.firmwareRelease).not.toBeNull()
      expect(server.compatModes).not.toBeNull()
      expect(server.maxActiveMigrations).not.toBeNull()
    }
  })

  it('knows of every system its HMC, optimizer, mirroring and pool', () => {
    const { servers } = merged.fleet
    const rows = servers.map((one) => [one.name, one.hmcLevel, one.memoryMirroring, one.enterprisePool])
    expect(rows.filter((row) => row.includes(null))).toEqual([])
    expect(new Set(servers.map((one) => `${one.hmcs.join()} ${one.hmcLevel ?? ''}`))).toEqual(
      new Set(['hmc-north 10.3.1060', 'hmc-south 11.1.1110']),
    )
    expect(servers.filter((one) => one.optimizerRunning !== false).map((one) => one.name)).toEqual([
      'sou-e880-1',
    ])
    const pooled = servers.filter((one) => one.enterprisePool !== '')
    expect(pooled.map((one) => [one.name, one.enterprisePool, one.activatedCores])).toEqual([
      ['nor-e1080-1', 'north-pool', 80],
      ['nor-e980-1', 'north-pool', 88],
    ])
  })

  it('knows of every partition its profiles, barrier arrays and dynamic capability', () => {
    const { partitions } = merged.fleet
    for (const one of partitions) {
      expect(one.profileNames).toContain(one.defaultProfile)
      expect(one.barrierArrays).toBe(0)
      const answers = one.rmcState === 'active'
      expect([one.name, one.dlparCapable]).toEqual([one.name, answers ? one.name !== 'redis-p2' : null])
    }
    expect(partitions.filter((one) => (one.profileNames?.length ?? 0) > 1).length).toBeGreaterThan(10)
    expect(partitions.filter((one) => one.profileSynchronised !== true).map((one) => one.name)).toEqual([
      'was-int2',
    ])
    const serials = partitions.filter((one) => (one.virtualSerialNumber ?? '') !== '')
    expect(serials.map((one) => one.name)).toEqual(['ibmi-hr1', 'ibmi-whs1'])
  })

  it('answers every question about moves but the dynamic capability of partitions without RMC', () => {
    const open = answerableQuestions(merged.fleet).filter((one) => one.status !== 'answered')
    expect(open.map((one) => one.id)).toEqual(['dynamic-changes'])
    expect(open[0]?.text).toContain('2 of 187 active partitions of AIX and Linux')
    expect(open[0]?.text).toContain('(was-prd4, was-dr2)')
  })

  it('knows of every VIOS what a move needs', () => {
    for (const one of merged.fleet.vios) {
      expect(one).toMatchObject({ state: 'running', rmcState: 'active' })
      for (const key of [
        'mover',
        'level',
        'moverSlots',
        'concurrencyLevel',
        'linkGbps',
        'networkBridges',
      ] as const)
        expect([one.name, key, one[key]]).not.toEqual([one.name, key, null])
      expect(one.fibreChannelPorts?.length).toBeGreaterThan(0)
      for (const disk of one.physicalVolumes ?? []) expect(Object.values(disk)).not.toContain(null)
    }
    expect(merged.fleet.vios.filter((one) => one.mover === false).map((one) => one.name)).toEqual([
      'nor-s1024-2-vio2',
    ])
  })

  it('gives sizes to the partitions that are not activated', () => {
    const inactive = merged.fleet.partitions.filter((one) => one.state === 'not activated')
    expect(inactive).toHaveLength(6)
    for (const one of inactive) {
      expect(one.memoryMib).toBeGreaterThan(0)
      expect(one.entitledCenti).toBeGreaterThan(0)
      expect(one.virtualEthernet?.length).toBeGreaterThan(0)
    }
  })

  it('shows its troubles', () => {
    expect(partition('was-prd4')?.rmcState).toBe('inactive')
    expect(partition('bkp-tsm1')?.physicalSlots).toHaveLength(1)
    expect(partition('oracrm-p2')?.hugePages).toBe(2)
    expect(partition('payhub-p2')?.migrationDisabled).toBe(true)
    expect(partition('orapay-p1')?.redundantErrorPathReporting).toBe(true)
    expect(partition('legacy-cics1')?.currentMode).toBe('POWER7')
    expect(partition('ibmi-hr1')).toMatchObject({ os: 'ibmi', restrictedIo: false })
    expect(partition('ntp01')?.timeReference).toBe(true)
    expect(partition('mqprd-qm2')?.virtualFibreChannel?.some((adapter) => adapter.wwpns.length === 1)).toBe(
      true,
    )
    expect(partition('sftp-gw1')?.virtualScsi?.flatMap((adapter) => adapter.backing ?? [])[0]?.kind).toBe(
      'logical-volume',
    )
    expect(partition('scan-gw1')?.virtualScsi?.flatMap((adapter) => adapter.backing ?? [])[0]?.kind).toBe(
      'file',
    )
    const first = vios('nor-e980-1-vio1')
    const own = partition('nim01')
      ?.virtualScsi?.flatMap((adapter) => adapter.backing ?? [])
      .filter((backing) => backing.viosId === first?.id)
      .map((backing) => backing.name)
    const reserved = first?.physicalVolumes?.filter((disk) => disk.reservePolicy === 'single_path')
    expect(reserved?.filter((disk) => own?.includes(disk.name))).toHaveLength(1)
  })

  it('knows what backs its vNICs, and the SR-IOV ports that could', () => {
    const held = merged.fleet.partitions.filter((one) => (one.vnics?.length ?? 0) > 0)
    expect(held.map((one) => one.name)).toEqual(['web-ext1', 'web-ext2'])
    for (const one of held)
      expect(one.vnics?.[0]?.backing).toMatchObject([
        { viosLparId: 1, adapterId: 1, capacity: 200 },
        { viosLparId: 2, adapterId: 2, capacity: 200 },
      ])
    const withPorts = merged.fleet.servers.filter((one) => (one.sriovAdapters?.length ?? 0) > 0)
    expect(withPorts.map((one) => [one.name, one.sriovPhysicalPorts?.length])).toEqual([
      ['sou-s924-1', 1],
      ['sou-s1024-1', 4],
      ['sou-s1122-1', 4],
    ])
    expect(withPorts[1]?.sriovPhysicalPorts?.[0]).toMatchObject({ allocatedCapacity: 200, allocatedOf: 1 })
    expect(merged.fleet.servers.every((one) => one.sriovAdapters !== null)).toBe(true)
  })

  it('has a typical week of every active partition, never above what the partition may use', () => {
    for (const one of merged.fleet.partitions.filter((each) => each.state === 'running')) {
      const week = one.typicalWeek?.filter((hour) => hour !== null) ?? []
      expect(week.length).toBeGreaterThan(160)
      expect(Math.max(...week)).toBeLessThanOrEqual((one.virtualProcessors ?? 0) + 0.001)
    }
  })
})
