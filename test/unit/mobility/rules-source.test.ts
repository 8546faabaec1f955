/** Source side: each rule passes on the complete fleet, refuses or warns on its fact, and cannot tell without its input. */
import { describe, expect, it } from 'vitest'
import type { Partition } from '../../../shared/inventory/fleet.ts'
import { centi } from '../../../shared/inventory/units.ts'
import type { MoveType } from '../../../shared/mobility/verdict.ts'
import { aBacking, alphaId, aPort, aScsiAdapter, aFibreChannelAdapter } from '../../support/fleet-builder.ts'
import { findingOf, verdictOf, type Change } from '../../support/mobility-cases.ts'

type Case = readonly [rule: string, change: Change, verdict: string, moveType?: MoveType]

const partition = (values: Partial<Partition>): Change => ({ partition: values })
const slot = (required: boolean | null) =>
  partition({ physicalSlots: [{ name: '21010003', description: 'SCSI', required }] })
const backed = (...backing: Parameters<typeof aBacking>[0][]): Change =>
  partition({ virtualScsi: [aScsiAdapter({ backing: backing.map((one) => aBacking(one)) })] })

const cases: readonly Case[] = [
  ['SRC-STATE', {}, 'pass'],
  ['SRC-STATE', partition({ state: 'not activated' }), 'pass'],
  ['SRC-STATE', partition({ state: 'suspended' }), 'pass'],
  ['SRC-STATE', partition({ state: 'open firmware' }), 'warn'],
  ['SRC-STATE', partition({ state: 'shutting down' }), 'block'],
  ['SRC-STATE', partition({ state: null }), 'unknown'],
  ['SRC-STATE', {}, 'warn', 'inactive'],
  ['SRC-STATE', partition({ state: 'not activated' }), 'block', 'active'],
  ['SRC-STATE', partition({ state: 'running' }), 'block', 'suspended'],
  ['SRC-NOTVIOS', {}, 'pass'],
  ['SRC-NOTVIOS', partition({ environment: 'vioserver' }), 'block'],
  ['SRC-NOTVIOS', partition({ environment: null, os: null }), 'unknown'],
  ['SRC-NOTVIOS', partition({ environment: null, os: 'linux' }), 'pass'],
  ['SRC-MIGDIS', {}, 'pass'],
  ['SRC-MIGDIS', partition({ migrationDisabled: true }), 'block'],
  ['SRC-MIGDIS', partition({ migrationDisabled: null }), 'unknown'],
  ['SRC-BUSY', {}, 'pass'],
  ['SRC-BUSY', partition({ migrationState: 'Not_Migrating' }), 'pass'],
  ['SRC-BUSY', partition({ migrationState: 'Migration In Progress' }), 'block'],
  ['SRC-BUSY', partition({ migrationState: null }), 'unknown'],
  ['SRC-BOOTED-FULL', {}, 'pass'],
  ['SRC-BOOTED-FULL', partition({ allResources: true }), 'block'],
  ['SRC-BOOTED-FULL', partition({ allResources: null }), 'unknown'],
  ['SRC-SERVICE', {}, 'pass'],
  ['SRC-SERVICE', partition({ servicePartition: true }), 'block'],
  ['SRC-SERVICE', partition({ servicePartition: null }), 'unknown'],
  ['SRC-SERVICE', partition({ servicePartition: true, state: 'not activated' }), 'not asked'],
  ['SRC-TIMEREF', {}, 'pass'],
  ['SRC-TIMEREF', partition({ timeReference: true }), 'warn'],
  ['SRC-TIMEREF', partition({ timeReference: null }), 'unknown'],
  ['SRC-RMC', {}, 'pass'],
  ['SRC-RMC', partition({ rmcState: 'inactive' }), 'block'],
  ['SRC-RMC', partition({ rmcState: 'none' }), 'block'],
  ['SRC-RMC', partition({ rmcState: null }), 'unknown'],
  ['SRC-RMC', partition({ rmcState: 'none', os: 'ibmi', environment: 'os400' }), 'pass'],
  ['SRC-RMC', partition({ rmcState: 'none', os: null, environment: null }), 'unknown'],
  ['SRC-RMC', partition({ rmcState: 'inactive', state: 'not activated' }), 'not asked'],
  ['SRC-REDERR', {}, 'pass'],
  ['SRC-REDERR', partition({ redundantErrorPathReporting: true }), 'block'],
  ['SRC-REDERR', partition({ redundantErrorPathReporting: null }), 'unknown'],
  ['SRC-HUGE', {}, 'pass'],
  ['SRC-HUGE', partition({ hugePages: 1 }), 'block'],
  ['SRC-HUGE', partition({ hugePages: 1, state: 'not activated' }), 'warn'],
  ['SRC-HUGE', partition({ hugePages: null }), 'unknown'],
  ['SRC-PHYSIO', {}, 'pass'],
  ['SRC-PHYSIO', slot(true), 'block'],
  ['SRC-PHYSIO', slot(false), 'block'],
  ['SRC-PHYSIO', slot(false), 'warn', 'inactive'],
  ['SRC-PHYSIO', slot(null), 'unknown', 'inactive'],
  ['SRC-PHYSIO', slot(true), 'block', 'inactive'],
  ['SRC-PHYSIO', partition({ physicalSlots: null }), 'unknown'],
  ['SRC-LHEA', {}, 'pass'],
  ['SRC-LHEA', partition({ hostEthernetPorts: ['23000000/1/1/0'] }), 'block'],
  ['SRC-LHEA', partition({ hostEthernetPorts: null }), 'unknown'],
  [
    'SRC-LHEA',
    { partition: { hostEthernetPorts: null }, source: { capabilities: { lhea_capable: false } } },
    'pass',
  ],
  [
    'SRC-LHEA',
    { partition: { hostEthernetPorts: ['1'] }, source: { capabilities: { lhea_capable: false } } },
    'block',
  ],
  [
    'SRC-HCA',
    { partition: { hostChannelAdapters: null }, source: { capabilities: { hca_capable: false } } },
    'pass',
  ],
  [
    'SRC-SRIOV',
    { partition: { sriovPorts: null }, source: { capabilities: { sriov_capable: false } } },
    'pass',
  ],
  [
    'SRC-VNIC',
    { partition: { vnics: null }, source: { capabilities: { vnic_dedicated_sriov_capable: false } } },
    'pass',
  ],
  [
    'SRC-VNIC',
    { partition: { vnics: null }, source: { capabilities: { vnic_dedicated_sriov_capable: true } } },
    'unknown',
  ],
  ['SRC-HCA', {}, 'pass'],
  ['SRC-HCA', partition({ hostChannelAdapters: ['1'] }), 'block'],
  ['SRC-HCA', partition({ hostChannelAdapters: null }), 'unknown'],
  ['SRC-SRIOV', {}, 'pass'],
  ['SRC-SRIOV', partition({ sriovPorts: ['27004003'] }), 'unknown'],
  ['SRC-SRIOV', { partition: { sriovPorts: ['27004003'] }, target: { generation: 'POWER8' } }, 'block'],
  [
    'SRC-SRIOV',
    { partition: { sriovPorts: ['27004003'] }, source: { capabilities: { sriov_migration_capable: false } } },
    'block',
  ],
  ['SRC-SRIOV', partition({ sriovPorts: null }), 'unknown'],
  ['SRC-VNIC', {}, 'pass'],
  ['SRC-VNIC', partition({ vnics: [{ slot: 3, portVlanId: 1, backingDevices: 2 }] }), 'unknown'],
  [
    'SRC-VNIC',
    {
      partition: { vnics: [{ slot: 3, portVlanId: 1, backingDevices: 2 }] },
      target: { capabilities: { vnic_dedicated_sriov_capable: false } },
    },
    'block',
  ],
  [
    'SRC-VNIC',
    {
      partition: { vnics: [{ slot: 3, portVlanId: 1, backingDevices: 2 }] },
      target: { capabilities: { vnic_dedicated_sriov_capable: true } },
    },
    'unknown',
  ],
  ['SRC-VNIC', partition({ vnics: null }), 'unknown'],
  ['SRC-VADAPT', {}, 'pass'],
  ['SRC-VADAPT', partition({ extraSerialAdapters: 1 }), 'block'],
  ['SRC-VADAPT', partition({ extraSerialAdapters: null }), 'unknown'],
  ['SRC-VADAPT', partition({ virtualScsi: [aScsiAdapter({ required: true })] }), 'warn'],
  ['SRC-VADAPT', partition({ virtualScsi: [aScsiAdapter({ required: null })] }), 'unknown'],
  ['SRC-VOPT', {}, 'pass'],
  [
    'SRC-VOPT',
    { ...backed({ kind: 'optical', name: 'vtopt0' }), sourceVios: { level: '3.1.2.40' } },
    'block',
  ],
  [
    'SRC-VOPT',
    { ...backed({ kind: 'optical', name: 'vtopt0' }), sourceVios: { level: '3.1.3.0' } },
    'unknown',
  ],
  ['SRC-VOPT', { ...backed({ kind: 'optical', name: 'vtopt0' }), sourceVios: { level: null } }, 'unknown'],
  ['SRC-VOPT', partition({ virtualScsi: null }), 'unknown'],
  ['SRC-IBMI-RIO', {}, 'pass'],
  ['SRC-IBMI-RIO', partition({ os: null, environment: null }), 'unknown'],
  ['SRC-IBMI-RIO', partition({ os: 'ibmi', environment: 'os400', restrictedIo: false }), 'block'],
  ['SRC-IBMI-RIO', partition({ os: 'ibmi', environment: 'os400', restrictedIo: null }), 'unknown'],
  ['SRC-AMS', {}, 'pass'],
  ['SRC-AMS', partition({ memoryMode: 'shared' }), 'unknown'],
  [
    'SRC-AMS',
    { partition: { memoryMode: 'shared' }, target: { capabilities: { active_mem_sharing_capable: false } } },
    'block',
  ],
  ['SRC-AMS', partition({ memoryMode: null }), 'unknown'],
  ['SRC-AME', {}, 'pass'],
  ['SRC-AME', partition({ memoryExpansion: 1.4 }), 'pass'],
  ['SRC-AME', { target: { capabilities: { active_mem_expansion_capable: false } } }, 'pass'],
  [
    'SRC-AME',
    {
      partition: { memoryExpansion: 1.4 },
      target: { capabilities: { active_mem_expansion_capable: false } },
    },
    'block',
  ],
  ['SRC-AME', { partition: { memoryExpansion: 1.4 }, target: { capabilities: {} } }, 'unknown'],
  ['SRC-AME', partition({ memoryExpansion: null }), 'unknown'],
  ['SRC-VTPM', {}, 'pass'],
  ['SRC-VTPM', partition({ vtpm: true }), 'pass'],
  ['SRC-VTPM', { partition: { vtpm: true }, target: { capabilities: { vtpm_capable: false } } }, 'block'],
  ['SRC-VTPM', { partition: { vtpm: true }, target: { capabilities: {} } }, 'unknown'],
  ['SRC-VTPM', partition({ vtpm: null }), 'unknown'],
  ['RR-SRR', {}, 'pass'],
  ['RR-SRR', partition({ simplifiedRemoteRestart: true }), 'pass'],
  [
    'RR-SRR',
    {
      partition: { simplifiedRemoteRestart: true },
      target: { capabilities: { powervm_lpar_simplified_remote_restart_capable: false } },
    },
    'warn',
  ],
  ['RR-SRR', partition({ simplifiedRemoteRestart: null }), 'unknown'],
  ['SRC-WLG', {}, 'pass'],
  ['SRC-WLG', partition({ workGroupId: '3' }), 'warn'],
  ['SRC-WLG', partition({ workGroupId: null }), 'unknown'],
  ['SRC-VSCSI-LUN', {}, 'pass'],
  ['SRC-VSCSI-LUN', partition({ virtualScsi: [] }), 'pass'],
  ['SRC-VSCSI-LUN', backed({ kind: 'shared-pool-unit' }), 'pass'],
  ['SRC-VSCSI-LUN', backed({ kind: 'logical-volume', name: 'lv_root' }), 'block'],
  ['SRC-VSCSI-LUN', backed({ kind: 'file', name: 'vdisk1' }), 'block'],
  ['SRC-VSCSI-LUN', backed({ kind: null }), 'unknown'],
  ['SRC-VSCSI-LUN', partition({ virtualScsi: [aScsiAdapter({ backing: null })] }), 'unknown'],
  ['SRC-VSCSI-LUN', partition({ virtualScsi: null }), 'unknown'],
  ['SRC-VSCSI-RES', {}, 'pass'],
  ['SRC-VSCSI-RES', { sourceVios: { physicalVolumes: null } }, 'unknown'],
  ['SRC-VSCSI-VIS', {}, 'pass'],
  ['SRC-VSCSI-VIS', { disksEverywhere: false }, 'block'],
  ['SRC-VSCSI-VIS', { targetVios: { physicalVolumes: null } }, 'unknown'],
  ['SRC-VSCSI-VIS', { secondTargetVios: { physicalVolumes: null } }, 'pass'],
  ['SRC-VSCSI-VIS', { disksEverywhere: false, secondTargetVios: { physicalVolumes: null } }, 'unknown'],
  ['SRC-VSCSI-VIS', backed({ uniqueId: null }), 'unknown'],
  ['SRC-VSCSI-VIS', backed({ kind: 'shared-pool-unit', uniqueId: null }), 'unknown'],
  ['SRC-VSCSI-VIS', partition({ virtualScsi: null }), 'unknown'],
]

