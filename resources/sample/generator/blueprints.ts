/** The ten servers of the sample data centre: what somebody bought, racked and configured. All serials are invented. */
export type Generation = 'POWER8' | 'POWER9' | 'Power10' | 'Power11'

export interface Site {
  readonly hmc: string
  readonly hmcVersion: readonly string[]
  readonly baseVersion: string
  /** Power Enterprise Pool of the site; null: none. */
  readonly enterprisePool: string | null
  readonly subnet: string
  readonly vlans: Vlans
}

/** VLAN numbers of a site by purpose. */
export interface Vlans {
  readonly app: number
  readonly db: number
  readonly mgmt: number
  readonly dmz: number
  readonly backup: number
  readonly ibmi: number
}

export interface Blueprint {
  readonly name: string
  readonly site: 'north' | 'south'
  readonly typeModel: string
  readonly serial: string
  readonly generation: Generation
  readonly installedCores: number
  /** Cores with an activation; the rest needs a code. */
  readonly activeCores: number
  /** Those of them that belong to the Power Enterprise Pool of the site and can go to another member. */
  readonly mobileCores: number
  readonly installedGib: number
  readonly activeGib: number
  readonly lmbMib: number
  /** Mode of Active Memory Mirroring. */
  readonly mirroring: 'none' | 'sys_firmware_only'
  readonly ecNumber: string
  readonly level: number
  readonly modes: readonly string[]
  readonly maxPartitions: number
  readonly viosLevel: string
  readonly viosGib: number
  /** Entitlement of each VIOS, in hundredths of a processing unit. */
  readonly viosCenti: number
  readonly viosDedicated: boolean
  readonly linkGbps: 10 | 25
  readonly fcPorts: 2 | 4
  /** Named shared processor pools and their maximum, in hundredths. */
  readonly pools: Readonly<Record<string, number>>
}

export const sites: Readonly<Record<'north' | 'south', Site>> = {
  north: {
    hmc: 'hmc-north',
    hmcVersion: ['Version: 10', ' Release: 3', ' Service Pack: 1060', 'HMC Build level 2408210051'],
    baseVersion: 'V10R3',
    enterprisePool: 'north-pool',
    subnet: '10.41',
    vlans: { app: 110, db: 120, mgmt: 130, dmz: 140, backup: 150, ibmi: 160 },
  },
  south: {
    hmc: 'hmc-south',
    hmcVersion: ['Version: 11', ' Release: 1', ' Service Pack: 1110', 'HMC Build level 2507110312'],
    baseVersion: 'V11R1',
    enterprisePool: null,
    subnet: '10.42',
    vlans: { app: 210, db: 220, mgmt: 230, dmz: 240, backup: 250, ibmi: 260 },
  },
}

const power8Modes = ['default', 'POWER6', 'POWER6+', 'POWER7', 'POWER8']
const power9BaseModes = ['default', 'POWER7', 'POWER8', 'POWER9_base']
const power9Modes = [...power9BaseModes, 'POWER9']
const power10Modes = ['default', 'POWER8', 'POWER9_base', 'POWER9', 'POWER10']
/** The exact list of Power11 is not known to us (domain facts, 3.1): the native mode and the two generations before it. */
const power11Modes = ['default', 'POWER9', 'POWER10', 'POWER11']

const entry = { fcPorts: 2, maxPartitions: 480, viosDedicated: false, mobileCores: 0, mirroring: 'none' } as const
const enterprise = { fcPorts: 4, maxPartitions: 1000, viosDedicated: false, mobileCores: 0, mirroring: 'none' } as const

