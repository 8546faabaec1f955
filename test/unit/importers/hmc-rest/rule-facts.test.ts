/** REST elements that the rules beyond sizes and adapters need. */
import { describe, expect, it } from 'vitest'
import { hmcRestImporter } from '../../../../electron/importers/hmc-rest/hmc-rest-importer.ts'
import { importers } from '../../../../electron/importers/importers.ts'
import { readImport } from '../../../../electron/importers/read-import.ts'
import type { Fleet } from '../../../../shared/inventory/fleet.ts'
import { mergePatches } from '../../../../shared/inventory/merge.ts'
import type { PartitionValues, ServerValues } from '../../../../shared/inventory/patch.ts'
import { elements, entry, feed, partitionEntry, systemUuid, type Content } from '../../../support/rest-xml.ts'
import { sharedData } from '../../../support/shared-data.ts'
import { readWith, sourceFile } from '../../../support/source-file.ts'

async function partition(more: Content): Promise<PartitionValues | undefined> {
  const { patches } = await readWith(
    hmcRestImporter,
    sourceFile('a.xml', feed('LogicalPartition', [partitionEntry(3, more)])),
  )
  const [patch] = patches.filter((one) => one.entity === 'partition')
  return patch?.values
}

async function system(memory: Content, processors: Content = {}): Promise<ServerValues | undefined> {
  const content = {
    SystemName: 'alpha',
    AssociatedSystemMemoryConfiguration: memory,
    AssociatedSystemProcessorConfiguration: processors,
  }
  const { patches } = await readWith(
    hmcRestImporter,
    sourceFile('a.xml', feed('ManagedSystem', [entry('ManagedSystem', elements(content))])),
  )
  const [patch] = patches.filter((one) => one.entity === 'server')
  return patch?.values
}

describe('ManagedSystem', () => {
  it.each([
    ['none', 'none'],
    ['system firmware only', 'sys_firmware_only'],
  ])('mirroring mode %s', async (text, mode) => {
    expect((await system({ CurrentMemoryMirroringMode: text }))?.memoryMirroring).toBe(mode)
  })

  it.each([
    ['In_Progress', true],
    ['Not_In_Progress', false],
    ['Not_Mirrored', undefined],
    ['Unknown', undefined],
  ])('defragmentation %s', async (text, running) => {
    expect((await system({ MemoryDefragmentationState: text }))?.optimizerRunning).toBe(running)
  })

  it('says nothing of what is missing', async () => {
    const values = await system({}, {})
    for (const name of ['memoryMirroring', 'optimizerRunning', 'activatedCores'])
      expect(values).not.toHaveProperty(name)
    expect((await system({}, { PermanentSystemProcessors: '24' }))?.activatedCores).toBe(24)
  })
})

describe('LogicalPartition', () => {
  it.each([
    ['On', true],
    ['Off', false],
    ['Disabled', false],
    ['Unknown', undefined],
  ])('profile synchronisation %s', async (text, synchronised) => {
    expect((await partition({ CurrentProfileSync: text }))?.profileSynchronised).toBe(synchronised)
  })

  it('tells a virtual serial number, none, and not known apart', async () => {
    expect((await partition({ VirtualSerialNumber: 'VS00001' }))?.virtualSerialNumber).toBe('VS00001')
    expect((await partition({ VirtualSerialNumber: '' }))?.virtualSerialNumber).toBe('')
    expect(await partition({ LogicalSerialNumber: '21F64EV3' })).not.toHaveProperty('virtualSerialNumber')
  })

  it('counts barrier arrays in use, or wanted at the next start', async () => {
    const PartitionMemoryConfiguration = {
      BarrierSynchronizationRegisterArrayCount: '32',
      CurrentBarrierSynchronizationRegisterArrays: '16',
    }
    expect((await partition({ PartitionMemoryConfiguration }))?.barrierArrays).toBe(16)
    const stopped = { PartitionMemoryConfiguration, PartitionState: 'not activated' }
    expect((await partition(stopped))?.barrierArrays).toBe(32)
    expect(await partition({})).not.toHaveProperty('barrierArrays')
  })
})

describe('ManagementConsole', () => {
  const console = (version: string): string =>
    feed(
      'ManagementConsole',
      [
        entry(
          'ManagementConsole',
          `<ManagedSystems><link href="https://192.0.2.1:12443/rest/api/uom/ManagementConsole/22222222-1111-1111-1111-000000000001/ManagedSystem/${systemUuid}" rel="related"/></ManagedSystems>
${version}`,
        ),
      ],
      'ManagementConsole',
    )

  it('gives its level to the systems it links to', async () => {
    const version = elements({ VersionInfo: { Release: '3', ServicePackName: '1060', Version: '10' } })
    const { patches, problems } = await readWith(hmcRestImporter, sourceFile('hmc.xml', console(version)))
    expect(problems).toEqual([])
    expect(patches).toMatchObject([
      { server: { uuid: systemUuid }, values: { hmcLevel: '10.3.1060', hmcs: ['192.0.2.1'] } },
    ])
  })

  it('says nothing without a version', async () => {
    expect((await readWith(hmcRestImporter, sourceFile('hmc.xml', console('')))).patches).toEqual([])
  })
})

const captures = sharedData('captures')
const fleetOf = async (...names: string[]): Promise<Fleet> =>
  mergePatches(
    (
      await readImport(
        names.map((name) => `${captures ?? ''}/${name}`),
        importers,
      )
    ).patches,
    null,
  ).fleet

describe.skipIf(captures === null)('real answers', () => {
  it('of an S822L and an S924', async () => {
    const { servers } = await fleetOf('hmc-rest')
    expect(
      servers.map((one) => [
        one.name,
        one.hmcLevel,
        one.memoryMirroring,
        one.optimizerRunning,
        one.activatedCores,
        one.enterprisePool,
      ]),
    ).toEqual([
      ['S822L-8247-213C1BA', null, 'none', false, 24, null],
      ['Server-9009-42A-SN21F64EV', '9.1.942', 'none', false, 24, null],
    ])
  })

  it('of their partitions', async () => {
    const { partitions } = await fleetOf('hmc-rest')
    // IBMiT1, which is not activated, has its synchronisation suspended.
    expect(partitions.filter((one) => one.profileSynchronised !== true).map((one) => one.lparId)).toEqual([9])
    expect(partitions.find((one) => one.lparId === 9)?.profileSynchronised).toBe(false)
    for (const name of ['barrierArrays', 'virtualSerialNumber', 'profileNames', 'minAffinityScore'] as const)
      expect(partitions.filter((one) => one[name] !== null)).toEqual([])
    expect(partitions.filter((one) => one.dlparCapable === true).map((one) => one.lparId)).toContain(15)
  })

  it('recorded by pypowervm: a virtual serial number, barrier arrays, a mirrored system', async () => {
    const { servers, partitions } = await fleetOf('pypowervm/managedsystem.txt', 'pypowervm/lpar.txt')
    expect(servers.map((one) => [one.name, one.memoryMirroring, one.optimizerRunning])).toEqual([
      ['HV4', 'sys_firmware_only', null],
      ['Server-8246-L1C-SN0604C6A', 'none', null],
      ['Server-8246-L1C-SN0604CAA', 'none', null],
    ])
    expect(partitions.flatMap((one) => one.virtualSerialNumber ?? [])).toEqual(['ABC0001'])
    expect(partitions.filter((one) => one.barrierArrays === 0).length).toBeGreaterThan(15)
    expect(partitions.filter((one) => one.profileSynchronised === false)).toHaveLength(4)
  })
})
