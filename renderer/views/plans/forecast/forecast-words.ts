import type { PlanDocument } from '../../../../shared/plan/plan-document.ts'
import type { ForecastConvergence, PlanForecast } from '../../../../shared/plan/plan-forecast.ts'
import { bandShare } from '../../../charts/estimate.ts'
import { duration, durationRange } from '../../../format/duration.ts'
import { endClock } from '../../../format/instant.ts'
import { number, percent, range } from '../../../format/number.ts'
import { text } from '../../../text/en.ts'

const words = text.forecast

type Round = 'promise' | 'risk'

/**
 * A share of draws as a frequency, "93 of 100 draws"; of all draws where there are fewer than a hundred. A promise is
 * rounded down and a risk up, so that neither is said to be better than it is.
 */
export const frequency = (share: number, draws: number, as: Round): string =>
  words.ofDraws(hitsOf(share, draws, as), number(outOf(draws)))

const outOf = (draws: number): number => Math.min(100, Math.max(1, draws))

/** The first number of `frequency`, where the second is said beside it. */
export function hitsOf(share: number, draws: number, as: Round = 'risk'): string {
  const exact = share * outOf(draws)
  return number(as === 'promise' ? Math.floor(exact + 1e-9) : Math.ceil(exact - 1e-9))
}

/** A risk in a hundred draws, for a column whose head says so. */
export const inHundred = (share: number): string =>
  words.risk.inHundred(number(Math.ceil(share * 100 - 1e-9)))

export interface ForecastHead {
  /** "2 h 31 – 3 h 52, likely 3 h 09" */
  readonly lead: string
  /** What follows from it, each a clause. */
  readonly clauses: readonly string[]
  /** "400 draws, seed 7" */
  readonly drawn: string
  /** Said where fewer draws were made than asked for; null otherwise. */
  readonly partial: string | null
}

/** The forecast in words: range first, then what people act on. */
export function forecastHead(plan: PlanDocument, forecast: PlanForecast): ForecastHead {
  const { makespan, samples, samplesAsked, stalled, fitsWindow, anyNotConverging, overStandstillLimit } =
    forecast
  const drawn = words.head.drawn(number(samples), String(forecast.seed))
  const partial =
    samples === 0
      ? words.head.none
      : samples < samplesAsked
        ? words.head.stopped(number(samples), number(samplesAsked))
        : null
  if (stalled.length > 0)
    return { lead: words.head.never, clauses: [words.head.neverWhy(stalled.length)], drawn, partial }
  const until = (seconds: number): string => endClock(plan.startMs + seconds * 1000, plan.zone)
  const of = (share: number, as: Round): string => frequency(share, samples, as)
  return {
    lead:
      samples === 0
        ? words.head.about(duration(makespan.p50))
        : words.head.takes(durationRange(makespan.p10, makespan.p90), duration(makespan.p50)),
    clauses: [
      fitsWindow === null || samples === 0
        ? samples === 0
          ? words.head.endsAbout(until(makespan.p50))
          : words.head.ends(range(until(makespan.p10), until(makespan.p90)), until(makespan.p50))
        : words.head.inWindow(of(fitsWindow, 'promise')),
      ...(anyNotConverging === null
        ? []
        : [anyNotConverging === 0 ? words.head.converge : words.head.doubt(of(anyNotConverging, 'risk'))]),
      ...(overStandstillLimit === null ? [] : [words.head.over(of(overStandstillLimit, 'risk'))]),
    ],
    drawn,
    partial,
  }
}

/** Whether more draws would change the range, in one or two sentences. */
export function settledWords({ points, settled, drawsNeeded }: ForecastConvergence): string {
  const last = points.at(-1)?.p90
  if (last === undefined || settled === null) return words.estimate.none
  if (settled) {
    const share = bandShare(last)
    return share === null ? words.estimate.cannot : words.estimate.settled(percent(share, 1))
  }
  if (last.low === null || last.high === null) return words.estimate.cannot
  const open = words.estimate.open(duration(last.low), duration(last.high))
  return drawsNeeded === null ? open : `${open} ${words.estimate.needed(number(drawsNeeded))}`
}

const offers = [2_000, 5_000] as const

/** Numbers of draws worth offering: more than were made. */
export const moreDraws = (samples: number): readonly number[] => offers.filter((draws) => draws > samples)
