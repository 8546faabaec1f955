/** How much the quantiles of a plan's end vary with the seed, by number of draws and way of drawing. */
import type { Draw } from '../../../shared/forecast/draws.ts'
import { drawOf } from '../../../shared/forecast/draws.ts'
import { randomStream, streamSeed } from '../../../shared/forecast/random.ts'
import { simulate } from '../../../shared/forecast/simulate.ts'
import { quantile, runDraws } from '../../../shared/forecast/uncertainty.ts'
import { markdownTable } from '../../support/measured-page.ts'
import { planOf200 } from '../../support/plan-200.ts'
import { decade, palette, plot, words, type Plot } from './plot.ts'

/** [draws of a study, studies]: the more, the less left to chance. */
const STUDIES = [
  [50, 40],
  [100, 24],
  [200, 14],
  [500, 6],
  [1000, 5],
] as const
const COUNTS = STUDIES.map(([count]) => count)
const INDEPENDENT_DRAWS = 5000
const QUANTILES = [0.1, 0.5, 0.9] as const

export interface Spread {
  readonly table: string
  readonly plot: Plot
}

const quantilesOf = (ends: Float64Array): readonly number[] => {
  const ascending = ends.toSorted()
  return QUANTILES.map((p) => quantile(ascending, p)!)
}

/** The ends of a study as the product makes it: a Latin hypercube. */
const stratified = (draws: number, seed: number): Float64Array =>
  runDraws({ draws, seed, build: planOf200 }).makespan

/** The same inputs drawn independently. */
function independent(draws: number, seed: number): Float64Array {
  const streams = new Map<string, () => number>()
  const uniform = (key: string): number => {
    let stream = streams.get(key)
    if (stream === undefined) streams.set(key, (stream = randomStream(streamSeed(seed, key))))
    return stream()
  }
  // Every key is asked for once a draw, so that its stream gives one number a draw.
  const draw = (index: number): Draw => drawOf(index, uniform)
  return Float64Array.from({ length: draws }, (_, index) => simulate(planOf200(draw(index))).makespan!)
}

/** Root mean square of the relative deviations from `truth`, in percent. */
function scatter(found: readonly number[], truth: number): number {
  const squares = found.map((value) => (value / truth - 1) ** 2)
  return 100 * Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / found.length)
}

/** Percent by quantile and number of draws. */
type Grid = readonly (readonly number[])[]

/** Draws all studies; about a minute. */
export function measureSpread(): Spread {
  const hypercube = STUDIES.map(([count, studies]) =>
    Array.from({ length: studies }, (_, i) => stratified(count, i + 1)),
  )
  // Independent draws: those of one long study, in runs of so many, are as good as short studies.
  const long = independent(INDEPENDENT_DRAWS, 1)
  const plain = COUNTS.map((count) =>
    Array.from({ length: INDEPENDENT_DRAWS / count }, (_, i) => long.slice(i * count, (i + 1) * count)),
  )
  const truth = quantilesOf(Float64Array.from([...hypercube.flat(2).flatMap((ends) => [...ends]), ...long]))
  const gridOf = (studies: readonly (readonly Float64Array[])[]): Grid => {
    const found = studies.map((some) => some.map(quantilesOf))
    return QUANTILES.map((_, q) =>
      found.map((some) =>
        scatter(
          some.map((study) => study[q]!),
          truth[q]!,
        ),
      ),
    )
  }
  const [ours, plainly] = [gridOf(hypercube), gridOf(plain)]
  return { table: table(ours, plainly, truth), plot: spreadPlot(ours, plainly) }
}

const name = (q: number): string => `P${QUANTILES[q]! * 100}`

function table(hypercube: Grid, plain: Grid, truth: readonly number[]): string {
  const rows = QUANTILES.flatMap((_, q) => [
    [
      `${name(q)} (${truth[q]!.toFixed(0)} s), as drawn here`,
      ...hypercube[q]!.map((value) => `${value.toFixed(2)} %`),
    ],
    [`${name(q)}, independent draws`, ...plain[q]!.map((value) => `${value.toFixed(2)} %`)],
  ])
  return markdownTable(
    ['scatter of the end of the plan', ...COUNTS.map((count) => `${count.toLocaleString('en')} draws`)],
    rows,
  )
}

function spreadPlot(hypercube: Grid, plain: Grid): Plot {
  const colours = [palette.green, palette.plan, palette.ochre]
  const lines = (grid: Grid, type: 'solid' | 'dashed') =>
    grid.map((row, q) => ({
      type: 'line' as const,
      data: row.map((value) => Number(value.toPrecision(3))),
      symbol: type === 'solid' ? 'circle' : 'emptyCircle',
      symbolSize: 7,
      lineStyle: { color: colours[q]!, type, width: 2 },
      itemStyle: { color: colours[q]! },
    }))
  return plot(
    'estimate.svg',
    'How far an estimate of the end of a plan of 200 is off',
    'Root mean square over many studies. Solid: stratified draws (Latin hypercube), as here; dashed: independent draws.',
    [
      {
        x: { name: 'draws', type: 'category', data: COUNTS.map((count) => count.toLocaleString('en')) },
        y: { name: 'scatter, % of the value', type: 'log', min: 0.01, max: 1, format: decade },
        series: [
          ...lines(plain, 'dashed'),
          ...lines(hypercube, 'solid'),
          ...colours.map((color, q) => words(`● ${name(q)}`, ['500', 0.8 / 1.3 ** q], color)),
        ],
      },
    ],
  )
}
