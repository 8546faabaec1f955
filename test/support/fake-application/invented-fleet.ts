import type {
  Fleet,
  Generation,
  Origins,
  Partition,
  Server,
  VirtualEthernetAdapter,
  VirtualFibreChannelAdapter,
  VirtualScsiAdapter,
  Vios,
} from '../../../shared/inventory/fleet.ts'
import { centi, epochMs, mib } from '../../../shared/inventory/units.ts'

/** A small seeded generator (mulberry32): the same fleet for the same seed, on every machine. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let value = Math.imul(state ^ (state >>> 15), state | 1)
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61)
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296
  }
}

interface Model {
  readonly name: string
  readonly typeModel: string
  readonly generation: Generation
  readonly firmware: string | null
  readonly release: number | null
  readonly memoryGib: number
  readonly cores: number
}

const models: readonly Model[] = [
  {
    name: 'pwr-e1080-a1',
    typeModel: '9080-HEX',
    generation: 'POWER10',
    firmware: 'FW1050.30',
    release: 1050,
    memoryGib: 16_384,
    cores: 120,
  },
  {
    name: 'pwr-e1080-a2',
    typeModel: '9080-HEX',
    generation: 'POWER10',
    firmware: 'FW1050.30',
    release: 1050,
    memoryGib: 16_384,
    cores: 120,
  },
  {
    name: 'pwr-e980-b1',
    typeModel: '9080-M9S',
    generation: 'POWER9',
    firmware: 'FW950.90',
    release: 950,
    memoryGib: 12_288,
    cores: 96,
  },
  {
    name: 'pwr-e1050-c1',
    typeModel: '9043-MRX',
    generation: 'POWER10',
    firmware: 'FW1050.20',
    release: 1050,
    memoryGib: 8_192,
    cores: 96,
  },
  {
    name: 'pwr-s1024-c2',
    typeModel: '9105-42A',
    generation: 'POWER10',
    firmware: 'FW1050.20',
    release: 1050,
    memoryGib: 4_096,
    cores: 48,
  },
  {
    name: 'pwr-s1024-c3',
    typeModel: '9105-42A',
    generation: 'POWER10',
    firmware: 'FW1050.20',
    release: 1050,
    memoryGib: 4_096,
    cores: 48,
  },
  {
    name: 'pwr-s924-d1',
    typeModel: '9009-42A',
    generation: 'POWER9',
    firmware: 'FW950.90',
    release: 950,
    memoryGib: 2_048,
    cores: 24,
  },
  {
    name: 'pwr-s924-d2',
    typeModel: '9009-42A',
    generation: 'POWER9',
    firmware: null,
    release: null,
    memoryGib: 2_048,
    cores: 24,
  },
  {
    name: 'pwr-s922-d3',
    typeModel: '9009-22A',
    generation: 'POWER9',
    firmware: 'FW940.70',
    release: 940,
    memoryGib: 1_024,
    cores: 20,
  },
  {
    name: 'pwr-s1122-e1',
    typeModel: '9824-22A',
    generation: 'POWER11',
    firmware: 'FW1110.10',
    release: 1110,
    memoryGib: 2_048,
    cores: 32,
  },
]

const modes: Readonly<Partial<Record<Generation, readonly string[]>>> = {
  POWER9: ['default', 'POWER8', 'POWER9_base', 'POWER9'],
  POWER10: ['default', 'POWER8', 'POWER9_base', 'POWER9', 'POWER10'],
  POWER11: ['default', 'POWER9_base', 'POWER9', 'POWER10', 'POWER11'],
}

function origins(file: string, line: number, names: readonly string[]): Origins {
  return Object.fromEntries(names.map((name) => [name, { file, line }]))
}

function inventServer(model: Model, at: number): Server {
  const known = at !== 7
  return {
    id: `${model.typeModel}*78${(10_000 + at * 731).toString()}`,
    name: model.name,
    uuid: null,
    typeModel: model.typeModel,
    serial: `78${(10_000 + at * 731).toString()}`,
    hmcs: [at < 5 ? 'hmc-n1' : 'hmc-n2'],
    site: at < 6 ? 'north' : 'east',
    generation: model.generation,
    firmware: model.firmware,
    firmwareRelease: model.release,
    state: 'operating',
    installedMemoryMib: mib(model.memoryGib * 1024),
    configurableMemoryMib: mib(model.memoryGib * 1024),
    availableMemoryMib: null,
    firmwareMemoryMib: mib(Math.round(model.memoryGib * 1024 * 0.02)),
    lmbMib: mib(256),
    installedCenti: centi(model.cores * 100),
    configurableCenti: centi(model.cores * 100),
    availableCenti: null,
    minCentiPerVirtualProcessor: centi(5),
    maxVirtualProcessorsPerPartition: 240,
    maxProcessorsPerPartition: 240,
    hugePagesConfigurable: 0,
    hugePagesAvailable: 0,
    compatModes: known ? (modes[model.generation] ?? null) : null,
    maxPartitions: 1000,
    activeMobilityCapable: true,
    inactiveMobilityCapable: true,
    maxActiveMigrations: known ? 16 : null,
    maxFirmwareActiveMigrations: known ? 16 : null,
    maxInactiveMigrations: known ? 16 : null,
    activeMigrationsInProgress: 0,
    inactiveMigrationsInProgress: 0,
    memoryMirroring: 'none',
    optimizerRunning: false,
    hmcLevel: '11.1.1110',
    activatedCores: 240,
    enterprisePool: '',
    capabilities: {},
    virtualSwitches: [{ name: 'ETHERNET0', mode: 'VEB' }],
    processorPools: [{ id: 0, name: 'DefaultPool', maxCenti: null, reservedCenti: null }],
    sriovAdapters: null,
    sriovPhysicalPorts: null,
    origins: origins('hmc-n1/lssyscfg_sys.txt', at + 1, [
      'name',
      'typeModel',
      'firmware',
      'installedMemoryMib',
      'configurableMemoryMib',
      'installedCenti',
      'configurableCenti',
      'compatModes',
      'state',
      'lmbMib',
      'maxActiveMigrations',
    ]),
  }
}

function inventVios(server: Server, lparId: number): Vios {
  return {
    id: `${server.id}/${lparId}`,
    serverId: server.id,
    lparId,
    name: `${server.name.replace('pwr-', '')}-vios${lparId}`,
    uuid: null,
    state: 'running',
    rmcState: 'active',
    mover: true,
    level: '3.1.4.41',
    memoryMib: mib(16_384),
    maxMemoryMib: mib(32_768),
    processorMode: 'shared',
    entitledCenti: centi(200),
    virtualProcessors: 4,
    maxVirtualSlots: 1000,
    nextFreeVirtualSlot: 200,
    moverSlots: 8,
    concurrencyLevel: 3,
    linkGbps: lparId === 1 ? 25 : null,
    moverAddresses: null,
    clusterId: null,
    clusterName: null,
    fibreChannelPorts: null,
    physicalVolumes: null,
    networkBridges: [{ name: 'ent4', virtualSwitch: 'ETHERNET0', vlanIds: [110, 112, 120] }],
    origins: origins('hmc-n1/lssyscfg_lpar.txt', lparId, ['name', 'state', 'rmcState', 'mover', 'memoryMib']),
  }
}

const stems: readonly string[] = [
  'hr-db',
  'etl-stg',
  'sapprd-hdb',
  'sapqas-app',
  'db2dwh-p',
  'mq-int',
  'edi-gw',
  'ldap-',
  'cbs-db',
  'infx-',
  'oraerp-p',
  'was-prd',
  'web-dmz',
  'tsm-srv',
  'ibmi-fin',
  'kafka-',
  'elk-n',
  'inv-db',
  'crm-app',
  'devaix',
]

function week(random: () => number, mean: number): (number | null)[] {
  return Array.from({ length: 168 }, (_, hour) => {
    const office = Math.max(0, Math.sin(((hour % 24) - 6) / 12 / 0.33))
    const weekend = hour >= 120 ? 0.55 : 1
    return Math.max(0.02, mean * (0.55 + 0.8 * office * weekend + 0.2 * random()))
  })
}

function inventPartition(
  server: Server,
  lparId: number,
  line: number,
  random: () => number,
  gib: number,
): Partition {
  const stem = stems[Math.floor(random() * stems.length)] ?? 'lpar'
  const linux = /sap|kafka|elk|web/.test(stem)
  const ibmi = stem.startsWith('ibmi')
  const entitled = Math.max(10, Math.round((gib / 6) * (0.5 + random())) * 5)
  const virtualProcessors = Math.max(1, Math.ceil((entitled / 100) * (1.2 + random() * 2)))
  const measured = random() > 0.12
  const running = random() > 0.06
  const ethernet: VirtualEthernetAdapter[] = [
    {
      slot: 2,
      virtualSwitch: 'ETHERNET0',
      portVlanId: 110,
      taggedVlanIds: [],
      macAddress: `a2b3c4${line.toString(16).padStart(6, '0')}`,
    },
  ]
  const scsi: VirtualScsiAdapter[] = [
    {
      slot: 10,
      viosLparId: 1,
      viosName: null,
      viosSlot: 40 + lparId,
      required: true,
      backing: random() > 0.2 ? [] : null,
    },
  ]
  const fibre: VirtualFibreChannelAdapter[] = [1, 2].map((vios) => ({
    slot: 20 + vios,
    viosLparId: vios,
    viosName: null,
    viosSlot: 100 + lparId,
    wwpns:
      random() > 0.03
        ? [
            `c0507609a1b2${(line * 4 + vios).toString(16).padStart(4, '0')}`,
            `c0507609a1b2${(line * 4 + vios + 1).toString(16).padStart(4, '0')}`,
          ]
        : [`c0507609a1b2${line.toString(16).padStart(4, '0')}`],
    port: `fcs${vios - 1}`,
    loggedIn: true,
  }))
  return {
    id: `${server.id}/${lparId}`,
    serverId: server.id,
    lparId,
    name: `${stem}${lparId}`,
    uuid: null,
    os: ibmi ? 'ibmi' : linux ? 'linux' : 'aix',
    environment: ibmi ? 'os400' : 'aixlinux',
    osVersion: ibmi ? 'IBM i 7.5' : linux ? 'Linux/Red Hat 9.4' : 'AIX 7.3 7300-02-01-2346',
    state: running ? 'running' : 'not activated',
    rmcState: !running ? 'none' : random() > 0.04 ? 'active' : 'inactive',
    migrationState: 'not migrating',
    migrationDisabled: false,
    currentProfile: 'default',
    currentMode: random() > 0.6 ? 'POWER9' : server.generation,
    desiredMode: 'default',
    memoryMode: 'dedicated',
    memoryMib: mib(gib * 1024),
    minMemoryMib: mib(Math.max(1, gib / 2) * 1024),
    maxMemoryMib: mib(gib * 1.25 * 1024),
    hptRatio: 128,
    hugePages: 0,
    memoryExpansion: 0,
    processorMode: 'shared',
    entitledCenti: centi(entitled),
    minCenti: centi(Math.max(5, Math.round(entitled / 2))),
    maxCenti: centi(entitled * 2),
    virtualProcessors,
    maxVirtualProcessors: virtualProcessors * 2,
    sharingMode: random() > 0.15 ? 'uncap' : 'cap',
    uncappedWeight: 128,
    poolId: 0,
    poolName: 'DefaultPool',
    allResources: false,
    servicePartition: false,
    timeReference: false,
    redundantErrorPathReporting: false,
    restrictedIo: random() > 0.5,
    vtpm: false,
    simplifiedRemoteRestart: null,
    workGroupId: null,
    dlparCapable: true,
    virtualSerialNumber: '',
    defaultProfile: 'default',
    profileNames: ['default'],
    profileSynchronised: true,
    barrierArrays: 0,
    minAffinityScore: 0,
    minAffinityAction: null,
    maxVirtualSlots: 64,
    physicalSlots:
      random() > 0.97
        ? [{ name: 'U78D4.ND1.CSS130B-P0-C1', description: 'PCIe3 4-port 10 GbE', required: true }]
        : [],
    hostEthernetPorts: [],
    hostChannelAdapters: [],
    sriovPorts: [],
    vnics: [],
    virtualEthernet: ethernet,
    virtualScsi: scsi,
    virtualFibreChannel: fibre,
    extraSerialAdapters: 0,
    typicalWeek: measured && running ? week(random, (entitled / 100) * (0.3 + random() * 0.5)) : null,
    origins: {
      ...origins('hmc-n1/lssyscfg_lpar.txt', line, ['name', 'state', 'rmcState', 'osVersion', 'currentMode']),
      ...origins('hmc-n1/lshwres_mem_lpar.txt', line, [
        'memoryMib',
        'minMemoryMib',
        'maxMemoryMib',
        'hptRatio',
      ]),
      ...origins('hmc-n1/lshwres_proc_lpar.txt', line, [
        'entitledCenti',
        'virtualProcessors',
        'sharingMode',
        'poolName',
      ]),
      ...origins('hmc-n1/lshwres_virtualio_fc.txt', line * 2, ['virtualFibreChannel']),
      ...origins('hmc-n1/lshwres_virtualio_eth.txt', line, ['virtualEthernet']),
    },
  }
}

/** An invented fleet: `servers` systems (repeating the models) with two VIOS each and about `partitions` partitions. */
export function inventFleet(partitions: number, serverCount = models.length, seed = 7): Fleet {
  const random = seededRandom(seed)
  const servers = Array.from({ length: serverCount }, (_, at) => {
    const model = models[at % models.length] as Model
    const round = Math.floor(at / models.length)
    return inventServer(round === 0 ? model : { ...model, name: `${model.name}-${round + 1}` }, at)
  })
  const all = servers.reduce((sum, server) => sum + (server.configurableMemoryMib ?? 0), 0)
  const found: Partition[] = []
  for (const server of servers) {
    const gib = (server.configurableMemoryMib ?? 0) / 1024
    const fill = 0.35 + random() * 0.5
    const many = Math.max(
      2,
      Math.round(partitions * (((server.configurableMemoryMib ?? 0) / all) * 0.5 + 0.5 / serverCount)),
    )
    const shares = Array.from({ length: many }, () => random() ** 2.2 + 0.03)
    const sum = shares.reduce((a, b) => a + b, 0)
    shares.forEach((share, at) => {
      const size = Math.max(4, Math.round(((share / sum) * gib * fill) / 4) * 4)
      found.push(inventPartition(server, at + 3, found.length + 1, random, size))
    })
  }
  return {
    servers,
    vios: servers.flatMap((server) => [inventVios(server, 1), inventVios(server, 2)]),
    partitions: found,
    importedAt: epochMs(Date.UTC(2026, 2, 11, 17, 42)),
    statements: [],
    catalogueEdits: [],
    pastMoves: [],
  }
}
