/**
 * Builders of complete, valid fleets for tests: nothing is null, every rule passes for a partition of one server on the
 * other. Tests change the one attribute they are about.
 */
import {
  statementSubjects,
  type BackingDevice,
  type FibreChannelPort,
  type Fleet,
  type Partition,
  type PhysicalVolume,
  type Server,
  type ServerId,
  type SriovAdapter,
  type SriovPhysicalPort,
  type Statement,
  type VirtualFibreChannelAdapter,
  type VirtualScsiAdapter,
  type Vios,
  type VnicAdapter,
  type VnicBackingDevice,
} from '../../shared/inventory/fleet.ts'
import { centi, centiPercent, epochMs, mib } from '../../shared/inventory/units.ts'

export const alphaId: ServerId = '9080-HEX*78A0001'
export const betaId: ServerId = '9080-HEX*78A0002'

/** A stable 8-digit hexadecimal number out of a text (FNV-1a), so that equal ids get equal addresses. */
function hex8(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(16).padStart(8, '0')
}

function uuidOf(id: string): string {
  const [a, b, c] = [hex8(id), hex8(`${id}-b`), hex8(`${id}-c`)]
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-8${c.slice(1, 4)}-${hex8(`${id}-d`)}${c.slice(4)}`
}

/** A Power10 E1080, operating, 1 TiB and 64 cores with half of both free; "alpha" unless named. */
export function aServer(overrides: Partial<Server> = {}): Server {
  const id = overrides.id ?? alphaId
  const [typeModel, serial] = id.split('*')
  return {
    id,
    name: id === betaId ? 'beta' : 'alpha',
    uuid: uuidOf(id),
    typeModel: typeModel ?? null,
    serial: serial ?? null,
    hmcs: ['hmc1'],
    site: 'north',
    generation: 'POWER10',
    firmware: 'VH1050_FW1050.10 (80)',
    firmwareRelease: 1050,
    state: 'operating',
    installedMemoryMib: mib(1_048_576),
    configurableMemoryMib: mib(1_048_576),
    availableMemoryMib: mib(524_288),
    firmwareMemoryMib: mib(38_912),
    lmbMib: mib(256),
    installedCenti: centi(6_400),
    configurableCenti: centi(6_400),
    availableCenti: centi(3_200),
    minCentiPerVirtualProcessor: centi(5),
    maxVirtualProcessorsPerPartition: 64,
    maxProcessorsPerPartition: 64,
    hugePagesConfigurable: 0,
    hugePagesAvailable: 0,
    compatModes: ['default', 'POWER8', 'POWER9_base', 'POWER9', 'POWER10'],
    maxPartitions: 1_000,
    activeMobilityCapable: true,
    inactiveMobilityCapable: true,
    maxActiveMigrations: 16,
    maxFirmwareActiveMigrations: 16,
    maxInactiveMigrations: 16,
    activeMigrationsInProgress: 0,
    inactiveMigrationsInProgress: 0,
    memoryMirroring: 'none',
    optimizerRunning: false,
    hmcLevel: '10.3.1060',
    activatedCores: 64,
    enterprisePool: '',
    capabilities: {
      active_mem_expansion_capable: true,
      active_mem_sharing_capable: true,
      active_lpar_share_idle_procs_capable: true,
      powervm_lpar_simplified_remote_restart_capable: true,
      vtpm_capable: true,
      os400_capable: true,
    },
    virtualSwitches: [{ name: 'ETHERNET0', mode: 'VEB' }],
    processorPools: [{ id: 0, name: 'DefaultPool', maxCenti: null, reservedCenti: centi(0) }],
    sriovAdapters: [],
    sriovPhysicalPorts: [],
    origins: {},
    ...overrides,
  }
}

/** A Fibre Channel port that takes NPIV clients, 60 of 64 places free. */
export function aPort(overrides: Partial<FibreChannelPort> = {}): FibreChannelPort {
  return {
    name: 'fcs0',
    wwpn: '10000090fa000001',
    npivReady: true,
    totalPorts: 64,
    availablePorts: 60,
    ...overrides,
  }
}

/** A running mover on 25 Gb/s with RMC; partition id 1 of alpha unless said otherwise. Volumes: see `aFleet`. */
export function aVios(overrides: Partial<Vios> = {}): Vios {
  const serverId = overrides.serverId ?? alphaId
  const lparId = overrides.lparId ?? 1
  const id = `${serverId}/${lparId}`
  return {
    id,
    serverId,
    lparId,
    name: `vios${lparId}-${serverId.slice(-4)}`,
    uuid: uuidOf(id),
    state: 'running',
    rmcState: 'active',
    mover: true,
    level: '3.1.4.10',
    memoryMib: mib(16_384),
    maxMemoryMib: mib(32_768),
    processorMode: 'shared',
    entitledCenti: centi(200),
    virtualProcessors: 4,
    maxVirtualSlots: 400,
    nextFreeVirtualSlot: 40,
    moverSlots: 8,
    concurrencyLevel: 4,
    linkGbps: 25,
    moverAddresses: null,
    clusterId: null,
    clusterName: null,
    fibreChannelPorts: [aPort(), aPort({ name: 'fcs1', wwpn: '10000090fa000002' })],
    physicalVolumes: [],
    networkBridges: [{ name: 'ent8', virtualSwitch: 'ETHERNET0', vlanIds: [1, 10, 20] }],
    origins: {},
    ...overrides,
  }
}

/** A whole disk of a partition, as one VIOS maps it. */
export function aBacking(overrides: Partial<BackingDevice> = {}): BackingDevice {
  return {
    viosId: `${alphaId}/1`,
    kind: 'disk',
    name: 'hdisk4',
    uniqueId: '33213600507680c8000000000000000000a',
    ...overrides,
  }
}

/** A virtual SCSI client adapter with one whole disk. */
export function aScsiAdapter(overrides: Partial<VirtualScsiAdapter> = {}): VirtualScsiAdapter {
  return {
    slot: 4,
    viosLparId: 1,
    viosName: 'vios1-0001',
    viosSlot: 14,
    required: false,
    backing: [aBacking()],
    ...overrides,
  }
}

/** A virtual Fibre Channel client adapter with a complete WWPN pair, logged in. */
export function aFibreChannelAdapter(
  overrides: Partial<VirtualFibreChannelAdapter> = {},
): VirtualFibreChannelAdapter {
  return {
    slot: 6,
    viosLparId: 1,
    viosName: 'vios1-0001',
    viosSlot: 16,
    wwpns: ['c05076058ba7001c', 'c05076058ba7001d'],
    port: 'fcs0',
    loggedIn: true,
    ...overrides,
  }
}

/** An SR-IOV adapter in shared mode with two ports; id 1 unless said otherwise. */
export function anSriovAdapter(overrides: Partial<SriovAdapter> = {}): SriovAdapter {
  const id = overrides.id ?? 1
  return { id, location: `U78C7.001.INVENTED-P1-C${id}`, state: 'running', ports: 2, ...overrides }
}

/** A port of it with its link up, a quarter of its capacity taken by 5 of 60 logical ports. */
export function anSriovPort(overrides: Partial<SriovPhysicalPort> = {}): SriovPhysicalPort {
  return {
    adapterId: 1,
    portId: 0,
    location: null,
    label: 'blue',
    subLabel: '',
    linkUp: true,
    logicalPorts: 5,
    maxLogicalPorts: 60,
    capacityStep: centiPercent(100),
    allocatedCapacity: centiPercent(2_500),
    allocatedOf: 5,
    ...overrides,
  }
}

/** Two adapters with two ports each, the second ports labelled "red". */
export function withSriov(): Pick<Server, 'sriovAdapters' | 'sriovPhysicalPorts'> {
  return {
    sriovAdapters: [anSriovAdapter(), anSriovAdapter({ id: 2 })],
    sriovPhysicalPorts: [1, 2].flatMap((adapterId) => [
      anSriovPort({ adapterId }),
      anSriovPort({ adapterId, portId: 1, label: 'red' }),
    ]),
  }
}

/** A vNIC with two backing devices of 2 %: VIOS 1 on adapter 1, VIOS 2 on adapter 2, port 0 of each. */
export function aVnic(overrides: Partial<VnicAdapter> = {}): VnicAdapter {
  const slot = overrides.slot ?? 7
  const backing = overrides.backing === undefined ? [1, 2].map((n) => aVnicDevice(n)) : overrides.backing
  return {
    slot,
    portVlanId: 10,
    macAddress: `ee0000000${slot.toString(16).padStart(3, '0')}`,
    backingDevices: backing?.length ?? 2,
    ...overrides,
    backing,
  }
}

/** A backing device of 2 % on port 0 of an adapter, by the VIOS of the same number. */
export function aVnicDevice(number: number, overrides: Partial<VnicBackingDevice> = {}): VnicBackingDevice {
  return {
    viosLparId: number,
    viosName: `vios${number}-0001`,
    viosUuid: null,
    adapterId: number,
    portId: 0,
    capacity: centiPercent(200),
    ...overrides,
  }
}

/**
 * A running AIX partition, 32 GiB and 1.00 processing units, one disk over two VIOS, one Ethernet adapter; id 10 of
 * alpha unless said otherwise. Its addresses and disk follow from its identity, so two partitions never share them.
 */
export function aPartition(overrides: Partial<Partition> = {}): Partition {
  const serverId = overrides.serverId ?? alphaId
  const lparId = overrides.lparId ?? 10
  const id = `${serverId}/${lparId}`
  const key = hex8(id)
  const uniqueId = `33213600507680c8000000000000${key}`
  return {
    id,
    serverId,
    lparId,
    name: `p${lparId}-${serverId.slice(-4)}`,
    uuid: uuidOf(id),
    os: 'aix',
    environment: 'aixlinux',
    osVersion: 'AIX 7.3 7300-01-02-2320',
    state: 'running',
    rmcState: 'active',
    migrationState: 'Not Migrating',
    migrationDisabled: false,
    currentProfile: 'normal',
    defaultProfile: 'normal',
    profileNames: ['normal'],
    profileSynchronised: true,
    currentMode: 'POWER9',
    desiredMode: 'POWER9',
    memoryMode: 'dedicated',
    memoryMib: mib(32_768),
    minMemoryMib: mib(4_096),
    maxMemoryMib: mib(65_536),
    hptRatio: 64,
    hugePages: 0,
    barrierArrays: 0,
    minAffinityScore: 0,
    minAffinityAction: null,
    memoryExpansion: 0,
    processorMode: 'shared',
    entitledCenti: centi(100),
    minCenti: centi(10),
    maxCenti: centi(400),
    virtualProcessors: 2,
    maxVirtualProcessors: 8,
    sharingMode: 'uncap',
    uncappedWeight: 128,
    poolId: 0,
    poolName: 'DefaultPool',
    allResources: false,
    servicePartition: false,
    timeReference: false,
    redundantErrorPathReporting: false,
    restrictedIo: false,
    vtpm: false,
    simplifiedRemoteRestart: false,
    workGroupId: 'none',
    dlparCapable: true,
    virtualSerialNumber: '',
    maxVirtualSlots: 20,
    physicalSlots: [],
    hostEthernetPorts: [],
    hostChannelAdapters: [],
    sriovPorts: [],
    vnics: [],
    virtualEthernet: [
      {
        slot: 2,
        virtualSwitch: 'ETHERNET0',
        portVlanId: 10,
        taggedVlanIds: [],
        macAddress: `fa${key}02`,
      },
    ],
    virtualScsi: [1, 2].map((viosLparId) =>
      aScsiAdapter({
        slot: 2 + viosLparId,
        viosLparId,
        viosName: `vios${viosLparId}-${serverId.slice(-4)}`,
        viosSlot: lparId + 10,
        backing: [aBacking({ viosId: `${serverId}/${viosLparId}`, uniqueId })],
      }),
    ),
    virtualFibreChannel: [],
    extraSerialAdapters: 0,
    typicalWeek: null,
    origins: {},
    ...overrides,
  }
}

/** Every disk that a partition uses, visible on every VIOS whose disks are known, without a reserve. */
function withDisksEverywhere(fleet: Fleet): Fleet {
  const ids = new Set<string>()
  for (const partition of fleet.partitions)
    for (const adapter of partition.virtualScsi ?? [])
      for (const device of adapter.backing ?? []) if (device.uniqueId !== null) ids.add(device.uniqueId)
  const volumes: PhysicalVolume[] = [...ids].map((uniqueId, index) => ({
    name: `hdisk${index}`,
    uniqueId,
    sizeMib: mib(102_400),
    reservePolicy: 'no_reserve',
  }))
  const added = (vios: Vios): readonly PhysicalVolume[] | null => {
    const own = vios.physicalVolumes
    if (own === null || own.length === 0) return own === null ? null : volumes
    const seen = new Set(own.map((volume) => volume.uniqueId))
    return [...own, ...volumes.filter((volume) => !seen.has(volume.uniqueId))]
  }
  return { ...fleet, vios: fleet.vios.map((vios) => ({ ...vios, physicalVolumes: added(vios) })) }
}

/** Everything a person can vouch for, answered so that nothing stands in the way of a move. */
export const favourable: readonly Statement[] = statementSubjects.map((subject) => ({
  subject,
  scope: 'fleet',
  scopeId: null,
  holds: subject === 'npiv-zoning' || subject === 'same-networks',
  reason: null,
}))

/**
 * A fleet: alpha and beta (Power10), two VIOS each, one partition on alpha, unless given. Every server without a VIOS of
 * its own gets a pair (an explicit empty `vios` list means none). Disks are visible everywhere unless `disksEverywhere`
 * is false. Entities are sorted by id as in an import.
 */
export function aFleet(
  parts: Partial<
    Pick<Fleet, 'servers' | 'vios' | 'partitions' | 'statements' | 'catalogueEdits' | 'pastMoves'>
  > & {
    readonly disksEverywhere?: boolean
  } = {},
): Fleet {
  const servers = parts.servers ?? [aServer(), aServer({ id: betaId })]
  const given = parts.vios ?? []
  const missing =
    parts.vios?.length === 0 ? [] : servers.filter((one) => !given.some((v) => v.serverId === one.id))
  const pairs = missing.flatMap(({ id }) => [1, 2].map((lparId) => aVios({ serverId: id, lparId })))
  const byId = (a: { readonly id: string }, b: { readonly id: string }) =>
    a.id < b.id ? -1 : a.id > b.id ? 1 : 0
  const fleet: Fleet = {
    servers: servers.toSorted(byId),
    vios: [...given, ...pairs].toSorted(byId),
    partitions: (parts.partitions ?? [aPartition()]).toSorted(byId),
    importedAt: epochMs(1_772_000_000_000),
    statements: parts.statements ?? favourable,
    catalogueEdits: parts.catalogueEdits ?? [],
    pastMoves: parts.pastMoves ?? [],
  }
  return parts.disksEverywhere === false ? fleet : withDisksEverywhere(fleet)
}
