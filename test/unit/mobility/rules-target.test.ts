/** Target side: processors, memory, identity, storage reach, network, VIOS, movers, HMC. */
import { describe, expect, it } from 'vitest'
import type { Partition, Server, Vios } from '../../../shared/inventory/fleet.ts'
import { centi, mib } from '../../../shared/inventory/units.ts'
import type { MoveType } from '../../../shared/mobility/verdict.ts'
import { aFibreChannelAdapter, aPartition, betaId } from '../../support/fleet-builder.ts'
import { findingOf, verdictOf, type Change } from '../../support/mobility-cases.ts'

type Case = readonly [rule: string, change: Change, verdict: string, moveType?: MoveType]

const partition = (values: Partial<Partition>): Change => ({ partition: values })
const target = (values: Partial<Server>): Change => ({ target: values })
const targetVios = (values: Partial<Vios>): Change => ({ targetVios: values })
const modes = (
  currentMode: string | null,
  desiredMode: string | null,
  compatModes: readonly string[] | null,
) => ({
  partition: { currentMode, desiredMode },
  target: { compatModes },
})
const power9Modes = ['default', 'POWER7', 'POWER8', 'POWER9_base', 'POWER9']
const firmware = (
  from: [Server['generation'], number | null],
  to: [Server['generation'], number | null],
) => ({
  source: { generation: from[0], firmwareRelease: from[1] },
  target: { generation: to[0], firmwareRelease: to[1] },
})
const pool = (
  id: number,
  name: string | null,
  maxCenti: number | null,
  reservedCenti: number | null = 0,
) => ({
  processorPools: [
    {
      id,
      name,
      maxCenti: maxCenti === null ? null : centi(maxCenti),
      reservedCenti: reservedCenti === null ? null : centi(reservedCenti),
    },
  ],
})
const inPool = { poolId: 3, poolName: 'db' }
const neighbour = (values: Partial<Partition>): Change => ({
  others: [aPartition({ serverId: betaId, lparId: 30, ...values })],
})
const ethernet = (
  virtualSwitch: string | null,
  portVlanId: number | null,
  taggedVlanIds: number[] = [],
): Partial<Partition> => ({
  virtualEthernet: [{ slot: 2, virtualSwitch, portVlanId, taggedVlanIds, macAddress: 'fa0000000002' }],
})
const bridge = (virtualSwitch: string | null, vlanIds: number[]): Partial<Vios> => ({
  networkBridges: [{ name: 'ent8', virtualSwitch, vlanIds }],
})

