/** Which uncertain inputs the outcome hangs on: rank correlations over the draws of a study (forecast.md section 7). */
import type { ForecastInfluence } from '../plan/plan-forecast.ts'
import { Draws } from './draws.ts'
import type { UncertainInput } from './plan-inputs.ts'
import { quantile } from './uncertainty.ts'

/** What the draws of a study came to; one value per draw, Infinity where it never ended. */
export interface StudyOutcome {
  /** Draws the study was asked for, and the ones that were made. */
  readonly asked: number
  readonly draws: Int32Array
  readonly seed: number
  readonly ends: Float64Array
  readonly standstills: Float64Array
}

const MOST = 12
/** A correlation below so many standard errors, 1 / sqrt(n - 1), cannot be told from chance among hundreds of inputs. */
const NOISE = 3.5
/** Fewer draws say nothing about inputs. */
const FEWEST_DRAWS = 20
const P10 = 0.1
const P90 = 0.9

/**
 * The strongest inputs, at most twelve: by Spearman's rank correlation with the end of the plan or with the longest
 * standstill, whichever is stronger. "At low" and "at high" are medians of the fifth of the draws in which the input is
 * lowest and highest: the middles of these fifths are its P10 and P90.
 * `heed` is called before every input, of which a plan has hundreds: it may throw to end the work.
 */
export function influencesOf(
  inputs: readonly UncertainInput[],
  outcome: StudyOutcome,
  heed: () => void = () => undefined,
): readonly ForecastInfluence[] {
  const n = outcome.draws.length
  if (n < FEWEST_DRAWS) return []
  const draws = new Draws(outcome.asked, outcome.seed)
  const ends = centredRanks(outcome.ends)
  const standstills = centredRanks(outcome.standstills)
  const noise = NOISE / Math.sqrt(n - 1)
  return inputs
    .map((input) => {
      heed()
      const values = pick(draws.column(input.key), outcome.draws)
      const ranks = centredRanks(values, stratifiedOrder(values, outcome.asked))
      const withEnd = correlation(ranks, ends)
      const withStandstill = correlation(ranks, standstills)
      return {
        input,
        values,
        withEnd,
        withStandstill,
        size: Math.max(Math.abs(withEnd), Math.abs(withStandstill)),
      }
    })
    .filter(({ size }) => size > noise)
    .toSorted((a, b) => b.size - a.size)
    .slice(0, MOST)
    .map(({ input, values, withEnd, withStandstill }): ForecastInfluence => {
      const { at, ...named } = input
      const { lowest, highest } = outerFifths(values)
      return {
        ...named,
        guessed: input.origin === 'assumed',
        low: at(P10),
        high: at(P90),
        withEnd,
        withStandstill,
        endAtLow: medianOf(outcome.ends, lowest),
        endAtHigh: medianOf(outcome.ends, highest),
        standstillAtLow: medianOf(outcome.standstills, lowest),
        standstillAtHigh: medianOf(outcome.standstills, highest),
      }
    })
}

/** Spearman's rank correlation of two equally long columns, ties at their mean rank; 0 where one does not vary. */
export function spearman(a: Float64Array, b: Float64Array): number {
  return correlation(centredRanks(a), centredRanks(b))
}

function pick(column: Float64Array, places: Int32Array): Float64Array {
  return Float64Array.from(places, (place) => column[place]!)
}

/** Ranks less their mean, so that a product of two columns is a covariance. */
function centredRanks(values: Float64Array, order = ascendingOrder(values)): Float64Array {
  const n = values.length
  const ranks = new Float64Array(n)
  for (let from = 0; from < n;) {
    let to = from + 1
    while (to < n && values[order[to]!] === values[order[from]!]) to += 1
    for (let i = from; i < to; i += 1) ranks[order[i]!] = (from + to - 1) / 2 - (n - 1) / 2
    from = to
  }
  return ranks
}

/** The ascending order of numbers of which each lies in its own of `strata` equal parts of (0, 1): they need no comparing. */
function stratifiedOrder(values: Float64Array, strata: number): Int32Array {
  const at = new Int32Array(strata).fill(-1)
  for (let i = 0; i < values.length; i += 1) {
    const stratum = Math.min(strata - 1, Math.floor(values[i]! * strata))
    // At the very edge of a stratum rounding may put two into one.
    if (at[stratum] !== -1) return ascendingOrder(values)
    at[stratum] = i
  }
  return at.filter((i) => i !== -1)
}

function ascendingOrder(values: Float64Array): Int32Array {
  return Int32Array.from(values, (_, i) => i).sort((a, b) => {
    const x = values[a]!
    const y = values[b]!
    return x < y ? -1 : x > y ? 1 : a - b
  })
}

function correlation(a: Float64Array, b: Float64Array): number {
  let ab = 0
  let aa = 0
  let bb = 0
  for (let i = 0; i < a.length; i += 1) {
    ab += a[i]! * b[i]!
    aa += a[i]! ** 2
    bb += b[i]! ** 2
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb)
}

function outerFifths(values: Float64Array): { lowest: Int32Array; highest: Int32Array } {
  const order = ascendingOrder(values)
  const fifth = Math.max(1, Math.floor(order.length / 5))
  return { lowest: order.subarray(0, fifth), highest: order.subarray(order.length - fifth) }
}

function medianOf(values: Float64Array, places: Int32Array): number {
  return quantile(pick(values, places).sort(), 0.5) ?? 0
}
