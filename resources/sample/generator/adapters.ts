/** Virtual adapters of one client: network by workload, NPIV or virtual SCSI, both VIOS in use. */
import { sites, type Blueprint } from './blueprints.ts'
import type { Backing, EthernetAdapter, FibreChannelAdapter, Lun, ScsiAdapter } from './model.ts'
import type { Resident } from './roster.ts'
import { hasTrouble } from './troubles.ts'
import { createRandom, seedOf } from './random.ts'

/** Hands out server-wide unique numbers: adapter slots of the two VIOS and WWPN pairs. */
export interface SlotBook {
  nextViosSlot(viosId: number): number
  /** Two consecutive WWPNs, the first one even. */
  nextWwpnPair(): readonly [string, string]
  macAddress(lparId: number, slot: number): string
  /** First slot that was not handed out, by VIOS. */
  endOf(viosId: number): number
}

const firstViosSlot = 20

export function createSlotBook(serverName: string): SlotBook {
  const random = createRandom(seedOf(`addresses of ${serverName}`))
  const wwpnPrefix = `c05076${random.hex(6)}`
  const macPrefix = `c2${random.hex(6)}`
  const slots = new Map<number, number>()
  let wwpn = 0
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
  return {
    nextViosSlot: (viosId) => {
      const slot = slots.get(viosId) ?? firstViosSlot
      slots.set(viosId, slot + 1)
      return slot
    },
    nextWwpnPair: () => {
      const even = wwpn
      wwpn += 2
      return [wwpnPrefix + hex(even, 4), wwpnPrefix + hex(even + 1, 4)]
    },
    macAddress: (lparId, slot) => macPrefix + hex(lparId, 2) + hex(slot, 2),
    endOf: (viosId) => slots.get(viosId) ?? firstViosSlot,
  }
}

const dmzNames = /^(web-portal|web-ext|sftp-gw|scan-gw)/
const scsiNames = /^(web-intra|tws-|legacy-mq|fax-|nim)/

/** Network adapters: databases carry the backup VLAN tagged, most partitions have a management adapter. */
export function ethernetFor(
  resident: Resident,
  lparId: number,
  blueprint: Blueprint,
  book: SlotBook,
): readonly EthernetAdapter[] {
  const { vlans } = sites[blueprint.site]
  const random = createRandom(seedOf(`network of ${resident.name}`))
  const adapter = (slot: number, pvid: number, tagged: readonly number[]): EthernetAdapter => ({
    slot,
    pvid,
    tagged,
    mac: book.macAddress(lparId, slot),
    trunkPriority: 0,
  })
  if (dmzNames.test(resident.name)) return [adapter(2, vlans.dmz, []), adapter(3, vlans.mgmt, [])]
  if (resident.workload === 'infra') return [adapter(2, vlans.mgmt, [])]
  if (resident.workload === 'ibmi') return [adapter(2, vlans.ibmi, [])]
  const isDatabase = resident.workload === 'database' || resident.workload === 'hana'
  const first = isDatabase ? adapter(2, vlans.db, [vlans.backup]) : adapter(2, vlans.app, [])
  return random.next() < 0.7 ? [first, adapter(3, vlans.mgmt, [])] : [first]
}

/** Whether the partition boots from virtual SCSI; the others have NPIV only. */
function usesScsi(resident: Resident): boolean {
  return resident.workload === 'infra' || scsiNames.test(resident.name)
}

/** Virtual Fibre Channel adapters: two, or four for what moves a lot of data; one VIOS after the other. */
export function fibreChannelFor(
  resident: Resident,
  lparId: number,
  blueprint: Blueprint,
  book: SlotBook,
): readonly FibreChannelAdapter[] {
  if (usesScsi(resident)) return []
  const count = ['hana', 'database', 'ibmi'].includes(resident.workload) ? 4 : 2
  const portPair = blueprint.fcPorts === 4 ? (lparId % 2) * 2 : 0
  return Array.from({ length: count }, (_, at) => {
    const viosId = (at % 2) + 1
    const pair = book.nextWwpnPair()
    const single = at === count - 1 && hasTrouble('one-WWPN adapter', resident.name)
    // Crosswise: each VIOS reaches both fabrics, and so does each partition.
    const fabric = (at + Math.floor(at / 2)) % 2
    return {
      slot: 4 + at,
      viosId,
      viosSlot: book.nextViosSlot(viosId),
      wwpns: single ? [pair[0]] : pair,
      port: `fcs${portPair + fabric}`,
    }
  })
}

/** Virtual SCSI adapters: the same disks through both VIOS; a logical volume or a file lives on the first one only. */
export function scsiFor(resident: Resident, book: SlotBook, luns: readonly Lun[]): readonly ScsiAdapter[] {
  if (!usesScsi(resident)) return []
  const local = localBacking(resident.name)
  if (local) return [{ slot: 4, viosId: 1, viosSlot: book.nextViosSlot(1), backing: [local] }]
  return [1, 2].map((viosId) => ({
    slot: 3 + viosId,
    viosId,
    viosSlot: book.nextViosSlot(viosId),
    backing: luns.map((lun, at) => ({ kind: 'disk', lun, device: `${resident.name}_d${at}` })),
  }))
}

function localBacking(name: string): Backing | null {
  if (hasTrouble('vSCSI on a logical volume', name))
    return { kind: 'logical volume', path: `lv_${name}`, device: `vt_${name}` }
  if (hasTrouble('vSCSI on a file', name))
    return { kind: 'file', path: `/var/vio/storagepools/filepool/${name}_boot`, device: `vt_${name}` }
  return null
}

/** Disks that the partition needs from the storage network for virtual SCSI. */
export function lunsFor(resident: Resident, blueprint: Blueprint): readonly Lun[] {
  if (!usesScsi(resident) || localBacking(resident.name)) return []
  const random = createRandom(seedOf(`disks of ${resident.name}`))
  const count = resident.name.startsWith('nim') ? 3 : random.integer(1, 2)
  const onlyServer = hasTrouble('disk not visible elsewhere', resident.name) ? blueprint.name : null
  return Array.from({ length: count }, (_, at) =>
    createLun(`${resident.name}_d${at}`, blueprint.site, at === 0 ? 65_536 : 262_144, onlyServer),
  )
}

/** A disk of the site's storage; its identifier, PVID and location follow from its name. */
export function createLun(
  name: string,
  site: 'north' | 'south',
  sizeMib: number,
  onlyServer: string | null,
): Lun {
  const random = createRandom(seedOf(`lun ${name}`))
  const array = site === 'north' ? '60050768018105f1c8' : '6005076802820a77d0'
  return {
    name,
    site,
    sizeMib,
    identifier: `33213${(array + '00000000').toUpperCase()}${random.hex(6).toUpperCase()}04214503IBMfcp`,
    pvid: `00${random.hex(6)}${random.hex(8)}`,
    location: `W500507680C${site === 'north' ? '11A2B3' : '21C4D5'}-L${random.hex(4).toUpperCase()}000000000000`,
    onlyServer,
  }
}
