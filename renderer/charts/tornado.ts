/** Bars of a tornado: what one uncertain input has to do with the outcome. */
import type { ForecastInfluence } from '../../shared/plan/plan-forecast.ts'

/** What the bars are about. */
export type TornadoOutcome = 'end' | 'standstill'

export interface TornadoBar {
  readonly influence: ForecastInfluence
  /** Outcome in the fifth of the draws with the lowest and the highest values of the input, seconds. */
  readonly atLow: number
  readonly atHigh: number
  readonly least: number
  readonly most: number
  /** Rank correlation with the outcome. */
  readonly correlation: number
}

/** Bars of one outcome, the widest first. */
export function tornadoBars(
  influences: readonly ForecastInfluence[],
  outcome: TornadoOutcome,
): readonly TornadoBar[] {
  return influences
    .map((influence): TornadoBar => {
      const [atLow, atHigh, correlation] =
        outcome === 'end'
          ? [influence.endAtLow, influence.endAtHigh, influence.withEnd]
          : [influence.standstillAtLow, influence.standstillAtHigh, influence.withStandstill]
      return {
        influence,
        atLow,
        atHigh,
        least: Math.min(atLow, atHigh),
        most: Math.max(atLow, atHigh),
        correlation,
      }
    })
    .sort((a, b) => b.most - b.least - (a.most - a.least))
}

/** The widest bar that rests on a guess: what is worth measuring first. */
export const nextToMeasure = (bars: readonly TornadoBar[]): ForecastInfluence | null =>
  bars.find((bar) => bar.influence.guessed && bar.most > bar.least)?.influence ?? null

/** A piece of a bar at one side of the middle. */
export interface TornadoPiece {
  readonly from: number
  readonly to: number
  readonly side: 'less' | 'more'
}

/** The parts of a bar left and right of the middle; a bar that lies at one side has one. */
export function tornadoPieces({ least, most }: TornadoBar, middle: number): readonly TornadoPiece[] {
  const pieces: TornadoPiece[] = []
  if (least < middle) pieces.push({ from: least, to: Math.min(most, middle), side: 'less' })
  if (most > middle) pieces.push({ from: Math.max(least, middle), to: most, side: 'more' })
  return pieces
}

/** Least and greatest value of all bars, the middle included; never empty. */
export function tornadoSpan(bars: readonly TornadoBar[], middle: number): readonly [number, number] {
  const least = bars.reduce((low, bar) => Math.min(low, bar.least), middle)
  const most = bars.reduce((high, bar) => Math.max(high, bar.most), middle)
  const margin = most - least > 1e-9 ? 0 : Math.max(1, middle * 0.01)
  return [least - margin, most + margin]
}
