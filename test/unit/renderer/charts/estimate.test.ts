import { describe, expect, it } from 'vitest'
import {
  bandShare,
  drawsToPixel,
  estimateBand,
  estimateLine,
  estimateScale,
} from '../../../../renderer/charts/estimate.ts'
import type { ConvergencePoint } from '../../../../shared/plan/plan-forecast.ts'

const plot = { left: 0, right: 100, top: 0, bottom: 100 }
const band = (value: number | null, wide: number) =>
  value === null ? { value, low: null, high: null } : { value, low: value - wide, high: value + wide }
const point = (draws: number, p50: number | null, p90: number | null): ConvergencePoint => ({
  draws,
  p50: band(p50, 10),
  p90: band(p90, 20),
})

describe('the chart of the estimate', () => {
  it('gives each doubling of draws the same width', () => {
    const scale = estimateScale([point(50, 100, 200), point(200, 100, 200)], plot)
    if (scale === null) throw new Error('no scale')
    expect([50, 100, 200].map((draws) => Math.round(drawsToPixel(scale, draws)))).toEqual([0, 50, 100])
  })

  it('breaks a line where the estimate is not known and bands only what is', () => {
    const points = [point(50, 100, null), point(100, null, 200), point(200, 100, 200)]
    const scale = estimateScale(points, plot)
    if (scale === null) throw new Error('no scale')
    expect(estimateLine(scale, points, 'p50').match(/M/g)).toHaveLength(2)
    expect(estimateBand(scale, points, 'p90')).toMatch(/^M.+Z$/)
    expect(estimateBand(scale, points.slice(0, 2), 'p50')).toBe('')
  })

  it('has nothing to draw where nothing is known', () => {
    expect(estimateScale([], plot)).toBeNull()
    expect(estimateScale([point(50, null, null)], plot)).toBeNull()
  })

  it('says how wide a band is', () => {
    expect(bandShare({ value: 100, low: 96, high: 103 })).toBeCloseTo(0.04)
    expect(bandShare({ value: 100, low: null, high: 103 })).toBeNull()
  })
})
