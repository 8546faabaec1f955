/** How Virtual I/O Servers lie in tables. */
import type { FibreChannelPort, NetworkBridge, PhysicalVolume, Vios } from '../../shared/inventory/fleet.ts'
import { always, fields, item, known, list, type EntityTable } from './table-shape.ts'

const ofVios = ['vios_id']

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
