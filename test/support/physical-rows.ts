/** Rows PV1 to PV8 of the forecast model's acceptance: measured on real machines, or published. */
import { moverLogImporter } from '../../electron/importers/mover-log/mover-log-importer.ts'
import { moverCeiling, PUBLISHED_EXPONENT } from '../../shared/forecast/mover-rate.ts'
import type { ScenarioPart } from '../../shared/forecast/scenario.ts'
import { simulate } from '../../shared/forecast/simulate.ts'
import { readWith, sourceFile } from './source-file.ts'

const MIB = 2 ** 20
const GIB = 2 ** 30

/** Numbers may differ by `within`, relative; words (verdicts) have to be the same. */
export interface PhysicalRow {
  readonly id: string
  readonly what: string
  readonly unit: string
  readonly wanted: number | string
  readonly found: number | string
  readonly within: number
}

function alone(capacity: number, more: Partial<ScenarioPart>) {
  const part = { name: 'p', mem: GIB, bitmap: 0, path: { link: 1 }, ...more }
  return simulate({ resources: { link: capacity }, parts: [part] }).parts['p']!
}

/** [limit in MiB/s, measured seconds] */
const limitedRates = [
  [5, 203],
  [15, 75],
  [30, 38],
  [90, 14],
] as const

const pv1 = (): PhysicalRow[] =>
  limitedRates.map(([limit, wanted]) => ({
    id: 'PV1',
    what: `KVM, 1,070 MiB used, limited to ${limit} MiB/s`,
    unit: 's',
    wanted,
    found: alone(limit * MIB, { mem: 2048 * MIB, used: 1070 / 2048, t_prep: 2.25 }).total!,
    within: 0.1,
  }))

/** [memory in MiB, median of the measured seconds] */
const untunnelled = [
  [4096, 16.07],
  [16_384, 43.27],
] as const

const pv2 = (): PhysicalRow[] =>
  untunnelled.map(([mebibytes, wanted]) => ({
    id: 'PV2',
    what: `KVM, ${mebibytes.toLocaleString('en')} MiB at 452 MiB/s and 7 s of overhead (both fitted)`,
    unit: 's',
    wanted,
    found: alone(452 * MIB, { mem: mebibytes * MIB, t_prep: 7 }).total!,
    within: 0.001,
  }))

// The runs themselves (osic_kvm_parallel.csv) are not at hand. A host that serves one at a time is busy all the while,
// so its evacuation takes as many rounds as 12 machines make, each as long as the last of a round waits: 6 x 41.0 s and
// 4 x 65.1 s. A twelfth of that is the service time; the other ranks are then foretold, not fitted.
const evacuations = [
  { atOnce: 2, evacuation: 6 * 41.0, means: [22.9, 41.0] },
  { atOnce: 3, evacuation: 4 * 65.1, means: [24.5, 44.5, 65.1] },
] as const

function pv3(): PhysicalRow[] {
  return evacuations.flatMap(({ atOnce, evacuation, means }) => {
    const service = evacuation / 12
    const rounds = Array.from({ length: 12 }, (_, index) => Math.floor(index / atOnce))
    const parts = rounds.map((round, index): ScenarioPart => ({
      name: `vm${index}`,
      mem: 4 * GIB,
      bitmap: 0,
      path: { link: 1 },
      groups: ['host'],
      after: rounds.flatMap((other, before) => (other === round - 1 ? [`vm${before}`] : [])),
    }))
    const forecast = simulate({ resources: { link: (4 * GIB) / service }, limits: { host: 1 }, parts })
    const ends = parts.map(({ name }) => forecast.parts[name]!.t1!)
    return means.map((wanted, rank): PhysicalRow => {
      const waits = ends.flatMap((end, index) =>
        index % atOnce === rank ? [end - rounds[index]! * atOnce * service] : [],
      )
      const last = rank === means.length - 1
      return {
        id: 'PV3',
        what: `KVM, 12 machines, ${atOnce} asked for at once, one served: rank ${rank + 1}${last ? ' (fitted)' : ''}`,
        unit: 's',
        wanted,
        found: waits.reduce((sum, wait) => sum + wait, 0) / waits.length,
        within: last ? 1e-9 : rank === 0 ? 0.15 : 0.06,
      }
    })
  })
}

function pv4to6(): PhysicalRow[] {
  const rate = 93.9e6 / 8
  const longest = alone(rate, { dirty: 1e9, postcopy: false, max_passes: 5, min_gain: 2, t_susp: 0.314 })
  const figures: readonly (readonly [string, string, string, number, number, number])[] = [
    [
      'PV4',
      'LPM, one mover thread on 40 GbE (fitted)',
      'Gb/s',
      18,
      moverCeiling(18, 1, PUBLISHED_EXPONENT),
      1e-9,
    ],
    ['PV4', 'LPM, two mover threads', 'Gb/s', 28, moverCeiling(18, 2, PUBLISHED_EXPONENT), 0.02],
    ['PV5', 'LPM, 256 GiB at 80 MiB/s', 's', 3276.8, alone(80 * MIB, { mem: 256 * GIB }).total!, 1e-9],
    ['PV6', 'Xen, lower bound, 1 GiB at 93.9 Mbit/s', 's', 95.3, alone(rate, { t_prep: 3.9 }).total!, 0.01],
    ['PV6', 'Xen, passes of the longest standstill', 'passes', 5, longest.passes, 0],
    ['PV6', 'Xen, longest standstill', 's', 91.5, longest.down!, 0.01],
  ]
  return figures.map(([id, what, unit, wanted, found, within]) => ({ id, what, unit, wanted, found, within }))
}

const pv7 = (): PhysicalRow[] =>
  [5000, 20_000, 40_000, 80_000].map((pages) => {
    const region = 300_000 * 4096
    const { stop } = alone(117.7e6, { mem: region, dirty: pages * 4096, hot: region, min_gain: 0.9 })
    return {
      id: 'PV7',
      what: `KVM, ${pages.toLocaleString('en')} pages/s written at random to 300,000 over 1 GbE`,
      unit: '',
      wanted: pages <= 20_000 ? 'converges' : 'does not',
      found: stop === 'theta' ? 'converges' : 'does not',
      within: 0,
    }
  })

/** What the engine foretells: PV1 to PV7. */
export const physicalRows = (): readonly PhysicalRow[] => [
  ...pv1(),
  ...pv2(),
  ...pv3(),
  ...pv4to6(),
  ...pv7(),
]

/** PV8: what the importer reads from a mover's log. */
export async function moverLogRow(): Promise<PhysicalRow> {
  const text =
    'Overall time of migration: 3 minutes 43 seconds\nAmount of data received: 161695465991 bytes\n'
  const { patches } = await readWith(moverLogImporter, sourceFile('lpm.log', text))
  const move = patches.flatMap((patch) => (patch.entity === 'past-move' ? [patch.move] : []))[0]
  return {
    id: 'PV8',
    what: 'LPM, rate of 161,695,465,991 B in 223 s read from a log',
    unit: 'MB/s',
    wanted: 725.09,
    found: move === undefined ? 0 : move.bytes / move.seconds / 1e6,
    within: 0.001,
  }
}

/** Relative deviation; null between words. */
export function deviationOf({ wanted, found }: PhysicalRow): number | null {
  return typeof wanted === 'number' && typeof found === 'number' ? found / wanted - 1 : null
}
