/**
 * `lssyscfg -r prof`: what a partition asks for at its next activation. It fills what live output does not show (min
 * and max of an inactive partition, required slots, adapters), so its patches have the precedence of profiles and name
 * the profile; see patch.ts.
 */
import { normaliseMode } from '../../../shared/inventory/compat-modes.ts'
import type {
  NetworkBridge,
  PhysicalSlot,
  VirtualEthernetAdapter,
  VirtualFibreChannelAdapter,
  VirtualScsiAdapter,
} from '../../../shared/inventory/fleet.ts'
import type { PartitionPatch, PartitionValues } from '../../../shared/inventory/patch.ts'
import { profilePrecedence } from '../../../shared/inventory/patch.ts'
import { centi } from '../../../shared/inventory/units.ts'
import type { Centi } from '../../../shared/inventory/units.ts'
import { splitList } from './attribute-rows.ts'
import { bridgeOf, wwpnsOf } from './map-adapters.ts'
import { emitPartition, kindOf, ownerOf, ratio, sharedOrDedicated, type Owner } from './map-partition.ts'
import { switchName } from './map-server.ts'
import type { Reading } from './reading.ts'
import { shorten } from './row.ts'
import type { Row } from './row.ts'

const cores = (count: number | null): Centi | null => (count === null ? null : centi(count * 100))

/** One profile row; answers whose it is, or null where it cannot be read. */
export function readProfile(row: Row, reading: Reading): Owner | null {
  const profile = row.name('name') ?? row.name('profile_name')
  const owner = ownerOf(row, reading)
  if (owner === null || profile === null) return null
  const kind = kindOf(row)
  const processorMode = sharedOrDedicated(row, 'proc_mode')
  const dedicated = processorMode === 'dedicated'
  const entitledCenti = dedicated ? cores(row.whole('desired_procs')) : row.units('desired_proc_units')
  const memoryMib = row.memory('desired_mem')
  const maxMemoryMib = row.memory('max_mem')
  const virtualProcessors = row.whole('desired_procs')
  const maxVirtualSlots = row.whole('max_virtual_slots')
  const mode = row.word('lpar_proc_compat_mode')
  const values: PartitionValues = {
    memoryMode: sharedOrDedicated(row, 'mem_mode'),
    memoryMib,
    minMemoryMib: row.memory('min_mem'),
    maxMemoryMib,
    hptRatio: ratio(row, 'hpt_ratio'),
    hugePages: row.whole('desired_num_huge_pages'),
    barrierArrays: row.whole('bsr_arrays'),
    memoryExpansion: row.decimal('mem_expansion'),
    processorMode,
    entitledCenti,
    minCenti: dedicated ? cores(row.whole('min_procs')) : row.units('min_proc_units'),
    maxCenti: dedicated ? cores(row.whole('max_procs')) : row.units('max_proc_units'),
    virtualProcessors,
    maxVirtualProcessors: row.whole('max_procs'),
    sharingMode: row.word('sharing_mode'),
    uncappedWeight: row.whole('uncap_weight'),
    poolId: row.whole('shared_proc_pool_id'),
    poolName: row.word('shared_proc_pool_name'),
    allResources: row.flag('all_resources'),
    redundantErrorPathReporting: row.flag('redundant_err_path_reporting'),
    workGroupId: row.saysNone('work_group_id') ? 'none' : row.word('work_group_id'),
    desiredMode: mode === null ? null : normaliseMode(mode),
    maxVirtualSlots,
    hostEthernetPorts: row.list('lhea_logical_ports'),
    hostChannelAdapters: row.list('hca_adapters'),
    sriovPorts: sriovPorts(row),
    vtpm: present(row, 'vtpm_adapters'),
    extraSerialAdapters: extraSerialAdapters(row),
  }
  const ethernet = ethernetAdapters(row)
  emitPartition(reading, row, owner, {
    kind,
    profile,
    precedence: profilePrecedence,
    values: kind === 'vios' ? {} : values,
    ...(kind === 'client'
      ? {}
      : {
          viosValues: {
            memoryMib,
            maxMemoryMib,
            processorMode,
            entitledCenti,
            virtualProcessors,
            maxVirtualSlots,
          },
          ...(ethernet === null ? {} : { viosLists: { networkBridges: ethernet.bridges } }),
        }),
    ...(kind === 'vios' ? {} : { lists: clientLists(row, ethernet?.adapters ?? null) }),
  })
  return owner
}

type Lists = NonNullable<PartitionPatch['lists']>

function clientLists(row: Row, virtualEthernet: readonly VirtualEthernetAdapter[] | null): Lists {
  const virtualScsi = scsiAdapters(row)
  const virtualFibreChannel = fibreChannelAdapters(row)
  const physicalSlots = slots(row)
  return {
    ...(virtualEthernet === null ? {} : { virtualEthernet }),
    ...(virtualScsi === null ? {} : { virtualScsi }),
    ...(virtualFibreChannel === null ? {} : { virtualFibreChannel }),
    ...(physicalSlots === null ? {} : { physicalSlots }),
  }
}