describe('rules about the source side', () => {
  it.each(cases.map(([rule, change, verdict, moveType]) => ({ rule, change, verdict, moveType })))(
    '$rule with $change: $verdict ($moveType)',
    ({ rule, change, verdict, moveType }) => {
      expect(verdictOf(rule, change, moveType === undefined ? {} : { moveType })).toBe(verdict)
    },
  )
})

describe('SRC-VSCSI-RES', () => {
  const disk = (reservePolicy: string | null) => ({
    name: 'hdisk4',
    uniqueId: aBacking().uniqueId,
    sizeMib: null,
    reservePolicy,
  })
  const with_ = (source: string | null, target: string | null): Change => ({
    ...backed({}),
    sourceVios: { physicalVolumes: [disk(source)] },
    targetVios: { physicalVolumes: [disk(target)] },
  })

  it('blocks a reserve on either side and types the command for the VIOS that holds it', () => {
    expect(verdictOf('SRC-VSCSI-RES', with_('no_reserve', 'no_reserve'))).toBe('pass')
    const finding = findingOf('SRC-VSCSI-RES', with_('no_reserve', 'single_path'))
    expect(finding.verdict).toBe('block')
    expect(finding.remedy).toBe(
      'viosvrcmd -m beta -p vios1-0002 -c "chdev -dev hdisk4 -attr reserve_policy=no_reserve"',
    )
    expect(findingOf('SRC-VSCSI-RES', with_('PR_shared', 'no_reserve')).text).toContain('PR_shared')
  })

  it('cannot tell with an unknown policy, and a known reserve outweighs it', () => {
    expect(verdictOf('SRC-VSCSI-RES', with_('no_reserve', null))).toBe('unknown')
    expect(verdictOf('SRC-VSCSI-RES', with_(null, 'single_path'))).toBe('block')
    const two: Change = {
      ...with_('no_reserve', 'no_reserve'),
      secondTargetVios: { physicalVolumes: [disk(null)] },
    }
    expect(verdictOf('SRC-VSCSI-RES', two)).toBe('unknown')
  })
})

