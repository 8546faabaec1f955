/**
 * SR-IOV in the sample: two servers of the south have adapters in shared mode, and two partitions of one of them have
 * vNICs. `sou-s1122-1` can take both; `sou-s924-1` has one adapter, on which another network is labelled and no link is up.
 */
import { attributeFile, headerFile, type Attributes } from './grammar.ts'
import type { Client, Server, Vios } from './model.ts'

interface Port {
  readonly label: string
  readonly isUp: boolean
}

interface Adapter {
  readonly id: number
  readonly place: string
  readonly ports: readonly Port[]
}

const twoNetworks: readonly Port[] = [
  { label: 'lan-a', isUp: true },
  { label: 'lan-b', isUp: true },
]

const adapters: Readonly<Record<string, readonly Adapter[]>> = {
  'sou-s1024-1': [
    { id: 1, place: 'P0-C2', ports: twoNetworks },
    { id: 2, place: 'P0-C3', ports: twoNetworks },
  ],
  'sou-s1122-1': [
    { id: 1, place: 'P0-C1', ports: twoNetworks },
    { id: 2, place: 'P0-C4', ports: twoNetworks },
  ],
  'sou-s924-1': [{ id: 1, place: 'P1-C9', ports: [{ label: 'lab', isUp: false }] }],
}

/** Partitions with a vNIC of two backing devices, with the port that backs it on both adapters. */
const ports: Readonly<Record<string, number>> = { 'web-ext1': 0, 'web-ext2': 1 }
const SLOT = 20
const CAPACITY = '2.0'

interface Device {
  readonly client: Client
  readonly vios: Vios
  readonly adapterId: number
  readonly portId: number
  readonly logicalPort: string
}

/** Each vNIC has the first VIOS on the first adapter and the second VIOS on the second. */
function devices(server: Server): readonly Device[] {
  return server.clients
    .filter((client) => ports[client.name] !== undefined)
    .flatMap((client, n) =>
      server.vios.map((vios, at) => ({
        client,
        vios,
        adapterId: at + 1,
        portId: ports[client.name] ?? 0,
        logicalPort: (0x2700_4001 + at * 0x4000 + n).toString(16),
      })),
    )
}

/** `lshwres -r virtualio --rsubtype vnic --level lpar`. */
export function vnics(server: Server): string {
  const byClient = Map.groupBy(devices(server), (one) => one.client)
  return attributeFile(
    [...byClient].map(([client, own]): Attributes => {
      const first = client.ethernet[0]
      return {
        lpar_name: client.name,
        lpar_id: client.id,
        slot_num: SLOT,
        desired_mode: 'ded',
        curr_mode: 'ded',
        auto_priority_failover: 1,
        port_vlan_id: first?.pvid ?? 0,
        pvid_priority: 0,
        allowed_vlan_ids: 'all',
        // Its own address: the last digit but one of the Ethernet adapter's turned to f.
        mac_addr: `${first?.mac.slice(0, -2) ?? '0000000000'}f${first?.mac.slice(-1) ?? '0'}`.toUpperCase(),
        allowed_os_mac_addrs: 'all',
        backing_devices: own.map(({ vios, adapterId, portId, logicalPort }, at) =>
          ['sriov', vios.name, vios.id, adapterId, portId, logicalPort, CAPACITY, CAPACITY, 50 + at, '100.0', '100.0'].join(
            '/',
          ),
        ),
        backing_device_states: own.map(({ logicalPort }, at) => `sriov/${logicalPort}/${at === 0 ? 1 : 0}/Operational`),
      }
    }),
  )
}

/** `lshwres -r sriov --rsubtype adapter`: adapters in dedicated mode are left out here, as they are on most servers. */
export function sriovAdapters(server: Server): string {
  const own = adapters[server.blueprint.name] ?? []
  return attributeFile(
    own.map((adapter) => ({
      adapter_id: adapter.id,
      slot_id: (0x2101_0020 + adapter.id).toString(16),
      adapter_max_logical_ports: 120,
      config_state: 'sriov',
      functional_state: 1,
      logical_ports: 120,
      phys_loc: `${server.unit}-${adapter.place}`,
      phys_ports: adapter.ports.length,
      sriov_status: 'running',
    })),
  )
}

const portColumns = [
  'adapter_id',
  'phys_port_id',
  'phys_port_loc',
  'phys_port_label',
  'phys_port_sub_label',
  'state',
  'config_logical_ports',
  'phys_port_max_logical_ports',
  'min_eth_capacity_granularity',
]

/** `lshwres -r sriov --rsubtype physport --level eth -F ... --header`: the granularity is printed only where it is asked for. Absent where there is no port. */
export function sriovPhysicalPorts(server: Server): Readonly<Record<string, string>> {
  const own = adapters[server.blueprint.name] ?? []
  if (own.length === 0) return {}
  const taken = devices(server)
  const rows = own.flatMap((adapter) =>
      adapter.ports.map((port, portId) => ({
        adapter_id: adapter.id,
        phys_port_id: portId,
        phys_port_loc: `${server.unit}-${adapter.place}-T${portId + 1}`,
        phys_port_label: port.label,
        phys_port_sub_label: 'null',
        state: port.isUp ? 1 : 0,
        config_logical_ports: taken.filter((one) => one.adapterId === adapter.id && one.portId === portId).length,
        phys_port_max_logical_ports: 60,
        min_eth_capacity_granularity: '2.0',
      })),
    )
  return { 'sriov_physport_eth.txt': headerFile(portColumns, rows) }
}

/** `lshwres -r sriov --rsubtype logport --level eth`: the logical ports belong to the VIOS, not to the clients. */
export function sriovLogicalPorts(server: Server): string {
  return attributeFile(
    devices(server).map(({ vios, adapterId, portId, logicalPort }, at) => ({
      config_id: at,
      lpar_name: vios.name,
      lpar_id: vios.id,
      lpar_state: 'Running',
      adapter_id: adapterId,
      logical_port_id: logicalPort,
      logical_port_type: 'eth',
      phys_port_id: portId,
      functional_state: 1,
      capacity: CAPACITY,
      max_capacity: '100.0',
    })),
  )
}
