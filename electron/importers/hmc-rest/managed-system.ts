/** ManagedSystem objects (domain.md 2.1), and the switches and pools that hang below a system. */
import { normaliseMode } from '../../../shared/inventory/compat-modes.ts'
import type { ServerRef, ServerValues } from '../../../shared/inventory/patch.ts'
import { capabilityName } from './capability-names.ts'
import { knownOnly, type ObjectReader } from './object-reader.ts'
import { sriovLines, sriovListsOf } from './sriov-adapters.ts'
import { at, childrenOf, textOf } from './uom-element.ts'

const MEMORY = 'AssociatedSystemMemoryConfiguration'
const PROCESSORS = 'AssociatedSystemProcessorConfiguration'
const CAPABILITIES = 'AssociatedSystemCapabilities'
const MIGRATION = 'SystemMigrationInformation'
const MODES = 'SupportedPartitionProcessorCompatibilityModes'

/** Where each attribute stands in the object. */
const paths = {
  name: ['SystemName'],
  state: ['State'],
  firmware: ['SystemFirmware'],
  installedMemoryMib: [MEMORY, 'InstalledSystemMemory'],
  configurableMemoryMib: [MEMORY, 'ConfigurableSystemMemory'],
  availableMemoryMib: [MEMORY, 'CurrentAvailableSystemMemory'],
  firmwareMemoryMib: [MEMORY, 'MemoryUsedByHypervisor'],
  lmbMib: [MEMORY, 'CurrentLogicalMemoryBlockSize'],
  hugePagesConfigurable: [MEMORY, 'ConfigurableHugePages'],
  hugePagesAvailable: [MEMORY, 'CurrentAvailableHugePages'],
  installedCenti: [PROCESSORS, 'InstalledSystemProcessorUnits'],
  configurableCenti: [PROCESSORS, 'ConfigurableSystemProcessorUnits'],
  availableCenti: [PROCESSORS, 'CurrentAvailableSystemProcessorUnits'],
  minCentiPerVirtualProcessor: [PROCESSORS, 'MinimumProcessorUnitsPerVirtualProcessor'],
  maxVirtualProcessorsPerPartition: [PROCESSORS, 'MaximumAllowedVirtualProcessorsPerPartition'],
  maxProcessorsPerPartition: [PROCESSORS, 'CurrentMaximumAllowedProcessorsPerPartition'],
  compatModes: [PROCESSORS, MODES],
  maxPartitions: ['MaximumPartitions'],
  activeMobilityCapable: [CAPABILITIES, 'ActiveLogicalPartitionMobilityCapable'],
  inactiveMobilityCapable: [CAPABILITIES, 'InactiveLogicalPartitionMobilityCapable'],
  maxActiveMigrations: [MIGRATION, 'MaximumActiveMigrations'],
  maxFirmwareActiveMigrations: [MIGRATION, 'MaximumFirmwareActiveMigrations'],
  maxInactiveMigrations: [MIGRATION, 'MaximumInactiveMigrations'],
  activeMigrationsInProgress: [MIGRATION, 'NumberOfActiveMigrationsInProgress'],
  inactiveMigrationsInProgress: [MIGRATION, 'NumberOfInactiveMigrationsInProgress'],
  capabilities: [CAPABILITIES],
  memoryMirroring: [MEMORY, 'CurrentMemoryMirroringMode'],
  optimizerRunning: [MEMORY, 'MemoryDefragmentationState'],
  activatedCores: [PROCESSORS, 'PermanentSystemProcessors'],
} as const