describe('identifiers of disks', () => {
  it('come from the list of the VIOS where the mapping has none', () => {
    const disk = { name: 'hdisk4', uniqueId: '600507', sizeMib: null, reservePolicy: 'no_reserve' }
    const change: Change = {
      ...backed({ uniqueId: null }),
      sourceVios: { physicalVolumes: [disk] },
      targetVios: { physicalVolumes: [{ ...disk, name: 'hdisk77' }] },
    }
    expect(verdictOf('SRC-VSCSI-VIS', change)).toBe('pass')
    expect(verdictOf('SRC-VSCSI-VIS', { ...change, targetVios: {} })).toBe('block')
    expect(verdictOf('SRC-VSCSI-VIS', { ...change, sourceVios: { physicalVolumes: [] } })).toBe('unknown')
  })
})

describe('SRC-NPIV-PAIR', () => {
  const npiv = (adapters = [aFibreChannelAdapter()]): Partial<Partition> => ({
    virtualScsi: [],
    virtualFibreChannel: adapters,
  })
  const places = (availablePorts: number | null, npivReady: boolean | null = true): Change => ({
    partition: npiv(),
    targetVios: { fibreChannelPorts: [] },
    secondTargetVios: { fibreChannelPorts: [aPort({ availablePorts, npivReady })] },
  })

  it('is never more than a warning: the zoning of the second WWPN is not visible', () => {
    const finding = findingOf('SRC-NPIV-PAIR', { partition: npiv() })
    expect(finding.verdict).toBe('warn')
    expect(finding.remedy).toContain('migrlpar -o v -m alpha -t beta -p p10-0001 --npivval portdisk')
    expect(verdictOf('SRC-NPIV-PAIR', {})).toBe('pass')
  })

  it('blocks a single WWPN, and cannot tell where none was read', () => {
    const single = findingOf('SRC-NPIV-PAIR', {
      partition: npiv([aFibreChannelAdapter({ wwpns: ['c050'] })]),
    })
    expect(single.verdict).toBe('block')
    expect(single.text).toContain('One WWPN where a pair is expected')
    expect(verdictOf('SRC-NPIV-PAIR', { partition: npiv([aFibreChannelAdapter({ wwpns: [] })]) })).toBe(
      'unknown',
    )
    expect(verdictOf('SRC-NPIV-PAIR', { partition: { virtualFibreChannel: null } })).toBe('unknown')
  })

  it('counts free places on NPIV-ready ports, up to the last one', () => {
    expect(verdictOf('SRC-NPIV-PAIR', places(1))).toBe('warn')
    expect(verdictOf('SRC-NPIV-PAIR', places(0))).toBe('block')
    expect(verdictOf('SRC-NPIV-PAIR', places(60, false))).toBe('block')
    expect(verdictOf('SRC-NPIV-PAIR', { partition: npiv(), targetVios: { fibreChannelPorts: [] } })).toBe(
      'block',
    )
  })

  it('cannot tell without port data', () => {
    expect(verdictOf('SRC-NPIV-PAIR', places(60, null))).toBe('unknown')
    expect(verdictOf('SRC-NPIV-PAIR', places(null))).toBe('unknown')
    const unread: Change = { partition: npiv(), targetVios: { fibreChannelPorts: null } }
    expect(findingOf('SRC-NPIV-PAIR', unread).missing?.command).toBe(
      'viosvrcmd -m beta -p vios1-0002 -c "lsnports -fmt :"',
    )
  })

  it('blocks a target that does not support virtual Fibre Channel', () => {
    const finding = findingOf('SRC-NPIV-PAIR', {
      partition: npiv(),
      target: { capabilities: { virtual_fc_capable: false } },
    })
    expect(finding.verdict).toBe('block')
    expect(finding.text).toContain('HSCLA4C0')
  })
})

