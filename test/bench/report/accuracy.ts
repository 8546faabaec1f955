/** How true the forecast is: against the acceptance rows, SimGrid and measurements. */
import { sampleForecasts } from '../../../shared/forecast/uncertainty.ts'
import { acceptanceRows, compareRow, deviation, type Comparison } from '../../support/acceptance-rows.ts'
import { markdownTable } from '../../support/measured-page.ts'
import { comparePeer, peerFolder, peerIds, worstOf } from '../../support/peer-rows.ts'
import { deviationOf, moverLogRow, physicalRows, type PhysicalRow } from '../../support/physical-rows.ts'
import { u1, u1Wanted } from '../../support/u1-scenario.ts'
import { decade, palette, plot, words, type Plot } from './plot.ts'

/** [reference, forecast] in seconds. */
type Pair = readonly [number, number]

export interface Accuracy {
  /** null: no reference data. */
  readonly acceptance: string | null
  readonly peers: string | null
  readonly physical: string
  readonly plot: Plot | null
}

const small = (value: number): string => (value === 0 ? 'rounding only' : value.toExponential(0))
const SEEDS = [1, 2, 3]
const U1_DRAWS = 2000

/** What each row is about. */
const shown: Readonly<Record<string, string>> = {
  D1: 'a partition that writes nothing, 10 GbE',
  D2: 'writes anywhere, post-copy',
  D3: 'a small hot set, written faster than the link carries',
  D4: 'part of the memory touched; bitmap and state sent in the standstill',
  D5: 'compression, behind the ceiling of an engine',
  D6: 'two moves share the cores of a mover',
  D7: 'eight at once on one link',
  D8: 'ten queue for the four slots of a mover',
  D9: 'does not converge: ends for lack of gain',
  D10: 'stop and copy under a limit of the standstill',
  D11: 'max-min shares behind two bottlenecks',
  D12: 'weights on one link',
  D13: 'redundant movers',
}

function acceptanceTable(): { table: string; times: Pair[] } | null {
  const rows = acceptanceRows()
  if (rows === null) return null
  const times: Pair[] = []
  const lines = rows.map((row) => {
    const comparisons = compareRow(row)
    times.push(...comparisons.filter(isTime).map(({ wanted, found }): Pair => [wanted, found ?? 0]))
    const worst = comparisons.reduce((a, b) => (deviation(b) > deviation(a) ? b : a))
    return [row.id, shown[row.id] ?? row.title, String(comparisons.length), small(deviation(worst))]
  })
  return {
    table: markdownTable(['row', 'what', 'figures', 'largest deviation'], [...lines, u1Line()]),
    times,
  }
}

const isTime = ({ what, wanted, found }: Comparison): boolean =>
  (what === 'makespan' || what.endsWith('.total')) && wanted > 0 && found !== null

function u1Line(): string[] {
  const worst = Math.max(
    ...SEEDS.flatMap((seed) => {
      const { total } = sampleForecasts({ draws: U1_DRAWS, seed, build: u1 }).parts['p']!
      return (['p10', 'p50', 'p90'] as const).map((name) => Math.abs(total[name]! / u1Wanted[name] - 1))
    }),
  )
  const what = `P10, P50, P90 of one move, ${U1_DRAWS.toLocaleString('en')} draws, ${SEEDS.length} seeds (2 % allowed)`
  return ['U1', what, String(3 * SEEDS.length), `${(worst * 100).toFixed(1)} %`]
}

function peerTable(): { table: string; times: Pair[]; deviations: number[] } | null {
  const folder = peerFolder()
  if (folder === null) return null
  const times: Pair[] = []
  const deviations: number[] = []
  const lines = peerIds.map((id) => {
    const comparison = comparePeer(id, folder)
    const { duration, down } = worstOf(comparison)
    for (const { duration: pair } of comparison.moves) {
      times.push(pair)
      deviations.push(Math.abs(pair[1] / pair[0] - 1))
    }
    return [
      `\`${id}\``,
      comparison.moves.length.toLocaleString('en'),
      small(duration),
      down === 0 ? '0' : `${small(down)} s`,
    ]
  })
  const head = ['scenario', 'moves', 'duration, largest deviation', 'standstill, largest deviation']
  return { table: markdownTable(head, lines), times, deviations }
}