export function readManagedSystem(reader: ObjectReader): void {
  const { root } = reader
  const type = reader.text(['MachineTypeModelAndSerialNumber', 'MachineType'])
  const model = reader.text(['MachineTypeModelAndSerialNumber', 'Model'])
  const serial = reader.known(['MachineTypeModelAndSerialNumber', 'SerialNumber'])
  const typeModel = type === null || model === null ? null : `${type}-${model}`
  const name = reader.text(paths.name)
  const uuid = reader.text(['Metadata', 'Atom', 'AtomID']) ?? reader.idInSelf('ManagedSystem')
  const server = knownOnly<ServerRef>({ typeModel, serial, uuid, name })
  const modes = childrenOf(at(root, PROCESSORS), MODES).flatMap((element) => textOf(element) ?? [])
  const hmc = reader.context.hmc ?? hostOf(reader.selfLinks)

  const values = knownOnly<ServerValues>({
    name,
    uuid,
    typeModel,
    serial,
    hmcs: hmc === null ? null : [hmc],
    state: reader.known(paths.state)?.toLowerCase(),
    firmware: reader.known(paths.firmware),
    installedMemoryMib: reader.mib(paths.installedMemoryMib),
    configurableMemoryMib: reader.mib(paths.configurableMemoryMib),
    availableMemoryMib: reader.mib(paths.availableMemoryMib),
    firmwareMemoryMib: reader.mib(paths.firmwareMemoryMib),
    lmbMib: reader.mib(paths.lmbMib) ?? reader.mib([MEMORY, 'MemoryRegionSize']),
    hugePagesConfigurable: reader.whole(paths.hugePagesConfigurable),
    hugePagesAvailable: reader.whole(paths.hugePagesAvailable),
    installedCenti: reader.centi(paths.installedCenti),
    configurableCenti: reader.centi(paths.configurableCenti),
    availableCenti: reader.centi(paths.availableCenti),
    minCentiPerVirtualProcessor: reader.centi(paths.minCentiPerVirtualProcessor),
    maxVirtualProcessorsPerPartition: reader.whole(paths.maxVirtualProcessorsPerPartition),
    maxProcessorsPerPartition: reader.whole(paths.maxProcessorsPerPartition),
    compatModes: modes.length === 0 ? null : modes.map(normaliseMode),
    maxPartitions: reader.whole(paths.maxPartitions),
    activeMobilityCapable: reader.flag(paths.activeMobilityCapable),
    inactiveMobilityCapable: reader.flag(paths.inactiveMobilityCapable),
    maxActiveMigrations: reader.whole(paths.maxActiveMigrations),
    maxFirmwareActiveMigrations: reader.whole(paths.maxFirmwareActiveMigrations),
    maxInactiveMigrations: reader.whole(paths.maxInactiveMigrations),
    activeMigrationsInProgress: reader.whole(paths.activeMigrationsInProgress),
    inactiveMigrationsInProgress: reader.whole(paths.inactiveMigrationsInProgress),
    capabilities: capabilitiesOf(reader),
    memoryMirroring: mirroringMode(reader),
    optimizerRunning: optimizerRunning(reader),
    activatedCores: reader.whole(paths.activatedCores),
  })
  const lists = sriovListsOf(reader)
  const origin = reader.origin()
  reader.emit({
    entity: 'server',
    server,
    values,
    ...(lists === null ? {} : { lists }),
    origin,
    lines: { ...reader.lines(paths), ...(lists === null ? {} : sriovLines(reader)) },
  })
  if (lists !== null)
    for (const list of ['sriovAdapters', 'sriovPhysicalPorts'] as const)
      reader.emit({ entity: 'complete', server, list, origin })
}

/** "system firmware only" as the command line calls it: "sys_firmware_only". "none" is a mode. */
function mirroringMode(reader: ObjectReader): string | null {
  const mode = reader.text(paths.memoryMirroring)?.toLowerCase() ?? null
  if (mode === null || mode === 'unknown' || mode === 'unavailable') return null
  return mode.replace('system', 'sys').replaceAll(/[ -]+/g, '_')
}

/** "Not_Mirrored" says why there is nothing to defragment, and nothing about the Dynamic Platform Optimizer: not known. */
function optimizerRunning(reader: ObjectReader): boolean | null {
  const state = reader.known(paths.optimizerRunning)?.toLowerCase()
  if (state === 'in_progress') return true
  return state === 'not_in_progress' ? false : null
}

/** All flags but the two that are attributes of their own. Some "capabilities" are no flags ("Inactive"): left out. */
function capabilitiesOf(reader: ObjectReader): Readonly<Record<string, boolean>> | null {
  const capabilities: Record<string, boolean> = {}
  for (const element of at(reader.root, CAPABILITIES)?.children ?? []) {
    const text = textOf(element)
    const own =
      paths.activeMobilityCapable[1] === element.name || paths.inactiveMobilityCapable[1] === element.name
    if (own || !element.name.endsWith('Capable') || (text !== 'true' && text !== 'false')) continue
    capabilities[capabilityName(element.name)] = text === 'true'
  }
  return Object.keys(capabilities).length === 0 ? null : capabilities
}

/** Host of the HMC that answered, where neither folder nor file name it. */
export function hostOf(links: readonly string[]): string | null {
  for (const link of links) {
    const host = /^https?:\/\/(\[[^\]]+\]|[^/:]+)/.exec(link)?.[1]
    if (host !== undefined && host !== 'localhost') return host
  }
  return null
}

/** VirtualSwitch below a ManagedSystem: name and mode ("Veb", "Vepa"). */
export function readVirtualSwitch(reader: ObjectReader): void {
  const name = reader.text(['SwitchName'])
  if (name === null) return
  const mode = reader.known(['SwitchMode'])?.toUpperCase() ?? null
  const lists = { virtualSwitches: [{ name, mode }] }
  reader.emit({ entity: 'server', server: owningSystem(reader), values: {}, lists, origin: reader.origin() })
}

/** SharedProcessorPool below a ManagedSystem. The default pool, 0, has no maximum of its own; one not set up has 0. */
export function readProcessorPool(reader: ObjectReader): void {
  const id = reader.whole(['PoolID'])
  if (id === null) return
  const pool = {
    id,
    name: reader.text(['PoolName']),
    maxCenti: id === 0 ? null : reader.centi(['MaximumProcessingUnits']),
    reservedCenti: reader.centi(['CurrentReservedProcessingUnits']),
  }
  const lists = { processorPools: [pool] }
  reader.emit({ entity: 'server', server: owningSystem(reader), values: {}, lists, origin: reader.origin() })
}

/** The system an object belongs to: by its own address or link, else by the name of its file or folder. */
export function owningSystem(reader: ObjectReader): ServerRef {
  const link = at(reader.root, 'AssociatedManagedSystem')?.href ?? null
  const uuid = /\/ManagedSystem\/([0-9A-Za-z-]{8,})/.exec(link ?? '')?.[1] ?? reader.idInSelf('ManagedSystem')
  return uuid === null ? (reader.context.system ?? {}) : { uuid }
}
