/** LogicalPartition objects (domain.md 2.1). */
import { normaliseMode } from '../../../shared/inventory/compat-modes.ts'
import type { OperatingSystem, PhysicalSlot } from '../../../shared/inventory/fleet.ts'
import type { PartitionPatch, PartitionValues } from '../../../shared/inventory/patch.ts'
import { owningSystem } from './managed-system.ts'
import { knownOnly, type ObjectReader } from './object-reader.ts'
import { partitionRef, rmcStateOf, stateOf } from './partition-identity.ts'
import { readResources } from './partition-resources.ts'
import { at, childrenOf, textOf } from './uom-element.ts'
import { readVirtualIoServer } from './virtual-io-server.ts'

const IO = 'PartitionIOConfiguration'
const CAPABILITIES = 'PartitionCapabilities'

const paths = {
  name: ['PartitionName'],
  lparId: ['PartitionID'],
  uuid: ['PartitionUUID'],
  state: ['PartitionState'],
  environment: ['PartitionType'],
  osVersion: ['OperatingSystemVersion'],
  rmcState: ['ResourceMonitoringControlState'],
  migrationState: ['MigrationState'],
  migrationDisabled: ['MigrationDisable'],
  currentProfile: ['LastActivatedProfile'],
  currentMode: ['CurrentProcessorCompatibilityMode'],
  desiredMode: ['PendingProcessorCompatibilityMode'],
  allResources: ['AssignAllResources'],
  servicePartition: ['IsServicePartition'],
  timeReference: ['IsTimeReferencePartition'],
  redundantErrorPathReporting: ['IsRedundantErrorPathReportingEnabled'],
  restrictedIo: ['IsRestrictedIOPartition'],
  vtpm: ['IsVirtualTrustedPlatformModuleEnabled'],
  simplifiedRemoteRestart: ['SimplifiedRemoteRestartCapable'],
  maxVirtualSlots: [IO, 'CurrentMaximumVirtualIOSlots'],
  physicalSlots: [IO, 'ProfileIOSlots'],
  dlparCapable: [CAPABILITIES],
  profileSynchronised: ['CurrentProfileSync'],
  virtualSerialNumber: ['VirtualSerialNumber'],
} as const

const environments: ReadonlyMap<string, string> = new Map([
  ['AIX/Linux', 'aixlinux'],
  ['OS400', 'os400'],
])

export function readLogicalPartition(reader: ObjectReader): void {
  const type = reader.text(paths.environment)
  if (type === 'Virtual IO Server') {
    readVirtualIoServer(reader)
    return
  }
  const server = owningSystem(reader)
  const partition = partitionRef(reader)
  const state = stateOf(reader)
  const resources = readResources(reader, state)
  const environment = type === null ? null : (environments.get(type) ?? type)
  const osVersion = reader.known(paths.osVersion)
  const slots = physicalSlotsOf(reader)

  const values = knownOnly<PartitionValues>({
    ...resources.values,
    name: partition.name,
    lparId: partition.lparId,
    uuid: partition.uuid,
    os: operatingSystem(reader, environment, osVersion),
    environment,
    osVersion,
    state,
    rmcState: rmcStateOf(reader),
    migrationState: reader.known(paths.migrationState)?.replaceAll('_', ' ').toLowerCase(),
    migrationDisabled: reader.flag(paths.migrationDisabled),
    currentProfile: at(reader.root, ...paths.currentProfile)?.text || null,
    currentMode: modeOf(reader, paths.currentMode),
    desiredMode: modeOf(reader, paths.desiredMode),
    allResources: reader.flag(paths.allResources),
    servicePartition: reader.flag(paths.servicePartition),
    timeReference: reader.flag(paths.timeReference),
    redundantErrorPathReporting: reader.flag(paths.redundantErrorPathReporting),
    restrictedIo: reader.flag(paths.restrictedIo),
    vtpm: reader.flag(paths.vtpm),
    simplifiedRemoteRestart: reader.flag(paths.simplifiedRemoteRestart),
    dlparCapable: dlparCapability(reader),
    profileSynchronised: synchronised(reader),
    virtualSerialNumber: virtualSerialNumber(reader),
    maxVirtualSlots: reader.whole(paths.maxVirtualSlots) ?? reader.whole([IO, 'MaximumVirtualIOSlots']),
    hostEthernetPorts: hostEthernetPortsOf(reader),
  })
  const origin = reader.origin()
  const lines = { ...reader.lines(paths), ...resources.lines }
  const lists = slots === null || slots.length === 0 ? {} : { lists: { physicalSlots: slots } }
  const listSizes = adapterCounts(reader)
  reader.emit({
    entity: 'partition',
    kind: 'client',
    server,
    partition,
    values,
    origin,
    lines,
    listSizes,
    ...lists,
  })
  if (slots !== null) reader.emit({ entity: 'complete', server, partition, list: 'physicalSlots', origin })
}

