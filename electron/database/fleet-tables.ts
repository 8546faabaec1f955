/**
 * How a fleet lies in tables: one row per entity, one row per list item, nothing serialised. A list is keyed by its
 * owner's key and its position, so that it comes back in the order it was imported; "not known" (null) and "none" ([])
 * are told apart by a `..._known` column of the owner.
 */
import type {
  BackingDevice,
  FibreChannelPort,
  NetworkBridge,
  Partition,
  PhysicalSlot,
  PhysicalVolume,
  ProcessorPool,
  Server,
  SriovAdapter,
  SriovPhysicalPort,
  VirtualEthernetAdapter,
  VirtualFibreChannelAdapter,
  VirtualScsiAdapter,
  VirtualSwitch,
  Vios,
  VnicAdapter,
  VnicBackingDevice,
} from '../../shared/inventory/fleet.ts'
import { pastMoveColumns } from './past-move-repository.ts'

export type FieldKind = 'text' | 'integer' | 'real' | 'boolean'

export interface Field {
  readonly property: string
  readonly column: string
  readonly kind: FieldKind
}

export interface ListTable {
  readonly property: string
  readonly table: string
  /** Column of the owner's row that says whether the list is known; null where the list is never null. */
  readonly knownColumn: string | null
  /** Columns that name the owner, in the order of the owner's key, then the position in the list. */
  readonly ownerKey: readonly string[]
  readonly positionColumn: string
  /** A field whose property is "" holds the item itself (lists of words or numbers). */
  readonly fields: readonly Field[]
  readonly lists: readonly ListTable[]
}

export interface EntityTable {
  readonly entity: 'server' | 'vios' | 'partition'
  readonly table: string
  readonly keyColumn: string
  readonly fields: readonly Field[]
  readonly lists: readonly ListTable[]
}

/** memoryMib -> memory_mib: column names are the property names, units included. */
export const columnName = (property: string): string =>
  property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

type Kinds<T> = { readonly [K in keyof T & string]?: FieldKind }

/** Fields in table order. Checked against the type: a property that does not exist does not compile. */
function fields<T>(kinds: Kinds<T>): readonly Field[] {
  return Object.entries<FieldKind | undefined>(kinds).map(([property, kind]) => ({
    property,
    column: columnName(property),
    kind: kind ?? 'text',
  }))
}

const item = (column: string, kind: FieldKind): readonly Field[] => [{ property: '', column, kind }]

interface ListOptions {
  readonly known: boolean
  readonly lists?: readonly ListTable[]
}

function list<Owner>(
  property: keyof Owner & string,
  table: string,
  ownerKey: readonly string[],
  itemFields: readonly Field[],
  options: ListOptions,
): ListTable {
  return {
    property,
    table,
    knownColumn: options.known ? `${columnName(property)}_known` : null,
    ownerKey,
    positionColumn: 'position',
    fields: itemFields,
    lists: options.lists ?? [],
  }
}

const ofServer = ['server_id']
const ofVios = ['vios_id']
const ofPartition = ['partition_id']
const known = { known: true }
const always = { known: false }

export const serverTable: EntityTable = {
  entity: 'server',
  table: 'servers',
  keyColumn: 'id',
  fields: fields<Server>({
    name: 'text',
    uuid: 'text',
    typeModel: 'text',
    serial: 'text',
    site: 'text',
    generation: 'text',
    firmware: 'text',
    firmwareRelease: 'integer',
    state: 'text',
    installedMemoryMib: 'integer',
    configurableMemoryMib: 'integer',
    availableMemoryMib: 'integer',
    firmwareMemoryMib: 'integer',
    lmbMib: 'integer',
    installedCenti: 'integer',
    configurableCenti: 'integer',
    availableCenti: 'integer',
    minCentiPerVirtualProcessor: 'integer',
    maxVirtualProcessorsPerPartition: 'integer',
    maxProcessorsPerPartition: 'integer',
    hugePagesConfigurable: 'integer',
    hugePagesAvailable: 'integer',
    maxPartitions: 'integer',
    activeMobilityCapable: 'boolean',
    inactiveMobilityCapable: 'boolean',
    maxActiveMigrations: 'integer',
    maxFirmwareActiveMigrations: 'integer',
    maxInactiveMigrations: 'integer',
    activeMigrationsInProgress: 'integer',
    inactiveMigrationsInProgress: 'integer',
    memoryMirroring: 'text',
    optimizerRunning: 'boolean',
    hmcLevel: 'text',
    activatedCores: 'integer',
    enterprisePool: 'text',
  }),
  lists: [
    list<Server>('hmcs', 'server_hmcs', ofServer, item('hmc', 'text'), always),
    list<Server>('compatModes', 'server_compat_modes', ofServer, item('mode', 'text'), known),
    list<Server>(
      'virtualSwitches',
      'virtual_switches',
      ofServer,
      fields<VirtualSwitch>({ name: 'text', mode: 'text' }),
      known,
    ),
    list<Server>(
      'processorPools',
      'processor_pools',
      ofServer,
      fields<ProcessorPool>({
        id: 'integer',
        name: 'text',
        maxCenti: 'integer',
        reservedCenti: 'integer',
      }),
      known,
    ),
    list<Server>(
      'sriovAdapters',
      'sriov_adapters',
      ofServer,
      fields<SriovAdapter>({ id: 'integer', location: 'text', state: 'text', ports: 'integer' }),
      known,
    ),
    list<Server>(
      'sriovPhysicalPorts',
      'sriov_physical_ports',
      ofServer,
      fields<SriovPhysicalPort>({
        adapterId: 'integer',
        portId: 'integer',
        location: 'text',
        label: 'text',
        subLabel: 'text',
        linkUp: 'boolean',
        logicalPorts: 'integer',
        maxLogicalPorts: 'integer',
        capacityStep: 'integer',
        allocatedCapacity: 'integer',
        allocatedOf: 'integer',
      }),
      known,
    ),
  ],
}

