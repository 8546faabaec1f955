/** What a VIOS says of itself (viosvrcmd): mappings, disks, ports, shared Ethernet adapter, mover settings. */
import { lines } from './grammar.ts'
import {
  fibreChannelOf,
  scsiOf,
  virtualUnit,
  type Backing,
  type Client,
  type Server,
  type Vios,
} from './model.ts'
import { moverLog } from './mover-logs.ts'
import { createRandom, seedOf } from './random.ts'
import { isIbmI } from './sizing.ts'

/** Every captured command of one VIOS, by file name. */
export function viosFiles(server: Server, vios: Vios): Readonly<Record<string, string>> {
  const log = vios.id === 1 ? moverLog(server, concurrencyLevelOf(server)) : null
  return {
    'ioslevel.txt': `${server.blueprint.viosLevel}\n`,
    'lsmap-all-npiv.txt': npivMappings(server, vios),
    'lsmap-all.txt': scsiMappings(server, vios),
    'lsmap-all-net.txt': networkMappings(server, vios),
    'lspv-size.txt': lines(vios.disks.map((disk) => [disk.name, disk.pvid, disk.sizeMib].join(':'))),
    'lspv-uuid.txt': lines(vios.disks.map((disk) => [disk.name, disk.identifier].join(':'))),
    'lsdev-reserve.txt': lines(vios.disks.flatMap((disk) => [`#${disk.name}`, 'value', '', disk.reserve])),
    'lsnports.txt': fibreChannelPorts(server, vios),
    'entstat.txt': sharedEthernet(server, vios),
    'lsdev-vioslpm0.txt': moverSettings(server),
    ...(log === null ? {} : { 'lpm.log': log }),
  }
}

function virtualPlace(server: Server, lparId: number, slot: number): string {
  return `${virtualUnit(server)}-V${lparId}-C${slot}`
}

/** Cards come first in the slot list of a VIOS: two Fibre Channel ports a card. */
function portPlace(server: Server, vios: Vios, port: string): string {
  const number = Number(port.replace('fcs', ''))
  const own = server.ioSlots.filter((slot) => slot.ownerId === vios.id)
  return `${server.unit}-P1-${own[Math.floor(number / 2)]?.place ?? 'C2'}-T${(number % 2) + 1}`
}

function clientOs(client: Client): string {
  if (isIbmI(client.resident.os)) return 'IBM i'
  return client.resident.os.startsWith('aix') ? 'AIX' : 'Linux'
}

function clientDevice(client: Client, at: number): string {
  if (isIbmI(client.resident.os)) return `DC${String(at + 1).padStart(2, '0')}`
  return client.resident.os.startsWith('aix') ? `fcs${at}` : `host${at}`
}

/**
 * `lsmap -all -npiv -fmt :`
 * name:physloc:client id:client name:client OS:status:port:port location:ports logged in:flags:client device:client location
 */
function npivMappings(server: Server, vios: Vios): string {
  const rows = fibreChannelOf(server, vios.id).map(({ client, adapter }, at) => {
    const silent = !client.running
    return [
      `vfchost${at}`,
      virtualPlace(server, vios.id, adapter.viosSlot),
      client.id,
      silent ? '' : client.name,
      silent ? '' : clientOs(client),
      silent ? 'NOT_LOGGED_IN' : 'LOGGED_IN',
      adapter.port,
      portPlace(server, vios, adapter.port),
      silent ? 0 : 4,
      silent ? '4' : 'a',
      silent ? '' : clientDevice(client, adapter.slot - 4),
      silent ? '' : virtualPlace(server, client.id, adapter.slot),
    ].join(':')
  })
  return lines(rows)
}

/** `lsmap -all -fmt :` vhost:physloc:client id, then vtd:status:LUN:backing device:location:mirrored for each device. */
function scsiMappings(server: Server, vios: Vios): string {
  const rows = scsiOf(server, vios.id).map(({ client, adapter }, at) =>
    [
      `vhost${at}`,
      virtualPlace(server, vios.id, adapter.viosSlot),
      `0x${client.id.toString(16).padStart(8, '0')}`,
      ...adapter.backing.flatMap((backing, number) => [
        backing.device,
        'Available',
        `0x8${(number + 1).toString(16)}00000000000000`,
        ...backingDevice(server, vios, backing),
        backing.kind === 'disk' ? 'false' : 'N/A',
      ]),
    ].join(':'),
  )
  return lines(rows)
}

function backingDevice(server: Server, vios: Vios, backing: Backing): readonly [string, string] {
  if (backing.kind !== 'disk') return [backing.path, '']
  const disk = vios.disks.find((one) => one.lun === backing.lun)
  if (!disk) throw new RangeError(`${vios.name} does not see ${backing.lun.name}`)
  return [disk.name, `${portPlace(server, vios, 'fcs0')}-${backing.lun.location}`]
}