const cases: readonly Case[] = [
  ['TGT-STATE', {}, 'pass'],
  ['TGT-STATE', target({ state: 'power off' }), 'block'],
  ['TGT-STATE', { source: { state: 'no connection' } }, 'block'],
  ['TGT-STATE', target({ state: null }), 'unknown'],
  ['TGT-CAP', {}, 'pass'],
  ['TGT-CAP', target({ activeMobilityCapable: false }), 'block'],
  ['TGT-CAP', target({ activeMobilityCapable: false }), 'pass', 'inactive'],
  ['TGT-CAP', { source: { activeMobilityCapable: false } }, 'block'],
  ['TGT-CAP', target({ activeMobilityCapable: null }), 'unknown'],
  ['TGT-CAP', target({ inactiveMobilityCapable: false }), 'block', 'inactive'],

  ['TGT-FW', {}, 'pass'],
  ['TGT-FW', firmware(['POWER9', 950], ['POWER10', 1050]), 'pass'],
  ['TGT-FW', firmware(['POWER9', 950], ['POWER10', 1060]), 'warn'],
  ['TGT-FW', firmware(['POWER10', 1060], ['POWER10', 1060]), 'pass'],
  ['TGT-FW', firmware(['POWER9', 950], ['POWER11', 1110]), 'warn'],
  ['TGT-FW', firmware(['POWER8', 860], ['POWER9', 950]), 'warn'],
  ['TGT-FW', firmware(['POWER9', 920], ['POWER9', 950]), 'warn'],
  ['TGT-FW', firmware(['POWER11', 1110], ['POWER11', 1120]), 'pass'],
  ['TGT-FW', firmware(['POWER7', 760], ['POWER8', 860]), 'warn'],
  ['TGT-FW', firmware(['POWER10', null], ['POWER10', 1050]), 'unknown'],
  ['TGT-FW', firmware(['POWER10', 1050], [null, 1050]), 'unknown'],
  ['TGT-FWP7', {}, 'pass'],
  ['TGT-FWP7', firmware(['POWER7', 720], ['POWER7', 763]), 'pass'],
  ['TGT-FWP7', firmware(['POWER7', 720], ['POWER7', 770]), 'block'],
  ['TGT-FWP7', firmware(['POWER7', 770], ['POWER7', 710]), 'block'],
  ['TGT-FWP7', firmware(['POWER7', 770], ['POWER7', 783]), 'warn'],
  ['TGT-FWP7', firmware(['POWER7', 770], ['POWER8', null]), 'pass'],
  ['TGT-FWP7', firmware(['POWER7', null], ['POWER7', 770]), 'unknown'],
  ['TGT-FWP7', firmware([null, null], [null, null]), 'unknown'],

  ['CPU-MODE-A', {}, 'pass'],
  ['CPU-MODE-A', modes('POWER10', 'POWER9', power9Modes), 'block'],
  ['CPU-MODE-A', modes('POWER9', 'POWER10', power9Modes), 'block'],
  ['CPU-MODE-A', modes('POWER9', 'default', power9Modes), 'pass'],
  ['CPU-MODE-A', modes('POWER10', 'default', power9Modes), 'block'],
  ['CPU-MODE-A', modes(null, 'POWER9', power9Modes), 'unknown'],
  ['CPU-MODE-A', modes('default', 'default', power9Modes), 'unknown'],
  ['CPU-MODE-A', modes('POWER9', null, power9Modes), 'unknown'],
  ['CPU-MODE-A', modes(null, 'POWER10', power9Modes), 'block'],
  ['CPU-MODE-A', modes('POWER9', 'POWER9', null), 'warn'],
  ['CPU-MODE-A', modes('POWER7', 'POWER7', null), 'block'],
  [
    'CPU-MODE-A',
    { ...modes('POWER9', 'POWER9', null), target: { compatModes: null, generation: null } },
    'unknown',
  ],
  [
    'CPU-MODE-A',
    { ...modes('POWER9', 'POWER9', null), target: { compatModes: null, generation: 'POWER11' } },
    'unknown',
  ],
  ['CPU-MODE-I', modes('POWER10', 'POWER9', power9Modes), 'pass', 'inactive'],
  ['CPU-MODE-I', modes('POWER9', 'POWER10', power9Modes), 'block', 'inactive'],
  ['CPU-MODE-I', modes(null, 'default', power9Modes), 'pass', 'inactive'],
  ['CPU-MODE-I', modes('POWER9', null, power9Modes), 'unknown', 'inactive'],
  ['CPU-MODE-STAY', {}, 'pass'],
  ['CPU-MODE-STAY', { source: { generation: 'POWER9' } }, 'note'],
  ['CPU-MODE-STAY', { source: { generation: 'POWER9' }, partition: { currentMode: null } }, 'unknown'],
  ['CPU-MODE-STAY', target({ compatModes: null, generation: null }), 'unknown'],
  ['CPU-MODE-BACK', {}, 'pass'],
  ['CPU-MODE-BACK', partition({ desiredMode: 'default' }), 'pass'],
  ['CPU-MODE-BACK', { partition: { desiredMode: 'default' }, source: { compatModes: power9Modes } }, 'warn'],
  ['CPU-MODE-BACK', { partition: { desiredMode: 'POWER9' }, source: { compatModes: power9Modes } }, 'pass'],
  ['CPU-MODE-BACK', partition({ desiredMode: null }), 'unknown'],
  ['CPU-MODE-BACK', { partition: { desiredMode: 'default' }, target: { compatModes: null } }, 'unknown'],
  ['CPU-MODE-BACK', target({ compatModes: null }), 'pass'],
  ['CPU-MODE-BACK', { source: { compatModes: null, generation: null } }, 'unknown'],

  ['CPU-AVAIL', {}, 'pass'],
  ['CPU-AVAIL', target({ availableCenti: centi(100) }), 'pass'],
  ['CPU-AVAIL', target({ availableCenti: centi(99) }), 'block'],
  ['CPU-AVAIL', target({ availableCenti: null }), 'unknown'],
  ['CPU-AVAIL', partition({ entitledCenti: null }), 'unknown'],
  [
    'CPU-AVAIL',
    {
      partition: { processorMode: 'dedicated', entitledCenti: centi(400) },
      target: { availableCenti: centi(399) },
    },
    'block',
  ],
  [
    'CPU-AVAIL',
    {
      partition: { processorMode: 'dedicated', entitledCenti: centi(300) },
      target: { availableCenti: centi(399) },
    },
    'pass',
  ],
  ['CPU-MINMAX', {}, 'pass'],
  ['CPU-MINMAX', target({ maxVirtualProcessorsPerPartition: 8 }), 'pass'],
  ['CPU-MINMAX', target({ maxVirtualProcessorsPerPartition: 7 }), 'block'],
  ['CPU-MINMAX', target({ maxVirtualProcessorsPerPartition: null }), 'unknown'],
  ['CPU-MINMAX', partition({ maxVirtualProcessors: null }), 'unknown'],
  [
    'CPU-MINMAX',
    {
      partition: { processorMode: 'dedicated', maxCenti: centi(800) },
      target: { maxProcessorsPerPartition: 7 },
    },
    'block',
  ],
  ['CPU-POOL', {}, 'pass'],
  ['CPU-POOL', partition({ processorMode: 'dedicated', poolId: null }), 'pass'],
  ['CPU-POOL', partition(inPool), 'warn'],
  ['CPU-POOL', { partition: inPool, target: pool(7, 'db', 100) }, 'pass'],
  ['CPU-POOL', { partition: inPool, target: pool(7, 'db', 99) }, 'block'],
  ['CPU-POOL', { partition: inPool, target: pool(7, 'db', 150, 50) }, 'pass'],
  ['CPU-POOL', { partition: inPool, target: pool(7, 'db', 149, 50) }, 'block'],
  ['CPU-POOL', { partition: inPool, target: pool(7, 'db', 150, null) }, 'unknown'],
  ['CPU-POOL', { partition: inPool, target: pool(7, 'db', null) }, 'pass'],
  ['CPU-POOL', { partition: inPool, target: pool(7, 'db', 199), ...neighbour({ poolId: 7 }) }, 'block'],
  ['CPU-POOL', { partition: inPool, target: pool(7, 'db', 200), ...neighbour({ poolId: 7 }) }, 'pass'],
  ['CPU-POOL', { partition: inPool, target: pool(7, 'db', 999), ...neighbour({ poolId: null }) }, 'unknown'],
  ['CPU-POOL', { partition: inPool, target: { processorPools: null } }, 'unknown'],
  ['CPU-POOL', partition({ poolId: null }), 'unknown'],
  ['CPU-POOL', { partition: { poolId: 3, poolName: null }, target: pool(3, 'db', 100) }, 'unknown'],
  [
    'CPU-POOL',
    { partition: { poolId: 3, poolName: null }, source: pool(3, 'db', 100), target: pool(7, 'db', 100) },
    'pass',
  ],
  ['CPU-POOL', { partition: inPool, target: pool(3, null, 100) }, 'unknown'],
  ['CPU-POOL', { partition: inPool, target: pool(0, 'db', 1) }, 'pass'],
  ['CPU-POOL', { partition: inPool, target: pool(7, 'db', null) }, 'pass'],
  ['CPU-SHARE', {}, 'pass'],
  ['CPU-SHARE', target({ minCentiPerVirtualProcessor: centi(50) }), 'pass'],
  ['CPU-SHARE', target({ minCentiPerVirtualProcessor: centi(51) }), 'block'],
  ['CPU-SHARE', target({ minCentiPerVirtualProcessor: null }), 'unknown'],
  ['CPU-SHARE', partition({ processorMode: 'dedicated', sharingMode: 'share_idle_procs_always' }), 'pass'],
  [
    'CPU-SHARE',
    {
      partition: { processorMode: 'dedicated', sharingMode: 'share_idle_procs_active' },
      target: { capabilities: { active_lpar_share_idle_procs_capable: false } },
    },
    'block',
  ],
  [
    'CPU-SHARE',
    {
      partition: { processorMode: 'dedicated', sharingMode: 'share_idle_procs_active' },
      target: { capabilities: {} },
    },
    'unknown',
  ],
  ['CPU-SHARE', partition({ processorMode: 'dedicated', sharingMode: null }), 'unknown'],

  ['MEM-LMB', {}, 'pass'],
  ['MEM-LMB', target({ lmbMib: mib(128) }), 'block'],
  ['MEM-LMB', target({ lmbMib: mib(128) }), 'warn', 'inactive'],
  ['MEM-LMB', target({ lmbMib: null }), 'unknown'],
  ['MEM-LMB', { source: { lmbMib: null } }, 'unknown'],

  ['TGT-LPARS', {}, 'pass'],
  ['TGT-LPARS', target({ maxPartitions: 3 }), 'pass'],
  ['TGT-LPARS', target({ maxPartitions: 2 }), 'block'],
  ['TGT-LPARS', target({ maxPartitions: null }), 'unknown'],
  ['TGT-LPARS', neighbour({ name: 'p10-0001' }), 'block'],
  ['TGT-LPARS', neighbour({ lparId: 10 }), 'note'],
  ['TGT-UUID', {}, 'pass'],
  ['TGT-UUID', neighbour({}), 'pass'],
  ['TGT-UUID', neighbour({ uuid: aPartition().uuid }), 'block'],
  ['TGT-UUID', neighbour({ virtualEthernet: aPartition().virtualEthernet }), 'block'],
  ['TGT-UUID', neighbour({ uuid: null }), 'unknown'],
  ['TGT-UUID', neighbour({ virtualEthernet: null }), 'unknown'],
  ['TGT-UUID', neighbour({ virtualFibreChannel: null }), 'pass'],
  [
    'TGT-UUID',
    {
      ...partition({ virtualFibreChannel: [aFibreChannelAdapter()] }),
      ...neighbour({ virtualFibreChannel: null }),
    },
    'unknown',
  ],
  [
    'TGT-UUID',
    {
      ...partition({ virtualFibreChannel: [aFibreChannelAdapter()] }),
      ...neighbour({ virtualFibreChannel: [aFibreChannelAdapter({ wwpns: ['C0:50:76:05:8B:A7:00:1D'] })] }),
    },
    'block',
  ],
  ['TGT-UUID', partition({ uuid: null }), 'unknown'],

  ['TGT-VSLOTS', {}, 'pass'],
  ['TGT-VSLOTS', targetVios({ maxVirtualSlots: 41 }), 'pass'],
  [
    'TGT-VSLOTS',
    { ...targetVios({ maxVirtualSlots: 40 }), secondTargetVios: { maxVirtualSlots: 41 } },
    'block',
  ],
  ['TGT-VSLOTS', targetVios({ nextFreeVirtualSlot: null }), 'unknown'],
  [
    'TGT-VSLOTS',
    { ...targetVios({ nextFreeVirtualSlot: null }), secondTargetVios: { nextFreeVirtualSlot: 2 } },
    'pass',
  ],
  ['TGT-VSLOTS', partition({ virtualScsi: null }), 'unknown'],
  ['TGT-VSLOTS', { ...partition({ virtualScsi: [] }), ...targetVios({ maxVirtualSlots: 0 }) }, 'pass'],
  ['TGT-VSWITCH', {}, 'pass'],
  ['TGT-VSWITCH', partition(ethernet('DMZ', 10)), 'block'],
  ['TGT-VSWITCH', partition(ethernet(null, 10)), 'unknown'],
  ['TGT-VSWITCH', partition({ virtualEthernet: null }), 'unknown'],
  ['TGT-VSWITCH', partition({ virtualEthernet: [] }), 'pass'],
  ['TGT-VSWITCH', target({ virtualSwitches: null }), 'unknown'],
  ['TGT-VSWITCH', target({ virtualSwitches: [] }), 'block'],
  ['TGT-VSWITCH', target({ virtualSwitches: [{ name: 'ETHERNET0', mode: 'VEPA' }] }), 'block'],
  ['TGT-VSWITCH', target({ virtualSwitches: [{ name: 'ETHERNET0', mode: 'Veb' }] }), 'pass'],
  ['TGT-VSWITCH', target({ virtualSwitches: [{ name: 'ETHERNET0', mode: null }] }), 'unknown'],
  ['TGT-VLAN', {}, 'pass'],
  ['TGT-VLAN', partition(ethernet('ETHERNET0', 10, [20])), 'pass'],
  ['TGT-VLAN', partition(ethernet('ETHERNET0', 10, [99])), 'warn'],
  ['TGT-VLAN', { ...partition(ethernet('OTHER', 10)) }, 'warn'],
  ['TGT-VLAN', targetVios(bridge(null, [10])), 'unknown'],
  ['TGT-VLAN', partition(ethernet(null, 10)), 'unknown'],
  ['TGT-VLAN', targetVios({ networkBridges: null }), 'unknown'],
  [
    'TGT-VLAN',
    { ...targetVios({ networkBridges: null }), secondTargetVios: bridge('ETHERNET0', [10]) },
    'pass',
  ],
  ['TGT-VLAN', { secondTargetVios: { networkBridges: [] } }, 'pass'],
  ['TGT-VLAN', partition({ virtualEthernet: null }), 'unknown'],
  ['TGT-VLAN', partition(ethernet('ETHERNET0', null)), 'unknown'],

  ['TGT-VIOS-RED', {}, 'pass'],
  ['TGT-VIOS-RED', { secondTargetVios: { state: 'not activated' } }, 'warn'],
  ['TGT-VIOS-RED', { secondTargetVios: { state: null } }, 'unknown'],
  ['TGT-VIOS-RED', partition({ virtualScsi: null }), 'unknown'],
  [
    'TGT-VIOS-RED',
    { ...partition({ virtualScsi: [] }), secondTargetVios: { state: 'not activated' } },
    'pass',
  ],
  ['TGT-VIOS-RMC', {}, 'pass'],
  ['TGT-VIOS-RMC', { sourceVios: { rmcState: 'inactive' } }, 'block'],
  ['TGT-VIOS-RMC', { sourceVios: { rmcState: null } }, 'unknown'],
  ['TGT-VIOS-RMC', { sourceVios: { rmcState: 'inactive' }, ...partition({ virtualScsi: [] }) }, 'pass'],
  ['TGT-VIOS-RMC', targetVios({ rmcState: 'inactive' }), 'block'],
  ['TGT-VIOS-RMC', targetVios({ rmcState: null }), 'unknown'],
  ['TGT-VIOS-RMC', { secondTargetVios: { rmcState: 'inactive' } }, 'warn'],
  ['TGT-VIOS-RMC', { secondTargetVios: { rmcState: null } }, 'pass'],
  ['TGT-VIOS-LVL', {}, 'pass'],
  ['TGT-VIOS-LVL', targetVios({ level: '2.2.2.0' }), 'pass'],
  ['TGT-VIOS-LVL', targetVios({ level: '2.2.1.9' }), 'warn'],
  ['TGT-VIOS-LVL', target({ generation: 'POWER11' }), 'warn'],
  ['TGT-VIOS-LVL', { ...target({ generation: 'POWER11' }), ...targetVios({ level: '4.1.0.10' }) }, 'pass'],
  ['TGT-VIOS-LVL', targetVios({ level: null }), 'unknown'],
  ['TGT-VIOS-LVL', target({ generation: null }), 'unknown'],

  ['MSP-PAIR', {}, 'pass'],
  ['MSP-PAIR', targetVios({ mover: false }), 'block'],
  ['MSP-PAIR', { sourceVios: { mover: false } }, 'block'],
  ['MSP-PAIR', targetVios({ state: 'not activated' }), 'block'],
  ['MSP-PAIR', targetVios({ mover: null }), 'unknown'],
  ['MSP-PAIR', targetVios({ rmcState: 'inactive' }), 'block'],
  ['MSP-PAIR', targetVios({ rmcState: null }), 'pass'],
  ['MSP-PAIR', { secondTargetVios: { rmcState: 'inactive' } }, 'pass'],
  ['MSP-RED', { secondTargetVios: { rmcState: 'inactive' } }, 'note'],
  ['MSP-PAIR', { ...targetVios({ mover: null }), secondTargetVios: { mover: true } }, 'pass'],
  ['MSP-PAIR', targetVios({ mover: false }), 'not asked', 'inactive'],
  ['MSP-RED', {}, 'pass'],
  ['MSP-RED', { secondTargetVios: { mover: false } }, 'note'],
  ['MSP-RED', { secondTargetVios: { mover: null } }, 'unknown'],
  ['MSP-CONC-VIOS', {}, 'pass'],
  ['MSP-CONC-VIOS', targetVios({ moverSlots: null }), 'pass'],
  ['MSP-CONC-VIOS', targetVios({ moverSlots: null, level: null }), 'unknown'],
  ['MSP-CONC-VIOS', targetVios({ moverSlots: 5, linkGbps: 1 }), 'warn'],
  ['MSP-CONC-VIOS', targetVios({ moverSlots: 4, linkGbps: 1 }), 'pass'],
  ['MSP-CONC-VIOS', targetVios({ moverSlots: null, linkGbps: 1 }), 'warn'],
  ['MSP-CONC-VIOS', targetVios({ moverSlots: 5, linkGbps: null }), 'unknown'],
  ['MSP-CONC-VIOS', targetVios({ moverSlots: 4, linkGbps: null }), 'pass'],
  ['MSP-CONC-SYS', target({ activeMigrationsInProgress: null }), 'unknown'],
  ['MSP-CONC-SYS', {}, 'pass'],
  ['MSP-CONC-SYS', target({ maxActiveMigrations: 0 }), 'block'],
  ['MSP-CONC-SYS', target({ maxActiveMigrations: 8, activeMigrationsInProgress: 8 }), 'warn'],
  ['MSP-CONC-SYS', target({ maxActiveMigrations: 8, activeMigrationsInProgress: 7 }), 'pass'],
  ['MSP-CONC-SYS', target({ maxActiveMigrations: null }), 'unknown'],
  ['MSP-CONC-SYS', target({ maxFirmwareActiveMigrations: 0 }), 'block'],
  ['MSP-CONC-I', {}, 'pass', 'inactive'],
  ['MSP-CONC-I', target({ maxInactiveMigrations: 0 }), 'block', 'inactive'],
  ['MSP-CONC-I', target({ maxInactiveMigrations: null }), 'unknown', 'inactive'],
  ['MSP-SPEED', {}, 'pass'],
  ['MSP-SPEED', targetVios({ linkGbps: 10 }), 'warn'],
  ['MSP-SPEED', { ...targetVios({ linkGbps: 10 }), sourceVios: { linkGbps: 10 } }, 'pass'],
  ['MSP-SPEED', { ...targetVios({ linkGbps: 1 }), sourceVios: { linkGbps: 1 } }, 'warn'],
  ['MSP-SPEED', targetVios({ linkGbps: null }), 'unknown'],

  ['HMC-REMOTE', {}, 'pass'],
  ['HMC-REMOTE', target({ hmcs: ['hmc1', 'hmc2'] }), 'pass'],
  ['HMC-REMOTE', target({ hmcs: ['hmc2'] }), 'unknown'],
  ['HMC-REMOTE', target({ hmcs: [] }), 'unknown'],
]