export const viosTable: EntityTable = {
  entity: 'vios',
  table: 'vios',
  keyColumn: 'id',
  fields: fields<Vios>({
    serverId: 'text',
    lparId: 'integer',
    name: 'text',
    uuid: 'text',
    state: 'text',
    rmcState: 'text',
    mover: 'boolean',
    level: 'text',
    memoryMib: 'integer',
    maxMemoryMib: 'integer',
    processorMode: 'text',
    entitledCenti: 'integer',
    virtualProcessors: 'integer',
    maxVirtualSlots: 'integer',
    nextFreeVirtualSlot: 'integer',
    moverSlots: 'integer',
    concurrencyLevel: 'integer',
    linkGbps: 'real',
    clusterId: 'text',
    clusterName: 'text',
  }),
  lists: [
    list<Vios>('moverAddresses', 'mover_addresses', ofVios, item('address', 'text'), known),
    list<Vios>(
      'fibreChannelPorts',
      'fibre_channel_ports',
      ofVios,
      fields<FibreChannelPort>({
        name: 'text',
        wwpn: 'text',
        npivReady: 'boolean',
        totalPorts: 'integer',
        availablePorts: 'integer',
      }),
      known,
    ),
    list<Vios>(
      'physicalVolumes',
      'physical_volumes',
      ofVios,
      fields<PhysicalVolume>({
        name: 'text',
        uniqueId: 'text',
        sizeMib: 'integer',
        reservePolicy: 'text',
      }),
      known,
    ),
    list<Vios>(
      'networkBridges',
      'network_bridges',
      ofVios,
      fields<NetworkBridge>({ name: 'text', virtualSwitch: 'text' }),
      {
        known: true,
        lists: [
          list<NetworkBridge>(
            'vlanIds',
            'network_bridge_vlans',
            ['vios_id', 'bridge_position'],
            item('vlan_id', 'integer'),
            always,
          ),
        ],
      },
    ),
  ],
}