describe('SRC-IBMI-RIO', () => {
  const capabilities = { os400_lpar_mobility_capable: true }
  const ibmi = (osVersion: string | null, target: Record<string, boolean> = capabilities): Change => ({
    partition: { os: 'ibmi', environment: 'os400', rmcState: 'none', restrictedIo: true, osVersion },
    source: { capabilities },
    target: { capabilities: target },
  })

  it('reads the release', () => {
    expect(verdictOf('SRC-IBMI-RIO', ibmi('IBM i Licensed Internal Code 7.4.0 48 1'))).toBe('pass')
    expect(verdictOf('SRC-IBMI-RIO', ibmi('IBM i 7.2'))).toBe('pass')
    expect(verdictOf('SRC-IBMI-RIO', ibmi('IBM i 7.1'))).toBe('warn')
    expect(verdictOf('SRC-IBMI-RIO', ibmi('i5/OS 6.1'))).toBe('block')
    expect(verdictOf('SRC-IBMI-RIO', ibmi('Unknown'))).toBe('unknown')
    expect(verdictOf('SRC-IBMI-RIO', ibmi(null))).toBe('unknown')
  })

  it('needs both servers capable', () => {
    expect(verdictOf('SRC-IBMI-RIO', ibmi('IBM i 7.4', { os400_lpar_mobility_capable: false }))).toBe('block')
    expect(verdictOf('SRC-IBMI-RIO', ibmi('IBM i 7.4', {}))).toBe('pass')
    const power7 = ibmi('IBM i 7.4', {})
    const old = { ...power7, target: { ...power7.target, generation: 'POWER7' as const } }
    expect(verdictOf('SRC-IBMI-RIO', old)).toBe('unknown')
  })
})