describe('rules about the target and the pair', () => {
  it.each(cases.map(([rule, change, verdict, moveType]) => ({ rule, change, verdict, moveType })))(
    '$rule with $change: $verdict ($moveType)',
    ({ rule, change, verdict, moveType }) => {
      expect(verdictOf(rule, change, moveType === undefined ? {} : { moveType })).toBe(verdict)
    },
  )
})

describe('MEM-AVAIL', () => {
  // 32,768 MiB are whole blocks; 65,536 / 64 = 1,024 MiB page table; one block of 256 MiB beside it.
  const needed = 32_768 + 1_024 + 256
  const free = (value: number | null, change: Partial<Partition> = {}): Change => ({
    partition: change,
    target: { availableMemoryMib: value === null ? null : mib(value) },
  })

  it('counts memory, page table and overhead, to the last MiB', () => {
    expect(verdictOf('MEM-AVAIL', free(needed))).toBe('pass')
    expect(verdictOf('MEM-AVAIL', free(needed - 1))).toBe('block')
    const finding = findingOf('MEM-AVAIL', free(needed - 256))
    expect(finding.text).toBe(
      'p10-0001 needs 33.25 GiB with page tables; beta has 33 GiB free, short by 0.25 GiB.',
    )
    const parts = Object.fromEntries(finding.facts.map((fact) => [fact.name, fact.value]))
    expect(parts).toEqual({
      'memory in whole blocks': 32_768,
      'hardware page table': 1_024,
      'other tables (assumed)': 256,
      needed,
      free: needed - 256,
      'short by': 256,
    })
  })

  it('rounds memory and page table up to blocks of the target', () => {
    const odd = { memoryMib: mib(32_769), maxMemoryMib: mib(65_537) }
    expect(verdictOf('MEM-AVAIL', free(33_024 + 1_280 + 256, odd))).toBe('pass')
    expect(verdictOf('MEM-AVAIL', free(33_024 + 1_280 + 255, odd))).toBe('block')
  })

  it('needs no page table ratio where the largest table fits, or the smallest does not', () => {
    const unread = { hptRatio: null }
    expect(verdictOf('MEM-AVAIL', free(32_768 + 2_048 + 256, unread))).toBe('pass')
    expect(verdictOf('MEM-AVAIL', free(32_768 + 2_048 + 255, unread))).toBe('unknown')
    expect(verdictOf('MEM-AVAIL', free(32_768 + 256, unread))).toBe('unknown')
    expect(verdictOf('MEM-AVAIL', free(32_768 + 255, unread))).toBe('block')
  })

  it('cannot tell without the maximum, the memory, the block size, free memory, or for shared memory', () => {
    expect(verdictOf('MEM-AVAIL', free(500_000, { maxMemoryMib: null }))).toBe('unknown')
    expect(verdictOf('MEM-AVAIL', free(100, { maxMemoryMib: null }))).toBe('block')
    expect(verdictOf('MEM-AVAIL', free(500_000, { memoryMib: null }))).toBe('unknown')
    expect(verdictOf('MEM-AVAIL', target({ lmbMib: null }))).toBe('unknown')
    expect(verdictOf('MEM-AVAIL', free(null))).toBe('unknown')
    expect(verdictOf('MEM-AVAIL', free(500_000, { memoryMode: 'shared' }))).toBe('unknown')
  })
})