function modeOf(reader: ObjectReader, path: readonly string[]): string | null {
  const mode = reader.known(path)
  return mode === null ? null : normaliseMode(mode)
}

function operatingSystem(
  reader: ObjectReader,
  environment: string | null,
  osVersion: string | null,
): OperatingSystem | null {
  if (environment === 'os400') return 'ibmi'
  const named = `${reader.known(['OperatingSystemType']) ?? ''} ${osVersion ?? ''}`.trim()
  if (/^AIX/i.test(named)) return 'aix'
  return /^Linux/i.test(named) ? 'linux' : null
}

/** "On", "Off", "Disabled" or "Suspended": only the first writes changes into the profile. */
function synchronised(reader: ObjectReader): boolean | null {
  const state = reader.known(paths.profileSynchronised)?.toLowerCase()
  if (state === undefined) return null
  if (state === 'on') return true
  return ['off', 'disabled', 'suspended'].includes(state) ? false : null
}

/** Levels that know virtual serial numbers leave the element empty where there is none; older ones leave it out. */
function virtualSerialNumber(reader: ObjectReader): string | null {
  const element = at(reader.root, ...paths.virtualSerialNumber)
  const text = textOf(element)
  if (element === null) return null
  return text === null || /^none$/i.test(text) ? '' : reader.known(paths.virtualSerialNumber)
}

/** Memory and processors are what a move and its preparation change. */
function dlparCapability(reader: ObjectReader): boolean | null {
  const memory = reader.flag([CAPABILITIES, 'DynamicLogicalPartitionMemoryCapable'])
  const processors = reader.flag([CAPABILITIES, 'DynamicLogicalPartitionProcessorCapable'])
  return memory === null || processors === null ? null : memory && processors
}

/**
 * Physical slots of the partition: null where the answer does not tell. `HasPhysicalIO` false means none, whatever the
 * profile would ask for; without it an empty list may only mean that this depth of answer leaves them out.
 */
function physicalSlotsOf(reader: ObjectReader): readonly PhysicalSlot[] | null {
  const hasPhysicalIo = reader.flag(['HasPhysicalIO'])
  if (hasPhysicalIo === false) return []
  const slots = childrenOf(at(reader.root, ...paths.physicalSlots), 'ProfileIOSlot').flatMap((slot) => {
    const own = at(slot, 'AssociatedIOSlot')
    const name =
      textOf(at(own, 'SlotDynamicReconfigurationConnectorName')) ??
      textOf(at(own, 'SlotDynamicReconfigurationConnectorIndex'))
    if (name === null) return []
    const required = reader.flag(['IsRequired'], slot)
    return [{ name, description: textOf(at(own, 'Description')), required }]
  })
  return slots.length === 0 ? null : slots
}

/** Adapters are only links here; their number tells whether all of them were described elsewhere. */
function adapterCounts(reader: ObjectReader): NonNullable<PartitionPatch['listSizes']> {
  const links = (name: string): number | null => {
    const list = at(reader.root, name)
    return list === null ? null : childrenOf(list, 'link').length
  }
  return knownOnly<NonNullable<PartitionPatch['listSizes']>>({
    virtualEthernet: links('ClientNetworkAdapters'),
    virtualScsi: links('VirtualSCSIClientAdapters'),
    virtualFibreChannel: links('VirtualFibreChannelClientAdapters'),
    vnics: links('DedicatedVirtualNICs'),
  })
}

/** Logical ports of Host Ethernet Adapters: the list is there in every answer, empty or not. */
function hostEthernetPortsOf(reader: ObjectReader): readonly string[] | null {
  const list =
    at(reader.root, 'HostEthernetAdapterLogicalPorts') ?? at(reader.root, 'HostEthernetAdapterLogicalPort')
  if (list === null) return null
  return list.children.map(
    (port) => textOf(at(port, 'LocationCode')) ?? port.href?.split('/').at(-1) ?? port.name,
  )
}
