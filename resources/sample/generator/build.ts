/** Builds the data centre from blueprints, roster and troubles. Same input, same data centre. */
import {
  createSlotBook,
  createLun,
  ethernetFor,
  fibreChannelFor,
  lunsFor,
  scsiFor,
  type SlotBook,
} from './adapters.ts'
import { blueprints, sites, type Blueprint } from './blueprints.ts'
import { ioSlotsFor } from './io-slots.ts'
import type { Client, DataCentre, EthernetAdapter, Hdisk, Lun, Server, Vios } from './model.ts'
import { modesFor, osVersionOf } from './software.ts'
import { createRandom, seedOf, type Random } from './random.ts'
import { residentsOf, type Resident } from './roster.ts'
import { isIbmI, pageTableMib, sizePartition, type Sizing } from './sizing.ts'
import { hasTrouble } from './troubles.ts'

/** The whole data centre. Throws when a server cannot hold what lives on it (a mistake in the roster). */
export function buildDataCentre(): DataCentre {
  const luns = [
    ...blueprints.flatMap((blueprint) =>
      residentsOf(blueprint.name).flatMap((resident) => lunsFor(resident, blueprint)),
    ),
    ...(['north', 'south'] as const).flatMap((site) =>
      [1, 2].map((number) => createLun(`spare_${site}_${number}`, site, 131_072, null)),
    ),
  ]
  return { servers: blueprints.map((blueprint) => buildServer(blueprint, luns)), luns }
}

function buildServer(blueprint: Blueprint, luns: readonly Lun[]): Server {
  const random = createRandom(seedOf(`server ${blueprint.name}`))
  const book = createSlotBook(blueprint.name)
  const clients = buildClients(blueprint, luns, book)
  const bridgedVlans = Object.values(sites[blueprint.site].vlans).filter(
    (vlan) => !hasTrouble('VLAN missing on a server', `VLAN ${vlan}`, blueprint.name),
  )
  const vios = [1, 2].map((id) => buildVios(blueprint, id, luns, book, bridgedVlans))
  const holders = [...vios, ...clients.filter((client) => client.running)].map((one) => one.sizing)
  const firmwareMib = hypervisorMib(blueprint, holders)
  const sum = (field: 'memoryMib' | 'centi'): number => holders.reduce((total, one) => total + one[field], 0)
  const availableMib = blueprint.activeGib * 1024 - firmwareMib - sum('memoryMib')
  const availableCenti = blueprint.activeCores * 100 - sum('centi')
  if (availableMib < 0 || availableCenti < 0)
    throw new RangeError(
      `${blueprint.name} is over-filled: ${availableMib} MiB, ${availableCenti} hundredths left`,
    )
  return {
    blueprint,
    uuid: uuidOf(random),
    unit: `U78D${random.integer(2, 9)}.ND1.${random.hex(3).toUpperCase()}${random.hex(4).toUpperCase()}`,
    vios,
    clients,
    ioSlots: ioSlotsFor(blueprint, vios, clients),
    bridgedVlans,
    firmwareMib,
    availableMib,
    availableCenti,
  }
}

/** What the hypervisor keeps: a base share of the memory, and the page tables of everything that runs. */
function hypervisorMib(blueprint: Blueprint, holders: readonly Sizing[]): number {
  const base = 6144 + 0.014 * blueprint.activeGib * 1024
  const tables = holders.reduce((total, one) => total + pageTableMib(one.maxMib, one.hptRatio), 0)
  return Math.ceil((base + tables) / blueprint.lmbMib) * blueprint.lmbMib
}

function buildClients(blueprint: Blueprint, luns: readonly Lun[], book: SlotBook): readonly Client[] {
  let id = 2
  return residentsOf(blueprint.name).map((resident) => {
    const random = createRandom(seedOf(`partition ${resident.name}`))
    // Partitions come and go: some numbers are not in use any more.
    id += random.next() < 0.1 ? 2 : 1
    return buildClient(resident, id, blueprint, luns, book, random)
  })
}

