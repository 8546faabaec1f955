/** How big a partition is: memory by kind of workload (lognormal, rounded to sizes people order), processors from memory. */
import type { Random } from './random.ts'
import type { OsRelease, Resident, Workload } from './roster.ts'

export interface Sizing {
  readonly minMib: number
  readonly memoryMib: number
  readonly maxMib: number
  /** Hardware page table ratio 1:n. */
  readonly hptRatio: number
  readonly dedicated: boolean
  /** Hundredths of a processing unit; whole cores for dedicated processors. */
  readonly minCenti: number
  readonly centi: number
  readonly maxCenti: number
  readonly minProcs: number
  readonly procs: number
  readonly maxProcs: number
  readonly sharing: string
  readonly weight: number
}

const orderedGib = [
  2, 4, 6, 8, 12, 16, 20, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512,
  640, 768, 896, 1024,
]

const memoryByWorkload: Readonly<Record<Workload, { median: number; sigma: number; unitsPerGib: number }>> = {
  hana: { median: 448, sigma: 0.3, unitsPerGib: 0.018 },
  database: { median: 88, sigma: 0.55, unitsPerGib: 0.016 },
  ibmi: { median: 88, sigma: 0.4, unitsPerGib: 0.016 },
  app: { median: 32, sigma: 0.5, unitsPerGib: 0.025 },
  web: { median: 16, sigma: 0.45, unitsPerGib: 0.03 },
  infra: { median: 8, sigma: 0.4, unitsPerGib: 0.04 },
  dev: { median: 14, sigma: 0.5, unitsPerGib: 0.025 },
}

/** Sizes the story needs: big enough to be what their trouble says. */
const fixedGib: Readonly<Record<string, number>> = {
  'legacy-cics1': 64,
  'oracrm-p2': 128,
  'bkp-tsm1': 48,
  ntp01: 4,
}

function nearestOrdered(gib: number): number {
  return orderedGib.reduce((best, size) => (Math.abs(size - gib) < Math.abs(best - gib) ? size : best))
}

function orderedAtLeast(gib: number): number {
  return orderedGib.find((size) => size >= gib) ?? Math.ceil(gib / 128) * 128
}

/** Memory of the hardware page table: a power of two that covers the maximum memory, over the ratio. */
export function pageTableMib(maxMib: number, hptRatio: number): number {
  return 2 ** Math.ceil(Math.log2(maxMib)) / hptRatio
}

/** Sizes of one client partition. */
export function sizePartition(resident: Resident, random: Random): Sizing {
  const { median, sigma, unitsPerGib } = memoryByWorkload[resident.workload]
  const gib = fixedGib[resident.name] ?? nearestOrdered(random.lognormal(median, sigma))
  const dedicated = resident.workload === 'hana'
  const wantedCenti = gib * unitsPerGib * random.lognormal(1, 0.3) * 100
  const headroom = dedicated ? 1 : random.pick([1.25, 1.5, 2])
  const memory = {
    minMib: orderedAtLeast(gib / 4) * 1024,
    memoryMib: gib * 1024,
    maxMib: orderedAtLeast(gib * headroom) * 1024,
    hptRatio: isIbmI(resident.os) ? 64 : 128,
  }
  if (dedicated) {
    const procs = Math.max(2, Math.round(wantedCenti / 100))
    const sharing = 'share_idle_procs'
    const cores = { minProcs: 1, procs, maxProcs: procs + 2 }
    return { ...memory, dedicated, ...cores, ...centiOf(cores), sharing, weight: 0 }
  }
  const centi = Math.max(10, Math.round(wantedCenti / 5) * 5)
  const procs = Math.max(1, Math.ceil((centi / 100) * 1.6))
  const sharing = random.next() < 0.12 ? 'cap' : 'uncap'
  return {
    ...memory,
    dedicated,
    minCenti: Math.max(10, Math.round(centi / 4 / 5) * 5),
    centi,
    maxCenti: Math.max(100, centi * 2),
    minProcs: 1,
    procs,
    maxProcs: Math.max(2, procs * 2),
    sharing,
    weight: sharing === 'cap' ? 0 : weightOf(resident.workload),
  }
}

function centiOf(cores: { minProcs: number; procs: number; maxProcs: number }) {
  return { minCenti: cores.minProcs * 100, centi: cores.procs * 100, maxCenti: cores.maxProcs * 100 }
}

function weightOf(workload: Workload): number {
  if (workload === 'database' || workload === 'ibmi') return 192
  return workload === 'dev' ? 64 : 128
}

export function isIbmI(os: OsRelease): boolean {
  return os.startsWith('ibmi')
}
