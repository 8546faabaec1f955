/** `lssyscfg -r prof`: what a partition gets at its next activation, lists of adapters included (CSV inside CSV). */
import { attributeFile, units, type Attributes } from './grammar.ts'
import { slotsOwnedBy } from './io-slots.ts'
import {
  fibreChannelOf,
  partitionsOf,
  scsiOf,
  viosById,
  type Client,
  type EthernetAdapter,
  type Server,
  type Vios,
} from './model.ts'
import { environmentOf } from './partition-files.ts'
import { hasTrouble } from './troubles.ts'

/** All profiles of a server, the default one of each partition first. */
export function profiles(server: Server): string {
  return attributeFile(
    partitionsOf(server).flatMap((one) => {
      const names = one.kind === 'vios' ? ['default_profile'] : [one.profile, ...one.otherProfiles]
      return names.map((name) => profile(name, one, server))
    }),
  )
}

function profile(name: string, one: Vios | Client, server: Server): Attributes {
  const { sizing } = one
  const pages = one.kind === 'client' ? one.hugePages : 0
  const poolName = (one.kind === 'client' ? one.pool : null) ?? 'DefaultPool'
  const slots = slotsOwnedBy(server.ioSlots, one.id).map((slot) => `${slot.drcIndex}/none/1`)
  return {
    name,
    lpar_name: one.name,
    lpar_id: one.id,
    lpar_env: environmentOf(one),
    all_resources: 0,
    min_mem: sizing.minMib,
    desired_mem: sizing.memoryMib,
    max_mem: sizing.maxMib,
    min_num_huge_pages: one.kind === 'client' ? pages : undefined,
    desired_num_huge_pages: one.kind === 'client' ? pages : undefined,
    max_num_huge_pages: one.kind === 'client' ? pages : undefined,
    mem_mode: 'ded',
    mem_expansion: '0.0',
    hpt_ratio: `1:${sizing.hptRatio}`,
    proc_mode: sizing.dedicated ? 'ded' : 'shared',
    min_proc_units: sizing.dedicated ? undefined : units(sizing.minCenti),
    desired_proc_units: sizing.dedicated ? undefined : units(sizing.centi),
    max_proc_units: sizing.dedicated ? undefined : units(sizing.maxCenti),
    min_procs: sizing.minProcs,
    desired_procs: sizing.procs,
    max_procs: sizing.maxProcs,
    sharing_mode: sizing.sharing,
    uncap_weight: sizing.dedicated ? undefined : sizing.weight,
    shared_proc_pool_id: sizing.dedicated
      ? undefined
      : Object.keys(server.blueprint.pools).indexOf(poolName) + 1,
    shared_proc_pool_name: sizing.dedicated ? undefined : poolName,
    affinity_group_id: 'none',
    io_slots: slots.length === 0 ? 'none' : slots,
    lpar_io_pool_ids: 'none',
    max_virtual_slots: one.kind === 'vios' ? one.maxVirtualSlots : 32,
    virtual_serial_adapters: ['0/server/1/any//any/1', '1/server/1/any//any/1'],
    virtual_scsi_adapters: orNone(one.kind === 'vios' ? scsiServers(one, server) : scsiClients(one, server)),
    virtual_eth_adapters: orNone(one.ethernet.map(ethernet)),
    virtual_eth_vsi_profiles: 'none',
    virtual_fc_adapters: orNone(one.kind === 'vios' ? fcServers(one, server) : fcClients(one, server)),
    vtpm_adapters: 'none',
    hca_adapters: 'none',
    sriov_eth_logical_ports: 'none',
    boot_mode: 'norm',
    conn_monitoring: 1,
    auto_start: 1,
    power_ctrl_lpar_ids: 'none',
    work_group_id: 'none',
    redundant_err_path_reporting:
      hasTrouble('redundant error path reporting', one.name) || one.kind === 'vios' ? 1 : 0,
    bsr_arrays: 0,
    lpar_proc_compat_mode: one.kind === 'client' ? one.desiredMode : 'default',
    electronic_err_reporting: 'null',
  }
}

function orNone(items: readonly string[]): readonly string[] | string {
  return items.length === 0 ? 'none' : items
}

/** slot/ieee/pvid/additional VLANs/trunk priority/required/switch/MAC/allowed OS MACs/qos */
function ethernet(adapter: EthernetAdapter): string {
  return [
    adapter.slot,
    adapter.tagged.length > 0 ? 1 : 0,
    adapter.pvid,
    adapter.tagged.join(','),
    adapter.trunkPriority,
    adapter.trunkPriority > 0 ? 1 : 0,
    'ETHERNET0',
    adapter.mac.toUpperCase(),
    'all',
    'none',
  ].join('/')
}

function scsiServers(vios: Vios, server: Server): readonly string[] {
  return scsiOf(server, vios.id).map(({ client, adapter }) =>
    [adapter.viosSlot, 'server', client.id, client.name, adapter.slot, 0].join('/'),
  )
}

function scsiClients(client: Client, server: Server): readonly string[] {
  return client.scsi.map((adapter) =>
    [adapter.slot, 'client', adapter.viosId, viosById(server, adapter.viosId).name, adapter.viosSlot, 0].join(
      '/',
    ),
  )
}

/** slot/server/remote id/remote name/remote slot/(no WWPNs)/required */
function fcServers(vios: Vios, server: Server): readonly string[] {
  return fibreChannelOf(server, vios.id).map(({ client, adapter }) =>
    [adapter.viosSlot, 'server', client.id, client.name, adapter.slot, '', 0].join('/'),
  )
}

function fcClients(client: Client, server: Server): readonly string[] {
  return client.fibreChannel.map((adapter) =>
    [
      adapter.slot,
      'client',
      adapter.viosId,
      viosById(server, adapter.viosId).name,
      adapter.viosSlot,
      adapter.wwpns.join(','),
      0,
    ].join('/'),
  )
}
