/** VirtualIOServer objects: the VIOS, its ports, disks and bridges, and its mappings (domain.md 2.1). */
import type { FibreChannelPort, NetworkBridge, PhysicalVolume } from '../../../shared/inventory/fleet.ts'
import type { ViosLists, ViosValues } from '../../../shared/inventory/patch.ts'
import { owningSystem } from './managed-system.ts'
import { knownOnly, type ObjectReader } from './object-reader.ts'
import { partitionRef, rmcStateOf, stateOf } from './partition-identity.ts'
import { readResources } from './partition-resources.ts'
import { at, child, childrenOf, descendants, textOf } from './uom-element.ts'
import { readMappings } from './vios-mappings.ts'

const IO = 'PartitionIOConfiguration'

const paths = {
  name: ['PartitionName'],
  state: ['PartitionState'],
  rmcState: ['ResourceMonitoringControlState'],
  mover: ['MoverServicePartition'],
  level: ['OperatingSystemVersion'],
  maxVirtualSlots: [IO, 'CurrentMaximumVirtualIOSlots'],
  physicalVolumes: ['PhysicalVolumes'],
  networkBridges: ['SharedEthernetAdapters'],
  fibreChannelPorts: [IO],
} as const

export function readVirtualIoServer(reader: ObjectReader): void {
  const server = owningSystem(reader)
  const partition = partitionRef(reader)
  const state = stateOf(reader)
  const { values: resources, lines: resourceLines } = readResources(reader, state)
  const viosValues = knownOnly<ViosValues>({
    name: partition.name,
    lparId: partition.lparId,
    uuid: partition.uuid,
    state,
    rmcState: rmcStateOf(reader),
    mover: reader.flag(paths.mover),
    level: /\d+(?:\.\d+)+/.exec(reader.known(paths.level) ?? '')?.[0],
    memoryMib: resources.memoryMib,
    maxMemoryMib: resources.maxMemoryMib,
    processorMode: resources.processorMode,
    entitledCenti: resources.entitledCenti,
    virtualProcessors: resources.virtualProcessors,
    maxVirtualSlots: reader.whole(paths.maxVirtualSlots) ?? reader.whole([IO, 'MaximumVirtualIOSlots']),
  })
  const viosLists = {
    fibreChannelPorts: fibreChannelPortsOf(reader),
    physicalVolumes: physicalVolumesOf(reader),
    networkBridges: networkBridgesOf(reader),
  }
  const origin = reader.origin()
  reader.emit({
    entity: 'partition',
    kind: 'vios',
    server,
    partition,
    values: {},
    viosValues,
    viosLists: knownOnly<{ [K in keyof ViosLists]?: readonly ViosLists[K][] }>(viosLists),
    origin,
    lines: { ...resourceLines, ...reader.lines(paths) },
  })
  for (const list of ['physicalVolumes', 'networkBridges'] as const) {
    if (viosLists[list] !== null) reader.emit({ entity: 'complete', server, partition, list, origin })
  }
  readMappings(reader, server, partition)
}

/** Ports of the physical adapters, and those that only mappings name. The HMC counts virtual ports of NPIV-ready ones. */
function fibreChannelPortsOf(reader: ObjectReader): readonly FibreChannelPort[] | null {
  const ports = new Map<string, FibreChannelPort>()
  const inMappings = childrenOf(
    child(reader.root, 'VirtualFibreChannelMappings'),
    'VirtualFibreChannelMapping',
  )
  const elements = [
    ...descendants(reader.root, 'PhysicalFibreChannelPort'),
    ...inMappings.flatMap((mapping) => child(mapping, 'Port') ?? []),
  ]
  for (const element of elements) {
    const name = textOf(child(element, 'PortName'))
    if (name === null || ports.has(name)) continue
    const totalPorts = reader.whole(['TotalPorts'], element)
    ports.set(name, {
      name,
      wwpn: textOf(child(element, 'WWPN'))?.toLowerCase() ?? null,
      npivReady: totalPorts === null ? null : totalPorts > 0,
      totalPorts,
      availablePorts: reader.whole(['AvailablePorts'], element),
    })
  }
  return ports.size === 0 ? null : [...ports.values()]
}

const reservePolicies: ReadonlyMap<string, string> = new Map([
  ['NoReserve', 'no_reserve'],
  ['SinglePath', 'single_path'],
  ['PersistentReserveSharedHost', 'PR_shared'],
  ['PersistentReserveExclusiveHost', 'PR_exclusive'],
])

function physicalVolumesOf(reader: ObjectReader): readonly PhysicalVolume[] | null {
  const list = child(reader.root, 'PhysicalVolumes')
  if (list === null) return null
  return childrenOf(list, 'PhysicalVolume').flatMap((volume) => {
    const name = textOf(child(volume, 'VolumeName'))
    if (name === null) return []
    const policy = reader.known(['ReservePolicy'], volume)
    const size = reader.mib(['VolumeCapacity'], volume)
    return [
      {
        name,
        uniqueId: textOf(child(volume, 'VolumeUniqueID')),
        // A disk the VIOS cannot open has the capacity 0.
        sizeMib: size === 0 ? null : size,
        reservePolicy: policy === null ? null : (reservePolicies.get(policy) ?? policy),
      },
    ]
  })
}

/** Shared Ethernet adapters with the VLANs of their trunks. The virtual switch is only a link here, without its name. */
function networkBridgesOf(reader: ObjectReader): readonly NetworkBridge[] | null {
  const list = child(reader.root, 'SharedEthernetAdapters')
  if (list === null) return null
  return childrenOf(list, 'SharedEthernetAdapter').map((bridge) => {
    const trunks = childrenOf(at(bridge, 'TrunkAdapters'), 'TrunkAdapter')
    const vlans = [bridge, ...trunks].flatMap((element) => [
      ...(textOf(child(element, 'PortVLANID'))?.split(/\s+/) ?? []),
      ...(textOf(child(element, 'TaggedVLANIDs'))?.split(/\s+/) ?? []),
    ])
    const vlanIds = [...new Set(vlans.map(Number))].filter((vlan) => Number.isInteger(vlan) && vlan > 0)
    const virtualSwitch = trunks
      .map((trunk) => textOf(child(trunk, 'VirtualSwitchName')))
      .find((name) => name !== null)
    return {
      name: textOf(child(bridge, 'DeviceName')),
      virtualSwitch: virtualSwitch ?? null,
      vlanIds: vlanIds.sort((a, b) => a - b),
    }
  })
}