function physicalTable(rows: readonly PhysicalRow[]): string {
  const said = (value: number | string, unit: string): string =>
    `${typeof value === 'number' ? Number(value.toPrecision(5)).toLocaleString('en') : value} ${unit}`.trim()
  return markdownTable(
    ['row', 'what', 'measured or published', 'forecast', 'deviation'],
    rows.map((row) => {
      const apart = deviationOf(row)
      const words =
        apart === null ? (row.found === row.wanted ? 'same verdict' : 'other verdict') : percent(apart)
      return [row.id, row.what, said(row.wanted, row.unit), said(row.found, row.unit), words]
    }),
  )
}

const percent = (share: number): string => {
  const rounded = (share * 100).toFixed(Math.abs(share) < 0.01 ? 2 : 0)
  return Number(rounded) === 0 ? '0 %' : `${share > 0 ? '+' : '−'}${rounded.replace('-', '')} %`
}

/** Of so many points of one cloud every n-th is drawn: the picture stays small. */
const MOST_POINTS = 160
const thinned = (pairs: readonly Pair[]): Pair[] => {
  const step = Math.ceil(pairs.length / MOST_POINTS)
  return pairs
    .toSorted((a, b) => a[0] - b[0])
    .filter((_, i) => i % step === 0)
    .map(([a, b]) => [Number(a.toPrecision(5)), Number(b.toPrecision(5))])
}

/** The last is the one that ends at the wanted 1e-6; the first holds all that is smaller, too. */
const DECADES = [-12, -11, -10, -9, -8, -7]

function sharesByDecade(deviations: readonly number[]): number[] {
  const counts = DECADES.map(() => 0)
  for (const one of deviations) {
    const place = one === 0 ? 0 : Math.floor(Math.log10(one)) - DECADES[0]!
    const at = Math.min(DECADES.length - 1, Math.max(0, place))
    counts[at] = counts[at]! + 1
  }
  return counts.map((count) => (100 * count) / deviations.length)
}

function agreementPlot(
  simgrid: readonly Pair[],
  acceptance: readonly Pair[],
  deviations: readonly number[],
  physical: readonly PhysicalRow[],
): Plot {
  const measured = physical.flatMap(({ unit, wanted, found }): Pair[] =>
    unit === 's' && typeof wanted === 'number' && typeof found === 'number' ? [[wanted, found]] : [],
  )
  const cloud = (name: string, data: readonly Pair[], symbol: string, symbolSize: number, color: string) => ({
    type: 'scatter' as const,
    name,
    data: data.map((pair) => [...pair]),
    symbol,
    symbolSize,
    itemStyle: { color, opacity: 0.85 },
  })
  const diagonal = {
    type: 'line' as const,
    data: [
      [10, 10],
      [1e4, 1e4],
    ],
    symbol: 'none',
    lineStyle: { color: palette.today, width: 1 },
  }
  return plot(
    'agreement.svg',
    'The forecast against what is known',
    'Left: on the line, both are equal. Right: how far the durations of SimGrid’s scenarios are apart (allowed: 1e-6).',
    [
      {
        x: { name: 'reference, seconds', type: 'log', min: 10, max: 1e4, format: decade },
        y: { name: 'forecast, seconds', type: 'log', min: 10, max: 1e4, format: decade },
        series: [
          diagonal,
          cloud('SimGrid', thinned(simgrid), 'circle', 7, palette.plan),
          cloud('acceptance', thinned(acceptance), 'rect', 6, palette.green),
          cloud('measured', measured, 'diamond', 11, palette.ochre),
          words('● SimGrid 3.32', [12, 6800], palette.plan),
          words('■ acceptance rows', [12, 4100], palette.green),
          words('◆ measured or published', [12, 2500], '#7f4d00'),
        ],
      },
      {
        x: {
          name: 'relative deviation of a duration',
          type: 'category',
          data: DECADES.map((power) => `1e${power} …`),
        },
        y: { name: 'share of the moves, %', type: 'value', min: 0 },
        series: [
          {
            type: 'bar',
            data: sharesByDecade(deviations).map((share) => Number(share.toPrecision(3))),
            itemStyle: { color: palette.plan },
            barCategoryGap: '20%',
          },
        ],
      },
    ],
  )
}

/** Runs every comparison there is data for. */
export async function measureAccuracy(): Promise<Accuracy> {
  const physical = [...physicalRows(), await moverLogRow()]
  const acceptance = acceptanceTable()
  const peers = peerTable()
  return {
    acceptance: acceptance?.table ?? null,
    peers: peers?.table ?? null,
    physical: physicalTable(physical),
    plot:
      acceptance === null || peers === null
        ? null
        : agreementPlot(peers.times, acceptance.times, peers.deviations, physical),
  }
}