export const blueprints: readonly Blueprint[] = [
  {
    ...enterprise,
    name: 'nor-e980-1',
    site: 'north',
    typeModel: '9080-M9S',
    serial: '78A1C20',
    generation: 'POWER9',
    installedCores: 96,
    activeCores: 88,
    mobileCores: 48,
    installedGib: 6144,
    activeGib: 4864,
    lmbMib: 256,
    ecNumber: '01VH950',
    level: 124,
    modes: power9Modes,
    viosLevel: '3.1.4.31',
    viosGib: 32,
    viosCenti: 400,
    linkGbps: 25,
    pools: { SAPPool: 4000, OraPool: 2400 },
  },
  {
    ...enterprise,
    name: 'nor-e1080-1',
    site: 'north',
    typeModel: '9080-HEX',
    serial: '78F3B10',
    generation: 'Power10',
    installedCores: 120,
    activeCores: 80,
    mobileCores: 40,
    installedGib: 8192,
    activeGib: 4352,
    lmbMib: 256,
    ecNumber: '01MH1050',
    level: 77,
    modes: power10Modes,
    viosLevel: '3.1.4.41',
    viosGib: 32,
    viosCenti: 400,
    linkGbps: 25,
    pools: { SAPPool: 4000, OraPool: 3200 },
  },
  {
    ...entry,
    name: 'nor-s1024-1',
    site: 'north',
    typeModel: '9105-42A',
    serial: '782D4E1',
    generation: 'Power10',
    installedCores: 48,
    activeCores: 48,
    installedGib: 4096,
    activeGib: 2304,
    lmbMib: 256,
    ecNumber: '01ML1050',
    level: 77,
    modes: power10Modes,
    viosLevel: '3.1.4.41',
    viosGib: 16,
    viosCenti: 200,
    linkGbps: 25,
    pools: { SAPPool: 2400, OraPool: 1600 },
  },
  {
    ...entry,
    name: 'nor-s1024-2',
    site: 'north',
    typeModel: '9105-42A',
    serial: '782D4F7',
    generation: 'Power10',
    installedCores: 48,
    activeCores: 48,
    installedGib: 4096,
    activeGib: 2048,
    lmbMib: 256,
    ecNumber: '01ML1030',
    level: 60,
    modes: power10Modes,
    viosLevel: '3.1.4.21',
    viosGib: 16,
    viosCenti: 200,
    linkGbps: 25,
    pools: { SAPPool: 2400 },
  },
  {
    ...entry,
    name: 'nor-s924-1',
    site: 'north',
    typeModel: '9009-42A',
    serial: '7829C44',
    generation: 'POWER9',
    installedCores: 24,
    activeCores: 18,
    installedGib: 1024,
    activeGib: 784,
    lmbMib: 256,
    ecNumber: '01VL950',
    level: 124,
    modes: power9Modes,
    viosLevel: '3.1.3.21',
    viosGib: 16,
    viosCenti: 150,
    linkGbps: 10,
    pools: {},
  },
  {
    ...entry,
    name: 'nor-s824-1',
    site: 'north',
    typeModel: '8286-42A',
    serial: '21B7A1V',
    generation: 'POWER8',
    installedCores: 24,
    activeCores: 20,
    installedGib: 1024,
    activeGib: 1024,
    lmbMib: 256,
    ecNumber: '01SV840',
    level: 113,
    modes: power8Modes,
    viosLevel: '2.2.6.65',
    viosGib: 12,
    viosCenti: 100,
    linkGbps: 10,
    pools: {},
  },
  {
    ...enterprise,
    name: 'sou-e880-1',
    site: 'south',
    typeModel: '9119-MHE',
    serial: '21F0D57',
    generation: 'POWER8',
    installedCores: 64,
    activeCores: 48,
    installedGib: 4096,
    activeGib: 2560,
    lmbMib: 256,
    mirroring: 'sys_firmware_only',
    ecNumber: '01SC860',
    level: 215,
    modes: power8Modes,
    viosLevel: '3.1.2.40',
    viosGib: 24,
    viosCenti: 400,
    viosDedicated: true,
    linkGbps: 10,
    pools: { OraPool: 2400 },
  },
  {
    ...entry,
    name: 'sou-s924-1',
    site: 'south',
    typeModel: '9009-42A',
    serial: '7838B9A',
    generation: 'POWER9',
    installedCores: 24,
    activeCores: 20,
    installedGib: 1024,
    activeGib: 768,
    lmbMib: 128,
    ecNumber: '01VL930',
    level: 145,
    modes: power9BaseModes,
    viosLevel: '3.1.1.50',
    viosGib: 16,
    viosCenti: 150,
    linkGbps: 10,
    pools: {},
  },
  {
    ...entry,
    name: 'sou-s1024-1',
    site: 'south',
    typeModel: '9105-42A',
    serial: '78355D2',
    generation: 'Power10',
    installedCores: 48,
    activeCores: 36,
    installedGib: 2048,
    activeGib: 1536,
    lmbMib: 256,
    ecNumber: '01ML1050',
    level: 77,
    modes: power10Modes,
    viosLevel: '3.1.4.41',
    viosGib: 16,
    viosCenti: 200,
    linkGbps: 25,
    pools: { OraPool: 1600 },
  },
  {
    ...entry,
    name: 'sou-s1122-1',
    site: 'south',
    typeModel: '9824-22A',
    serial: '78E0A31',
    generation: 'Power11',
    installedCores: 40,
    activeCores: 40,
    installedGib: 2048,
    activeGib: 1792,
    lmbMib: 256,
    ecNumber: '01ML1110',
    level: 28,
    modes: power11Modes,
    viosLevel: '4.1.1.10',
    viosGib: 16,
    viosCenti: 200,
    linkGbps: 25,
    pools: { OraPool: 1600 },
  },
]
