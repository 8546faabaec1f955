/** How fast the engine is, cold, and how its time grows with the number of moves. */
import { markdownTable } from '../../support/measured-page.ts'
import { comparePeer, peerFolder } from '../../support/peer-rows.ts'
import { benchScenario, coldCases, coldRun, LARGEST } from '../cold-runs.ts'
import { silenceOfEngine, silenceOfForecast } from '../silence.ts'
import { machineWords } from './machine.ts'
import { decade, palette, plot, words, type Plot } from './plot.ts'

export interface Speed {
  /** null: no reference data. */
  readonly table: string | null
  readonly plot: Plot | null
}

const COUNTS = [100, 200, 500, 1000, 2000, 5000, 10_000]
const FRESH_RUNS = 3
/** SimGrid 3.32, 2,000 moves at once: forecast model, section 8. Its own scenario, of the same size. */
const PEER_2000_AT_ONCE_S = 6.2

/** [moves, milliseconds of the engine's thread] */
type Point = readonly [number, number]

function growth(kind: string): Point[] {
  return COUNTS.map((count) => {
    const name = `${count.toLocaleString('en')} moves${kind}`
    return [count, Number(coldRun(name, FRESH_RUNS).threadMs.toPrecision(3))]
  })
}

function peerPoints(folder: string): Point[] {
  const seconds = (['c_200', 'perf_10000_limit8'] as const).flatMap((id): Point[] => {
    const { moves, peerSeconds } = comparePeer(id, folder)
    return peerSeconds === null ? [] : [[moves.length, peerSeconds * 1000]]
  })
  return [...seconds, [2000, PEER_2000_AT_ONCE_S * 1000] as const].toSorted((a, b) => a[0] - b[0])
}

function growthPlot(folder: string): Plot {
  const lineOf = (data: readonly Point[], color: string, symbol: string) => ({
    type: 'line' as const,
    data: data.map((point) => [...point]),
    symbol,
    symbolSize: 8,
    lineStyle: { color, width: 2 },
    itemStyle: { color },
  })
  return plot(
    'growth.svg',
    'Time of a forecast by number of moves',
    'First run in a fresh process, the engine’s own thread. SimGrid by its own clock, another day, on such a machine.',
    [
      {
        x: { name: 'moves', type: 'log', min: 100, max: 10_000, format: decade },
        y: { name: 'milliseconds', type: 'log', min: 1, max: 1e6, format: decade },
        series: [
          lineOf(peerPoints(folder), palette.today, 'diamond'),
          lineOf(growth(' of ten thousand at once'), palette.ochre, 'rect'),
          lineOf(growth(', 8 per host'), palette.plan, 'circle'),
          words('◆ SimGrid 3.32', [110, 400_000], '#5d6873'),
          words('■ here, all at once', [110, 150_000], '#7f4d00'),
          words('● here, 8 per host', [110, 56_000], palette.plan),
        ],
      },
    ],
  )
}

/** Milliseconds of a run, in a few words. */
const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`

/** As in the bench `forecast`. */
const FRESH_CASES = 15

/** Measures; takes most of the time of the report. */
export function measureSpeed(): Speed {
  const folder = peerFolder()
  const largest = folder === null ? null : benchScenario(LARGEST)
  if (folder === null || largest === null) return { table: null, plot: null }
  const small = coldCases.filter(({ targetMs }) => targetMs < 100)
  const cases = [
    ...coldCases.map((one) => ({ ...one, warmed: false })),
    ...small.map((one) => ({ ...one, warmed: true })),
  ]
  const rows = cases.map(({ name, targetMs, warmed }) => {
    const { ms: clock, threadMs, calibrationMs, events, megabytes } = coldRun(name, FRESH_CASES, warmed)
    return [
      warmed ? `${name}, first of an engine worker` : `${name} (${events.toLocaleString('en')} events)`,
      ms(targetMs),
      ms(clock),
      ms(threadMs),
      Math.round((events / threadMs) * 1000).toLocaleString('en'),
      (threadMs / calibrationMs).toFixed(1),
      `${megabytes.toFixed(0)} MB`,
    ]
  })
  const head = [
    'case',
    'wanted',
    'clock',
    'own thread',
    'events/s',
    'calibration loops',
    'memory of the process',
  ]
  const silences = `Longest time of the own thread in which a cancel is not heard (wanted: 100 ms): ${ms(silenceOfEngine(largest))} in the run of 10,000 moves, ${ms(silenceOfForecast(1000))} in the whole forecast of a plan of 200 with 1,000 draws.`
  const machine = `Measured on: ${machineWords()}.`
  return { table: `${markdownTable(head, rows)}\n\n${silences}\n\n${machine}`, plot: growthPlot(folder) }
}
