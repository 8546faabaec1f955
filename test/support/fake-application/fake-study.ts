import type {
  ConvergenceHelp,
  ForecastConvergence,
  ForecastInfluence,
  LoadFans,
  MoveForecast,
  ResourceLoad,
} from '../../../shared/plan/plan-forecast.ts'
import type { PlanMove } from '../../../shared/plan/plan-document.ts'

interface Timed {
  readonly move: PlanMove
  readonly forecast: MoveForecast
}

const columns = 160
/** Draws of the invented study: the same course, faster or slower. */
const stretches = Array.from({ length: 21 }, (_, at) => 0.78 + at * 0.028)

const meanBetween = (load: ResourceLoad, from: number, to: number): number => {
  let sum = 0
  load.t.forEach((start, at) => {
    const end = load.t[at + 1] ?? Infinity
    sum += (load.v[at] ?? 0) * Math.max(0, Math.min(end, to) - Math.max(start, from))
  })
  return sum / (to - from)
}

/** Bands of load as they follow from a course that is faster or slower. */
export function inventFans(resources: readonly ResourceLoad[], endS: number): LoadFans {
  const columnS = (endS * 1.35) / columns
  return {
    columnS,
    resources: resources.map((load) => {
      const sorted = Array.from({ length: columns }, (_, column) =>
        stretches
          .map((slow) => meanBetween(load, (column * columnS) / slow, ((column + 1) * columnS) / slow))
          .sort((a, b) => a - b),
      )
      const at = (share: number): number[] =>
        sorted.map((values) => values[Math.round(share * (values.length - 1))] ?? 0)
      return { name: load.name, p10: at(0.1), p50: at(0.5), p90: at(0.9) }
    }),
  }
}

type Factor = readonly [
  key: string,
  title: string,
  assumptionKey: string,
  origin: ForecastInfluence['origin'],
  low: number,
  high: number,
  unit: string,
  endAtLow: number,
  endAtHigh: number,
]

const shared: readonly Factor[] = [
  ['compression', 'Bytes on the wire', 'rho.from920', 'assumed', 0.31, 0.78, 'share', 0.84, 1.19],
  [
    'goodput',
    'Goodput of the movers’ links',
    'goodput.10',
    'assumed',
    0.88,
    1.1,
    'of the middle',
    1.11,
    0.93,
  ],
  [
    'mover capacity',
    'Bytes a mover core moves',
    'c1.power10',
    'calibrated',
    0.82,
    1.2,
    'of the middle',
    1.07,
    0.96,
  ],
  ['theta', 'Clean enough at', 'theta', 'typed', 0.91, 0.985, 'share', 0.97, 1.02],
  ['preparation', 'Preparation', 'tPrepS', 'assumed', 28, 170, 's', 0.985, 1.014],
  ['level', 'Concurrency level', 'threads', 'imported', 3, 3, 'threads', 1.003, 0.998],
]

const spearman = (low: number, high: number): number => Math.max(-0.95, Math.min(0.95, (high - low) * 2.4))

/** What decides the end of an invented plan, strongest first. */
export function inventInfluences(
  timed: readonly Timed[],
  endS: number,
  standstillS: number,
): ForecastInfluence[] {
  const factors: ForecastInfluence[] = shared.map(
    ([key, title, assumptionKey, origin, low, high, unit, atLow, atHigh]) => ({
      key,
      title,
      assumptionKey,
      partitionId: null,
      partitionName: null,
      origin,
      guessed: origin === 'assumed',
      low,
      high,
      unit,
      withEnd: spearman(atLow, atHigh),
      withStandstill: spearman(atLow, atHigh) / 2,
      endAtLow: endS * atLow,
      endAtHigh: endS * atHigh,
      standstillAtLow: standstillS * (1 + (atLow - 1) / 2),
      standstillAtHigh: standstillS * (1 + (atHigh - 1) / 2),
    }),
  )
  const largest = timed
    .filter((one) => one.move.type !== 'inactive')
    .toSorted((a, b) => b.move.memoryMib - a.move.memoryMib)
    .slice(0, 5)
  const writes = largest.map(({ move }, at): ForecastInfluence => {
    const reach = 0.09 / (at + 1)
    return {
      key: `write rate ${move.partitionId}`,
      title: `Memory written by ${move.partitionName}`,
      assumptionKey: 'class.in-memory.dirtyBytesPerSecond',
      partitionId: move.partitionId,
      partitionName: move.partitionName,
      origin: at === 1 ? 'imported' : 'assumed',
      guessed: at !== 1,
      low: 1.4e8,
      high: 1.1e9,
      unit: 'B/s',
      withEnd: 0.4 / (at + 1),
      withStandstill: 0.7 / (at + 1),
      endAtLow: endS * (1 - reach / 2),
      endAtHigh: endS * (1 + reach),
      standstillAtLow: standstillS * (1 - reach * 2),
      standstillAtHigh: standstillS * (1 + reach * 4),
    }
  })
  const span = (one: ForecastInfluence): number => Math.abs(one.endAtHigh - one.endAtLow)
  return [...factors, ...writes].sort((a, b) => span(b) - span(a))
}

/** An estimate that closes in on its value by the square-root law. */
export function inventConvergence(endS: number, samples: number): ForecastConvergence {
  const steps = [50, 100, 200, 400, 800, 1_600, 3_200, 6_400].filter((draws) => draws < samples)
  const band = (value: number, wide: number) => ({ value, low: value * (1 - wide), high: value * (1 + wide) })
  const points = samples === 0 ? [] : [...steps, samples]
  const last = 0.85 / Math.sqrt(Math.max(1, samples))
  return {
    points: points.map((draws) => {
      const off = (Math.sin(draws) * 0.6) / Math.sqrt(draws)
      const wide = 0.85 / Math.sqrt(draws)
      return { draws, p50: band(endS * (1 + off / 2), wide * 0.7), p90: band(endS * 1.23 * (1 + off), wide) }
    }),
    settled: samples === 0 ? null : last <= 0.05,
    drawsNeeded: samples === 0 || last <= 0.05 ? null : Math.ceil((0.85 / 0.05) ** 2),
  }
}

/** What would help the moves that do not converge, by amounts that a planner would believe. */
export function inventHelp(timed: readonly Timed[], samples: number, endS: number): ConvergenceHelp[] {
  return timed
    .filter((one) => one.forecast.notConverging > 0)
    .map(({ forecast: { moveId, notConverging } }) => ({
      moveId,
      draws: Math.min(200, samples),
      notConverging,
      planEndS: endS,
      remedies: [
        {
          kind: 'one-at-a-time' as const,
          title: 'alone instead of three at once',
          notConverging: notConverging * 0.19,
          planEndS: endS * 1.21,
        },
        {
          kind: 'more-threads' as const,
          title: 'mover concurrency level 5 instead of 3',
          notConverging: notConverging * 0.44,
          planEndS: endS * 0.94,
        },
        {
          kind: 'quieter-hour' as const,
          title: 'if it wrote half as much memory',
          notConverging: notConverging * 0.62,
          planEndS: endS * 0.97,
        },
      ],
    }))
}