/** `lsmap -all -net -fmt :` trunk adapter:physloc:shared Ethernet adapter:backing device:status:backing location */
function networkMappings(server: Server, vios: Vios): string {
  const rows = vios.ethernet.map((adapter, at) =>
    [
      `ent${at + 3}`,
      `${virtualPlace(server, vios.id, adapter.slot)}-T1`,
      'ent5',
      'ent2',
      'Available',
      '',
    ].join(':'),
  )
  return lines(rows)
}

/** `lsnports -fmt :` name:physloc:fabric:tports:aports:swwpns:awwpns */
function fibreChannelPorts(server: Server, vios: Vios): string {
  const adapters = fibreChannelOf(server, vios.id)
  const rows = Array.from({ length: server.blueprint.fcPorts }, (_, number) => {
    const port = `fcs${number}`
    const mapped = adapters.filter(({ adapter }) => adapter.port === port)
    const wwpns = mapped.reduce((sum, { adapter }) => sum + adapter.wwpns.length, 0)
    return [port, portPlace(server, vios, port), 1, 64, 64 - mapped.length, 2048, 2048 - wwpns].join(':')
  })
  return lines(rows)
}

/** `entstat -all ent5`, the parts that say who bridges what and how fast: the mover's address is on this adapter. */
function sharedEthernet(server: Server, vios: Vios): string {
  const { linkGbps } = server.blueprint
  const random = createRandom(seedOf(`network card of ${vios.name}`))
  const macOf = (last: number): string => `98:be:94:${random.hex(2)}:${random.hex(2)}:${random.hex(1)}${last}`
  const card = `PCIe3 2-port ${linkGbps === 25 ? '25/10GbE RoCE' : '10GbE SFP+'} Adapter`
  const rule = '-------------------------------------------------------------'
  const link = (name: string, last: number): readonly string[] => [
    rule,
    `ETHERNET STATISTICS (${name}) :`,
    `Device Type: ${card}`,
    `Hardware Address: ${macOf(last)}`,
    '',
    'General Statistics:',
    '-------------------',
    'No mbuf Errors: 0',
    `Adapter Data Rate: ${linkGbps * 2000}`,
    '',
    'Link Status: Up',
    `Media Speed Running: ${linkGbps} Gbps Full Duplex`,
    'Jumbo Frames: Enabled',
    '',
  ]
  return lines([
    '#ent5',
    rule,
    'ETHERNET STATISTICS (ent5) :',
    'Device Type: Shared Ethernet Adapter',
    `Hardware Address: ${macOf(0)}`,
    '',
    '--------------------------------------------------------------',
    'Statistics for adapters in the Shared Ethernet Adapter ent5',
    '--------------------------------------------------------------',
    'Number of adapters: 3',
    'VLAN Ids :',
    ...vios.ethernet.map((adapter, at) => `    ent${at + 3}: ${[adapter.pvid, ...adapter.tagged].join(' ')}`),
    'Real Adapter: ent2',
    `    State: ${vios.id === 1 ? 'PRIMARY' : 'BACKUP'}`,
    '    Bridge Mode: All',
    `    Priority: ${vios.id}`,
    '',
    rule,
    'ETHERNET STATISTICS (ent2) :',
    'Device Type: IEEE 802.3ad Link Aggregation',
    '',
    ...link('ent0', 1),
    ...link('ent1', 2),
  ])
}

const concurrencyLevelOf = ({ blueprint }: Server): number => (blueprint.viosLevel.startsWith('2.') ? 3 : 4)

/** `lsdev -dev vioslpm0 -attr` */
function moverSettings(server: Server): string {
  const rows: readonly (readonly [string, string | number, string])[] = [
    ['cfg_msp_lpm_ops', 8, 'Concurrent LPM operations of this mover'],
    ['concurrency_lvl', concurrencyLevelOf(server), 'Concurrency level'],
    ['lpm_msnap_succ', 0, 'Keep traces of successful migrations'],
    ['max_lpm_tunnels', 0, 'Secure tunnels'],
    ['tcp_port_high', 0, 'Highest TCP port'],
    ['tcp_port_low', 0, 'Lowest TCP port'],
  ]
  const row = (name: string, value: string | number, text: string, settable: string): string =>
    `${name.padEnd(16)}${String(value).padEnd(7)}${text.padEnd(41)}${settable}`
  return lines([
    row('attribute', 'value', 'description', 'user_settable'),
    '',
    ...rows.map(([name, value, text]) => row(name, value, text, 'True')),
  ])
}