function present(row: Row, column: string): boolean | null {
  const items = row.list(column)
  return items === null ? null : items.length > 0
}

/** `slot/...`: slots 0 and 1 hold the two serial adapters every partition has. */
function extraSerialAdapters(row: Row): number | null {
  const items = row.list('virtual_serial_adapters')
  return items === null ? null : items.filter((item) => Number(item.split('/')[0]) > 1).length
}

function sriovPorts(row: Row): readonly string[] | null {
  const all = ['sriov_eth_logical_ports', 'sriov_ethc_logical_ports', 'sriov_roce_logical_ports'].map((one) =>
    row.list(one),
  )
  return all.every((items) => items === null) ? null : all.flatMap((items) => items ?? [])
}

/** `drc_index/slot_io_pool_id/is_required`. */
function slots(row: Row): PhysicalSlot[] | null {
  const items = row.list('io_slots')
  if (items === null) return null
  return items.flatMap((item) => {
    const [name = '', , required] = item.trim().split('/')
    return name === ''
      ? []
      : [{ name, description: null, required: required === undefined ? null : required === '1' }]
  })
}

/** `slot/client|server/remote_id/remote_name/remote_slot/...`: a remote name may itself hold slashes. */
const remoteAdapter = /^\s*(\d+)\/(client|server)\/([^/]*)\/(.*)\/(\d*|any|none)\/(.*)$/s

function numberOrNull(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) && text !== '65535' ? Number(text) : null
}

function remoteName(text: string | undefined): string | null {
  return text === undefined || text === '' || text === 'any' ? null : text
}

/**
 * The adapters of a list; null as soon as one item cannot be read, because the lists of a profile are taken as whole.
 */
function readAll<T>(row: Row, column: string, read: (item: string) => T[] | null): T[] | null {
  const found: T[] = []
  for (const item of row.list(column) ?? []) {
    const adapters = read(item)
    if (adapters === null)
      return row.bad(
        column,
        `holds "${shorten(item)}", which has not the fields of an adapter, so the list was left out`,
      )
    found.push(...adapters)
  }
  return row.list(column) === null ? null : found
}

function scsiAdapters(row: Row): VirtualScsiAdapter[] | null {
  return readAll(row, 'virtual_scsi_adapters', (item) => {
    const found = /^\s*(\d+)\/(client|server)\/([^/]*)\/(.*)\/(\d*|any|none)\/([01])\s*$/s.exec(item)
    if (found === null) return null
    const [, slot, type, id, name, remoteSlot, required] = found
    if (type === 'server') return []
    return [
      {
        slot: Number(slot),
        viosLparId: numberOrNull(id),
        viosName: remoteName(name),
        viosSlot: numberOrNull(remoteSlot),
        required: required === '1',
        backing: null,
      },
    ]
  })
}

function fibreChannelAdapters(row: Row): VirtualFibreChannelAdapter[] | null {
  return readAll(row, 'virtual_fc_adapters', (item) => {
    const found = /^(.*)\/([^/]*)\/([01])\s*$/s.exec(item)
    const remote = remoteAdapter.exec(`${found?.[1] ?? ''}/`)
    if (found === null || remote === null) return null
    const [, slot, type, id, name, remoteSlot] = remote
    if (type === 'server') return []
    return [
      {
        slot: Number(slot),
        viosLparId: numberOrNull(id),
        viosName: remoteName(name),
        viosSlot: numberOrNull(remoteSlot),
        wwpns: wwpnsOf(row, 'virtual_fc_adapters', splitList(found[2] ?? '')),
        port: null,
        loggedIn: null,
      },
    ]
  })
}

/** `slot/ieee/pvid/addl_vlans/trunk_prio/is_required/vswitch/mac/allowed_os_macs/qos`. */
function ethernetAdapters(row: Row): { adapters: VirtualEthernetAdapter[]; bridges: NetworkBridge[] } | null {
  const bridges: NetworkBridge[] = []
  const adapters = readAll(row, 'virtual_eth_adapters', (item) => {
    const [slot = '', , portVlan, tagged = '', trunkPriority = '', , vswitch, mac] = item.trim().split('/')
    if (!/^\d+$/.test(slot)) return null
    const portVlanId = numberOrNull(portVlan)
    const taggedVlanIds = splitList(tagged)
      .map(Number)
      .filter((id) => Number.isInteger(id) && id > 0 && id < 4095)
    const virtualSwitch = vswitch === undefined || vswitch === '' ? null : switchName(vswitch)
    if (/^[1-9]\d*$/.test(trunkPriority)) bridges.push(bridgeOf(virtualSwitch, portVlanId, taggedVlanIds))
    const macAddress = mac === undefined || mac === '' ? null : mac.toLowerCase()
    return [{ slot: Number(slot), virtualSwitch, portVlanId, taggedVlanIds, macAddress }]
  })
  return adapters === null ? null : { adapters, bridges }
}
