/** What the HMC says about virtual adapters: lshwres -r virtualio at partition level. */
import { attributeFile, flag, type Attributes } from './grammar.ts'
import {
  fibreChannelOf,
  partitionsOf,
  scsiOf,
  viosById,
  type Client,
  type Server,
  type Vios,
} from './model.ts'

/** `lshwres -r virtualio --rsubtype eth --level lpar`. */
export function virtualEthernet(server: Server): string {
  return attributeFile(
    partitionsOf(server).flatMap((one) =>
      one.ethernet.map((adapter) => ({
        lpar_name: one.name,
        lpar_id: one.id,
        slot_num: adapter.slot,
        state: flag(one.kind === 'vios' || one.running),
        is_required: flag(one.kind === 'vios'),
        is_trunk: flag(adapter.trunkPriority > 0),
        trunk_priority: adapter.trunkPriority > 0 ? adapter.trunkPriority : undefined,
        ieee_virtual_eth: flag(adapter.tagged.length > 0),
        port_vlan_id: adapter.pvid,
        vswitch: 'ETHERNET0',
        addl_vlan_ids: adapter.tagged.map(String),
        mac_addr: adapter.mac.toUpperCase(),
        allowed_os_mac_addrs: 'all',
        qos_priority: 'none',
      })),
    ),
  )
}

/** `lshwres -r virtualio --rsubtype scsi --level lpar`: server adapters of the VIOS, then client adapters. */
export function virtualScsi(server: Server): string {
  const servers = server.vios.flatMap((vios) =>
    scsiOf(server, vios.id).map(({ client, adapter }) => ({
      ...virtualAdapter(vios, adapter.viosSlot, 'server', true),
      ...remote(client, adapter.slot),
    })),
  )
  const clients = server.clients.flatMap((client) =>
    client.scsi.map((adapter) => ({
      ...virtualAdapter(client, adapter.slot, 'client', client.running),
      ...remote(viosById(server, adapter.viosId), adapter.viosSlot),
    })),
  )
  return attributeFile([...servers, ...clients])
}

/** `lshwres -r virtualio --rsubtype fc --level lpar`: only client adapters have WWPNs. */
export function virtualFibreChannel(server: Server): string {
  const servers = server.vios.flatMap((vios) =>
    fibreChannelOf(server, vios.id).map(({ client, adapter }) => ({
      ...virtualAdapter(vios, adapter.viosSlot, 'server', true),
      ...remote(client, adapter.slot),
    })),
  )
  const clients = server.clients.flatMap((client) =>
    client.fibreChannel.map((adapter) => ({
      ...virtualAdapter(client, adapter.slot, 'client', client.running),
      ...remote(viosById(server, adapter.viosId), adapter.viosSlot),
      wwpns: adapter.wwpns,
    })),
  )
  return attributeFile([...servers, ...clients])
}

function virtualAdapter(
  one: Vios | Client,
  slot: number,
  type: 'server' | 'client',
  running: boolean,
): Attributes {
  return {
    lpar_name: one.name,
    lpar_id: one.id,
    slot_num: slot,
    state: flag(running),
    is_required: 0,
    adapter_type: type,
  }
}

function remote(one: Vios | Client, slot: number): Attributes {
  return { remote_lpar_id: one.id, remote_lpar_name: one.name, remote_slot_num: slot }
}
