/** Rows about adapters and slots: lshwres -r virtualio --rsubtype eth, scsi, fc, vnic; -r io slot. */
import type { NetworkBridge, VnicBackingDevice } from '../../../shared/inventory/fleet.ts'
import { switchName } from './map-server.ts'
import { emitPartition, ownerOf } from './map-partition.ts'
import { backingDeviceOf } from './map-sriov.ts'
import type { Reading } from './reading.ts'
import { shorten } from './row.ts'
import type { Row } from './row.ts'

/** Slot number of an adapter row; a row without one is reported and left out. */
function slotOf(row: Row, reading: Reading): number | null {
  const slot = row.whole('slot_num')
  if (slot === null && row.word('slot_num') === null) {
    reading.report(
      {
        code: 'adapter-without-slot',
        severity: 'error',
        origin: row.origin,
        column: 'slot_num',
        found: 'The row of an adapter has no slot number.',
        remedy: 'Collect it again with slot_num in the -F list.',
      },
      row.raw,
    )
  }
  if (slot === null) reading.markIncomplete('adapter-without-slot')
  return slot
}

/** VLANs a trunk adapter bridges: its port VLAN and the tagged ones. */
export function bridgeOf(
  virtualSwitch: string | null,
  portVlanId: number | null,
  tagged: readonly number[],
): NetworkBridge {
  const vlanIds = [...new Set([...(portVlanId === null || portVlanId === 0 ? [] : [portVlanId]), ...tagged])]
  return { name: null, virtualSwitch, vlanIds: vlanIds.sort((a, b) => a - b) }
}

const macOf = (row: Row): string | null => row.word('mac_addr')?.toLowerCase().replaceAll(/[:-]/g, '') ?? null

/** `--rsubtype eth`. A trunk adapter of a VIOS is the virtual side of a shared Ethernet adapter. */
export function readEthernet(row: Row, reading: Reading): void {
  const owner = ownerOf(row, reading)
  const slot = slotOf(row, reading)
  if (owner === null || slot === null) return
  const virtualSwitch = switchName(row.name('vswitch'))
  const portVlanId = row.whole('port_vlan_id')
  const taggedVlanIds = row.vlans('addl_vlan_ids')
  const macAddress = macOf(row)
  const trunk = row.flag('is_trunk') === true
  emitPartition(reading, row, owner, {
    lists: { virtualEthernet: [{ slot, virtualSwitch, portVlanId, taggedVlanIds, macAddress }] },
    ...(trunk ? { viosLists: { networkBridges: [bridgeOf(virtualSwitch, portVlanId, taggedVlanIds)] } } : {}),
  })
}

/** Number of the adapter at the other end; `any` and 65535 mean "whoever connects". */
function remoteId(row: Row, column: string): number | null {
  if (row.word(column)?.toLowerCase() === 'any') return null
  const id = row.whole(column)
  return id === 65_535 ? null : id
}

function remoteName(row: Row): string | null {
  const name = row.name('remote_lpar_name')
  return name === null || name === 'any' || name === 'null' ? null : name
}

/**
 * What the rows of virtual SCSI and virtual Fibre Channel adapters share. Server adapters on a VIOS are the other ends of
 * the client rows and repeat them, so only client rows become patches: null for every other.
 */
function clientOf(row: Row, reading: Reading) {
  if (row.word('adapter_type')?.toLowerCase() === 'server') return null
  const owner = ownerOf(row, reading)
  const slot = slotOf(row, reading)
  if (owner === null || slot === null) return null
  const adapter = {
    slot,
    viosLparId: remoteId(row, 'remote_lpar_id'),
    viosName: remoteName(row),
    viosSlot: remoteId(row, 'remote_slot_num'),
  }
  return { owner, adapter }
}

/** `--rsubtype scsi`. */
export function readScsi(row: Row, reading: Reading): void {
  const client = clientOf(row, reading)
  if (client === null) return
  emitPartition(reading, row, client.owner, {
    lists: {
      virtualScsi: [
        {
          ...client.adapter,
          required: row.flag('is_required'),
          backing: null,
        },
      ],
    },
  })
}

/** `c05076058ba7001c` of any spelling; texts that are no WWPN are reported and left out. */
export function wwpnsOf(row: Row, column: string, items: readonly string[]): string[] {
  return items.flatMap((item) => {
    const wwpn = item.trim().toLowerCase().replace(/^0x/, '').replaceAll(/[:-]/g, '')
    if (/^[0-9a-f]{16}$/.test(wwpn)) return [wwpn]
    if (wwpn !== '') row.bad(column, `holds "${item.trim()}", which is no WWPN of 16 hexadecimal digits`)
    return []
  })
}

/** `--rsubtype fc`. */
export function readFibreChannel(row: Row, reading: Reading): void {
  const client = clientOf(row, reading)
  if (client === null) return
  emitPartition(reading, row, client.owner, {
    lists: {
      virtualFibreChannel: [
        {
          ...client.adapter,
          wwpns: wwpnsOf(row, 'wwpns', row.list('wwpns') ?? []),
          port: null,
          loggedIn: null,
        },
      ],
    },
  })
}

/** `--rsubtype vnic`, with what backs each of them. One backing device that cannot be read leaves all of them unknown. */
export function readVnic(row: Row, reading: Reading): void {
  const owner = ownerOf(row, reading)
  const slot = slotOf(row, reading)
  if (owner === null || slot === null) return
  const items = row.list('backing_devices')
  const backing = items?.map(backingDeviceOf) ?? null
  const unread = backing?.indexOf(null) ?? -1
  if (unread >= 0)
    row.bad('backing_devices', `holds "${shorten(items?.[unread] ?? '')}", which is no backing device`)
  emitPartition(reading, row, owner, {
    lists: {
      vnics: [
        {
          slot,
          portVlanId: row.whole('port_vlan_id'),
          macAddress: macOf(row),
          backingDevices: items?.length ?? 0,
          backing: unread >= 0 ? null : (backing as readonly VnicBackingDevice[] | null),
        },
      ],
    },
  })
}

/** `-r io --rsubtype slot`: slots without an owner belong to nobody and are passed over. */
export function readPhysicalSlot(row: Row, reading: Reading): void {
  if (row.word('lpar_id') === null && (row.word('lpar_name') ?? 'null') === 'null') return
  const owner = ownerOf(row, reading)
  const name = row.word('drc_index') ?? row.word('drc_name')
  if (owner === null || name === null) return
  const description = row.word('description') ?? row.word('drc_name')
  emitPartition(reading, row, owner, {
    lists: { physicalSlots: [{ name, description, required: row.flag('is_required') }] },
  })
}