describe('words of findings', () => {
  it('names both levels of a pair that is not in the matrix', () => {
    const { text } = findingOf('TGT-FW', firmware(['POWER9', 950], ['POWER10', 1060]))
    expect(text).toContain('950 (POWER9) to 1060 (POWER10) is not in the matrix')
    expect(text).toContain('1010-1050')
  })

  it('asks for keys between two HMCs', () => {
    const finding = findingOf('HMC-REMOTE', target({ hmcs: ['hmc2'] }))
    expect(finding.remedy).toContain('mkauthkeys')
    expect(finding.missing?.command).toContain('mkauthkeys')
  })

  it('advises a mode that both servers offer', () => {
    expect(findingOf('CPU-MODE-A', modes('POWER10', 'POWER10', power9Modes)).remedy).toContain(
      '-i name=normal,lpar_id=10,lpar_proc_compat_mode=POWER9',
    )
  })

  it('says that a mode was judged by the catalogue', () => {
    expect(findingOf('CPU-MODE-A', modes('POWER7', 'POWER7', null)).text).toContain(
      'its list was not imported',
    )
  })

  it('warns of fewer VIOS that see a disk', () => {
    const own = { name: 'hdisk0', uniqueId: 'other', sizeMib: null, reservePolicy: 'no_reserve' }
    const uniqueId = aPartition().virtualScsi?.[0]?.backing?.[0]?.uniqueId ?? null
    const change: Change = {
      disksEverywhere: false,
      targetVios: { physicalVolumes: [{ ...own, uniqueId }] },
      secondTargetVios: { physicalVolumes: [own] },
    }
    expect(verdictOf('TGT-VIOS-RED', change)).toBe('warn')
    expect(verdictOf('SRC-VSCSI-VIS', change)).toBe('pass')
  })
})
