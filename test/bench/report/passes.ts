/** One move in pictures: what its passes send, and when copying no longer converges. */
import { simulate } from '../../../shared/forecast/simulate.ts'
import type { PartForecast } from '../../../shared/forecast/forecast.ts'
import type { ScenarioPart } from '../../../shared/forecast/scenario.ts'
import { decade, endLabel, limitLine, palette, plot, words, type Plot } from './plot.ts'

const GIB = 2 ** 30
/** A 256-GiB partition, 80 % touched, alone at 1.1e9 B/s: row U1 of the forecast model. */
const RATE = 1.1e9
const TOUCHED = 0.8 * 256 * GIB
const HOT = 0.15 * 256 * GIB

function move(more: Partial<ScenarioPart>): PartForecast {
  const part = { name: 'p', mem: 256 * GIB, used: 0.8, t_susp: 1, path: { link: 1 }, ...more }
  return simulate({ resources: { link: RATE }, parts: [part] }).parts['p']!
}

const MOST_PASSES = 8

/** GiB sent by each pass: what is left after k - 1 passes is what pass k sends. */
function passes(more: Partial<ScenarioPart>): number[] {
  const sent = [TOUCHED / GIB]
  for (let limit = 1; limit < MOST_PASSES; limit += 1) {
    const { stop, rem } = move({ ...more, max_passes: limit })
    if (stop !== 'max_passes') break
    sent.push(rem! / GIB)
  }
  return sent
}

const cases = [
  { text: '0.1 GB/s', color: palette.green, more: { dirty: 1e8 }, label: [-60, 8] },
  { text: '0.6 GB/s', color: palette.plan, more: { dirty: 6e8 }, label: [0, 0] },
  { text: '0.6 GB/s to 38 GiB', color: palette.violet, more: { dirty: 6e8, hot: HOT }, label: [0, 4] },
  { text: '1.2 GB/s', color: palette.limit, more: { dirty: 1.2e9, min_gain: 10 }, label: [-64, -14] },
] as const

const CLEAN_ENOUGH = 0.05

const STEPS = 120
/** Write rates from a hundredth of the copying rate to three times as much. */
const ratios = Array.from({ length: STEPS + 1 }, (_, i) => 10 ** (-2 + (i / STEPS) * (2 + Math.log10(3))))

/** Sent in all, as a multiple of the touched memory. */
const sentInAll = (more: Partial<ScenarioPart>): number[][] =>
  ratios.map((ratio) => {
    const { raw } = move({ min_gain: 0.9, dirty: ratio * RATE, ...more })
    return [Number(ratio.toPrecision(4)), Number((raw / TOUCHED).toPrecision(4))]
  })

/** Draws both pictures. */
export function passesPlot(): Plot {
  const curve = (color: string, data: readonly (readonly number[])[]) => ({
    type: 'line' as const,
    data: data.map((point) => [...point]),
    symbol: 'none',
    lineStyle: { color, width: 2 },
    itemStyle: { color },
  })
  return plot(
    'passes.svg',
    'When copying converges: 205 GiB touched, copied at 1.1 GB/s',
    'Left: what each pass sends at four write rates, until 95 % is clean. Right: all bytes, with a last pass where it gains under a tenth.',
    [
      {
        x: { name: 'pass', type: 'value', min: 1, max: MOST_PASSES, interval: 1 },
        y: { name: 'sent by the pass, GiB', type: 'log', min: 5, max: 1000, format: decade },
        series: cases.map(({ text, color, more, label }, i) => ({
          ...curve(
            color,
            passes(more).map((gib, k) => [k + 1, Number(gib.toPrecision(4))]),
          ),
          endLabel: endLabel(text, color, label),
          symbol: 'circle',
          symbolSize: 7,
          ...(i === 0
            ? { markLine: limitLine({ yAxis: (CLEAN_ENOUGH * TOUCHED) / GIB }, '95 % clean: enough') }
            : {}),
        })),
      },
      {
        x: {
          name: 'write rate as a multiple of the copying rate',
          type: 'log',
          min: 0.01,
          max: 3,
          format: decade,
        },
        y: { name: 'sent in all, times the touched memory', type: 'value', min: 0 },
        series: [
          {
            ...curve(palette.plan, sentInAll({})),
            markLine: limitLine({ xAxis: 1 }, 'as fast as it copies'),
          },
          curve(palette.violet, sentInAll({ hot: HOT })),
          words('writes anywhere', [0.12, 4], palette.plan),
          words('writes to 38 GiB', [0.1, 0.55], palette.violet),
        ],
      },
    ],
  )
}