export const partitionTable: EntityTable = {
  entity: 'partition',
  table: 'partitions',
  keyColumn: 'id',
  fields: fields<Partition>({
    serverId: 'text',
    lparId: 'integer',
    name: 'text',
    uuid: 'text',
    os: 'text',
    environment: 'text',
    osVersion: 'text',
    state: 'text',
    rmcState: 'text',
    migrationState: 'text',
    migrationDisabled: 'boolean',
    currentProfile: 'text',
    defaultProfile: 'text',
    profileSynchronised: 'boolean',
    currentMode: 'text',
    desiredMode: 'text',
    memoryMode: 'text',
    memoryMib: 'integer',
    minMemoryMib: 'integer',
    maxMemoryMib: 'integer',
    hptRatio: 'integer',
    hugePages: 'integer',
    barrierArrays: 'integer',
    minAffinityScore: 'integer',
    minAffinityAction: 'text',
    memoryExpansion: 'real',
    processorMode: 'text',
    entitledCenti: 'integer',
    minCenti: 'integer',
    maxCenti: 'integer',
    virtualProcessors: 'integer',
    maxVirtualProcessors: 'integer',
    sharingMode: 'text',
    uncappedWeight: 'integer',
    poolId: 'integer',
    poolName: 'text',
    allResources: 'boolean',
    servicePartition: 'boolean',
    timeReference: 'boolean',
    redundantErrorPathReporting: 'boolean',
    restrictedIo: 'boolean',
    vtpm: 'boolean',
    simplifiedRemoteRestart: 'boolean',
    workGroupId: 'text',
    dlparCapable: 'boolean',
    virtualSerialNumber: 'text',
    maxVirtualSlots: 'integer',
    extraSerialAdapters: 'integer',
  }),
  lists: [
    list<Partition>('profileNames', 'partition_profiles', ofPartition, item('name', 'text'), known),
    list<Partition>(
      'physicalSlots',
      'physical_slots',
      ofPartition,
      fields<PhysicalSlot>({ name: 'text', description: 'text', required: 'boolean' }),
      known,
    ),
    list<Partition>('hostEthernetPorts', 'host_ethernet_ports', ofPartition, item('port', 'text'), known),
    list<Partition>(
      'hostChannelAdapters',
      'host_channel_adapters',
      ofPartition,
      item('adapter', 'text'),
      known,
    ),
    list<Partition>('sriovPorts', 'sriov_ports', ofPartition, item('port', 'text'), known),
    list<Partition>(
      'vnics',
      'vnics',
      ofPartition,
      fields<VnicAdapter>({
        slot: 'integer',
        portVlanId: 'integer',
        macAddress: 'text',
        backingDevices: 'integer',
      }),
      {
        known: true,
        lists: [
          list<VnicAdapter>(
            'backing',
            'vnic_backing_devices',
            ['partition_id', 'adapter_position'],
            fields<VnicBackingDevice>({
              viosLparId: 'integer',
              viosName: 'text',
              viosUuid: 'text',
              adapterId: 'integer',
              portId: 'integer',
              capacity: 'integer',
            }),
            known,
          ),
        ],
      },
    ),
    list<Partition>(
      'virtualEthernet',
      'virtual_ethernet_adapters',
      ofPartition,
      fields<VirtualEthernetAdapter>({
        slot: 'integer',
        virtualSwitch: 'text',
        portVlanId: 'integer',
        macAddress: 'text',
      }),
      {
        known: true,
        lists: [
          list<VirtualEthernetAdapter>(
            'taggedVlanIds',
            'virtual_ethernet_tagged_vlans',
            ['partition_id', 'adapter_position'],
            item('vlan_id', 'integer'),
            always,
          ),
        ],
      },
    ),
    list<Partition>(
      'virtualScsi',
      'virtual_scsi_adapters',
      ofPartition,
      fields<VirtualScsiAdapter>({
        slot: 'integer',
        viosLparId: 'integer',
        viosName: 'text',
        viosSlot: 'integer',
        required: 'boolean',
      }),
      {
        known: true,
        lists: [
          list<VirtualScsiAdapter>(
            'backing',
            'virtual_scsi_backing_devices',
            ['partition_id', 'adapter_position'],
            fields<BackingDevice>({ viosId: 'text', kind: 'text', name: 'text', uniqueId: 'text' }),
            known,
          ),
        ],
      },
    ),
    list<Partition>(
      'virtualFibreChannel',
      'virtual_fibre_channel_adapters',
      ofPartition,
      fields<VirtualFibreChannelAdapter>({
        slot: 'integer',
        viosLparId: 'integer',
        viosName: 'text',
        viosSlot: 'integer',
        port: 'text',
        loggedIn: 'boolean',
      }),
      {
        known: true,
        lists: [
          list<VirtualFibreChannelAdapter>(
            'wwpns',
            'virtual_fibre_channel_wwpns',
            ['partition_id', 'adapter_position'],
            item('wwpn', 'text'),
            always,
          ),
        ],
      },
    ),
  ],
}

export const entityTables = [serverTable, viosTable, partitionTable] as const

/** Columns of one table in the order rows are written: key, fields, known marks. */
export interface FlatTable {
  readonly table: string
  readonly keyColumns: readonly string[]
  readonly columns: readonly string[]
}

const flatList = (one: ListTable): readonly FlatTable[] => {
  const keyColumns = [...one.ownerKey, one.positionColumn]
  return [
    { table: one.table, keyColumns, columns: [...keyColumns, ...valueColumns(one)] },
    ...one.lists.flatMap(flatList),
  ]
}

export function valueColumns(one: EntityTable | ListTable): readonly string[] {
  return [
    ...one.fields.map((field) => field.column),
    ...one.lists.flatMap((nested) => (nested.knownColumn === null ? [] : [nested.knownColumn])),
  ]
}

/**
 * Tables that are no lists of an entity: flags and origins by name, the typical week, the date of the inventory, and what
 * the user says beside it. Nothing ties a statement to its server or partition: one about a partition that left stays,
 * harmless, until it comes back.
 */
const sideTables: readonly FlatTable[] = [
  {
    table: 'server_capabilities',
    keyColumns: ['server_id', 'name'],
    columns: ['server_id', 'name', 'capable'],
  },
  {
    table: 'origins',
    keyColumns: ['entity', 'entity_id', 'attribute'],
    columns: ['entity', 'entity_id', 'attribute', 'file', 'line'],
  },
  {
    table: 'typical_weeks',
    keyColumns: ['partition_id'],
    columns: ['partition_id', 'busy_processing_units_f64'],
  },
  { table: 'inventory', keyColumns: ['id'], columns: ['id', 'imported_at_ms'] },
  {
    table: 'statements',
    keyColumns: ['subject', 'scope', 'scope_id'],
    columns: ['subject', 'scope', 'scope_id', 'holds', 'reason'],
  },
  {
    table: 'catalogue_edits',
    keyColumns: ['catalogue', 'row_key'],
    columns: ['catalogue', 'row_key', 'value', 'reason'],
  },
  { table: 'past_moves', keyColumns: ['id'], columns: pastMoveColumns },
]

/** Every table a fleet is kept in. */
export const fleetTables: readonly FlatTable[] = [
  ...entityTables.flatMap((one) => [
    {
      table: one.table,
      keyColumns: [one.keyColumn],
      columns: [one.keyColumn, ...valueColumns(one)],
    },
    ...one.lists.flatMap(flatList),
  ]),
  ...sideTables,
]