describe('words of a refusal', () => {
  it('says when no IBM document confirms it', () => {
    expect(findingOf('SRC-HCA', partition({ hostChannelAdapters: ['1'] })).text).toContain(
      'General knowledge',
    )
    expect(findingOf('SRC-MIGDIS', partition({ migrationDisabled: true })).text).not.toContain(
      'General knowledge',
    )
  })

  it('quotes names for sh', () => {
    const change: Change = { source: { name: "p590 'old'" }, partition: { migrationDisabled: true } }
    expect(findingOf('SRC-MIGDIS', change).remedy).toBe(
      `chsyscfg -r lpar -m 'p590 '\\''old'\\''' -i lpar_id=10,migration_disabled=0`,
    )
  })

  it('quotes a profile name with a comma as the HMC reads it', () => {
    const change = partition({ redundantErrorPathReporting: true, currentProfile: 'a,b' })
    expect(findingOf('SRC-REDERR', change).remedy).toContain(
      `-i '"name=a,b",lpar_id=10,redundant_err_path_reporting=0'`,
    )
  })

  it('finds the VIOS of a mapping by its identity', () => {
    const change = backed({ viosId: `${alphaId}/2`, kind: null, name: 'hdisk9' })
    expect(findingOf('SRC-VSCSI-LUN', change).missing?.command).toContain('-p vios2-0001')
  })

  it('adds nothing to a complete fleet', () => {
    expect(verdictOf('CPU-AVAIL', { partition: { entitledCenti: centi(1) } })).toBe('pass')
  })
})