function buildClient(
  resident: Resident,
  id: number,
  blueprint: Blueprint,
  luns: readonly Lun[],
  book: SlotBook,
  random: Random,
): Client {
  const { name } = resident
  const running = !hasTrouble('not activated', name)
  const sizing = sizePartition(resident, random)
  const poolName = name.startsWith('sap') ? 'SAPPool' : name.startsWith('ora') ? 'OraPool' : null
  const profile = random.pick(['default_profile', 'default_profile', 'normal', 'prod normal'])
  const ownLuns = luns.filter((lun) => lun.name.startsWith(`${name}_d`))
  const silent = !running || hasTrouble('RMC down', name)
  return {
    kind: 'client',
    resident,
    name,
    id,
    uuid: uuidOf(random),
    running,
    sizing,
    pool: poolName !== null && !sizing.dedicated && poolName in blueprint.pools ? poolName : null,
    hugePages: hasTrouble('huge pages', name) ? 2 : 0,
    ...modesFor(resident, blueprint, random),
    rmcState: silent ? 'inactive' : isIbmI(resident.os) ? 'none' : 'active',
    ipAddress: `${sites[blueprint.site].subnet}.${blueprints.indexOf(blueprint) + 10}.${id + 10}`,
    osVersion: osVersionOf(resident.os),
    profile,
    otherProfiles: random.next() < 0.15 ? ['maintenance'] : [],
    ethernet: ethernetFor(resident, id, blueprint, book),
    scsi: scsiFor(resident, book, ownLuns),
    fibreChannel: fibreChannelFor(resident, id, blueprint, book),
  }
}

function buildVios(
  blueprint: Blueprint,
  id: number,
  luns: readonly Lun[],
  book: SlotBook,
  bridgedVlans: readonly number[],
): Vios {
  const name = `${blueprint.name}-vio${id}`
  const random = createRandom(seedOf(`vios ${name}`))
  return {
    kind: 'vios',
    name,
    id,
    uuid: uuidOf(random),
    sizing: viosSizing(blueprint),
    mover: !hasTrouble('VIOS is not a mover', name),
    ipAddress: `${sites[blueprint.site].subnet}.${blueprints.indexOf(blueprint) + 10}.${id}`,
    maxVirtualSlots: Math.ceil((book.endOf(id) + 60) / 100) * 100,
    ethernet: trunkAdapters(id, bridgedVlans, book),
    disks: disksOf(blueprint, id, luns, random),
  }
}

function viosSizing(blueprint: Blueprint): Sizing {
  const memoryMib = blueprint.viosGib * 1024
  const centi = blueprint.viosCenti
  const procs = blueprint.viosDedicated ? centi / 100 : Math.max(2, (centi / 100) * 2)
  return {
    minMib: 8192,
    memoryMib,
    maxMib: memoryMib * 2,
    hptRatio: 128,
    dedicated: blueprint.viosDedicated,
    minCenti: blueprint.viosDedicated ? 100 : 50,
    centi,
    maxCenti: centi * 2,
    minProcs: 1,
    procs,
    maxProcs: procs * 2,
    sharing: blueprint.viosDedicated ? 'share_idle_procs_active' : 'uncap',
    weight: blueprint.viosDedicated ? 0 : 255,
  }
}

/** Two trunk adapters below one shared Ethernet adapter; their own VLAN ids carry nothing. */
function trunkAdapters(viosId: number, vlans: readonly number[], book: SlotBook): readonly EthernetAdapter[] {
  const half = Math.ceil(vlans.length / 2)
  return [vlans.slice(0, half), vlans.slice(half)].map((tagged, at) => ({
    slot: 2 + at,
    pvid: 3998 + at,
    tagged,
    mac: book.macAddress(viosId, 2 + at),
    trunkPriority: viosId,
  }))
}

/** Two local disks, then every disk of the storage network that is zoned here, numbered in the order it was found. */
function disksOf(
  blueprint: Blueprint,
  viosId: number,
  luns: readonly Lun[],
  random: Random,
): readonly Hdisk[] {
  const local = [0, 1].map((number): Hdisk => {
    const serial = random.hex(8).toUpperCase()
    const identifier = `2911${serial}10ST600MP0005 03IBMsas`.replace(' ', '')
    const pvid = `00${random.hex(14)}`
    return { name: `hdisk${number}`, sizeMib: 572_325, identifier, pvid, reserve: 'single_path', lun: null }
  })
  const seen = luns.filter(
    (lun) => lun.site === blueprint.site && (lun.onlyServer ?? blueprint.name) === blueprint.name,
  )
  const shared = random.shuffle(seen).map((lun, at): Hdisk => {
    const isBootDisk = lun.name.endsWith('_d0')
    const owner = lun.name.replace(/_d\d+$/, '')
    const reserved = viosId === 1 && isBootDisk && hasTrouble('vSCSI disk reserved', owner, blueprint.name)
    return {
      name: `hdisk${at + local.length}`,
      sizeMib: lun.sizeMib,
      identifier: lun.identifier,
      pvid: lun.pvid,
      reserve: reserved ? 'single_path' : 'no_reserve',
      lun,
    }
  })
  return [...local, ...shared]
}

function uuidOf(random: Random): string {
  const text = random.hex(32)
  const variant = random.pick(['8', '9', 'a', 'b'])
  return [
    text.slice(0, 8),
    text.slice(8, 12),
    `4${text.slice(13, 16)}`,
    `${variant}${text.slice(17, 20)}`,
    text.slice(20),
  ].join('-')
}
