import { describe, expect, it } from 'vitest'
import type { Draw } from '../../../shared/forecast/draws.ts'
import { ForecastCancelled } from '../../../shared/forecast/forecast.ts'
import type { Scenario } from '../../../shared/forecast/scenario.ts'
import {
  joinSamples,
  quantile,
  runDraws,
  sampleForecasts,
  summariseSamples,
} from '../../../shared/forecast/uncertainty.ts'
import { u1, u1Wanted } from '../../support/u1-scenario.ts'

/** Two parts that share one uncertain link. */
function shared(draw: Draw): Scenario {
  const parts = ['a', 'b'].map((name) => ({ name, mem: 10e9, bitmap: 0, path: { link: 1 } }))
  return { resources: { link: 1e9 * (1 + draw.uniform('goodput')) }, parts }
}

describe('Monte Carlo over plans', () => {
  it.each([1, 20260701, 4_000_000_000])('meets U1 within 2 % at 2,000 draws, seed %i', (seed) => {
    const { p10, p50, p90 } = sampleForecasts({ draws: 2000, seed, build: u1 }).parts['p']!.total
    expect(Math.abs(p10! / u1Wanted.p10 - 1)).toBeLessThan(u1Wanted.within)
    expect(Math.abs(p50! / u1Wanted.p50 - 1)).toBeLessThan(u1Wanted.within)
    expect(Math.abs(p90! / u1Wanted.p90 - 1)).toBeLessThan(u1Wanted.within)
  })

  it('gives the same answer for the same seed, and another for another', () => {
    const ask = (seed: number) => sampleForecasts({ draws: 60, seed, build: u1 })
    expect(ask(5)).toEqual(ask(5))
    expect(ask(5)).not.toEqual(ask(6))
  })

  it('draws shared factors once: quantiles of a plan follow the one uncertain link', () => {
    const answer = sampleForecasts({ draws: 1001, seed: 3, build: shared, window: 20 / 1.5 })
    // Both copy together: 20e9 bytes over 1e9 (1 + u), so P10 of the end lies at u = 0.9.
    expect(answer.makespan.p10!).toBeCloseTo(20 / 1.9, 1)
    expect(answer.makespan.p50!).toBeCloseTo(20 / 1.5, 1)
    expect(answer.makespan.p90!).toBeCloseTo(20 / 1.1, 1)
    expect(answer.parts['a']).toEqual(answer.parts['b'])
    expect(answer.endsInWindow!).toBeCloseTo(0.5, 2)
  })

  it('gives an input the same luck whatever else is drawn', () => {
    const seen: number[][] = [[], []]
    const build = (variant: number) => (draw: Draw) => {
      if (variant === 1) draw.normal('something else')
      seen[variant]!.push(draw.triangular('dirty:p', 1, 2, 5))
      return u1(draw)
    }
    for (const variant of [0, 1]) runDraws({ draws: 40, seed: 9, build: build(variant) })
    expect(seen[0]).toEqual(seen[1])
    expect(Math.min(...seen[0]!)).toBeGreaterThan(1)
    expect(Math.max(...seen[0]!)).toBeLessThan(5)
  })

  it('can be shared among workers', () => {
    const request = { draws: 50, seed: 2, build: u1 }
    const slices = [
      runDraws({ ...request, to: 20 }),
      runDraws({ ...request, from: 20, to: 20 }),
      runDraws({ ...request, from: 20 }),
    ]
    expect(joinSamples(slices)).toEqual(runDraws(request))
    expect(summariseSamples(joinSamples(slices), { window: 230 })).toEqual(
      sampleForecasts({ ...request, window: 230 }),
    )
  })

  it('counts what people act on', () => {
    const build = (draw: Draw): Scenario => ({
      resources: { link: 1e9 },
      parts: [
        {
          name: 'p',
          mem: 10e9,
          bitmap: 0,
          path: { link: 1 },
          // Three draws in ten dirty faster than the link carries.
          dirty: draw.uniform('d') > 0.7 ? 2e9 : 1e6,
          t_susp: 3 * draw.uniform('s'),
        },
      ],
    })
    const answer = sampleForecasts({ draws: 1000, seed: 1, build, downLimit: 2.4 })
    expect(answer.parts['p']!.notConverged).toBeCloseTo(0.3, 9)
    expect(answer.anyNotConverged).toBeCloseTo(0.3, 9)
    expect(answer.parts['p']!.downOverLimit).toBeCloseTo(0.2, 9)
    expect(answer.anyDownOverLimit).toBeCloseTo(0.2, 9)
    expect(answer.endsInWindow).toBeNull()
  })

  it('says "cannot tell" where a quantile never ends', () => {
    const build = (draw: Draw): Scenario => ({
      resources: { link: draw.uniform('cut') < 0.3 ? 0 : 1e9 },
      parts: [{ name: 'p', mem: 1e9, bitmap: 0, path: { link: 1 } }],
    })
    const answer = sampleForecasts({ draws: 100, seed: 1, build, window: 1e9 })
    expect(answer.makespan).toEqual({ p10: 1, p50: 1, p90: null })
    expect(answer.parts['p']!.t0.p90).toBe(0)
    expect(answer.endsInWindow).toBeCloseTo(0.7, 9)
  })

  it('reports progress, can be cancelled, and refuses draws with other parts', () => {
    const progress: number[] = []
    runDraws({ draws: 3, seed: 1, build: u1, onProgress: (done, total) => progress.push(done / total) })
    expect(progress).toEqual([1 / 3, 2 / 3, 1])
    let asked = 0
    const shouldStop = () => (asked += 1) > 5
    expect(() => runDraws({ draws: 100, seed: 1, build: u1, shouldStop })).toThrow(ForecastCancelled)
    const odd = (draw: Draw): Scenario => {
      const scenario = u1(draw)
      return { ...scenario, parts: scenario.parts.map((part) => ({ ...part, name: `p${draw.index}` })) }
    }
    expect(() => runDraws({ draws: 2, seed: 1, build: odd })).toThrow('draws differ in parts')
  })
})

describe('quantile', () => {
  it('interpolates between neighbours', () => {
    const sorted = Float64Array.of(1, 2, 4, 8)
    expect([0, 0.5, 1, 0.1].map((p) => quantile(sorted, p))).toEqual([1, 3, 8, 1.3])
    expect(quantile(Float64Array.of(), 0.5)).toBeNull()
    expect(quantile(Float64Array.of(1, Infinity), 0.5)).toBeNull()
    expect(quantile(Float64Array.of(1, Infinity), 0)).toBe(1)
  })
})
